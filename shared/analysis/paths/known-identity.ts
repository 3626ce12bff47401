import { knownPath } from "./path.ts";
import type { KnownPath } from "./path.ts";

const credential = ["T1098.001", "T1078.004"];
const role = ["T1098.003", "T1550.001", "T1078.004"];
const own = "One successful call that concerns the caller's own";
const members = "A membership or attachment from before the log is not known.";
const followed =
  "within 24 hours a session of the role is begun by the same actor, from the same address, from another account, or, where the log shows strong rights of the role, by somebody new to it";

function self(
  id: string,
  needs: string,
  title: string,
  what: string,
  limit: string | null,
): KnownPath {
  return knownPath(id, needs, title, `${own} ${what} (IAM-022).`, { told: "self", limit });
}

/** Paths through identities, their credentials and their policies. */
export const identityKnown: readonly KnownPath[] = [
  self(
    "iam-001",
    "iam:CreatePolicyVersion",
    "Own policy rewritten",
    "policy: a new version of it is put into force",
    members,
  ),
  knownPath(
    "iam-002",
    "iam:CreateAccessKey",
    "Access key made for another user, then used",
    "CreateAccessKey for another user; within 7 days a successful call is signed with that key. For a user that the same actor had just made, only from the maker's own address.",
    {
      limit: "Who holds the key: only its use from the maker's address says more.",
      mitre: credential,
    },
  ),
  knownPath(
    "iam-003",
    "iam:CreateAccessKey + iam:DeleteAccessKey",
    "Access key of another user replaced, then used",
    "DeleteAccessKey, then CreateAccessKey for the same other user within 24 hours, then use of the key as in iam-002.",
    {
      limit: "Who holds the key: only its use from the maker's address says more.",
      mitre: credential,
    },
  ),
  knownPath(
    "iam-004",
    "iam:CreateLoginProfile",
    "Console password made for another user, then used",
    "CreateLoginProfile for another user, then a successful ConsoleLogin of that user within 24 hours: from the same address, or with a password that need not be changed.",
    { mitre: credential },
  ),
  self(
    "iam-005",
    "iam:PutRolePolicy",
    "Own role given an inline policy",
    "role: an inline policy is written onto it",
    null,
  ),
  knownPath(
    "iam-006",
    "iam:UpdateLoginProfile",
    "Console password of another user reset, then used",
    "UpdateLoginProfile for another user, then a successful ConsoleLogin of that user within 24 hours: from the same address, or with a password that need not be changed.",
    { mitre: credential },
  ),
  self(
    "iam-007",
    "iam:PutUserPolicy",
    "Own user given an inline policy",
    "user: an inline policy is written onto it",
    null,
  ),
  self(
    "iam-008",
    "iam:AttachUserPolicy",
    "Policy attached to own user",
    "user: a managed policy is attached to it; also by a session that this user had begun (then with sts-001)",
    null,
  ),
  self(
    "iam-009",
    "iam:AttachRolePolicy",
    "Policy attached to own role",
    "role: a managed policy is attached to it",
    null,
  ),
  self(
    "iam-010",
    "iam:AttachGroupPolicy",
    "Policy attached to own group",
    "group: a managed policy is attached to it",
    members,
  ),
  self(
    "iam-011",
    "iam:PutGroupPolicy",
    "Own group given an inline policy",
    "group: an inline policy is written onto it",
    members,
  ),
  knownPath(
    "iam-012",
    "iam:UpdateAssumeRolePolicy",
    "Trust of a role rewritten, then the role taken on",
    `UpdateAssumeRolePolicy; ${followed}.`,
    { mitre: role },
  ),
  self(
    "iam-013",
    "iam:AddUserToGroup",
    "Own user added to a group",
    "user: it is added to a group",
    null,
  ),
  knownPath(
    "iam-014",
    "iam:AttachRolePolicy + sts:AssumeRole",
    "Policy attached to a role, then the role taken on",
    `AttachRolePolicy on another role; ${followed}.`,
    { mitre: role },
  ),
  knownPath(
    "iam-015",
    "iam:AttachUserPolicy + iam:CreateAccessKey",
    "Policy attached to another user, and its new access key used",
    "AttachUserPolicy and CreateAccessKey for the same other user within 24 hours, in either order, then use of the key as in iam-002.",
    { mitre: credential },
  ),
  knownPath(
    "iam-016",
    "iam:CreatePolicyVersion + sts:AssumeRole",
    "Policy of a role rewritten, then the role taken on",
    `CreatePolicyVersion in force on a policy that the role holds by the log; ${followed}.`,
    { limit: members, mitre: role },
  ),
  knownPath(
    "iam-017",
    "iam:PutRolePolicy + sts:AssumeRole",
    "Inline policy written onto a role, then the role taken on",
    `PutRolePolicy on another role; ${followed}.`,
    { mitre: role },
  ),
  knownPath(
    "iam-018",
    "iam:PutUserPolicy + iam:CreateAccessKey",
    "Inline policy written onto another user, and its new access key used",
    "PutUserPolicy and CreateAccessKey for the same other user within 24 hours, in either order, then use of the key as in iam-002.",
    { mitre: credential },
  ),
  knownPath(
    "iam-019",
    "iam:AttachRolePolicy + iam:UpdateAssumeRolePolicy",
    "Role widened and opened, then taken on",
    `AttachRolePolicy and UpdateAssumeRolePolicy on one role within 24 hours, in either order; ${followed}.`,
    { mitre: role },
  ),
  knownPath(
    "iam-020",
    "iam:CreatePolicyVersion + iam:UpdateAssumeRolePolicy",
    "Policy of a role rewritten and the role opened, then taken on",
    `CreatePolicyVersion on a policy that the role holds by the log and UpdateAssumeRolePolicy of the role within 24 hours, in either order; ${followed}.`,
    { limit: members, mitre: role },
  ),
  knownPath(
    "iam-021",
    "iam:PutRolePolicy + iam:UpdateAssumeRolePolicy",
    "Role given an inline policy and opened, then taken on",
    `PutRolePolicy and UpdateAssumeRolePolicy on one role within 24 hours, in either order; ${followed}.`,
    { mitre: role },
  ),
  knownPath(
    "sts-001",
    "sts:AssumeRole",
    "Role taken on for more than its holder had",
    "An IAM call of a user is refused; within an hour a session of a role that the same user began makes the same call with success. Or such a session changes the rights or credentials of the very user who began it.",
    {
      limit:
        "AssumeRole alone is how roles are used: it is shown in the chain of the actor, not as escalation.",
      mitre: role,
    },
  ),
];
