import type { JsonObject } from "../../cloudtrail-event.ts";
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

const foreign = { ...user("eve"), accountId: "111122223333", arn: null, type: "AWSAccount" };
const assume = (by: ReturnType<typeof user>, at = 20, more = {}) =>
  call(
    "sts:AssumeRole",
    at,
    { roleArn: "arn:aws:iam::123456789012:role/R", roleSessionName: "s" },
    { by, ...more },
  );
const make = (condition?: JsonObject) =>
  call("iam:CreateRole", 1, {
    roleName: "R",
    assumeRolePolicyDocument: trustText({ AWS: "111122223333" }, condition),
  });

export const cases: readonly DetectionCase[] = [
  {
    name: "taken on by whoever changed the trust",
    events: [trust(), assume(user("n.albrecht"))],
    hit: "critical",
    says: "19 min later the same actor took the role on",
  },
  {
    name: "a new role taken on by the account outside",
    events: [make(), assume(foreign)],
    hit: "critical",
    says: "111122223333",
  },
  {
    name: "taken on by code that changed the trust",
    events: [trust(), assume(user("n.albrecht"), 20, { userAgent: "Terraform/1.9" })],
    hit: "low",
  },
  {
    name: "a new role taken on by a vendor with its external id",
    events: [make({ StringEquals: { "sts:ExternalId": "e-4711" } }), assume(foreign)],
    hit: null,
  },
  {
    name: "a new role tried out by its maker",
    events: [make(), assume(user("n.albrecht"))],
    hit: null,
  },
  {
    name: "taken on by somebody else of the account",
    events: [trust(), assume(user("v.costa"))],
    hit: null,
  },
  {
    name: "taken on two days later",
    events: [trust(), assume(user("n.albrecht"), 3000)],
    hit: null,
  },
  {
    name: "taking it on is refused",
    events: [trust(), assume(user("n.albrecht"), 20, { errorCode: "AccessDenied" })],
    hit: null,
  },
  {
    name: "taken on by a service",
    events: [trust(), assume({ ...user("n.albrecht"), type: "AWSService" })],
    hit: null,
  },
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
