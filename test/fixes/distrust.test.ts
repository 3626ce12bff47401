/** What a distrustful reader asks of fixes, from logs alone. */
import { describe, expect, it } from "vitest";
import type { Fix, FixRequest } from "../../shared/fixes/fix.ts";
import { locksOut } from "../../shared/fixes/own-identity.ts";
import { planFix } from "../../shared/fixes/plan-fix.ts";
import { asksOf } from "../../shared/remediation/ask-list.ts";
import type { Spans } from "../../shared/span.ts";
import { plain } from "../../shared/span.ts";
import type { Call } from "../time-machine/moto.ts";
import { account } from "../time-machine/moto.ts";
import { actors, eventOf, recordOf } from "../time-machine/record.ts";
import { asking, knownFrom, planned } from "./world.ts";

const call = (api: string, input: Call["input"]): Call => ({ api, input });
const statement = (effect: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: { Effect: effect, Action: "*", Resource: "*" },
  });
const policyArn = (name: string): string => `arn:aws:iam::${account}:policy/${name}`;

/** The fix from a log of calls, all of which succeeded, or why there is none. */
function fixOf(request: FixRequest, calls: readonly Call[], at = planned): Fix | string {
  const events = calls.map((one, i) => {
    const outcome = { ok: true, output: answerOf(one) } as const;
    return eventOf(recordOf(one, outcome, actors[0], 1_772_438_400 + 60 * i, i));
  });
  const fix = planFix(request, knownFrom(events, undefined, at));
  return "refused" in fix ? plain(fix.refused) : fix;
}

function answerOf({ api, input }: Call): Readonly<Record<string, unknown>> {
  if (api === "CreatePolicy")
    return { Policy: { Arn: policyArn(String(input["PolicyName"])), DefaultVersionId: "v1" } };
  return {};
}

function planOf(request: FixRequest, calls: readonly Call[], at = planned): Fix {
  const fix = fixOf(request, calls, at);
  if (typeof fix === "string") throw new Error(fix);
  return fix;
}

const words = (all: readonly Spans[]): string => all.map((one) => plain(one)).join("\n");
const apis = ({ plan }: Fix): readonly string[] =>
  plan.operations.map(({ api }) => api.replace("iam:", ""));

const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" },
    {
      Effect: "Allow",
      Principal: { Federated: "arn:aws:iam::123456789012:oidc-provider/ci.example.com" },
      Action: "sts:AssumeRoleWithWebIdentity",
    },
  ],
});
const web: readonly Call[] = [
  call("CreateRole", { RoleName: "web", AssumeRolePolicyDocument: trust }),
  call("CreateInstanceProfile", { InstanceProfileName: "servers" }),
  call("AddRoleToInstanceProfile", { InstanceProfileName: "servers", RoleName: "web" }),
];
const eve: readonly Call[] = [call("CreateUser", { UserName: "eve" })];

describe("a role that others use", () => {
  it.each([
    ["quarantine", null],
    ["quarantine", "boundary"],
    ["revoke-sessions", null],
    ["delete-role", null],
  ] as const)("%s by %s says whom it stops", (name, by) => {
    const known = planOf(asking(name, "role/web", { by }), web);
    const told = words(known.breaks);
    expect(told).toContain("ec2.amazonaws.com");
    expect(told).toContain("oidc-provider/ci.example.com");
    expect(told).toContain("servers is an instance profile that holds web");
    expect(words(known.unknown)).not.toContain("Who may assume");
    const silent = planOf(asking(name, "role/web", { by }), eve);
    expect(words(silent.unknown)).toContain("Who may assume web is not sure");
    expect(words(silent.unknown)).toContain("does not show all instance profiles");
  });

  it("sessions of other roles are said to go on", () => {
    for (const target of ["role/web", "user/eve"])
      for (const by of ["deny", "boundary"] as const)
        expect(
          words(
            planOf(asking("quarantine", target, { by }), [...web, ...eve]).plan.manual.map(
              ({ text }) => text,
            ),
          ),
        ).toContain("Sessions of other roles");
  });
});

describe("deletions", () => {
  const quarantine = planOf(asking("quarantine", "user/eve"), eve).plan.operations[0];
  const put = call("PutUserPolicy", {
    UserName: "eve",
    PolicyName: "TrailproofQuarantine",
    PolicyDocument: quarantine?.input["PolicyDocument"],
  });

  it.each([
    ["a user", "delete-user", "user/eve", eve, true],
    ["a role", "delete-role", "role/web", web, true],
    ["a user in quarantine", "delete-user", "user/eve", [...eve, put], false],
    [
      "a user with a policy of that name that allows",
      "delete-user",
      "user/eve",
      [...eve, { ...put, input: { ...put.input, PolicyDocument: statement("Allow") } }],
      true,
    ],
  ] as const)("%s may do nothing until it is gone", (_name, name, target, calls, puts) => {
    const denying = call("PutUserPolicy", {
      UserName: "eve",
      PolicyName: "Guard",
      PolicyDocument: statement("Deny"),
    });
    const fix = planOf(asking(name, target), [
      ...calls,
      ...(name === "delete-user" ? [denying] : []),
    ]);
    const made = apis(fix);
    const word = name === "delete-user" ? "User" : "Role";
    expect(made[0] === `Put${word}Policy`).toBe(puts);
    expect(made.slice(-2)).toEqual([`Delete${word}Policy`, `Delete${word}`]);
    expect(fix.plan.operations.at(-2)?.input["PolicyName"]).toBe("TrailproofQuarantine");
    // It is taken off once.
    const offs = fix.plan.operations.filter(
      ({ api, input }) =>
        api.startsWith("iam:Delete") && input["PolicyName"] === "TrailproofQuarantine",
    );
    expect(offs.length).toBe(1);
  });

  it("a user of whom the log tells nothing: all that may hang on it is asked for", () => {
    const fix = planOf(asking("delete-user", "user/eve"), web);
    expect(asksOf(fix.plan.operations).map(({ ask }) => ask.ask)).toEqual([
      "USER_WITH_PASSWORD",
      "FURTHER_ACCESS_KEY_IDS",
      "FURTHER_CERTIFICATE_IDS",
      "FURTHER_SSH_KEY_IDS",
      "FURTHER_SERVICE_CREDENTIAL_IDS",
      "FURTHER_MFA_SERIALS",
      "FURTHER_GROUPS",
      "FURTHER_POLICY_ARNS",
      "FURTHER_INLINE_POLICY_NAMES",
    ]);
    expect(words(fix.unknown)).toContain("No event of IAM names eve");
    expect(words(fix.unknown)).toContain("permissions boundary is not in the log");
    expect(fix.undoKind).toBe("partial");
  });

  it("what denies comes back before what allows", () => {
    const inline = (name: string, effect: string): Call =>
      call("PutRolePolicy", {
        RoleName: "web",
        PolicyName: name,
        PolicyDocument: statement(effect),
      });
    const fix = planOf(asking("delete-role", "role/web"), [
      ...web,
      inline("A", "Allow"),
      inline("D", "Deny"),
    ]);
    const names = fix.undo.operations.flatMap(({ input }) => input["PolicyName"] ?? []);
    expect(names).toEqual(["D", "A"]);
  });
});

describe("sessions revoked", () => {
  const request = asking("revoke-sessions", "role/web");
  const revoked = planOf(request, web).plan.operations[0]?.input["PolicyDocument"];
  const standing = call("PutRolePolicy", {
    RoleName: "web",
    PolicyName: "AWSRevokeOlderSessions",
    PolicyDocument: revoked,
  });

  it("from before the moment of planning, which is said to be one", () => {
    const fix = planOf(request, web);
    expect(revoked).toContain(`"aws:TokenIssueTime":"${planned}"`);
    expect(words(fix.plan.manual.map(({ text }) => text))).toContain("issued later are not denied");
  });

  it("never up to an earlier moment than today", () => {
    expect(fixOf(request, [...web, standing], "2026-03-29T12:00:00Z")).toContain(
      "would let sessions act again",
    );
    expect(typeof fixOf(request, [...web, standing], "2026-03-31T12:00:00Z")).toBe("object");
  });
});

describe("policies that deny", () => {
  it.each([
    ["a policy of the account", policyArn("P"), "Deny", true],
    ["one that only allows", policyArn("P"), "Allow", false],
    ["AWS's own", "arn:aws:iam::aws:policy/AWSDenyAll", "Allow", true],
  ] as const)("%s", (_name, arn, effect, says) => {
    const fix = planOf(asking("detach-policy", "user/eve", { item: arn }), [
      ...eve,
      call("CreatePolicy", { PolicyName: "P", PolicyDocument: statement(effect) }),
      call("AttachUserPolicy", { UserName: "eve", PolicyArn: arn }),
    ]);
    expect(words(fix.breaks).includes("may do more than today")).toBe(says);
  });
});

describe("the credentials' own identity", () => {
  const user = `arn:aws:iam::${account}:user/staff/eve`;
  const session = `arn:aws:sts::${account}:assumed-role/web/me`;
  it.each([
    ["quarantine", "user/eve", user, true],
    ["delete-user", "user/eve", user, true],
    ["quarantine", "role/web", session, true],
    ["revoke-sessions", "role/web", session, true],
    ["delete-role", "role/web", session, true],
    ["revoke-sessions", "user/eve", user, false],
    ["deactivate-key", "user/eve", user, false],
    ["quarantine", "user/bob", user, false],
    ["quarantine", "role/eve", user, false],
    ["quarantine", "role/web", `arn:aws:iam::${account}:root`, false],
  ] as const)("%s of %s as %s: refused %s", (name, target, caller, isRefused) => {
    expect(locksOut(asking(name, target), caller) !== null).toBe(isRefused);
  });
});

describe("a key that waits", () => {
  const off: readonly Call[] = [
    ...eve,
    call("UpdateAccessKey", {
      UserName: "eve",
      AccessKeyId: "AKIAIOSFODNN7EXAMPLE",
      Status: "Inactive",
    }),
  ];
  it.each([
    ["2026-03-16T08:00:59Z", []],
    ["2026-03-16T08:01:00Z", ["DeleteAccessKey"]],
  ] as const)("is not deleted early: %s", (at, made) => {
    const request = asking("delete-key", "user/eve", {
      item: "AKIAIOSFODNN7EXAMPLE",
      waitDays: 14,
    });
    expect(apis(planOf(request, off, at))).toEqual(made);
  });
});
