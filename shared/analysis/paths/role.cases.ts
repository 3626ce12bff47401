import { allow, awsPolicy, call, documentText, trustText } from "../test-events.ts";
import { as, assume, elsewhere, inRole, onRole } from "./story.ts";
import type { PathCase } from "./story.ts";

const session = "ASIASESSION000000001";
const admin = awsPolicy("AdministratorAccess");
const trust = { policyDocument: trustText({ AWS: "123456789012" }) };
const arn = "arn:aws:iam::123456789012:policy/P";
const version = (at: number, document: string, more = {}) =>
  call(
    "iam:CreatePolicyVersion",
    at,
    { policyArn: arn, policyDocument: document, setAsDefault: true, ...more },
    { ...as("alice"), response: { policyVersion: { versionId: "v2", isDefaultVersion: true } } },
  );
const held = call(
  "iam:AttachRolePolicy",
  0,
  { roleName: "R", policyArn: arn },
  as("carol", "192.0.2.99"),
);
const wide = documentText(allow("*"));

/** Stories about roles that get more rights, and sessions that do. */
export const roleCases: readonly PathCase[] = [
  {
    name: "iam-014: attached and taken on",
    events: [
      onRole("AttachRolePolicy", "R", 1, as("alice"), { policyArn: admin }),
      assume("R", 60, session, as("alice")),
    ],
    paths: ["iam-014"],
    severity: "critical",
  },
  {
    name: "iam-014: somebody new to a strong role",
    events: [
      onRole("AttachRolePolicy", "R", 1, as("alice"), { policyArn: admin }),
      assume("R", 60, session, as("bob", elsewhere)),
    ],
    paths: ["iam-014"],
    severity: "medium",
    says: "nothing but the order",
  },
  {
    name: "iam-014: its usual holder",
    events: [
      assume("R", 0, "ASIAEARLIER000000001", as("bob", elsewhere)),
      onRole("AttachRolePolicy", "R", 1, as("alice"), { policyArn: admin }),
      assume("R", 60, session, as("bob", elsewhere)),
    ],
    paths: [],
  },
  {
    name: "iam-014: by an administrator",
    events: [
      call(
        "iam:AttachUserPolicy",
        0,
        { userName: "alice", policyArn: admin },
        as("carol", elsewhere),
      ),
      onRole("AttachRolePolicy", "R", 1, as("alice"), { policyArn: admin }),
      assume("R", 60, session, as("alice")),
    ],
    paths: ["iam-014"],
    severity: "medium",
  },
  {
    name: "iam-016: alice rewrites the policy, bob takes the role on",
    events: [held, version(30, wide), assume("R", 300, session, as("bob", elsewhere))],
    paths: ["iam-016"],
    severity: "medium",
    steps: ["CreatePolicyVersion@30", `Assume-${session}`],
  },
  {
    name: "iam-016: alice does both",
    events: [held, version(30, wide), assume("R", 300, session, as("alice"))],
    paths: ["iam-016"],
    severity: "critical",
  },
  {
    name: "iam-016: a version that is not in force",
    events: [
      held,
      version(30, wide, { setAsDefault: false }),
      assume("R", 300, session, as("alice")),
    ],
    paths: [],
  },
  {
    name: "iam-016: no role holds the policy by the log",
    events: [version(30, wide), assume("R", 300, session, as("alice"))],
    paths: [],
  },
  {
    name: "iam-017: an inline policy",
    events: [
      onRole("PutRolePolicy", "R", 1, as("alice"), { policyName: "p", policyDocument: wide }),
      assume("R", 60, session, as("alice")),
    ],
    paths: ["iam-017"],
    severity: "critical",
  },
  {
    name: "iam-019: widened, opened, taken on",
    events: [
      onRole("AttachRolePolicy", "R", 1, as("alice"), { policyArn: admin }),
      onRole("UpdateAssumeRolePolicy", "R", 90, as("alice"), trust),
      assume("R", 200, session, as("alice")),
    ],
    paths: ["iam-019"],
    severity: "critical",
    steps: ["AttachRolePolicy@1", "UpdateAssumeRolePolicy@90", `Assume-${session}`],
  },
  {
    name: "iam-020: policy rewritten, role opened",
    events: [
      held,
      version(30, wide),
      onRole("UpdateAssumeRolePolicy", "R", 90, as("alice"), trust),
      assume("R", 200, session, as("alice")),
    ],
    paths: ["iam-020"],
  },
  {
    name: "iam-021: opened, then widened",
    events: [
      onRole("UpdateAssumeRolePolicy", "R", 1, as("alice"), trust),
      onRole("PutRolePolicy", "R", 9, as("alice"), { policyName: "p", policyDocument: wide }),
      assume("R", 200, session, as("alice")),
    ],
    paths: ["iam-021"],
  },
  {
    name: "sts-001: what was refused is done through a role",
    events: [
      {
        ...call("iam:CreateUser", 1, { userName: "x" }, as("alice")),
        outcome: "denied",
        errorCode: "AccessDenied",
      },
      assume("R", 5, session, as("alice")),
      call("iam:CreateUser", 9, { userName: "x" }, inRole("R", "s", session)),
    ],
    paths: ["sts-001"],
    severity: "low",
  },
  {
    name: "sts-001: what was refused to somebody else",
    events: [
      {
        ...call("iam:CreateUser", 1, { userName: "x" }, as("bob")),
        outcome: "denied",
        errorCode: "AccessDenied",
      },
      assume("R", 5, session, as("alice")),
      call("iam:CreateUser", 9, { userName: "x" }, inRole("R", "s", session)),
    ],
    paths: [],
  },
  {
    name: "sts-001: a session widens the user who began it",
    events: [
      assume("R", 5, session, as("alice")),
      call(
        "iam:AttachUserPolicy",
        9,
        { userName: "alice", policyArn: admin },
        inRole("R", "s", session),
      ),
    ],
    paths: ["sts-001"],
    severity: "high",
    steps: [`Assume-${session}`, "AttachUserPolicy@9"],
  },
  {
    name: "sts-001: a session widens another user",
    events: [
      assume("R", 5, session, as("alice")),
      call(
        "iam:AttachUserPolicy",
        9,
        { userName: "bob", policyArn: admin },
        inRole("R", "s", session),
      ),
    ],
    paths: [],
  },
  {
    name: "iam-014: an administrator by its own hand",
    events: [
      call("iam:AttachUserPolicy", 0, { userName: "alice", policyArn: admin }, as("alice")),
      onRole("AttachRolePolicy", "R", 1, as("alice"), { policyArn: admin }),
      assume("R", 60, session, as("alice")),
    ],
    paths: ["iam-014"],
    severity: "critical",
  },
];
