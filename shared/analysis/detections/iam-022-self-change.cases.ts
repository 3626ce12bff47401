import { allow, awsPolicy, call, documentText, session } from "../test-events.ts";
import type { DetectionCase } from "./case.ts";

const put = (document: string, at: number, more = {}) =>
  call(
    "iam:PutRolePolicy",
    at,
    { roleName: "R", policyName: "p", policyDocument: document },
    { by: session("R"), ...more },
  );

export const cases: readonly DetectionCase[] = [
  {
    name: "its own user, widened",
    events: [
      call("iam:AttachUserPolicy", 1, {
        userName: "n.albrecht",
        policyArn: awsPolicy("AdministratorAccess"),
      }),
    ],
    hit: "high",
    severity: "critical",
    says: "the actor itself",
  },
  {
    name: "its own role, narrow rights",
    events: [put(documentText(allow("s3:GetObject")), 1)],
    hit: "high",
    severity: "high",
  },
  {
    name: "its own role, narrowed",
    events: [put(documentText(allow("s3:*")), 1), put(documentText(allow("s3:GetObject")), 60)],
    hit: "low",
  },
  {
    name: "another user",
    events: [
      call("iam:AttachUserPolicy", 1, {
        userName: "x",
        policyArn: awsPolicy("AdministratorAccess"),
      }),
    ],
    hit: null,
  },
  {
    name: "a role of the same name elsewhere",
    events: [
      put(documentText(allow("*")), 1, { by: { ...session("R"), accountId: "111122223333" } }),
    ],
    hit: null,
  },
];
