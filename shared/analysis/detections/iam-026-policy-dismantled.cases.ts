import { allow, call, documentText, user } from "../test-events.ts";
import type { DetectionCase } from "./case.ts";

const arn = "arn:aws:iam::123456789012:policy/P";
const made = call(
  "iam:CreatePolicy",
  -3000,
  { policyName: "P", policyDocument: documentText(allow("s3:*")) },
  { response: { policy: { arn } } },
);
const detach = (at: number, groupName: string, more = {}) =>
  call(
    "iam:DetachGroupPolicy",
    at,
    { groupName, policyArn: arn },
    { id: `d${groupName}`, ...more },
  );
const drop = (more = {}) => call("iam:DeletePolicy", 60, { policyArn: arn }, more);

export const cases: readonly DetectionCase[] = [
  {
    name: "detached and deleted",
    events: [made, detach(50, "G"), drop()],
    hit: "medium",
    says: "then deleted it",
  },
  {
    name: "three holders",
    events: [made, detach(50, "G"), detach(51, "H"), detach(52, "I"), drop()],
    hit: "high",
  },
  {
    name: "by Terraform",
    events: [
      made,
      detach(50, "G"),
      detach(51, "H"),
      detach(52, "I"),
      drop({ userAgent: "HashiCorp Terraform/1.9" }),
    ],
    hit: "low",
  },
  {
    name: "detached by somebody else",
    events: [made, detach(50, "G", { by: user("v.costa") }), drop()],
    hit: null,
  },
  { name: "nobody held it", events: [made, drop()], hit: null },
];
