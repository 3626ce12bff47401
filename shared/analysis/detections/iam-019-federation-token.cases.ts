import { allow, awsPolicy, call, documentText, session, user } from "../test-events.ts";
import type { SessionStart } from "../sessions.ts";
import type { DetectionCase } from "./case.ts";

const token = (request: Parameters<typeof call>[2], by = user("n.albrecht")) =>
  call("sts:GetFederationToken", 1, request, { by });
const federated = {
  ...user("n.albrecht"),
  type: "FederatedUser",
  accessKeyId: "ASIAEXAMPLE000000001",
};
const start: SessionStart = {
  id: "start",
  at: "2026-10-06T02:00:00Z",
  name: "GetFederationToken",
  identity: user("n.albrecht"),
};
const off = call(
  "iam:UpdateAccessKey",
  30,
  { userName: "n.albrecht", accessKeyId: "AKIAIOSFODNN7EXAMPLE", status: "Inactive" },
  { by: user("m.kessler") },
);
const change = call("iam:CreateUser", 60, { userName: "x" }, { by: federated });

const gone = call(
  "iam:DeleteAccessKey",
  30,
  { userName: "n.albrecht", accessKeyId: "AKIAIOSFODNN7EXAMPLE" },
  { by: user("m.kessler") },
);
const openConsole = (by: ReturnType<typeof user>, more = {}) =>
  call("signin:GetSigninToken", 5, null, { by, userAgent: "Java/17", ...more });

export const cases: readonly DetectionCase[] = [
  {
    name: "with everything in its policy",
    events: [token({ name: "x", policy: documentText(allow("*")) })],
    hit: "high",
  },
  {
    name: "with AdministratorAccess",
    events: [token({ name: "x", policyArns: [{ arn: awsPolicy("AdministratorAccess") }] })],
    hit: "high",
  },
  {
    name: "a session that outlives its key",
    events: [off, change],
    hit: "high",
    says: "30 min later",
    start,
  },
  {
    name: "a session that outlives the deletion of its key",
    events: [gone, change],
    hit: "high",
    says: "deleted",
    start,
  },
  {
    name: "a session in the user's own name that outlives its key",
    events: [
      off,
      call(
        "iam:CreateUser",
        60,
        { userName: "x" },
        { by: { ...user("n.albrecht"), accessKeyId: "ASIAEXAMPLE000000001" } },
      ),
    ],
    hit: "high",
    start: { ...start, name: "GetSessionToken" },
  },
  { name: "a console of a federated session", events: [openConsole(federated)], hit: "medium" },
  {
    name: "a console by an attack tool",
    events: [openConsole(session("Admin"), { userAgent: "python-requests aws_consoler" })],
    hit: "high",
  },
  {
    name: "a broker that opens consoles every day",
    events: [
      ...[1, 2, 3].map((n) => openConsole(federated, { at: n * 1500, id: `c${n}` })),
      openConsole(federated, { at: 6000 }),
    ],
    hit: "low",
  },
  {
    name: "a console of a role",
    events: [openConsole(session("AWSReservedSSO_Dev_0a1b", "a@b"))],
    hit: null,
  },
  { name: "a session whose key still works", events: [change], hit: null, start },
  {
    name: "with a narrow policy",
    events: [token({ name: "x", policy: documentText(allow("s3:GetObject")) })],
    hit: null,
  },
  { name: "without a policy", events: [token({ name: "x" })], hit: null },
  {
    name: "by a role",
    events: [token({ name: "x", policy: documentText(allow("*")) }, session("Broker"))],
    hit: null,
  },
];
