/** Runs the whole bench on a few events: what it prints, not how fast it is. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import type { BenchDocument } from "./bench-report.ts";
import type { TableLine } from "./bench-table.ts";

const dir = mkdtempSync(join(tmpdir(), "trailproof-bench-test-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const hasQuery = existsSync(join(import.meta.dirname, "query-once.ts"));

function bench(...args: readonly string[]): {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
} {
  const script = join(import.meta.dirname, "bench.ts");
  const child = spawnSync(process.execPath, [script, `--dir=${dir}`, ...args], {
    encoding: "utf8",
  });
  return { status: child.status, out: child.stdout, err: child.stderr };
}

describe("a run of everything", () => {
  let document: BenchDocument & { readonly table: readonly TableLine[] };

  beforeAll(() => {
    const { status, out, err } = bench("--events=2000", "--runs=1", "--large", "--huge", "--json");
    if (status !== 0) throw new Error(err);
    document = JSON.parse(out) as typeof document;
  });

  it("leaves archives only", () => {
    expect(readdirSync(dir).filter((name) => !name.startsWith("archive-"))).toEqual([]);
  });

  it("prints the members that scripts rely on", () => {
    const number = expect.any(Number) as number;
    expect(document).toMatchObject({
      import: {
        seconds: number,
        eventsPerSecond: number,
        peakRssMB: number,
        caseBytesPerEvent: number,
      },
      gunzip: { seconds: number, rows: null },
      parse: { seconds: number, rows: 2000 },
      duckdb: { seconds: number, rows: 2000 },
      ratios: { importOverGunzip: number, duckdbOverImport: number },
    });
  });

  it("measures every line", () => {
    expect(document.table.length).toBeGreaterThanOrEqual(20);
    const missing = document.table.filter(({ result }) => result === "not measured");
    const reasons = hasQuery ? [] : ["there is no query-once.ts"];
    expect([...new Set(missing.map(({ why }) => why))]).toEqual(reasons);
  });

  it("reads the archives that it says", () => {
    const rows = Object.entries(document.imports).map(([name, made]) => [name, made.rows]);
    expect(Object.fromEntries(rows)).toEqual({
      shuffled: 2000,
      big: 600,
      bigPartner: 600,
      tiny: 160,
      reimport: 2000,
      large: 10_000,
      huge: 40_000,
    });
  });

  it("finds nothing new in the same archive, and parts that add up", () => {
    expect(document.imports.reimport?.newRows).toBe(0);
    const { seconds, readSeconds, compareSeconds, analyseSeconds, closeSeconds } = document.import;
    const sum = [readSeconds, compareSeconds, analyseSeconds, closeSeconds].reduce<number>(
      (total, each) => total + (each ?? Number.NaN),
      0,
    );
    expect(sum).toBeCloseTo(seconds, 2);
  });
});

describe("an importer of somebody else's", () => {
  const importer = join(dir, "archive-importer.mjs");

  function use(rows: string): ReturnType<typeof bench> {
    writeFileSync(
      importer,
      `import { readFileSync } from "node:fs";
const { events } = JSON.parse(readFileSync(process.argv[2].replace("-shuffled", "") + "/archive.json", "utf8"));
console.log(JSON.stringify({ seconds: 1, peakRssMB: 50, rows: ${rows}, caseBytes: 1000 }));`,
    );
    return bench("--events=2000", "--runs=1", `--importer=${importer}`);
  }

  it("is measured as far as it goes", () => {
    const { status, out } = use("events");
    expect(status).toBe(0);
    expect(out).toContain("2,000 events in 4 files");
    expect(out).toMatch(/the same archive again: new rows +– +rows .*the importer kept no case/);
  });

  it("is refused when it read fewer events", () => {
    const { status, out, err } = use("events - 1");
    expect({ status, out }).toEqual({ status: 1, out: "" });
    expect(err).toContain("different numbers of events");
  });
});

test.each<[readonly string[], number, string]>([
  [["--help"], 0, ""],
  [["--events=0"], 2, "--events wants a whole number above 0.\n"],
  [["--runs=x"], 2, "--runs wants a whole number above 0.\n"],
  [["--size=1"], 2, "Unknown option '--size'"],
  [["--importer=/nowhere.ts"], 1, "There is no importer to measure at /nowhere.ts.\n"],
  [["--events=1000000000000"], 1, " free; this run needs about 823200.0 GB "],
])("%j", (args, status, words) => {
  const found = bench(...args);
  expect(found.status).toBe(status);
  expect(found.err).toContain(words);
});
