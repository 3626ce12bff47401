import type { JsonObject } from "../../cloudtrail-event.ts";
import { allow, awsPolicy, call, documentText, session } from "../test-events.ts";
import type { DetectionCase } from "./case.ts";

const arn = (name: string) => `arn:aws:iam::123456789012:policy/${name}`;
const policy = (name: string, at: number, ...statements: readonly JsonObject[]) =>
  call(
    "iam:CreatePolicy",
    at,
    { policyName: name, policyDocument: documentText(...statements) },
    { response: { policy: { arn: arn(name) } } },
  );
const set = (name: string, at: number) =>
  call("iam:PutRolePermissionsBoundary", at, { roleName: "R", permissionsBoundary: arn(name) });
const drop = (more = {}) => call("iam:DeleteRolePermissionsBoundary", 60, { roleName: "R" }, more);
const narrow = policy("N", 1, allow("s3:GetObject"));
const wide = policy("W", 2, allow("s3:*"));

export const cases: readonly DetectionCase[] = [
  { name: "removed", events: [drop()], hit: "high" },
  {
    name: "removed by its own session",
    events: [drop({ by: session("R") })],
    hit: "critical",
    severity: "critical",
  },
  {
    name: "removed from an administrator",
    events: [
      call("iam:AttachRolePolicy", 1, {
        roleName: "R",
        policyArn: awsPolicy("AdministratorAccess"),
      }),
      drop(),
    ],
    hit: "critical",
  },
  {
    name: "replaced by a wider one",
    events: [narrow, wide, set("N", 3), set("W", 60)],
    hit: "high",
  },
  {
    name: "its document widened",
    events: [
      narrow,
      set("N", 3),
      call(
        "iam:CreatePolicyVersion",
        60,
        { policyArn: arn("N"), setAsDefault: true, policyDocument: documentText(allow("s3:*")) },
        { response: { policyVersion: { versionId: "v2", isDefaultVersion: true } } },
      ),
    ],
    hit: "high",
  },
  {
    name: "replaced by a narrower one",
    events: [narrow, wide, set("W", 3), set("N", 60)],
    hit: null,
  },
  { name: "set for the first time", events: [narrow, set("N", 60)], hit: null },
];
