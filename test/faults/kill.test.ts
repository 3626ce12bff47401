/**
 * An import that is killed at any moment and run again ends as one that was never killed. The moments come from a seed;
 * `TRAILPROOF_FAULT_SEED=… vitest run test/faults/kill.test.ts` repeats a run.
 */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createRandom } from "../../build/sample-story/random.ts";
import { accountingErrors, dumpFile } from "../fixtures/case-dump.ts";
import type { CaseDump } from "../fixtures/case-dump.ts";
import { faultEvent, makeFaultArchive, put } from "../fixtures/fault-archive.ts";
import { runChild } from "../fixtures/run-child.ts";
import { openCase } from "../../main/db/open-case.ts";

const seed = process.env["TRAILPROOF_FAULT_SEED"] ?? "kill/1";
const kills = 50;
const child = "test/faults/import-child.ts";
let folder = "";
let logs = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "trailproof-kill-"));
  logs = join(folder, "logs");
  makeFaultArchive(logs, { files: 60, events: 200, seed: "kill" });
  // Larger than what is read in one piece: comes in several parts, so that a kill can meet it half written.
  const random = createRandom("kill/large");
  const rows = Array.from({ length: 4200 }, (_, i) =>
    JSON.stringify({ ...faultEvent(random, i), additionalEventData: { x: random.hex(3800) } }),
  );
  put(logs, "AWSLogs/large.ndjson", rows.join("\n"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Moments spread over the whole import: one in each of so many equal spans, where chance decides. */
function moments(whole: number): readonly number[] {
  const random = createRandom(seed);
  const start = 100;
  const span = (whole - start) / kills;
  const all = Array.from({ length: kills }, (_, i) =>
    Math.round(start + (i + random.below(1000) / 1000) * span),
  );
  // Mixed, so that the second kill of a pair may come earlier or later than the first.
  return all
    .map((moment) => [random.below(1_000_000), moment] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, moment]) => moment);
}

/** Where a killed import stood. */
function stateOf(casePath: string): string {
  if (!existsSync(casePath)) return "no case yet";
  const db = openCase(casePath, { create: true });
  try {
    expect(db.pragma("integrity_check", { simple: true })).toBe("ok");
    const one = (sql: string): number => db.prepare<[], number>(sql).pluck().get() ?? 0;
    if (one(`SELECT count(*) FROM input`) === 0) return "nothing entered";
    const waiting = one(`SELECT count(*) FROM input WHERE status = 'waiting'`);
    if (one(`SELECT count(*) FROM input WHERE status = 'reading'`) > 0)
      return "inside a large file";
    if (waiting > 0)
      return one(`SELECT count(*) FROM segment`) > 0 ? "between files" : "before the first file";
    // Whatever is written is whole between two files.
    if (one(`SELECT count(*) FROM case_info WHERE key = 'compared' AND value = 'yes'`) === 0)
      return "comparing";
    expect(accountingErrors(db)).toEqual([]);
    return one(`SELECT count(*) FROM finding`) > 0 ? "analysed" : "compared";
  } finally {
    db.close();
  }
}

test(
  `killed at ${kills} moments and run again, an import gives the rows of one that was never killed`,
  { timeout: 300_000 },
  async () => {
    console.info(`seed of the moments: ${seed} (TRAILPROOF_FAULT_SEED)`);
    const whole = join(folder, "whole.trailproof");
    const reference = await runChild([whole, logs, "20"], { script: child });
    expect(reference.err).toBe("");
    const wanted = dumpFile(whole);
    expect(wanted.integrity).toBe("ok");
    expect(wanted.totals.records).toBeGreaterThan(10_000);
    expect(wanted.totals.duplicates).toBeGreaterThan(100);
    expect(wanted.findings.length).toBeGreaterThan(20);

    const states = new Map<string, number>();
    const left = [...moments(reference.ms)];
    const chains: number[][] = [];
    while (left.length > 0) chains.push(left.splice(0, chains.length % 3 === 2 ? 2 : 1));
    for (const [i, chain] of chains.entries()) {
      const path = join(folder, `killed-${i}.trailproof`);
      for (const moment of chain) {
        const killed = await runChild([path, logs, "20"], { script: child, killAfter: moment });
        expect(killed.err).toBe("");
        expect(killed.signal ?? "SIGKILL").toBe("SIGKILL");
        const state = killed.signal === null ? "over before the kill" : stateOf(path);
        states.set(state, (states.get(state) ?? 0) + 1);
      }
      const again = await runChild([path, logs, "20"], { script: child });
      expect(again, `after kills at ${chain.join(", ")} ms`).toMatchObject({
        status: 0,
        signal: null,
        err: "",
      });
      expectSame(dumpFile(path), wanted, `after kills at ${chain.join(", ")} ms, seed ${seed}`);
      rmSync(path);
    }
    console.info(`kills met: ${[...states].map(([name, n]) => `${name} ${n}`).join(", ")}`);
    const met = [...states].filter(([name]) => name !== "over before the kill");
    expect(met.reduce((sum, [, n]) => sum + n, 0)).toBeGreaterThan(kills / 2);
    expect(met.length).toBeGreaterThan(2);
  },
);

function expectSame(found: CaseDump, wanted: CaseDump, when: string): void {
  // Part after part, so that a difference is shown as the lines that differ.
  for (const part of ["duplicates", "variants", "inputs", "problems", "findings"] as const)
    expect(found[part], `${part} ${when}`).toEqual(wanted[part]);
  expect(found.records.length, `records ${when}`).toBe(wanted.records.length);
  const different = found.records.filter((line, i) => line !== wanted.records[i]);
  expect(different.slice(0, 5), `records ${when}`).toEqual([]);
  expect(found, when).toEqual(wanted);
}
