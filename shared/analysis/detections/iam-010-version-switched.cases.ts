import type { JsonObject } from "../../cloudtrail-event.ts";
import { allow, call, denyWithoutMfa, documentText } from "../test-events.ts";
import type { DetectionCase } from "./case.ts";

const arn = "arn:aws:iam::123456789012:policy/P";
const created = (...statements: readonly JsonObject[]) =>
  call(
    "iam:CreatePolicy",
    1,
    { policyName: "P", policyDocument: documentText(...statements) },
    { response: { policy: { arn, defaultVersionId: "v1" } } },
  );
const version = (isDefault: boolean, ...statements: readonly JsonObject[]) =>
  call(
    "iam:CreatePolicyVersion",
    60,
    { policyArn: arn, setAsDefault: isDefault, policyDocument: documentText(...statements) },
    { response: { policyVersion: { versionId: "v2", isDefaultVersion: isDefault } } },
  );
const narrow = allow("s3:GetObject", "arn:aws:s3:::b/*");
const held = call("iam:AttachUserPolicy", 2, { userName: "n.albrecht", policyArn: arn });

export const cases: readonly DetectionCase[] = [
  {
    name: "wider and in force",
    events: [created(narrow), version(true, narrow, allow("s3:PutObject"))],
    hit: "medium",
  },
  {
    name: "without its denial",
    events: [created(narrow, denyWithoutMfa), version(true, narrow)],
    hit: "high",
  },
  {
    name: "wide, and the actor holds it",
    events: [created(narrow), held, version(true, allow("*"))],
    hit: "critical",
    severity: "critical",
  },
  {
    name: "an old wide version again",
    events: [
      created(allow("iam:*")),
      version(true, narrow),
      call("iam:SetDefaultPolicyVersion", 70, { policyArn: arn, versionId: "v1" }),
    ],
    hit: "medium",
  },
  { name: "stored only", events: [created(narrow), version(false, allow("*"))], hit: null },
  { name: "narrower", events: [created(allow("s3:*")), version(true, narrow)], hit: null },
  { name: "nothing known of before", events: [version(true, allow("*"))], hit: null },
];
