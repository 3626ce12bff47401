import type { CloudTrailEvent } from "../../cloudtrail-event.ts";
import { allow, awsPolicy, call, documentText, session } from "../test-events.ts";

const admin = awsPolicy("AdministratorAccess");
const wide = documentText(allow("*"));
const me = { userName: "n.albrecht" };
const policy = "arn:aws:iam::123456789012:policy/P";
const join = call("iam:AddUserToGroup", 0, { ...me, groupName: "G" });
const inR = { by: session("R") };

/** Stories whose last call walks a path by itself, and the path that its finding names; null: none. */
export const selfCases: readonly (readonly [
  path: string | null,
  name: string,
  events: readonly CloudTrailEvent[],
])[] = [
  [
    "iam-001",
    "own policy",
    [
      call("iam:AttachUserPolicy", 0, { ...me, policyArn: policy }),
      call("iam:CreatePolicyVersion", 1, {
        policyArn: policy,
        policyDocument: wide,
        setAsDefault: true,
      }),
    ],
  ],
  [
    null,
    "somebody else's policy",
    [
      call("iam:AttachUserPolicy", 0, { userName: "x", policyArn: policy }),
      call("iam:CreatePolicyVersion", 1, {
        policyArn: policy,
        policyDocument: wide,
        setAsDefault: true,
      }),
    ],
  ],
  [
    "iam-005",
    "own role",
    [call("iam:PutRolePolicy", 1, { roleName: "R", policyName: "p", policyDocument: wide }, inR)],
  ],
  [
    null,
    "another role",
    [call("iam:PutRolePolicy", 1, { roleName: "Q", policyName: "p", policyDocument: wide }, inR)],
  ],
  [
    "iam-007",
    "own user",
    [call("iam:PutUserPolicy", 1, { ...me, policyName: "p", policyDocument: wide })],
  ],
  ["iam-008", "attached to itself", [call("iam:AttachUserPolicy", 1, { ...me, policyArn: admin })]],
  [
    null,
    "attached to another user",
    [call("iam:AttachUserPolicy", 1, { userName: "x", policyArn: admin })],
  ],
  [
    null,
    "refused",
    [call("iam:AttachUserPolicy", 1, { ...me, policyArn: admin }, { errorCode: "AccessDenied" })],
  ],
  [
    "iam-009",
    "attached to its role",
    [call("iam:AttachRolePolicy", 1, { roleName: "R", policyArn: admin }, inR)],
  ],
  [
    "iam-010",
    "attached to its group",
    [join, call("iam:AttachGroupPolicy", 1, { groupName: "G", policyArn: admin })],
  ],
  [
    null,
    "attached to a group of others",
    [call("iam:AttachGroupPolicy", 1, { groupName: "G", policyArn: admin })],
  ],
  [
    "iam-011",
    "written onto its group",
    [
      join,
      call("iam:PutGroupPolicy", 1, { groupName: "G", policyName: "p", policyDocument: wide }),
    ],
  ],
  ["iam-013", "joined a group", [join]],
];
