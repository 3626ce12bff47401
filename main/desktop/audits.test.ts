import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { setImmediate, setTimeout } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import type { AuditProgress, Choice } from "../../shared/ipc.ts";
import { createAudits } from "./audits.ts";
import type { Engine } from "./audits.ts";
import type { AuditJob, AuditResult, FromEngine } from "./engine-protocol.ts";

const choice: Choice = { id: "c1", kind: "folder", names: ["logs"], count: 1 };
const chosen = { choice, paths: ["/evidence/logs"] };

const result: AuditResult = {
  totals: {
    files: 2,
    skipped: 0,
    records: 3,
    events: 3,
    duplicates: 0,
    problems: 0,
    firstEvent: null,
    lastEvent: null,
  },
  findings: { critical: 1, high: 0, medium: 0, low: 0, info: 2 },
  report: "<!doctype html>",
};

const progress: AuditProgress = {
  stage: "reading",
  files: 1,
  filesTotal: 2,
  bytes: 10,
  bytesTotal: 20,
  events: 5,
  seconds: 1,
};

interface FakeEngine extends Engine {
  readonly jobs: AuditJob[];
  readonly say: (message: FromEngine) => void;
  readonly cry: (text: string) => void;
  readonly end: (code: number) => void;
  kills: number;
}

function fakeEngine(): FakeEngine {
  const onMessage: ((message: FromEngine) => void)[] = [];
  const onExit: ((code: number) => void)[] = [];
  const onData: ((chunk: unknown) => void)[] = [];
  const engine: FakeEngine = {
    jobs: [],
    kills: 0,
    // Electron's emitter is overloaded in the same way.
    on: (event: "message" | "exit", listener: never) =>
      event === "message" ? onMessage.push(listener) : onExit.push(listener),
    stderr: { on: (_, listener) => onData.push(listener) },
    postMessage: ({ job }) => void engine.jobs.push(job),
    kill: () => engine.kills++,
    say: (message) => onMessage.forEach((listener) => listener(message)),
    cry: (text) => onData.forEach((listener) => listener(Buffer.from(text))),
    end: (code) => onExit.forEach((listener) => listener(code)),
  };
  return engine;
}

function open() {
  const engines: FakeEngine[] = [];
  const told: AuditProgress[] = [];
  const logged: string[] = [];
  let ids = 0;
  const audits = createAudits({
    startEngine: () => {
      const engine = fakeEngine();
      engines.push(engine);
      return engine;
    },
    onProgress: (p) => told.push(p),
    newId: () => `audit-${++ids}`,
    logBug: (detail) => {
      logged.push(detail);
      return { ref: "r", log: "l" };
    },
    program: "Trailproof 1.2.3",
  });
  return { audits, engines, told, logged };
}

const folderOf = (engine: FakeEngine): string => dirname(engine.jobs[0]!.casePath);

describe("an audit", () => {
  test("is done: its report stays, its engine and its case go", async () => {
    const { audits, engines, told } = open();
    const audit = audits.start(chosen, "Example Retail GmbH");
    const [engine] = engines as [FakeEngine];
    expect(engine.jobs[0]).toMatchObject({
      paths: ["/evidence/logs"],
      program: "Trailproof 1.2.3",
      engagement: { client: "Example Retail GmbH", classification: "Confidential" },
    });
    expect(existsSync(folderOf(engine))).toBe(true);
    engine.say({ type: "progress", progress });
    engine.say({ type: "done", result });
    expect(await audit).toMatchObject({
      id: "audit-1",
      choice,
      totals: result.totals,
      findings: result.findings,
    });
    expect(told).toEqual([progress]);
    expect(engine.kills).toBe(1);
    engine.end(143);
    await audits.stop();
    expect(existsSync(folderOf(engine))).toBe(false);
    expect(audits.report("audit-1").html).toBe("<!doctype html>");
  });

  test("of a case reads the case itself", async () => {
    const { audits, engines } = open();
    const paths = ["/evidence/a.trailproof"];
    const audit = audits.start({ choice: { ...choice, kind: "case" }, paths }, null);
    expect(engines[0]!.jobs[0]).toMatchObject({ casePath: "/evidence/a.trailproof", paths: null });
    engines[0]!.say({ type: "done", result });
    await audit;
    engines[0]!.end(0);
    await audits.stop();
  });

  test("is cancelled: late messages change nothing, the case goes", async () => {
    const { audits, engines, told } = open();
    const audit = audits.start(chosen, null);
    audits.cancel();
    await expect(audit).rejects.toMatchObject({ error: { code: "cancelled" } });
    const [engine] = engines as [FakeEngine];
    expect(engine.kills).toBe(1);
    engine.say({ type: "progress", progress });
    engine.say({ type: "done", result });
    engine.end(143);
    await audits.stop();
    expect(engine.kills).toBe(1);
    expect(told).toEqual([]);
    expect(existsSync(folderOf(engine))).toBe(false);
    expect(() => audits.report("audit-1")).toThrow("no longer open");
  });

  test("loses its engine: that is said, with what it said last, and another can start", async () => {
    const { audits, engines, logged } = open();
    const audit = audits.start(chosen, null);
    engines[0]!.cry("out of ");
    engines[0]!.cry("memory");
    engines[0]!.end(9);
    await expect(audit).rejects.toMatchObject({ error: { code: "engine-stopped", exitCode: 9 } });
    expect(logged).toEqual(["exit code 9\nout of memory"]);
    const again = audits.start(chosen, null);
    engines[1]!.say({ type: "done", result });
    expect((await again).id).toBe("audit-1");
    engines[1]!.end(0);
    await audits.stop();
  });

  test.each<readonly [FromEngine, object, readonly string[]]>([
    [
      { type: "failed", error: { code: "no-files", paths: ["/evidence/logs"] } },
      { code: "no-files", paths: ["/evidence/logs"] },
      [],
    ],
    [{ type: "bug", detail: "TypeError" }, { code: "internal", ref: "r", log: "l" }, ["TypeError"]],
  ])("fails: %j", async (message, error, log) => {
    const { audits, engines, logged } = open();
    const audit = audits.start(chosen, null);
    engines[0]!.say(message);
    await expect(audit).rejects.toMatchObject({ error });
    engines[0]!.end(0);
    await audits.stop();
    expect(logged).toEqual(log);
  });

  test("under way refuses a second one", async () => {
    const { audits, engines } = open();
    const audit = audits.start(chosen, null);
    await expect(audits.start(chosen, null)).rejects.toMatchObject({
      error: { code: "bad-request" },
    });
    expect(engines).toHaveLength(1);
    engines[0]!.say({ type: "done", result });
    await audit;
    engines[0]!.end(0);
    await audits.stop();
  });
});

test("stopping waits until the engine is gone", async () => {
  const { audits, engines } = open();
  const audit = audits.start(chosen, null).catch((error: unknown) => error);
  let isStopped = false;
  const stopped = audits.stop().then(() => (isStopped = true));
  await setImmediate();
  await setTimeout(20);
  expect(isStopped).toBe(false);
  expect(audits.isBusy()).toBe(true);
  engines[0]!.end(143);
  await stopped;
  expect(audits.isBusy()).toBe(false);
  expect(await audit).toMatchObject({ error: { code: "cancelled" } });
  expect(existsSync(folderOf(engines[0]!))).toBe(false);
});
