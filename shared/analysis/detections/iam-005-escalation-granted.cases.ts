import type { JsonObject } from "../../cloudtrail-event.ts";
import { allow, call, documentText } from "../test-events.ts";
import type { DetectionCase } from "./case.ts";

const put = (...statements: readonly JsonObject[]) =>
  call("iam:PutUserPolicy", 60, {
    userName: "x",
    policyName: "p",
    policyDocument: documentText(...statements),
  });
const arn = "arn:aws:iam::123456789012:policy/P";
const policy = call(
  "iam:CreatePolicy",
  1,
  { policyName: "P", policyDocument: documentText(allow("iam:AttachUserPolicy")) },
  { response: { policy: { arn } } },
);

export const cases: readonly DetectionCase[] = [
  {
    name: "attaching any policy",
    events: [put(allow("iam:AttachUserPolicy"))],
    hit: "high",
    says: "PE03",
  },
  { name: "by a wildcard", events: [put(allow("iam:Create*"))], hit: "high", says: "PE01" },
  {
    name: "PassRole with a function",
    events: [put(allow(["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"]))],
    hit: "high",
    says: "PE35",
  },
  {
    name: "a policy with it attached",
    events: [policy, call("iam:AttachRolePolicy", 60, { roleName: "R", policyArn: arn })],
    hit: "high",
    says: "PE03",
  },
  {
    name: "the own user only",
    events: [put(allow("iam:CreateAccessKey", "arn:aws:iam::*:user/${aws:username}"))],
    hit: null,
  },
  {
    name: "with a boundary demanded",
    events: [
      put(
        allow("iam:AttachUserPolicy", "*", {
          StringEquals: { "iam:PermissionsBoundary": "arn:aws:iam::123456789012:policy/B" },
        }),
      ),
    ],
    hit: null,
  },
  { name: "reading IAM", events: [put(allow(["iam:Get*", "iam:List*"]))], hit: null },
  {
    name: "denied again in the same document",
    events: [
      put(allow("iam:AttachUserPolicy"), { Effect: "Deny", Action: "iam:*", Resource: "*" }),
    ],
    hit: null,
  },
];
