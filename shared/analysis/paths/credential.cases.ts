import { allow, awsPolicy, call, documentText, signIn, user } from "../test-events.ts";
import { as, dull, elsewhere, makeKey, there } from "./story.ts";
import type { PathCase } from "./story.ts";

const day = 24 * 60;
const key = "AKIABOBSNEWKEY000001";
const withKey = (ip = there) => ({ by: { ...user("bob"), accessKeyId: key }, sourceIp: ip });
const admin = awsPolicy("AdministratorAccess");
const wide = documentText(allow("*"));

/** Stories about keys and passwords of other users. */
export const credentialCases: readonly PathCase[] = [
  {
    name: "iam-002: made and used by the maker, hours later",
    events: [makeKey("bob", 1, key, as("alice")), dull(5 * 60, withKey())],
    paths: ["iam-002"],
    severity: "high",
    says: "its maker can act as user bob",
    steps: ["CreateAccessKey@1", "ListBuckets@300"],
  },
  {
    name: "iam-002: for an administrator",
    events: [
      call(
        "iam:AttachUserPolicy",
        0,
        { userName: "bob", policyArn: admin },
        as("carol", elsewhere),
      ),
      makeKey("bob", 1, key, as("alice")),
      dull(9, withKey()),
    ],
    paths: ["iam-002"],
    severity: "critical",
  },
  {
    name: "iam-002: used from elsewhere",
    events: [makeKey("bob", 1, key, as("alice")), dull(60, withKey(elsewhere))],
    paths: ["iam-002"],
    severity: "medium",
    says: "may have been handed",
  },
  { name: "iam-002: never used", events: [makeKey("bob", 1, key, as("alice"))], paths: [] },
  {
    name: "iam-002: used before it was made",
    events: [dull(0, withKey()), makeKey("bob", 1, key, as("alice"))],
    paths: [],
  },
  {
    name: "iam-002: used after more than a week",
    events: [makeKey("bob", 1, key, as("alice")), dull(7 * day + 2, withKey())],
    paths: [],
  },
  {
    name: "iam-002: another key",
    events: [makeKey("bob", 1, key, as("alice")), dull(9, as("bob"))],
    paths: [],
  },
  {
    name: "iam-002: its own key",
    events: [
      makeKey("alice", 1, key, as("alice")),
      dull(9, { by: { ...user("alice"), accessKeyId: key }, sourceIp: there }),
    ],
    paths: [],
  },
  {
    name: "iam-002: denied",
    events: [{ ...makeKey("bob", 1, key, as("alice")), outcome: "denied" }, dull(9, withKey())],
    paths: [],
  },
  {
    name: "iam-002: by a service",
    events: [
      makeKey("bob", 1, key, {
        ...as("alice"),
        by: { ...user("alice"), invokedBy: "cloudformation.amazonaws.com" },
      }),
      dull(9, withKey()),
    ],
    paths: [],
  },
  {
    name: "iam-002: a new user gets a key and uses it",
    events: [
      call("iam:CreateUser", 0, { userName: "bob" }, as("alice")),
      makeKey("bob", 1, key, as("alice")),
      dull(60, withKey(elsewhere)),
    ],
    paths: [],
  },
  {
    name: "iam-002: a new user's key used by its maker",
    events: [
      call("iam:CreateUser", 0, { userName: "bob" }, as("alice")),
      makeKey("bob", 1, key, as("alice")),
      dull(60, withKey()),
    ],
    paths: ["iam-002"],
    severity: "high",
  },
  {
    name: "iam-002: by code",
    events: [
      makeKey("bob", 1, key, { ...as("alice"), userAgent: "HashiCorp Terraform/1.9" }),
      dull(60, withKey()),
    ],
    paths: ["iam-002"],
    severity: "low",
  },
  {
    name: "iam-003: a key replaced",
    events: [
      call(
        "iam:DeleteAccessKey",
        0,
        { userName: "bob", accessKeyId: "AKIAOLD0000000000001" },
        as("alice"),
      ),
      makeKey("bob", 1, key, as("alice")),
      dull(60, withKey()),
    ],
    paths: ["iam-003"],
    steps: ["DeleteAccessKey@0", "CreateAccessKey@1", "ListBuckets@60"],
  },
  {
    name: "iam-015: across identities at one address",
    events: [
      call("iam:AttachUserPolicy", 0, { userName: "bob", policyArn: admin }, as("alice")),
      makeKey("bob", 200, key, as("carol")),
      dull(400, withKey()),
    ],
    paths: ["iam-015"],
    severity: "critical",
  },
  {
    name: "iam-015: two people who share nothing: the key alone",
    events: [
      call(
        "iam:AttachUserPolicy",
        0,
        { userName: "bob", policyArn: admin },
        as("alice", elsewhere),
      ),
      makeKey("bob", 200, key, as("carol")),
      dull(400, withKey()),
    ],
    paths: ["iam-002"],
  },
  {
    name: "iam-018: the other way round",
    events: [
      makeKey("bob", 1, key, as("alice")),
      call(
        "iam:PutUserPolicy",
        9,
        { userName: "bob", policyName: "p", policyDocument: wide },
        as("alice"),
      ),
      dull(60, withKey()),
    ],
    paths: ["iam-018"],
    steps: ["CreateAccessKey@1", "PutUserPolicy@9", "ListBuckets@60"],
  },
  {
    name: "iam-004: signs in from the same address",
    events: [
      call("iam:CreateLoginProfile", 1, { userName: "bob" }, as("alice")),
      signIn("bob", 30, "No", { sourceIp: there }),
    ],
    paths: ["iam-004"],
    severity: "high",
  },
  {
    name: "iam-004: with a password to be changed, from elsewhere",
    events: [
      call(
        "iam:CreateLoginProfile",
        1,
        { userName: "bob", passwordResetRequired: true },
        as("alice"),
      ),
      signIn("bob", 30, "No", { sourceIp: elsewhere }),
    ],
    paths: [],
  },
  {
    name: "iam-004: signed in before",
    events: [
      signIn("bob", 0, "No", { sourceIp: there }),
      call("iam:CreateLoginProfile", 1, { userName: "bob" }, as("alice")),
    ],
    paths: [],
  },
  {
    name: "iam-004: another user",
    events: [
      call("iam:CreateLoginProfile", 1, { userName: "bob" }, as("alice")),
      signIn("dora", 30, "No", { sourceIp: there }),
    ],
    paths: [],
  },
  {
    name: "iam-004: a failed sign-in",
    events: [
      call("iam:CreateLoginProfile", 1, { userName: "bob" }, as("alice")),
      signIn("bob", 30, "No", {
        sourceIp: there,
        outcome: "failed",
        errorMessage: "Failed authentication",
      }),
    ],
    paths: [],
  },
  {
    name: "iam-004: a day and more later",
    events: [
      call("iam:CreateLoginProfile", 1, { userName: "bob" }, as("alice")),
      signIn("bob", day + 2, "No", { sourceIp: there }),
    ],
    paths: [],
  },
  {
    name: "iam-006: reset, from elsewhere, not to be changed",
    events: [
      call("iam:UpdateLoginProfile", 1, { userName: "bob" }, as("alice")),
      signIn("bob", 30, "No", { sourceIp: elsewhere }),
    ],
    paths: ["iam-006"],
    severity: "medium",
  },
];
