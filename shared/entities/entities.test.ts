import { describe, expect, test } from "vitest";
import { allow, documentText, makeEvent } from "../analysis/test-events.ts";
import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import type { DocumentVersion, EntityKind, EntityRow } from "../ipc/entities.ts";
import { plain, text } from "../span.ts";
import { emptyAccount } from "../state/account-facts.ts";
import { accountState, entityState, foldEvents } from "../state/state.ts";
import type { EntityState } from "../state/state.ts";
import type { AccountIndex } from "./account-index.ts";
import { changeKind } from "./change-kind.ts";
import { diffVersions } from "./diff.ts";
import { lanesOf } from "./lanes.ts";
import { barsOf } from "./life-steps.ts";
import type { LifeStep } from "./life-steps.ts";
import { momentOf } from "./moment.ts";
import { listRows, sortRows } from "./rows.ts";
import { slotsOf } from "./slots.ts";
import { targetKey } from "./target-key.ts";

const account = "123456789012";
const at = (minute: number): string =>
  new Date(Date.parse("2026-10-06T02:00:00Z") + minute * 60_000)
    .toISOString()
    .replace(".000Z", "Z");

function indexOf(events: readonly CloudTrailEvent[], until: string): AccountIndex {
  const facts = foldEvents(events, { until }).get(account) ?? emptyAccount(account, null);
  const state = accountState(facts);
  const all = [...state.users, ...state.groups, ...state.roles, ...state.policies, ...state.others];
  return {
    account,
    firstAt: state.firstAt,
    find: (key) => entityState(facts, key),
    keysOf: (kind) => all.filter((one) => one.kind === kind).map(({ key }) => key),
  };
}

function stepsOf(events: readonly CloudTrailEvent[], key: string): readonly LifeStep[] {
  const thing = (until: string): EntityState | null => {
    const facts = foldEvents(events, { until }).get(account);
    return facts === undefined ? null : entityState(facts, key);
  };
  const times = [...new Set(events.flatMap((event) => event.at ?? []))];
  return [
    { from: null, thing: thing("2026-01-01T00:00:00Z") },
    ...times.map((from) => ({ from, thing: thing(from) })),
  ];
}

const put = (minute: number, document: string) =>
  makeEvent("PutRolePolicy", {
    at: minute,
    request: { roleName: "R", policyName: "p", policyDocument: document },
  });
const create = makeEvent("CreateRole", {
  at: 0,
  request: {
    roleName: "R",
    assumeRolePolicyDocument: documentText({
      Effect: "Allow",
      Principal: { Service: "ec2.amazonaws.com" },
      Action: "sts:AssumeRole",
    }),
  },
  response: { role: { roleName: "R", arn: `arn:aws:iam::${account}:role/R` } },
});

describe("bars", () => {
  const named = (name: string | null): EntityState | null => {
    if (name === null) return null;
    const facts = foldEvents([makeEvent("CreateUser", { request: { userName: name } })]);
    const user = accountState(facts.get(account) ?? emptyAccount(account, null)).users[0];
    return user ?? null;
  };
  test.each<[string, readonly (string | null)[], readonly string[]]>([
    ["one thing makes one bar", ["a", "a", "a"], ["a: -…"]],
    ["another one makes another", ["a", "b", "b"], ["a: -…1", "b: 1…"]],
    ["a gap parts them", ["a", null, "a"], ["a: -…1", "a: 2…"]],
    ["nothing", [null, null], []],
  ])("%s", (_, names, expected) => {
    const steps = names.map((name, i) => ({
      from: i === 0 ? null : String(i),
      thing: named(name),
    }));
    const bars = barsOf(steps, (thing) => [{ lane: "x", look: "plain", text: [text(thing.name)] }]);
    expect(
      (bars.get("x") ?? []).map((bar) => `${plain(bar.text)}: ${bar.from ?? "-"}…${bar.to ?? ""}`),
    ).toEqual(expected);
  });
});

describe("a role's life", () => {
  const wide = documentText(allow("*"));
  const narrow = documentText(allow("s3:GetObject", "arn:aws:s3:::data/*"));
  const events = [
    create,
    put(1, narrow),
    put(2, wide),
    makeEvent("DeleteRolePolicy", { at: 3, request: { roleName: "R", policyName: "p" } }),
    put(4, narrow),
  ];

  test("has every document that stood in a place, and when it went", () => {
    const slots = slotsOf(stepsOf(events, "role/R"));
    expect(slots.map(({ id }) => id)).toEqual(["trust", "inline/p"]);
    expect(
      slots[1]?.versions.map(({ from, text: document, deleted }) => [
        from,
        document,
        deleted?.at ?? null,
      ]),
    ).toEqual([
      [at(1), narrow, null],
      [at(2), wide, at(3)],
      [at(4), narrow, null],
    ]);
  });

  test("marks what gives everything", () => {
    const lanes = lanesOf(stepsOf(events, "role/R"), "role/R").map(
      ({ label, bars }) =>
        `${plain(label)}: ${bars.map(({ look, text: said }) => `${look} ${plain(said)}`).join(" | ")}`,
    );
    expect(lanes).toEqual([
      "Exists: main ",
      "Trusts: main EC2 (ec2.amazonaws.com)",
      "Holds: plain p, inline | hot p, inline: everything | plain p, inline",
    ]);
  });
});

describe("a moment", () => {
  test("of a user that was there before the log says what is not known", () => {
    const events = [
      makeEvent("AttachUserPolicy", {
        at: 1,
        request: { userName: "ann", policyArn: "arn:aws:iam::aws:policy/AdministratorAccess" },
      }),
      makeEvent("AttachUserPolicy", {
        at: 2,
        request: { userName: "ann", policyArn: `arn:aws:iam::${account}:policy/Own` },
      }),
    ];
    const { access, unknown } = momentOf(indexOf(events, at(2)), "user/ann", at(2), null);
    expect(access).toMatchObject({ isAtLeast: true, isAtMost: true, boundary: "unknown" });
    expect(access?.policies.map(({ name, from }) => `${name} ${from}`)).toEqual([
      "AdministratorAccess aws",
      "Own none",
    ]);
    expect(access?.powers[0]?.severity).toBe("critical");
    expect(unknown.map((said) => plain(said)).join()).toMatch(
      /unique id.*boundary.*further groups/,
    );
    // Before the second attachment the document that is missing was not asked for.
    const earlier = momentOf(indexOf(events, at(1)), "user/ann", at(1), null);
    expect(earlier.access?.policies).toHaveLength(1);
  });

  test("two documents of one second are not guessed between", () => {
    const wide = put(1, documentText(allow("*")));
    const narrow = put(1, documentText(allow("s3:GetObject")));
    const events = [create, { ...wide, id: "a" }, { ...narrow, id: "b" }];
    const { access } = momentOf(indexOf(events, at(1)), "role/R", at(1), null);
    expect(access?.policies.map(({ from }) => from)).toEqual(["none"]);
    expect(access).toMatchObject({ powers: [], isAtLeast: true, isAtMost: true });
    const [, inline] = slotsOf(stepsOf(events, "role/R"));
    expect(inline?.versions.map(({ text: document, why }) => [document, why])).toEqual([
      [null, expect.stringContaining("one second")],
    ]);
  });

  test("before the log, and of what no event names, nothing is known", () => {
    for (const [key, when] of [
      ["user/ann", at(-60)],
      ["role/none", at(5)],
    ] as const) {
      const moment = momentOf(indexOf([create], when), key, when, null);
      expect(moment).toMatchObject({ exists: null, facts: [], access: null });
      expect(moment.unknown).toHaveLength(1);
    }
  });

  test("long columns of relations fold with their count", () => {
    const events = Array.from({ length: 60 }, (_, i) =>
      makeEvent("AddUserToGroup", { at: i, request: { groupName: "g", userName: `u${i}` } }),
    );
    const { graph, lists } = momentOf(indexOf(events, at(90)), "group/g", at(90), null);
    const folded = graph.nodes.find(({ kind }) => kind === "folded");
    expect(graph.nodes.length).toBeLessThanOrEqual(45);
    expect((folded?.count ?? 0) + graph.nodes.length - 2).toBe(60);
    expect(graph.edges.every(({ to }) => to === "group/g")).toBe(true);
    expect(lists.find(({ id }) => id === "members")?.items).toHaveLength(60);
  });

  test("a trusted account, service and everybody stand left of a role", () => {
    const trust = documentText(
      { Effect: "Allow", Principal: { AWS: ["999999999999", "*"] }, Action: "sts:AssumeRole" },
      { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
    );
    const update = makeEvent("UpdateAssumeRolePolicy", {
      at: 1,
      request: { roleName: "R", policyDocument: trust },
    });
    const { graph } = momentOf(indexOf([create, update], at(1)), "role/R", at(1), null);
    expect(graph.nodes.map(({ kind, name, column }) => `${kind} ${name} ${column}`)).toEqual([
      "role R 0",
      "account 999999999999 -1",
      "everybody * -1",
      "service Lambda -1",
    ]);
  });
});

describe("documents against each other", () => {
  const version = (document: string | null): DocumentVersion => ({
    id: "v1",
    label: "v1",
    by: null,
    deleted: null,
    from: null,
    text: document,
    why: document === null ? "unknown before 2026-10-06" : null,
  });
  const known = version(documentText(allow("s3:*")));
  test.each<[string, DocumentVersion | null, DocumentVersion | null, number, RegExp | null]>([
    ["with itself", known, known, 0, null],
    ["with nothing", null, known, 1, null],
    ["with an unknown one", version(null), known, 0, /not in the evidence/],
    ["with no policy at all", version("{}"), known, 0, /could not be read/],
  ])("%s", (_, before, after, gained, problem) => {
    const diff = diffVersions(before, after);
    expect(diff.gained).toHaveLength(gained);
    if (problem === null) expect(diff.problem).toBeNull();
    else expect(diff.problem).toMatch(problem);
    expect(diff.lines.length).toBeGreaterThan(0);
  });
});

test.each([
  ["user", "ann", "user/ann"],
  ["login-profile", "arn:aws:iam::123456789012:user/x/ann", "user/ann"],
  ["policy", "arn:aws:iam::123456789012:policy/x/P", "policy/arn:aws:iam::123456789012:policy/x/P"],
  ["policy", "P", "policy/P"],
  ["access-key", "AKIAEXAMPLE", "access-key/AKIAEXAMPLE"],
  ["organization", "o-1", null],
  ["user", null, null],
])("a target %s %s has the key %s", (type, id, expected) => {
  expect(targetKey(type, id)).toBe(expected);
});

test.each([
  ["CreateUser", "user/a", "created"],
  ["DeleteUser", "user/a", "deleted"],
  ["CreateAccessKey", "user/a", "changed"],
  ["CreateServiceLinkedRole", "role/a", "created"],
  ["CreatePolicyVersion", "policy/p", "changed"],
  ["UploadServerCertificate", "server-certificate/c", "created"],
])("%s means for %s: %s", (name, key, expected) => {
  expect(changeKind(name, key)).toBe(expected);
});

describe("the list", () => {
  const row = (kind: EntityKind, name: string, more: Partial<EntityRow> = {}): EntityRow => ({
    account,
    key: `${kind}/${name}`,
    kind,
    name,
    exists: true,
    isAws: false,
    note: null,
    changes: 1,
    ...more,
  });

  test("stands by kind and name, AWS's own policies last", () => {
    const rows = [
      row("user", "b"),
      row("user", "A"),
      row("policy", "Aws", { isAws: true }),
      row("policy", "z"),
    ];
    expect(sortRows(rows).map(({ name }) => name)).toEqual(["z", "Aws", "A", "b"]);
  });

  test("counts of kinds leave the choice of kinds aside", () => {
    const rows = [row("user", "ann"), row("role", "ann-role"), row("role", "bob")];
    const { facets, lines } = listRows(rows, { text: "ANN", kinds: ["user"] });
    expect(facets.entities).toBe(1);
    expect(facets.kinds).toEqual([
      { value: "user", count: 1 },
      { value: "role", count: 1 },
    ]);
    expect(lines).toHaveLength(2);
  });

  test("100,000 things are filtered within a moment", () => {
    const rows = sortRows(
      Array.from({ length: 100_000 }, (_, i) => row(i % 2 === 0 ? "user" : "role", `name-${i}`)),
    );
    const start = performance.now();
    const { lines, facets } = listRows(rows, { text: "name-99" });
    expect(facets.entities).toBe(1111);
    expect(lines).toHaveLength(1113);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
