import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import { plain } from "../span.ts";
import { createAnalyzer } from "./analyzer.ts";
import { buildFinding } from "./build-finding.ts";
import { isIamWrite } from "../knowledge/classify.ts";
import { iamActions } from "../knowledge/iam-actions.ts";
import { useOfEvent } from "../import/event-use.ts";
import { eventUses, isRelevantEvent } from "./relevant.ts";
import { allow, analyse, documentText, makeEvent, session, user } from "./test-events.ts";

const attempt = (name: string, at: number, more: Parameters<typeof makeEvent>[1] = {}) =>
  makeEvent(name, { at, errorCode: "AccessDenied", by: user("build-agent"), ...more });

function tag(key: string, at: number): CloudTrailEvent {
  const request = { roleName: "R", tags: [{ key, value: "1" }] };
  return makeEvent("TagRole", { id: key, at, request });
}

describe("series", () => {
  test("equal refused attempts of one actor become one finding per event name", () => {
    const names = ["CreateUser", "PutUserPolicy", "CreateUser", "CreateUser", "PutUserPolicy"];
    const findings = analyse(names.map((name, i) => attempt(name, i)));
    expect(findings.map((f) => [plain(f.title), f.events.length, f.time, f.lastTime])).toEqual([
      ["CreateUser: 3 denied calls", 3, "2026-10-06T02:00:00Z", "2026-10-06T02:03:00Z"],
      ["PutUserPolicy: 2 denied calls", 2, "2026-10-06T02:01:00Z", "2026-10-06T02:04:00Z"],
    ]);
    expect(plain(findings[0]!.happened[0]!)).toMatch(/^Nothing changed by any of these calls: /);
  });

  test.each<[string, readonly CloudTrailEvent[], number]>([
    [
      "another actor",
      [attempt("CreateUser", 0), attempt("CreateUser", 1, { by: user("other") })],
      2,
    ],
    [
      "another account",
      [attempt("CreateUser", 0), attempt("CreateUser", 1, { account: "111122223333" })],
      2,
    ],
    [
      "another outcome",
      [attempt("CreateUser", 0), attempt("CreateUser", 1, { outcome: "failed" })],
      2,
    ],
    [
      "another severity",
      [
        attempt("CreateGroup", 0),
        attempt("CreateGroup", 1, { by: { ...user("build-agent"), type: "Root" } }),
      ],
      1,
    ],
    ["a pause of a day", [attempt("CreateUser", 0), attempt("CreateUser", 24 * 60 + 1)], 2],
    ["exactly a day", [attempt("CreateUser", 0), attempt("CreateUser", 24 * 60)], 1],
    [
      "small changes of one target",
      ["a", "b"].map((id) => makeEvent("TagRole", { id, request: { roleName: "R" } })),
      1,
    ],
    [
      "small changes of two targets",
      ["a", "b"].map((id) => makeEvent("TagRole", { id, request: { roleName: id } })),
      1,
    ],
    [
      "changes of medium weight that nothing but their kind makes so",
      ["a", "b"].map((id) => makeEvent("CreateUser", { id, request: { userName: "u" } })),
      1,
    ],
    [
      "documents of their own",
      ["a", "b"].map((id) =>
        makeEvent("CreatePolicy", {
          id,
          request: { policyName: "P", policyDocument: documentText(allow("s3:Get*")) },
        }),
      ),
      2,
    ],
  ])("%s", (_, events, count) => {
    expect(analyse(events)).toHaveLength(count);
  });

  test("a fact in which members differ is dropped", () => {
    const [joined] = analyse([
      attempt("CreateUser", 0),
      attempt("CreateUser", 1, { sourceIp: "203.0.113.77" }),
    ]);
    expect(joined).toMatchObject({ sourceIp: null, userAgent: "aws-cli/2.15.30" });
  });

  test("the plan of a series takes the last change back first", () => {
    const role = makeEvent("CreateRole", { id: "role", request: { roleName: "R" } });
    const joined = analyse([role, tag("a", 1), tag("b", 2)]).find((f) => f.eventName === "TagRole");
    expect(joined?.plan.operations.map((o) => o.input)).toEqual([
      { RoleName: "R", TagKeys: ["b"] },
      { RoleName: "R", TagKeys: ["a"] },
    ]);
  });
});

describe("what is no finding", () => {
  test.each([
    ["a read", makeEvent("GetRole", { request: { roleName: "R" } })],
    [
      "the same name of another service",
      makeEvent("DeletePolicy", { source: "iot.amazonaws.com" }),
    ],
    ["a start of an instance", makeEvent("RunInstances", { source: "ec2.amazonaws.com" })],
    ["a session", makeEvent("AssumeRole", { source: "sts.amazonaws.com" })],
    ["a trail started", makeEvent("StartLogging", { source: "cloudtrail.amazonaws.com" })],
  ])("%s", (_, event) => {
    expect(analyse([event])).toEqual([]);
  });

  test.each([
    ["iam.amazonaws.com", "DeletePolicy", true],
    ["iam.amazonaws.com", "GetPolicy", false],
    ["iam.amazonaws.com", "FrobnicateUser", true],
    ["iot.amazonaws.com", "DeletePolicy", false],
    ["ec2.amazonaws.com", "RunInstances", true],
    ["ec2.amazonaws.com", "toString", false],
    ["sts.amazonaws.com", "AssumeRole", false],
    ["cloudtrail.amazonaws.com", "StopLogging", true],
    ["cloudtrail.amazonaws.com", "LookupEvents", false],
  ])("%s %s is relevant: %s", (source, name, is) => {
    expect(isRelevantEvent(source, name)).toBe(is);
  });
});

test.each([
  ["sts.amazonaws.com", "AssumeRole", true],
  ["sts.amazonaws.com", "GetCallerIdentity", false],
  ["iam.amazonaws.com", "AssumeRole", false],
])("%s %s starts a session: %s", (source, name, is) => {
  expect(useOfEvent(eventUses(), source, name) === "session").toBe(is);
});

test("every IAM action is kept exactly when it is a change, or a detection reads it", () => {
  const uses = eventUses();
  expect(useOfEvent(uses, "iam.amazonaws.com", "GetAccountAuthorizationDetails")).toBe("rules");
  const names = iamActions.map((action) => action.name);
  for (const name of [...names, "FrobnicateUser", "GetFrobs"].filter(
    (one) => one !== "GetAccountAuthorizationDetails",
  ))
    expect(useOfEvent(uses, "iam.amazonaws.com", name) === "rules", name).toBe(
      isIamWrite("iam.amazonaws.com", name),
    );
});

describe("a fault in a rule", () => {
  const analyzer = createAnalyzer({
    build(situation) {
      if (situation.event.name === "DeleteUser") throw new Error("broken");
      return buildFinding(situation);
    },
  });
  const first = makeEvent("CreateGroup", { id: "g", request: { groupName: "G" } });
  const broken = makeEvent("DeleteUser", { id: "u", request: { userName: "x" } });
  const member = makeEvent("AddUserToGroup", {
    id: "m",
    request: { groupName: "G", userName: "x" },
  });
  const findings = [first, broken, member].flatMap((e) => analyzer.next(e));
  findings.push(...analyzer.finish());

  test("becomes a finding about itself and does not stop the run", () => {
    expect(findings.map((f) => `${f.rule} ${f.severity}`).toSorted()).toEqual([
      "iam/AddUserToGroup medium",
      "iam/CreateGroup low",
      "internal/DeleteUser medium",
    ]);
    const own = findings.find((f) => f.rule === "internal/DeleteUser");
    expect(plain(own!.oneLine)).toBe("Trailproof could not analyse this event: DeleteUser [u].");
    expect(own!.events).toEqual(["u"]);
  });
});

test("an event that breaks rules and ledger alike still has one finding", () => {
  const event = makeEvent("DeleteUser", { id: "u" });
  const broken: CloudTrailEvent = {
    ...event,
    get request(): never {
      throw new Error("broken");
    },
  };
  expect(analyse([broken]).map((f) => f.rule)).toEqual(["internal/DeleteUser"]);
});

const json = fc.letrec((tie) => ({
  value: fc.oneof(
    fc.string(),
    fc.boolean(),
    fc.constant(null),
    fc.integer(),
    tie("list"),
    tie("object"),
  ),
  list: fc.array(tie("value"), { maxLength: 3 }),
  object: fc.dictionary(fc.string(), tie("value"), { maxKeys: 3 }),
}));
const names = [
  "AddUserToGroup",
  "AttachGroupPolicy",
  "AttachRolePolicy",
  "CreateAccessKey",
  "CreateGroup",
  "CreatePolicy",
  "CreatePolicyVersion",
  "CreateRole",
  "DeactivateMFADevice",
  "DeleteInstanceProfile",
  "DeletePolicy",
  "DeletePolicyVersion",
  "DeleteRole",
  "DeleteRolePolicy",
  "DetachGroupPolicy",
  "PutRolePolicy",
  "PutUserPermissionsBoundary",
  "TagRole",
  "UntagRole",
  "UpdateAccountPasswordPolicy",
  "UpdateAssumeRolePolicy",
  "UpdateUser",
  "NoSuchAction",
  "__proto__",
];
const arn = "arn:aws:iam::123456789012:policy/P";
const document = fc.oneof(fc.constant(documentText(allow("*"))), fc.string(), json.value);
const anyRequest = fc.option(
  fc.record(
    {
      policyArn: fc.constantFrom(arn, "x", ""),
      policyName: fc.constantFrom("P", "<script>", "\u202E"),
      roleName: fc.constantFrom("R", "constructor"),
      userName: fc.constantFrom("u", "n.albrecht", "toString"),
      groupName: fc.constantFrom("G", "__proto__"),
      instanceProfileName: fc.constant("W"),
      versionId: fc.constantFrom("v1", "v2"),
      policyDocument: document,
      assumeRolePolicyDocument: document,
      setAsDefault: fc.boolean(),
      permissionsBoundary: fc.constant(arn),
      tags: json.value,
      tagKeys: json.value,
    },
    { requiredKeys: [] },
  ),
);
const anyEvent = fc.record({
  name: fc.constantFrom(...names),
  at: fc.oneof(fc.integer({ min: 0, max: 4000 }), fc.constant(null)),
  request: anyRequest,
  response: fc.oneof(
    fc.constant(null),
    fc.record({ policyVersion: json.value, policy: json.value }),
  ),
  by: fc.constantFrom(user("n.albrecht"), session("R"), { type: null, arn: null, userName: null }),
  errorCode: fc.constantFrom(undefined, undefined, undefined, "AccessDenied"),
  account: fc.constantFrom("123456789012", "111122223333", null),
});

test("every change is in exactly one finding, whatever the log holds, and no rule breaks", () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 25 }), (all) => {
      const events = all.map(({ name, errorCode, ...parts }, i) =>
        // The generated members are JSON; their static type is wider.
        makeEvent(name, {
          ...parts,
          id: `e${i}`,
          ...(errorCode === undefined ? {} : { errorCode }),
        } as never),
      );
      const findings = analyse(events);
      expect(findings.filter((f) => f.rule.startsWith("internal/"))).toEqual([]);
      expect(findings.flatMap((f) => f.events).toSorted()).toEqual(
        events.map((e) => e.id).toSorted(),
      );
      expect(new Set(findings.map((f) => f.key)).size).toBe(findings.length);
      for (const finding of findings) expect(finding.context).not.toContain(finding.events[0]);
    }),
    { numRuns: 300 },
  );
});

test("the same events give the same findings", () => {
  const events = [
    attempt("CreateUser", 0),
    makeEvent("DeleteRole", { request: { roleName: "R" } }),
  ];
  expect(analyse(events)).toEqual(analyse(events));
});

const hostile = '<b onload="x">\u202E\u0000';
test("log text never stands in text of ours", () => {
  const request = {
    roleName: hostile,
    policyName: hostile,
    policyArn: `arn:aws:iam::1:policy/${hostile}`,
    groupName: hostile,
    userName: hostile,
    instanceProfileName: hostile,
    policyDocument: documentText(allow(hostile, hostile, { Bool: { [hostile]: hostile } }), {
      Effect: "Deny",
      Action: hostile,
      Resource: hostile,
    }),
  };
  const events = [...names, hostile].flatMap((name, i) => [
    makeEvent(name, {
      id: `${name}-${i}`,
      at: i,
      request,
      userAgent: `Terraform ${hostile}`,
      errorMessage: hostile,
    }),
    makeEvent(name, {
      id: `${name}-${i}-no`,
      at: i,
      request: null,
      errorCode: hostile,
      errorMessage: hostile,
    }),
  ]);
  const ours = (value: unknown): string[] => {
    if (Array.isArray(value)) return value.flatMap((v) => ours(v));
    if (value === null || typeof value !== "object") return [];
    const span = value as Record<string, unknown>;
    if (span["t"] === "log") return [];
    const own = span["t"] === "text" || span["t"] === "ui" ? [String(span["s"])] : [];
    return [...own, ...Object.values(span).flatMap((v) => ours(v))];
  };
  const findings = analyse(events);
  expect(findings.length).toBeGreaterThan(20);
  expect(ours(findings).filter((s) => s.includes("onload"))).toEqual([]);
});
