import type { SessionStart } from "../sessions.ts";
import { call, session, trustText, user } from "../test-events.ts";
import type { DetectionCase } from "./case.ts";

const trust = (by = user("n.albrecht")) =>
  call(
    "iam:UpdateAssumeRolePolicy",
    1,
    { roleName: "R", policyDocument: trustText({ AWS: "123456789012" }) },
    { by },
  );
const change = (at: number, more = {}) =>
  call("iam:CreateUser", at, { userName: "x" }, { by: session("R"), ...more });
const begun = (identity = user("n.albrecht"), at = "2026-10-06T02:10:00Z"): SessionStart => ({
  id: "start",
  at,
  name: "AssumeRole",
  identity,
});

export const cases: readonly DetectionCase[] = [
  {
    name: "by whoever changed the trust",
    events: [trust(), change(20)],
    hit: "critical",
    says: "9 min later",
    start: begun(),
  },
  {
    name: "by another account",
    events: [trust(), change(20)],
    hit: "critical",
    start: begun({ ...user("eve"), accountId: "111122223333" }),
  },
  {
    name: "by somebody else of the account",
    events: [trust(), change(20)],
    hit: null,
    start: begun(user("v.costa")),
  },
  {
    name: "begun before the change",
    events: [trust(), change(20)],
    hit: null,
    start: begun(user("n.albrecht"), "2026-10-06T01:59:00Z"),
  },
  {
    name: "another role",
    events: [trust(), change(20, { by: session("Other") })],
    hit: null,
    start: begun(),
  },
  {
    name: "the session's second change",
    events: [trust(), change(20), change(25, { id: "second" })],
    hit: null,
    start: begun(),
  },
];
