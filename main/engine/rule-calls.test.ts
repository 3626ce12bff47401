import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { detections } from "../../shared/analysis/detections/index.ts";
import { knownPaths } from "../../shared/analysis/paths/known-paths.ts";
import { allKnowledge } from "../../shared/knowledge/knowledge.ts";
import { sampleCase } from "../../test/fixtures/sample-case.ts";
import { openCase } from "../db/open-case.ts";
import { openEventQuery } from "../db/query/open-query.ts";
import { EngineFailure } from "./engine-failure.ts";
import { createHandlers } from "./handlers.ts";
import type { EngineHandlers } from "./protocol.ts";
import { tryRules } from "./rule-try.ts";
import { createSession } from "./session.ts";
import type { SessionOwner } from "./session.ts";

let folder = "";
let original = "";
let path = "";
let session: SessionOwner;
let calls: EngineHandlers;
let told: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "trailproof-rule-calls-"));
  const made = await sampleCase(folder);
  original = made.path;
  made.db.close();
});
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  path = join(folder, "copy.trailproof");
  copyFileSync(original, path);
  told = [];
  session = createSession("test", (name) => told.push(name));
  session.put(openCase(path, { create: false }), path);
  calls = createHandlers(session);
});
afterEach(() => session.close());

const rule = (name: string, more = ""): string =>
  `title: ${name}\n${more}logsource: {product: aws, service: cloudtrail}\ndetection: {s: {eventName: CreateUser}, condition: s}\n`;
const order = { sort: "severity", descending: true, group: "none", folded: [] } as const;

describe("the list of rules", () => {
  test("has every entry and every detection, each once", async () => {
    const { rows } = await calls.rules();
    expect(rows.filter(({ kind }) => kind === "entry").length).toBe(allKnowledge().length);
    expect(rows.filter(({ kind }) => kind === "detection").length).toBe(
      detections.length + knownPaths.length,
    );
    expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
  });

  test("every rule has its detail", async () => {
    const { rows } = await calls.rules();
    for (const row of rows) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const detail = await calls.ruleDetail(row.name);
      expect(detail.row).toEqual(row);
      expect(
        [detail.entry, detail.detection, detail.sigma].filter((one) => one !== null).length,
      ).toBe(1);
      if (row.kind === "entry") expect(detail.entry?.knowledge?.severity).toBeDefined();
    }
    await expect(async () => calls.ruleDetail("iam/NoSuchAction")).rejects.toThrow(EngineFailure);
  });

  test("counts what fired; the filter of findings finds as many", async () => {
    const { rows } = await calls.rules();
    const fired = rows.filter((row) => row.fired > 0);
    expect(fired.length).toBeGreaterThan(30);
    for (const row of fired) {
      // oxlint-disable-next-line no-await-in-loop
      const { findings } = await calls.findingPage({ rules: [row.name] }, order, 0, 1);
      expect([row.name, findings]).toEqual([row.name, row.fired]);
    }
  });
});

describe("settings", () => {
  test("lists, counts and facets follow, and what is taken back", async () => {
    const before = await calls.caseInfo();
    const every = { filter: { names: ["DeletePolicy"] }, offset: 0, limit: 50, descending: false };
    expect((await calls.eventPage(every)).rows.some(({ finding }) => finding !== null)).toBe(true);
    const of = (await calls.rules()).rows.find(({ name }) => name === "iam/DeletePolicy");
    const { label } = await calls.editRules(
      ["iam/DeletePolicy"],
      { kind: "off", why: "Ours." },
      "Ann",
    );
    expect(label).toBe("Rule iam/DeletePolicy: switched off");
    expect(told).toContain("caseChanged");
    const info = await calls.caseInfo();
    expect(info.switchedOff).toBe(of?.fired);
    const page = await calls.findingPage({}, order, 0, 500);
    expect(page.switchedOff).toBe(of?.fired);
    expect(page.findings).toBe(Object.values(info.findings).reduce((a, b) => a + b));
    const off = await calls.findingPage({ states: ["off"] }, order, 0, 500);
    expect(off.findings).toBe(of?.fired);
    const [line] = off.lines;
    const id = line?.kind === "finding" ? line.row.id : "";
    expect((await calls.findingDetail(id)).switchedOff).toMatchObject([
      { rule: "iam/DeletePolicy", off: { why: "Ours.", who: "Ann" } },
    ]);
    expect((await calls.findingFacets({ states: ["off"] })).actions).toEqual([
      { value: "DeletePolicy", count: of?.fired },
    ]);
    const { rows: lines } = await calls.eventPage(every);
    expect(lines.length).toBeGreaterThan(0);
    const left = new Set(off.lines.map((one) => (one.kind === "finding" ? one.row.id : "")));
    expect(lines.some(({ finding }) => left.has(finding ?? ""))).toBe(false);
    const row = (await calls.rules()).rows.find(({ name }) => name === "iam/DeletePolicy");
    expect(row).toMatchObject({ fired: 0, leftOut: of?.fired, setting: { off: { who: "Ann" } } });
    expect(await calls.undoEdit("Ann")).toMatchObject({ isUndone: true });
    expect(await calls.caseInfo()).toEqual({ ...before, bytes: expect.any(Number) });
  });
});

describe("rules of users", () => {
  test("are added, asked, and taken out", async () => {
    const file = join(folder, "users.yml");
    writeFileSync(file, rule("Users made", "id: u-1\nlevel: critical\n"));
    expect(await calls.addRulePaths([file], "Ann")).toEqual({ added: 1 });
    expect(await calls.saveRule("typed.yml", "title: [", "Ann")).toEqual({ added: 1 });
    expect((await calls.rules()).isAsked).toBe(false);
    const { findings } = await calls.askRules();
    expect(findings).toBeGreaterThan(0);
    expect(told).toContain("rulesProgress");
    const { rows, files, isAsked } = await calls.rules();
    expect(isAsked).toBe(true);
    expect(files.map(({ addedBy }) => addedBy)).toEqual(["Ann", "Ann"]);
    const own = rows.filter(({ kind }) => kind === "sigma");
    expect(own).toMatchObject([
      { state: "works", name: "sigma/u-1", fired: findings, severity: "critical" },
      { state: "not-loaded", problem: { file: "typed.yml", line: 1, column: 9 } },
    ]);
    expect((await calls.ruleDetail("sigma/u-1")).sigma).toMatchObject({
      text: rule("Users made", "id: u-1\nlevel: critical\n"),
      outcome: { findings },
    });
    await calls.removeRuleFiles(
      files.map(({ id }) => id),
      "Ann",
    );
    await calls.askRules();
    expect((await calls.rules()).rows.some(({ kind }) => kind === "sigma")).toBe(false);
    expect((await calls.findingPage({ rules: ["sigma/u-1"] }, order, 0, 1)).findings).toBe(0);
  });

  test("a name of a rule's file ends in .yml", async () => {
    await expect(async () => calls.saveRule("x.exe", rule("x"), "Ann")).rejects.toThrow(
      EngineFailure,
    );
  });
});

describe("a try", () => {
  test("says what matches, and writes nothing", async () => {
    const answer = await calls.tryRule(rule("Users"), true);
    expect(answer).toMatchObject({ isCut: false, rules: [{ title: "Users", state: "works" }] });
    expect(answer.rules[0]?.events.length).toBe(answer.rules[0]?.count);
    expect(answer.looked).toBe(answer.total);
    expect((await calls.rules()).files).toEqual([]);
  });

  test("says at which line and column a text is wrong, without asking it of events", async () => {
    const { rules } = await calls.tryRule(
      rule("x").replace("eventName", "eventName|contain"),
      false,
    );
    expect(rules).toMatchObject([
      { state: "not-loaded", count: null, problems: [{ line: 3, column: 17 }] },
    ]);
    expect((await calls.tryRule(rule("x"), false)).rules).toMatchObject([
      { state: "works", count: null },
    ]);
  });

  test("ends in time", async () => {
    const db = openCase(join(folder, "sample.trailproof"), { create: false });
    const query = await openEventQuery(db, join(folder, "sample.trailproof"), {});
    const signal = new AbortController().signal;
    const all = rule("All").replace("eventName: CreateUser", "awsRegion|contains: '-'");
    const whole = await tryRules(all, query, signal);
    // Turns are 50 ms: the sample may be through before the first.
    const cut = await tryRules(all, query, signal, 0);
    expect(cut.looked).toBeLessThanOrEqual(whole.looked);
    expect(cut.isCut).toBe(cut.looked < whole.looked);
    db.close();
  });
});
