import { describe, expect, test } from "vitest";
import type { CloudTrailEvent, JsonObject } from "../cloudtrail-event.ts";
import { plain } from "../span.ts";
import {
  allow,
  analyse,
  documentText,
  makeEvent,
  root,
  session,
  user,
  words,
} from "./test-events.ts";

type Parts = Parameters<typeof makeEvent>[1];

function calls(
  name: string,
  requests: readonly JsonObject[],
  more: Parts = {},
): readonly CloudTrailEvent[] {
  return requests.map((request, i) =>
    makeEvent(name, { id: `${name}-${i}`, at: i, request, ...more }),
  );
}

const roles = (name: string, names: readonly string[], more: Parts = {}) =>
  calls(
    name,
    names.map((roleName) => ({ roleName })),
    more,
  );
const members = (group: string, users: readonly string[]) =>
  users.map((userName) => ({ groupName: group, userName }));
const stack = { by: { ...session("Deploy"), invokedBy: "cloudformation.amazonaws.com" } };
const inline = (roleName: string, bucket: string) => ({
  roleName,
  policyName: "data",
  policyDocument: documentText(allow("s3:GetObject", `arn:aws:s3:::${bucket}/*`)),
});
const arn = (name: string) => `arn:aws:iam::123456789012:policy/${name}`;
const at = (minutes: readonly number[], name: string, request: JsonObject) =>
  minutes.map((minute) => makeEvent(name, { id: `${name}-${minute}`, at: minute, request }));

describe("what joins", () => {
  test.each<[string, readonly CloudTrailEvent[], readonly number[]]>([
    ["small changes of several targets", roles("CreateRole", ["a", "b", "c"]), [3]],
    ["routine of medium weight", calls("AddUserToGroup", members("G", ["x", "y"])), [2]],
    [
      "a low inline policy with its document",
      calls("PutRolePolicy", [inline("a", "x"), inline("b", "y")], stack),
      [2],
    ],
    [
      "not one of medium weight",
      calls("PutRolePolicy", [inline("a", "x"), inline("b", "y")]),
      [1, 1],
    ],
    [
      "not other documents",
      calls("CreatePolicy", [
        { policyName: "P", policyDocument: inline("", "x").policyDocument },
        { policyName: "Q", policyDocument: inline("", "y").policyDocument },
      ]),
      [1, 1],
    ],
    [
      "not an event in depth",
      calls("DetachGroupPolicy", [
        { groupName: "G", policyArn: arn("P") },
        { groupName: "G", policyArn: arn("Q") },
      ]),
      [1, 1],
    ],
    [
      "not what a detection speaks of",
      calls(
        "AttachUserPolicy",
        ["a", "b"].map((userName) => ({
          userName,
          policyArn: "arn:aws:iam::aws:policy/PowerUserAccess",
        })),
      ),
      [1, 1],
    ],
    ["not what a modifier raises", roles("CreateRole", ["a", "b"], { by: root() }), [1, 1]],
    [
      "not a document of medium weight",
      calls(
        "PutUserPolicy",
        ["a", "b"].map((userName) => ({ ...inline("", "x"), userName })),
      ),
      [1, 1],
    ],
    ["not without a target", calls("CreateRole", [{}, {}]), [1, 1]],
    [
      "not without an actor",
      roles("CreateRole", ["a", "b"], { by: { arn: null, principalId: null, accessKeyId: null } }),
      [1, 1],
    ],
    [
      "not another actor",
      [...roles("CreateRole", ["a"]), ...roles("CreateRole", ["b"], { id: "o", by: user("o") })],
      [1, 1],
    ],
    [
      "not another account",
      [
        ...roles("CreateRole", ["a"]),
        ...roles("CreateRole", ["b"], { id: "o", account: "111122223333" }),
      ],
      [1, 1],
    ],
    [
      "two targets an hour apart",
      [0, 60].map((m) =>
        makeEvent("CreateRole", { id: `${m}`, at: m, request: { roleName: `${m}` } }),
      ),
      [2],
    ],
    [
      "not more than an hour apart",
      [0, 61].map((m) =>
        makeEvent("CreateRole", { id: `${m}`, at: m, request: { roleName: `${m}` } }),
      ),
      [1, 1],
    ],
    ["one target a day apart", at([0, 24 * 60], "TagRole", { roleName: "R" }), [2]],
    [
      "not one target more than a day apart",
      at([0, 24 * 60 + 1], "TagRole", { roleName: "R" }),
      [1, 1],
    ],
    [
      "one target over another in between",
      [
        ...at([0], "TagRole", { roleName: "R" }),
        ...at([120], "TagRole", { roleName: "S" }),
        ...at([121], "TagRole", { roleName: "R" }),
      ],
      [2, 1],
    ],
    [
      "not two targets without a time",
      [0, 1].map((i) =>
        makeEvent("CreateRole", { id: `${i}`, at: null, request: { roleName: `${i}` } }),
      ),
      [1, 1],
    ],
  ])("%s", (_, events, sizes) => {
    expect(analyse(events).map((f) => f.events.length)).toEqual(sizes);
  });
});

describe("title", () => {
  test.each<[readonly CloudTrailEvent[], string, string]>([
    [
      calls(
        "AddUserToGroup",
        members("Developers", ["d.aydin", "f.ngata", "j.weber", "l.moreau", "o.lindt"]),
      ),
      "Group Developers got a new member, 5 times: d.aydin, f.ngata, j.weber and 2 more",
      "Group Developers",
    ],
    [
      calls("AddUserToGroup", [
        ...members("Developers", ["d.aydin", "f.ngata"]),
        ...members("Interns", ["h.sommer"]),
      ]),
      "Group got a new member, 3 times: Developers (d.aydin, f.ngata), Interns (h.sommer)",
      "2 groups",
    ],
    [
      roles("CreateRole", ["orders-test-api", "orders-test-worker", "orders-test-mail"]),
      "Role created, 3 times: orders-test-api, orders-test-worker, orders-test-mail",
      "3 roles",
    ],
    [
      calls(
        "DeletePolicyVersion",
        ["P", "Q"].map((name) => ({ policyArn: arn(name), versionId: "v1" })),
      ),
      "Policy lost a version, 2 times: P (v1), Q (v1)",
      "2 policies",
    ],
    [at([0, 1], "TagRole", { roleName: "R" }), "Role R got new tags, 2 times", "Role R"],
    [
      at([0, 1], "DetachRolePolicy", { roleName: "R", policyArn: arn("P") }),
      "Role R lost an attached managed policy: P, 2 times",
      "Role R",
    ],
    [
      calls("CreateUser", [{}, {}], { errorCode: "AccessDenied" }),
      "CreateUser: 2 denied calls",
      "User (name not in the log)",
    ],
  ])("%#", (events, title, target) => {
    const findings = analyse(events);
    expect(findings.map((f) => [plain(f.title), plain(f.target.label)])).toEqual([[title, target]]);
  });

  test("tells policies of one name in two paths apart", () => {
    const both = ["a", "b"].map((path) => ({ policyArn: arn(`${path}/P`), versionId: "v1" }));
    expect(plain(analyse(calls("DeletePolicyVersion", both))[0]!.target.label)).toBe("2 policies");
  });
});

describe("the sentences of a series", () => {
  const many = Array.from({ length: 25 }, (_, i) => `u${i}`);
  const [finding] = analyse(calls("AddUserToGroup", members("G", many)));

  test("cite the first events, count the others, and name twenty", () => {
    const [first, second] = finding!.happened.map((s) => plain(s));
    expect(first).toMatch(
      /^User n\.albrecht called AddUserToGroup 25 times, first at .*\[AddUserToGroup-5\] and 19 more events\.$/,
    );
    expect(second).toBe(`Group G got a new member: ${many.slice(0, 20).join(", ")} and 5 more.`);
    expect(finding!.events).toHaveLength(25);
  });

  test("say where the calls differ in what stands once", () => {
    const events = roles("CreateRole", ["a", "b", "c"]).map((event, i) => ({
      ...event,
      sourceIp: `192.0.2.${i}`,
      userAgent: i === 0 ? null : `tool/${i}`,
      identity: { ...event.identity, mfa: i === 0 },
    }));
    const [one] = analyse(events);
    expect(words(one!)).toContain(
      "The calls came from 3 addresses: 192.0.2.0, 192.0.2.1 and 192.0.2.2.",
    );
    expect(words(one!)).toContain("by 2 names: tool/1 and tool/2; some records name none.");
    expect(words(one!)).toContain("do not all say the same about a second factor");
    expect(one).toMatchObject({ sourceIp: null, userAgent: null, mfa: null });
  });

  test("keep of the first what is true of all, and cite the events of all", () => {
    const names = ["a", "b"];
    const made = roles("CreateRole", names, stack);
    const gone = names.map((roleName, i) =>
      makeEvent("DeleteRole", {
        id: `gone-${roleName}`,
        at: 10 + i,
        request: { roleName },
        ...stack,
      }),
    );
    const one = analyse([...made, ...gone]).find((f) => f.eventName === "DeleteRole")!;
    expect(one.events).toEqual(["gone-a", "gone-b"]);
    expect(words(one)).toContain(
      "-1: The same actor had created it less than 24 hours before [CreateRole-0] [CreateRole-1], and nobody else",
    );
    expect(one.done.map((s) => plain(s))).toEqual(
      names.map(
        (name) => `Role ${name}: the change is confirmed by its owner, or taken back as planned`,
      ),
    );
    expect(one.context).not.toContain("gone-a");
  });

  test("rest on no event of the series as on an earlier one", () => {
    const [one] = analyse(calls("PutRolePolicy", [inline("a", "x"), inline("a", "y")], stack));
    expect([one!.events, one!.context]).toEqual([["PutRolePolicy-0", "PutRolePolicy-1"], []]);
  });

  test("mark what holds for one only, and drop what is open for one only", () => {
    const requests = [inline("a", "x"), inline("b", "y")];
    const [one] = analyse(calls("PutRolePolicy", requests, stack));
    const text = words(one!);
    expect(text).toContain("For one of the 2: whoever can take on role a");
    expect(text).not.toContain("Who can take on role a.");
    expect(text).toContain("unknown: What stood there before. before-first-event");
    expect(text).toContain("done: Inline policy data of role b");
    expect(plain(one!.change!.caption)).toMatch(
      /^The first of 2 changes \(the others stand in the records of their events\)\. Inline policy data of role a/,
    );
    expect(one!.plan.operations.map((o) => o.input["RoleName"])).toEqual(["b", "a"]);
  });
});

test("of refusals the first answer is marked as such", () => {
  const events = ["x", "y"].map((name, i) =>
    makeEvent("CreateUser", {
      id: name,
      at: i,
      errorCode: "AccessDenied",
      errorMessage: `no ${name}`,
    }),
  );
  expect(words(analyse(events)[0]!)).toContain("Of the first of 2: the answer of AWS was: no x");
  const same = events.map((event) => ({ ...event, errorMessage: "no" }));
  expect(words(analyse(same)[0]!)).toMatch(/^The answer of AWS was: no$/m);
});

test("log text of a series never stands in text of ours", () => {
  const hostile = '<b onload="x">\u202E';
  const named = (name: string, i: number) => ({
    roleName: `${hostile}${i}`,
    groupName: `${hostile}${i % 2}`,
    userName: `${hostile}${i}`,
    policyName: name,
    policyArn: arn(`${hostile}${i}`),
    policyDocument: inline("", hostile).policyDocument,
  });
  const events = ["CreateRole", "AddUserToGroup", "PutRolePolicy", hostile].flatMap((name) =>
    [0, 1, 2].map((i) =>
      makeEvent(name, {
        id: `${name}${i}`,
        at: i,
        request: named(name, i),
        userAgent: `${hostile}${i}`,
        sourceIp: `${hostile}${i}`,
        by: { ...session("Deploy"), invokedBy: "cloudformation.amazonaws.com" },
      }),
    ),
  );
  const refused = [0, 1].map((i) =>
    makeEvent("DeleteUser", {
      id: `no${i}`,
      at: i,
      outcome: "failed",
      errorCode: hostile,
      errorMessage: `${hostile}${i}`,
      request: named("", i),
    }),
  );
  const ours = (value: unknown): string[] => {
    if (Array.isArray(value)) return value.flatMap((v) => ours(v));
    if (value === null || typeof value !== "object") return [];
    const span = value as Record<string, unknown>;
    if (span["t"] === "log" || span["t"] === "event") return [];
    const own = span["t"] === "text" || span["t"] === "ui" ? [String(span["s"])] : [];
    return [...own, ...Object.values(span).flatMap((v) => ours(v))];
  };
  const findings = analyse([...events, ...refused]);
  expect(findings.filter((f) => f.events.length > 1).length).toBeGreaterThan(3);
  expect(ours(findings).filter((s) => s.includes("onload"))).toEqual([]);
});
