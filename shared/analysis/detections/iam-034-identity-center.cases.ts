import { allow, awsPolicy, call, documentText, noMore } from "../test-events.ts";
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

const toGroup = call("sso:CreateAccountAssignment", 30, {
  permissionSetArn,
  targetId: "111122223333",
  principalType: "GROUP",
  principalId: "g-1",
});
const joining = (groupId: string) =>
  call("sso-directory:AddMemberToGroup", 70, { groupId, member: { memberId: "u-2" } });
const join = joining("g-1");
const joinOther = joining("g-2");

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
  {
    name: "to the very user for whom the call is made",
    events: [admin, { ...assign, more: { ...noMore, onBehalfOf: "u-1" } }],
    hit: "critical",
  },
  {
    name: "a member of its group",
    events: [admin, toGroup, join],
    hit: "high",
    says: "u-2",
  },
  {
    name: "a membership by the identity store",
    events: [
      admin,
      toGroup,
      call("identitystore:CreateGroupMembership", 70, {
        groupId: "g-1",
        memberId: { userId: "u-2" },
      }),
    ],
    hit: "high",
  },
  {
    name: "provisioned where it is assigned",
    events: [admin, call("sso:ProvisionPermissionSet", 60, { permissionSetArn })],
    hit: "high",
  },
  {
    name: "any set in the management account",
    events: [
      call("organizations:CreateAccount", 1, { accountName: "x" }),
      call("sso:CreateAccountAssignment", 60, {
        permissionSetArn,
        targetId: "123456789012",
        principalId: "u-1",
      }),
    ],
    hit: "high",
    says: "management account",
  },
  {
    name: "any set in the account that holds Identity Center",
    events: [
      call("sso:CreateAccountAssignment", 60, {
        permissionSetArn,
        targetId: "123456789012",
        principalId: "u-1",
      }),
    ],
    hit: null,
  },
  { name: "a member of another group", events: [admin, toGroup, joinOther], hit: null },
  { name: "a member of a group before it got the set", events: [join], hit: null },
  {
    name: "another set provisioned",
    events: [call("sso:ProvisionPermissionSet", 60, { permissionSetArn })],
    hit: null,
  },
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
