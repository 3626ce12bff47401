import { expect, test } from "vitest";
import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import { plain } from "../span.ts";
import { chainOf } from "./chain.ts";
import type { SessionStart } from "./sessions.ts";
import { makeEvent, root, session, user } from "./test-events.ts";

const nobody = {
  ...user("x"),
  type: null,
  arn: null,
  principalId: null,
  accountId: null,
  accessKeyId: null,
  userName: null,
};
const call = (by: CloudTrailEvent["identity"], sourceIp = "192.0.2.23") =>
  makeEvent("DeleteUser", { by, sourceIp });
const begun = (
  identity: CloudTrailEvent["identity"],
  more: Partial<SessionStart> = {},
): SessionStart => ({
  id: "start",
  at: "2026-10-06T01:00:00Z",
  name: "AssumeRole",
  identity,
  sourceIp: "198.51.100.7",
  ...more,
});

test.each<[string, CloudTrailEvent, SessionStart | null, readonly string[]]>([
  ["a user", call(user("ana")), null, ["user medium user ana -> DeleteUser"]],
  ["root with a second factor", call(root()), null, ["root high the root user -> DeleteUser"]],
  [
    "a session that a user began",
    call(session("R", "s")),
    begun(user("ana")),
    ["user medium user ana -> AssumeRole", "session high session s of role R -> DeleteUser"],
  ],
  [
    "a session of a session",
    call(session("R", "s")),
    begun(session("Q", "q"), {
      before: begun(user("ana"), { id: "first", name: "GetSessionToken" }),
    }),
    [
      "user medium user ana -> GetSessionToken",
      "session high session q of role Q -> AssumeRole",
      "session high session s of role R -> DeleteUser",
    ],
  ],
  [
    "a session that nobody is known to have begun",
    call(session("R", "s")),
    null,
    ["unknown low Unknown -> ?", "session medium session s of role R -> DeleteUser"],
  ],
  [
    "Identity Center",
    call(session("AWSReservedSSO_Ops_0a", "ana@example.com")),
    null,
    [
      "user high ana@example.com of Identity Center -> ?",
      "session medium session ana@example.com of role AWSReservedSSO_Ops_0a -> DeleteUser",
    ],
  ],
  [
    "an instance",
    call(session("R", "i-0123456789abcdef0")),
    null,
    [
      "workload medium EC2 instance i-0123456789abcdef0 -> ?",
      "session medium session i-0123456789abcdef0 of role R -> DeleteUser",
    ],
  ],
  [
    "a source identity",
    call({ ...session("R", "s"), sourceIdentity: "ana" }),
    null,
    ["user medium source identity ana -> ?", "session medium session s of role R -> DeleteUser"],
  ],
  [
    "an identity provider",
    call(session("R", "s")),
    begun({ ...nobody, type: "SAMLUser", userName: "ana@idp" }, { name: "AssumeRoleWithSAML" }),
    [
      "unknown low A person or workload -> ?",
      "provider medium identity ana@idp -> AssumeRoleWithSAML",
      "session high session s of role R -> DeleteUser",
    ],
  ],
  [
    "another account",
    call(session("R", "s")),
    begun({ ...nobody, type: "AWSAccount", accountId: "111122223333" }),
    [
      "unknown low A caller of another account -> ?",
      "account medium account 111122223333 -> AssumeRole",
      "session high session s of role R -> DeleteUser",
    ],
  ],
  [
    "a service",
    call({ ...nobody, type: "AWSService", invokedBy: "ec2.amazonaws.com" }),
    null,
    ["service high the AWS service ec2.amazonaws.com -> DeleteUser"],
  ],
])("%s", (_, event, start, hops) => {
  expect(
    chainOf(event, start).map(
      ({ kind, confidence, label, call: to }) =>
        `${kind} ${confidence} ${plain(label)} -> ${to?.name ?? "?"}`,
    ),
  ).toEqual(hops);
});

test("each link has time, address and event of what it called", () => {
  const [first, last] = chainOf(call(session("R", "s")), begun(user("ana")));
  expect(first?.call).toEqual({
    id: "start",
    name: "AssumeRole",
    at: "2026-10-06T01:00:00Z",
    sourceIp: "198.51.100.7",
  });
  expect(last?.call?.sourceIp).toBe("192.0.2.23");
  expect(last?.key).toBe("ASIAEXAMPLESESSION01");
});
