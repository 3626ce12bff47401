import { allow, call, documentText, user } from "../test-events.ts";
import type { DetectionCase } from "./case.ts";

const rule = call("iam:CreatePolicy", 1, {
  policyName: "P",
  policyDocument: documentText(
    allow("s3:*", "*", { StringEquals: { "aws:PrincipalTag/team": "finance" } }),
  ),
});
const tag = (key: string, more = {}) =>
  call("iam:TagUser", 60, { userName: "t.brandt", tags: [{ key, value: "finance" }] }, more);

export const cases: readonly DetectionCase[] = [
  {
    name: "a tag that a policy asks for",
    events: [rule, tag("team")],
    hit: "medium",
    severity: "medium",
  },
  {
    name: "the own user's",
    events: [rule, tag("team", { by: user("t.brandt") })],
    hit: "high",
    severity: "high",
  },
  {
    name: "taken away",
    events: [rule, call("iam:UntagRole", 60, { roleName: "R", tagKeys: ["team"] })],
    hit: "medium",
  },
  { name: "a tag for costs", events: [rule, tag("cost-centre")], hit: null },
  { name: "no policy asks for it", events: [tag("team")], hit: null },
];
