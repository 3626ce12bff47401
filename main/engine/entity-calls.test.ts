import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { noEngagement } from "../../shared/ipc/case.ts";
import type { EntityFilter } from "../../shared/ipc/entities.ts";
import { plain } from "../../shared/span.ts";
import type { TestEngine } from "../../test/fixtures/engine-in-test.ts";
import { startEngineHere } from "../../test/fixtures/engine-in-test.ts";

let folder = "";
let engine: TestEngine;
const account = "123456789012";
const of = (key: string) => ({ account, key });
const arn = (name: string) => `arn:aws:iam::${account}:policy/${name}`;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "trailproof-test-"));
  engine = startEngineHere();
  await engine.ask("create", join(folder, "a.trailproof"), noEngagement);
  await engine.ask("import", ["build/sample"]);
});
afterAll(async () => {
  await engine.stop();
  rmSync(folder, { recursive: true });
});

async function names(filter: EntityFilter): Promise<readonly string[]> {
  const { lines } = await engine.ask("entityPage", filter, 0, 200);
  return lines.map((line) =>
    line.kind === "head" ? `${line.of} ${line.count}` : `  ${line.row.name}`,
  );
}

describe("the list", () => {
  test("stands under heads of kinds, with counts", async () => {
    const all = await engine.ask("entityPage", {}, 0, 500);
    const heads = all.lines.flatMap((line) => (line.kind === "head" ? [line.count] : []));
    expect(all.entities).toBe(heads.reduce((sum, n) => sum + n, 0));
    expect(all.total).toBe(all.entities + heads.length);
    expect(all.kinds.reduce((sum, { count }) => sum + count, 0)).toBe(all.entities);
    expect(all.accounts).toEqual([{ value: account, count: all.entities }]);
  });

  test.each<[string, EntityFilter, readonly string[]]>([
    ["by text", { text: "developer ACCESS" }, ["policy 1", "  DeveloperAccess"]],
    ["by kind", { text: "develop", kinds: ["group"] }, ["group 1", "  Developers"]],
    ["by account", { accounts: ["999999999999"] }, []],
    ["an access key", { text: "AKIAI44QH8" }, ["access-key 1", "  AKIAI44QH8DHBEXAMPLE"]],
  ])("%s", async (_, filter, expected) => {
    expect(await names(filter)).toEqual(expected);
  });

  test("pages join without a gap, and places are those of the list", async () => {
    const whole = await engine.ask("entityPage", {}, 0, 500);
    const pages = await Promise.all(
      [0, 7, 14, 21].map((offset) => engine.ask("entityPage", {}, offset, 7)),
    );
    expect(pages.flatMap(({ lines }) => lines)).toEqual(whole.lines.slice(0, 28));
    const at = whole.lines.findIndex(
      (line) => line.kind === "entity" && line.row.name === "Interns",
    );
    expect(await engine.ask("entityPlace", {}, of("group/interns"))).toBe(at);
    expect(await engine.ask("entityPlace", { kinds: ["user"] }, of("group/Interns"))).toBeNull();
  });

  test("a policy can be named without its ARN", async () => {
    const life = await engine.ask("entityLife", of("policy/DeveloperAccess"));
    expect(life?.arn).toBe(arn("DeveloperAccess"));
    expect(await engine.ask("entityLife", of("policy/NoSuchPolicy"))).toBeNull();
  });
});

describe("a life", () => {
  test("has a lane for each version, its holders, and every change with its finding", async () => {
    const life = await engine.ask("entityLife", of(`policy/${arn("DeveloperAccess")}`));
    const lanes = life?.lanes.map(
      ({ label, bars }) => `${plain(label)}: ${bars.map(({ look }) => look).join()}`,
    );
    expect(lanes).toEqual([
      "v1: main,thin",
      "v2: main,thin",
      "v3: main,thin",
      "v4: hot",
      "Held by: plain",
      ": plain",
    ]);
    expect(life?.changes.map(({ eventName }) => eventName)).toContain("CreatePolicyVersion");
    const worst = life?.changes.findLast(({ finding }) => finding !== null);
    expect(worst).toMatchObject({ eventName: "CreatePolicyVersion", severity: "high" });
  });

  test("ends with the deletion", async () => {
    const life = await engine.ask("entityLife", of(`policy/${arn("guardrails/DenyWithoutMFA")}`));
    expect(life?.changes.at(-1)).toMatchObject({ eventName: "DeletePolicy", kind: "deleted" });
    expect(life?.row.exists).toBe(false);
    for (const { bars } of life?.lanes ?? []) expect(bars.at(-1)?.to).not.toBeNull();
  });
});

describe("a moment", () => {
  const policy = of(`policy/${arn("guardrails/DenyWithoutMFA")}`);

  test.each([
    ["2026-09-01T00:00:00Z", [null, false]],
    ["2026-10-05T00:00:00Z", [true]],
    ["2026-10-12T00:00:00Z", [false]],
  ])("at %s it exists or not", async (at, expected) => {
    expect(expected).toContain((await engine.ask("entityMoment", policy, at)).exists);
  });

  test("of a user says what it may do, from which statements, through which group", async () => {
    const { access, graph } = await engine.ask(
      "entityMoment",
      of("user/d.aydin"),
      "2026-10-14T00:00:00Z",
    );
    const iam = access?.services.find(({ service }) => service === "iam")?.grants[0];
    expect(iam?.state).toBe("allowed");
    expect(access?.policies[iam?.from.policy ?? -1]).toMatchObject({
      name: "DeveloperAccess",
      group: "Developers",
      from: "log",
    });
    expect(access?.powers.map(({ permissions }) => permissions)).toContainEqual([
      "iam:CreateAccessKey",
    ]);
    // The snapshot holds all of its policies, and that it has no boundary.
    expect(access).toMatchObject({ isAtLeast: false, boundary: "none" });
    expect(graph.nodes.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["d.aydin", "Developers", "DeveloperAccess"]),
    );
  });

  test("before the version it might do less", async () => {
    const at = async (time: string) =>
      (await engine.ask("entityMoment", of("user/d.aydin"), time)).access?.powers.length;
    expect(await at("2026-10-06T00:00:00Z")).toBeLessThan((await at("2026-10-14T00:00:00Z")) ?? 0);
  });
});

describe("documents", () => {
  const policy = of(`policy/${arn("DeveloperAccess")}`);

  test("one way gained is the other way lost", async () => {
    const there = await engine.ask("entityDiff", policy, "versions", "v3", "v4");
    const back = await engine.ask("entityDiff", policy, "versions", "v4", "v3");
    expect(there?.gained.length).toBeGreaterThan(0);
    expect(back?.lost).toHaveLength(there?.gained.length ?? -1);
    expect(there?.lines.some(({ k }) => k === "+")).toBe(true);
  });

  test("against nothing, everything is gained; against itself, nothing", async () => {
    const all = await engine.ask("entityDiff", policy, "versions", null, "v1");
    expect(all?.gained.length).toBeGreaterThan(0);
    const none = await engine.ask("entityDiff", policy, "versions", "v1", "v1");
    expect([none?.gained, none?.lost]).toEqual([[], []]);
    expect(none?.same.length).toBeGreaterThan(0);
  });

  test.each([
    ["versions", "v9", null],
    ["no-such-slot", null, "v1"],
  ])("there is none in %s from %s to %s", async (slot, before, after) => {
    expect(await engine.ask("entityDiff", policy, slot, before, after)).toBeNull();
  });
});

test.each([
  ["iam.amazonaws.com", `policy/arn:aws:iam::${account}:policy/`],
  // Another service has an action of the same name.
  ["iot.amazonaws.com", null],
])("a DeletePolicy of %s names the thing that it is about", async (source, expected) => {
  const { rows } = await engine.ask("eventPage", {
    filter: { names: ["DeletePolicy"], sources: [source] },
    offset: 0,
    limit: 1,
    descending: false,
  });
  const { eventId = "", variant = 0 } = rows[0] ?? {};
  const { entity } = await engine.ask("eventDetail", { eventId, variant });
  if (expected === null) expect(entity).toBeNull();
  else expect(entity?.key).toContain(expected);
});
