import { allow, awsPolicy, call, documentText } from "../test-events.ts";
import type { DetectionCase } from "./case.ts";

const permissionSetArn = "arn:aws:sso:::permissionSet/ssoins-1/ps-1";
const admin = call("sso:AttachManagedPolicyToPermissionSet", 1, {
  permissionSetArn,
  managedPolicyArn: awsPolicy("AdministratorAccess"),
});
const assign = call("sso:CreateAccountAssignment", 60, {
  permissionSetArn,
  targetId: "111122223333",
  principalId: "u-1",
});

export const cases: readonly DetectionCase[] = [
  { name: "AdministratorAccess", events: [admin], hit: "high", severity: "high" },
  {
    name: "an inline document",
    events: [
      call("sso:PutInlinePolicyToPermissionSet", 1, {
        permissionSetArn,
        inlinePolicy: documentText(allow("*")),
      }),
    ],
    hit: "high",
  },
  { name: "an assignment of it", events: [admin, assign], hit: "high", says: "111122223333" },
  { name: "an assignment of another set", events: [assign], hit: null },
  {
    name: "reading rights",
    events: [
      call("sso:AttachManagedPolicyToPermissionSet", 1, {
        permissionSetArn,
        managedPolicyArn: awsPolicy("ViewOnlyAccess"),
      }),
    ],
    hit: null,
  },
];
