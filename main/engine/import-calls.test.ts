import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { accountingErrors, dumpFile } from "../../test/fixtures/case-dump.ts";
import type { TestEngine } from "../../test/fixtures/engine-in-test.ts";
import { failureOf, startEngineHere } from "../../test/fixtures/engine-in-test.ts";
import { makeFaultArchive } from "../../test/fixtures/fault-archive.ts";
import { noEngagement } from "../../shared/ipc/case.ts";
import type { ImportCommand, ImportProgress } from "../../shared/ipc/case.ts";
import { openCase } from "../db/open-case.ts";
import { createProgressTeller } from "./import-progress.ts";

// Several whole imports each: on a machine that is busy they take their time.
vi.setConfig({ testTimeout: 240_000 });

let root = "";
let logs = "";
let folder = "";
let path = "";
let engine: TestEngine;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "trailproof-test-"));
  logs = join(root, "logs");
  makeFaultArchive(logs, { files: 200, events: 250, seed: "engine" });
});
afterAll(() => rmSync(root, { recursive: true }));
beforeEach(async () => {
  folder = mkdtempSync(join(root, "case-"));
  path = join(folder, "a.trailproof");
  engine = startEngineHere();
  await engine.ask("create", path, noEngagement);
});
afterEach(() => engine.stop());

const progresses = (): readonly ImportProgress[] =>
  engine.events.flatMap((event) => (event.name === "importProgress" ? [event.payload] : []));

/** Resolves with the first progress that fits. */
function until(fits: (progress: ImportProgress) => boolean): Promise<ImportProgress> {
  return new Promise((resolve) => {
    engine.onEvent((event) => {
      if (event.name === "importProgress" && fits(event.payload)) resolve(event.payload);
    });
  });
}

/** Numbers of findings are kept once they were shown, so a case that was analysed in between has others. */
function withoutNumbers(dump: ReturnType<typeof dumpFile>): ReturnType<typeof dumpFile> {
  const bare = dump.findings.map((line) => line.replace(/^F-\d+ /, ""));
  return { ...dump, findings: bare.toSorted() };
}

/** The rows of a case that was imported without disturbance. */
let whole: ReturnType<typeof dumpFile> | null = null;
async function wanted(): Promise<ReturnType<typeof dumpFile>> {
  whole ??= await importWhole();
  return whole;
}
async function importWhole(): Promise<ReturnType<typeof dumpFile>> {
  const at = join(root, "whole.trailproof");
  const other = startEngineHere();
  await other.ask("create", at, noEngagement);
  await other.ask("import", [logs]);
  await other.stop();
  const dump = dumpFile(at);
  rmSync(at);
  return dump;
}

test("an import tells its stages in order, and what it came to", async () => {
  const result = await engine.ask("import", ["build/sample"]);
  const stages = progresses().map(({ stage }) => stage);
  expect(stages.filter((stage, i) => stage !== stages[i - 1])).toEqual([
    "finding",
    "reading",
    "comparing",
    "analyzing",
  ]);
  const info = await engine.ask("caseInfo");
  expect(result).toMatchObject({ isCancelled: false, added: { problems: 0 } });
  expect(result.added).toMatchObject({
    files: info.totals.files,
    records: info.totals.records,
    events: info.totals.events,
  });
  expect(result.findings).toBe(Object.values(info.findings).reduce((sum, n) => sum + n, 0));
  expect(result.findings).toBeGreaterThan(20);
  expect(info).toMatchObject({ imports: 1, isUnfinished: false, isAnalyzed: true });
  expect(info.accounts.length).toBeGreaterThan(0);
  expect(info.regions).toBeGreaterThan(1);
  expect(await engine.ask("importState")).toBeNull();
  expect(engine.events).toContainEqual({
    type: "event",
    name: "caseChanged",
    payload: { what: "imported" },
  });
  // The same once more: nothing new, and nothing is analysed again.
  expect(await engine.ask("import", ["build/sample"])).toMatchObject({
    added: { files: 0, records: 0, events: 0 },
    findings: result.findings,
  });
});

test("questions are answered while it reads, and a second import is refused", async () => {
  const importing = engine.ask("import", [logs]);
  await until(({ events }) => events > 2000);
  const started = performance.now();
  const state = await engine.ask("importState");
  expect(state).toMatchObject({ stage: "reading", isPaused: false });
  expect(await engine.ask("caseInfo")).toMatchObject({ isUnfinished: true, isAnalyzed: false });
  expect(performance.now() - started).toBeLessThan(2000);
  expect(await failureOf(engine.ask("import", [logs]))).toEqual({ code: "busy", with: "import" });
  const saved = await engine.ask(
    "saveEngagement",
    { ...noEngagement, client: "Example" },
    "L. Haas",
  );
  expect(saved.engagement.client).toBe("Example");
  const result = await importing;
  expect(result.added.problems).toBe((await engine.ask("caseInfo")).totals.problems);
  const last = progresses().findLast(({ stage }) => stage === "reading");
  expect(last?.problems).toBeGreaterThan(0);
  expect((await engine.ask("caseInfo")).engagement.client).toBe("Example");
});

test("a pause holds the reading up, keeps what was read, and goes on to the same case", async () => {
  const importing = engine.ask("import", [logs]);
  await until(({ events }) => events > 2000);
  await engine.ask("controlImport", "pause");
  const paused = await engine.ask("importState");
  expect(paused?.isPaused).toBe(true);
  await new Promise((resolve) => setTimeout(resolve, 400));
  const later = await engine.ask("importState");
  expect(later?.events).toBe(paused?.events);
  expect(later?.seconds).toBe(paused?.seconds);
  await engine.ask("controlImport", "resume");
  await importing;
  await engine.stop();
  expect(dumpFile(path)).toEqual(await wanted());
});

test.each<{ name: string; at: (p: ImportProgress) => boolean; isWhole: boolean }>([
  { name: "while files are looked for", at: ({ stage }) => stage === "finding", isWhole: true },
  { name: "while it reads", at: ({ events }) => events > 5000, isWhole: true },
  { name: "while it is paused", at: ({ isPaused }) => isPaused, isWhole: true },
  { name: "while it compares", at: ({ stage }) => stage === "comparing", isWhole: false },
  { name: "while it analyses", at: ({ stage }) => stage === "analyzing", isWhole: false },
])("cancelled $name: the case says how it stands, and goes on", async ({ name, at, isWhole }) => {
  const reached = until(at);
  const importing = engine.ask("import", [logs]);
  if (name.includes("paused")) {
    await until(({ events }) => events > 2000);
    await engine.ask("controlImport", "pause");
  }
  await reached;
  await engine.ask("controlImport", "cancel");
  const result = await importing;
  const info = await engine.ask("caseInfo");
  if (result.isCancelled || info.isUnfinished || !info.isAnalyzed) {
    // What was read is analysed, unless it was the analysis that was cancelled.
    expect(info).toMatchObject({ isAnalyzed: isWhole || info.totals.events === 0 });
    if (isWhole) expect(info.isUnfinished).toBe(true);
    await engine.stop();
    const db = openCase(path, { create: false });
    const isOpenEnd = / is still (?:waiting|reading)$/;
    expect(accountingErrors(db).filter((line) => !isOpenEnd.test(line))).toEqual([]);
    db.close();
    await engine.ask("open", path);
    const again = await engine.ask("resume");
    expect(again.isCancelled).toBe(false);
  }
  expect(await engine.ask("caseInfo")).toMatchObject({ isUnfinished: false, isAnalyzed: true });
  await engine.stop();
  const [found, undisturbed] = [dumpFile(path), await wanted()].map(withoutNumbers);
  expect(found?.findings.filter((line) => !undisturbed?.findings.includes(line))).toEqual([]);
  expect(found).toEqual(undisturbed);
});

test("an analysis that was cut off is made up for without reading again", async () => {
  await engine.ask("import", ["build/sample"]);
  await engine.stop();
  const db = openCase(path, { create: false });
  db.exec("UPDATE case_info SET value = '' WHERE key = 'analyzed'; DELETE FROM finding");
  db.close();
  expect(await engine.ask("open", path)).toMatchObject({ isUnfinished: false, isAnalyzed: false });
  const before = engine.events.length;
  const result = await engine.ask("resume");
  expect(result).toMatchObject({ isCancelled: false, added: { files: 0, records: 0 } });
  expect(result.findings).toBeGreaterThan(20);
  const stages = engine.events
    .slice(before)
    .flatMap((event) => (event.name === "importProgress" ? [event.payload.stage] : []));
  expect(stages).not.toContain("reading");
  expect(await engine.ask("caseInfo")).toMatchObject({ isAnalyzed: true, imports: 1 });
});

test.each<ImportCommand>(["pause", "resume", "cancel"])(
  "%s without an import does nothing",
  async (command) => {
    expect(await engine.ask("controlImport", command)).toBeNull();
    expect(await engine.ask("importState")).toBeNull();
  },
);

test("closing the case in the middle ends the import", async () => {
  const importing = engine.ask("import", [logs]);
  await until(({ events }) => events > 2000);
  await engine.ask("close");
  expect(await importing).toMatchObject({ isCancelled: true });
  expect(await engine.ask("open", path)).toMatchObject({ isUnfinished: true });
});

test("paths that can't be read are told; the case is as it was", async () => {
  expect(await failureOf(engine.ask("import", [join(folder, "gone")]))).toMatchObject({
    code: "path-missing",
  });
  expect(await engine.ask("caseInfo")).toMatchObject({
    imports: 1,
    isUnfinished: false,
    isAnalyzed: true,
    totals: { files: 0 },
  });
});

test("seconds count reading alone; at most ten messages a second but for news", () => {
  let now = 0;
  const told: ImportProgress[] = [];
  const teller = createProgressTeller(
    (p) => told.push(p),
    () => now,
  );
  const step = (ms: number, events: number): void => {
    now += ms;
    teller.read({
      stage: "reading",
      files: 1,
      filesTotal: 2,
      bytes: 1,
      bytesTotal: 2,
      events,
      problems: 0,
    });
  };
  teller.begin();
  step(5000, 1);
  for (let i = 0; i < 100; i++) step(10, i);
  expect(told.length).toBe(2 + 10);
  expect(teller.state().seconds).toBe(1);
  teller.paused(true);
  now += 60_000;
  teller.paused(false);
  step(500, 200);
  expect(teller.state().seconds).toBe(1.5);
  teller.analyzing(0, 10);
  now += 9000;
  teller.analyzing(5, 10);
  expect(teller.state()).toMatchObject({ seconds: 1.5, events: 200, files: 5, filesTotal: 10 });
});
