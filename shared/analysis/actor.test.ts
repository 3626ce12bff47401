import { describe, expect, test } from "vitest";
import type { Identity } from "../cloudtrail-event.ts";
import { plain } from "../span.ts";
import { actorOf } from "./actor.ts";
import { startOf } from "./sessions.ts";
import { makeEvent, root, session, user } from "./test-events.ts";

const empty: Identity = { ...root(), type: null, arn: null, principalId: null, accountId: null };
const sso = session("AWSReservedSSO_Admin_0f2a", "m.kessler@example.com");

describe("label and confidence", () => {
  test.each<[string, Identity, string, string]>([
    ["a user with a key", user("build-agent"), "user build-agent", "medium"],
    [
      "a user with a second factor",
      { ...user("m.kessler"), accessKeyId: "ASIAEXAMPLE", mfa: true },
      "user m.kessler",
      "high",
    ],
    ["root with a second factor", root(), "the root user", "high"],
    ["root without", { ...root(), mfa: false }, "the root user", "medium"],
    ["a session of unknown origin", session("Deploy"), "session ci-7f of role Deploy", "low"],
    [
      "a session with a source identity",
      { ...session("Deploy"), sourceIdentity: "m.kessler" },
      "session ci-7f of role Deploy",
      "medium",
    ],
    [
      "an Identity Center session",
      sso,
      "session m.kessler@example.com of role AWSReservedSSO_Admin_0f2a",
      "high",
    ],
    [
      "a service",
      { ...empty, type: "AWSService", invokedBy: "ec2.amazonaws.com" },
      "the AWS service ec2.amazonaws.com",
      "high",
    ],
    [
      "another account",
      { ...empty, type: "AWSAccount", accountId: "111122223333" },
      "account 111122223333",
      "low",
    ],
    ["nobody", empty, "an identity (not in the log)", "low"],
  ])("%s", (_, by, label, confidence) => {
    const actor = actorOf(makeEvent("DeleteUser", { by }), null);
    expect(plain(actor.label)).toBe(label);
    expect(actor.confidence).toBe(confidence);
    expect(plain(actor.why)).toMatch(/\.$/);
  });
});

const assume = makeEvent("AssumeRole", {
  source: "sts.amazonaws.com",
  id: "assumed",
  by: user("build-agent"),
});

function find(key: string) {
  return key === "ASIAEXAMPLESESSION01"
    ? { id: assume.id, at: assume.at, name: assume.name, identity: assume.identity }
    : null;
}

function later(at: number) {
  return { at, by: session("Deploy") };
}

describe("sessions", () => {
  test("says who started a session, and by which key", () => {
    const event = makeEvent("DeleteUser", { at: 5, by: session("Deploy") });
    const actor = actorOf(event, startOf(event, find));
    expect(plain(actor.label)).toBe("session ci-7f of role Deploy, started by user build-agent");
    expect(actor.confidence).toBe("medium");
    expect(plain(actor.why)).toContain("[assumed]: user build-agent with key AKIAIOSFODNN7EXAMPLE");
  });

  test.each([
    ["a session within 36 hours", later(36 * 60), true],
    ["a session that must have ended", later(36 * 60 + 1), false],
    ["a session from before its start", later(-1), false],
    ["another session", { at: 5, by: { ...session("Deploy"), accessKeyId: "ASIAOTHER" } }, false],
    ["a permanent key", { at: 5, by: user("x") }, false],
  ])("%s", (_, parts, isLinked) => {
    expect(startOf(makeEvent("DeleteUser", parts), find) !== null).toBe(isLinked);
  });
});
