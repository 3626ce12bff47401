import { trustText, user } from "../test-events.ts";
import { as, assume, elsewhere, inRole, makeKey, onRole, serviceAssumes, there } from "./story.ts";
import type { PathCase } from "./story.ts";

const day = 24 * 60;
const key = "AKIABOBSNEWKEY000001";
const session = "ASIASESSION000000001";
const withKey = (ip = there) => ({ by: { ...user("bob"), accessKeyId: key }, sourceIp: ip });
const trust = { policyDocument: trustText({ AWS: "123456789012" }) };

/** Stories about roles whose trust is rewritten. */
export const trustCases: readonly PathCase[] = [
  {
    name: "iam-012: by the same user, hours later",
    events: [
      onRole("UpdateAssumeRolePolicy", "R", 1, as("alice"), trust),
      assume("R", 8 * 60, session, as("alice", elsewhere)),
    ],
    paths: ["iam-012"],
    severity: "high",
    says: "The same actor changed the role and took it on",
    steps: ["UpdateAssumeRolePolicy@1", `Assume-${session}`],
  },
  {
    name: "iam-012: through a session that the same user had begun",
    events: [
      assume("Tools", 0, "ASIATOOLS00000000001", as("alice")),
      onRole(
        "UpdateAssumeRolePolicy",
        "R",
        1,
        inRole("Tools", "t", "ASIATOOLS00000000001", elsewhere),
        trust,
      ),
      assume("R", 60, session, as("alice")),
    ],
    paths: ["iam-012"],
    severity: "high",
  },
  {
    name: "iam-012: by another user at the same address",
    events: [
      onRole("UpdateAssumeRolePolicy", "R", 1, as("alice"), trust),
      assume("R", 60, session, as("bob")),
    ],
    paths: ["iam-012"],
    severity: "medium",
  },
  {
    name: "iam-012: with a key that its editor had made for another user",
    events: [
      makeKey("bob", 0, key, as("alice")),
      onRole("UpdateAssumeRolePolicy", "R", 1, as("alice"), trust),
      assume("R", 60, session, withKey(elsewhere)),
    ],
    paths: ["iam-002", "iam-012"],
  },
  {
    name: "iam-012: by a caller of another account",
    events: [
      onRole("UpdateAssumeRolePolicy", "R", 1, as("alice"), trust),
      assume("R", 60, session, {
        by: {
          ...user("eve"),
          accountId: "111122223333",
          arn: "arn:aws:iam::111122223333:user/eve",
        },
        sourceIp: elsewhere,
      }),
    ],
    paths: ["iam-012"],
    severity: "high",
  },
  {
    name: "iam-012: by somebody else of a role that the log shows no rights of",
    events: [
      onRole("UpdateAssumeRolePolicy", "R", 1, as("alice"), trust),
      assume("R", 60, session, as("bob", elsewhere)),
    ],
    paths: [],
  },
  {
    name: "iam-012: taken on before",
    events: [
      assume("R", 0, session, as("alice")),
      onRole("UpdateAssumeRolePolicy", "R", 1, as("alice"), trust),
    ],
    paths: [],
  },
  {
    name: "iam-012: another role",
    events: [
      onRole("UpdateAssumeRolePolicy", "R", 1, as("alice"), trust),
      assume("Q", 60, session, as("alice")),
    ],
    paths: [],
  },
  {
    name: "iam-012: refused",
    events: [
      onRole("UpdateAssumeRolePolicy", "R", 1, as("alice"), trust),
      { ...assume("R", 60, session, as("alice")), outcome: "denied", response: null },
    ],
    paths: [],
  },
  {
    name: "iam-012: by a service for its work",
    events: [
      onRole("UpdateAssumeRolePolicy", "R", 1, as("alice"), trust),
      serviceAssumes("R", 60, "lambda.amazonaws.com", session),
    ],
    paths: [],
  },
  {
    name: "iam-012: more than a day later",
    events: [
      onRole("UpdateAssumeRolePolicy", "R", 1, as("alice"), trust),
      assume("R", day + 5, session, as("alice")),
    ],
    paths: [],
  },
];
