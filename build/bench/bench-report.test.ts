import { describe, expect, it, test } from "vitest";
import { type AllArchiveFacts, benchReport, type Round } from "./bench-report.ts";
import { type TableLine, tableLines } from "./bench-table.ts";
import { printTable } from "./print-bench.ts";

const archives: AllArchiveFacts = {
  base: { events: 1000, files: 2, gzipBytes: 200_000 },
  big: { events: 300, files: 3, gzipBytes: 60_000 },
  bigPartner: { events: 300, files: 1, gzipBytes: 60_000 },
  tiny: { events: 80, files: 10, gzipBytes: 20_000 },
  large: { events: 5000, files: 10, gzipBytes: 1_000_000 },
  huge: { events: 20_000, files: 40, gzipBytes: 4_000_000 },
};

function output(seconds: number, rows: number | null): object {
  return { seconds, peakRssMB: 100, rows };
}

function imported(seconds: number, rows: number, more: object = {}): object {
  return { ...output(seconds, rows), events: rows - 1, caseBytes: rows * 250, ...more };
}

function queried(rows: number, ms: number): object {
  return {
    openSeconds: 0.5,
    nsPerRowFacets: ms,
    worstSummaryMs: ms,
    worstPageMs: ms,
    worstPlaceMs: ms,
    worstFindMs: ms,
    rawEventMs: ms,
    searchMs: ms,
    windowFrameMs: ms,
    windowPaintMs: ms,
    windowHeapMB: ms,
    windowHeapGrowthMB: ms,
    windowBundleKB: ms,
    windowFramesPerSecond: 60,
    windowGapMs99: ms,
    stateMs: ms,
    stateHistoryMs: ms,
    statePassSeconds: 9,
    rows,
  };
}

function round(importSeconds: number, importRows = 1000): Round {
  return {
    gunzip: output(1, null),
    parse: output(4, 1000),
    duckdb: output(8, 1000),
    import: imported(importSeconds, importRows),
    imports: {},
    queries: {},
  };
}

/** Everything measured; the base takes 2 s. */
function fullRound(newRows = 0): Round {
  return {
    ...round(2),
    duckdbLarge: output(50, 5000),
    imports: {
      shuffled: imported(2.2, 1000),
      big: imported(1.4, 300, { analyseSeconds: 0.5 }),
      bigPartner: imported(0.6, 300),
      tiny: imported(0.001, 80),
      reimport: imported(0.1, 1000, { newRows }),
      large: imported(11, 5000),
      huge: imported(50, 20_000, { peakRssMB: 701 }),
    },
    queries: { base: queried(999, 4), large: queried(4999, 8), huge: queried(20_000, 60) },
  };
}

describe("benchReport", () => {
  it("takes the median of odd and even numbers of rounds", () => {
    const odd = benchReport([round(9), round(2), round(3)], archives);
    expect(odd.import).toEqual({
      seconds: 3,
      peakRssMB: 100,
      rows: 1000,
      readSeconds: null,
      compareSeconds: null,
      analyseSeconds: null,
      closeSeconds: null,
      newRows: null,
      eventsPerSecond: 333,
      caseBytes: 250_000,
      caseBytesPerEvent: 250,
      mbPerSecond: 0.1,
    });
    expect(benchReport([round(2), round(3)], archives).import.seconds).toBe(2.5);
  });

  it("gives the ratios both ways round, and null for what was not measured", () => {
    expect(benchReport([round(2)], archives).ratios).toEqual({
      importOverGunzip: 2,
      importOverParse: 0.5,
      duckdbOverImport: 4,
      importOverDuckdb: 0.25,
      duckdbOverImportLarge: null,
      largeOverBase: null,
      shuffledOverSorted: null,
      bigFilesOverUsualPerEvent: null,
      tinyFilesPerSecond: null,
      caseOverCompressed: 1.25,
      reimportOverImport: null,
    });
  });

  it("gives the ratios of everything", () => {
    expect(benchReport([fullRound()], archives).ratios).toEqual({
      importOverGunzip: 2,
      importOverParse: 0.5,
      duckdbOverImport: 4,
      importOverDuckdb: 0.25,
      duckdbOverImportLarge: 4.55,
      largeOverBase: 5.5,
      shuffledOverSorted: 1.1,
      bigFilesOverUsualPerEvent: 1.5,
      tinyFilesPerSecond: 10_000,
      caseOverCompressed: 1.25,
      reimportOverImport: 0.05,
    });
  });

  it("keeps the parts of an import", () => {
    const parts = { readSeconds: 1, compareSeconds: 0.5, analyseSeconds: 0.25, closeSeconds: 0.25 };
    const made = { ...round(2), import: imported(2, 1000, parts) };
    expect(benchReport([made], archives).import).toMatchObject(parts);
  });

  it("tells the most new rows of any round, not their median", () => {
    const rounds = [fullRound(0), fullRound(7), fullRound(0)];
    expect(benchReport(rounds, archives).imports.reimport?.newRows).toBe(7);
  });

  const full = fullRound();
  test.each<[string, Round, string]>([
    ["an import that read less", round(2, 999), "import read 999"],
    ["DuckDB", { ...round(2), duckdb: output(8, 1001) }, "DuckDB read 1001"],
    [
      "a shuffled import",
      { ...full, imports: { ...full.imports, shuffled: imported(2, 1001) } },
      "import (shuffled) read 1001",
    ],
    [
      "the large archive",
      { ...full, duckdbLarge: output(1, 4999) },
      'the archive "large" has 5000, DuckDB read 4999',
    ],
    ["a query", { ...full, queries: { base: queried(998, 1) } }, "query (base) found 998"],
  ])("refuses rounds in which %s did not see the same events", (_, wrong, message) => {
    expect(() => benchReport([round(2), wrong], archives)).toThrow("different numbers of events");
    expect(() => benchReport([round(2), wrong], archives)).toThrow(message);
  });

  it.each([{}, null, { seconds: "1", peakRssMB: 1 }, { seconds: Number.NaN, peakRssMB: 1 }])(
    "refuses a script that prints no figure: %j",
    (gunzip) => {
      expect(() => benchReport([{ ...round(2), gunzip }], archives)).toThrow(
        'printed no "seconds"',
      );
    },
  );
});

/** What decides about a line, short. */
function short(lines: readonly TableLine[]): readonly string[] {
  return lines.map(({ what, measured, unit, result, why }) =>
    `${what} | ${measured} ${unit} | ${result} ${why}`.trim(),
  );
}

describe("tableLines", () => {
  it("judges everything that was measured", () => {
    expect(short(tableLines(benchReport([fullRound()], archives), ""))).toEqual([
      "import ÷ gunzip of all files, one thread | 2 × | aim met",
      "DuckDB's load ÷ import, 1,000 events | 4 × | aim met",
      "DuckDB's load ÷ import, 5,000 events | 4.55 × | aim met",
      "time, 5,000 events ÷ 1,000 | 5.5 × | met",
      "shuffled ÷ sorted file order | 1.1 × | met",
      "100-event ÷ usual files, per event | 1.5 × | not met",
      "files of 8 events | 10000 files/s | aim met",
      "peak memory, 1,000 events | 100 MB | aim met",
      "peak memory, 5,000 events | 100 MB | aim met",
      "peak memory, 20,000 events | 701 MB | not met",
      "case file ÷ compressed input, 1,000 events | 1.25 × | met",
      "case file ÷ compressed input, 5,000 events | 1.25 × | met",
      "case file ÷ compressed input, 20,000 events | 1.25 × | met",
      "filter, facets, histogram a row, 1,000 events | 4 ns | aim met",
      "filter, facets, histogram a row, 5,000 events | 8 ns | aim met",
      "filter, facets, histogram a row, 20,000 events | 60 ns | not met",
      "facets, histogram of a filter, 1,000 events | 4 ms | aim met",
      "facets, histogram of a filter, 5,000 events | 8 ms | aim met",
      "facets, histogram of a filter, 20,000 events | 60 ms | aim met",
      "slowest page of 200, 1,000 events | 4 ms | aim met",
      "slowest page of 200, 5,000 events | 8 ms | met",
      "slowest page of 200, 20,000 events | 60 ms | not met",
      "place of an event in a filter, 1,000 events | 4 ms | aim met",
      "place of an event in a filter, 5,000 events | 8 ms | aim met",
      "place of an event in a filter, 20,000 events | 60 ms | not met",
      "one event by its eventID, 1,000 events | 4 ms | aim met",
      "one event by its eventID, 5,000 events | 8 ms | aim met",
      "one event by its eventID, 20,000 events | 60 ms | aim met",
      "raw JSON of one event, 1,000 events | 4 ms | met",
      "raw JSON of one event, 5,000 events | 8 ms | met",
      "raw JSON of one event, 20,000 events | 60 ms | not met",
      "free text over names, keys, IPs, 1,000 events | 4 ms | aim met",
      "free text over names, keys, IPs, 5,000 events | 8 ms | aim met",
      "free text over names, keys, IPs, 20,000 events | 60 ms | not met",
      "open case to first paint, 1,000 events | 4 ms | aim met",
      "open case to first paint, 5,000 events | 8 ms | aim met",
      "open case to first paint, 20,000 events | 60 ms | aim met",
      "page's memory after scrolling, 1,000 events | 4 MB | aim met",
      "page's memory after scrolling, 5,000 events | 8 MB | aim met",
      "page's memory after scrolling, 20,000 events | 60 MB | met",
      "memory that scrolling adds, 1,000 events | 4 MB | met",
      "memory that scrolling adds, 5,000 events | 8 MB | met",
      "memory that scrolling adds, 20,000 events | 60 MB | not met",
      "state at a moment | 4 ms | aim met",
      "history of an entity | 4 ms | aim met",
      "the window during an import | 60 fps | aim met",
      "the page's scripts and sheets | 4 kB | aim met",
      "the same archive again: new rows | 0 rows | aim met",
      "the same archive again ÷ first import | 0.05 × | aim met",
    ]);
  });

  it("says why a line was not measured", () => {
    const { base, big, bigPartner, tiny } = archives as Required<AllArchiveFacts>;
    const document = benchReport([round(2)], { base, big, bigPartner, tiny });
    expect(
      short(tableLines(document, "no script")).filter((text) => text.includes("null")),
    ).toEqual([
      "DuckDB's load ÷ import, 5,000 events | null × | not measured --large",
      "time, 5,000 events ÷ 1,000 | null × | not measured --large",
      "shuffled ÷ sorted file order | null × | not measured",
      "100-event ÷ usual files, per event | null × | not measured",
      "files of 8 events | null files/s | not measured",
      "peak memory, 5,000 events | null MB | not measured --large",
      "peak memory, 20,000 events | null MB | not measured --huge",
      "filter, facets, histogram a row, 1,000 events | null ns | not measured no script",
      "facets, histogram of a filter, 5,000 events | null ms | not measured --large",
      "slowest page of 200, 1,000 events | null ms | not measured no script",
      "slowest page of 200, 5,000 events | null ms | not measured --large",
      "place of an event in a filter, 5,000 events | null ms | not measured --large",
      "one event by its eventID, 5,000 events | null ms | not measured --large",
      "raw JSON of one event, 1,000 events | null ms | not measured no script",
      "free text over names, keys, IPs, 1,000 events | null ms | not measured no script",
      "open case to first paint, 5,000 events | null ms | not measured --large",
      "page's memory after scrolling, 5,000 events | null MB | not measured --large",
      "memory that scrolling adds, 5,000 events | null MB | not measured --large",
      "state at a moment | null ms | not measured no script",
      "history of an entity | null ms | not measured no script",
      "the window during an import | null fps | not measured no script",
      "the page's scripts and sheets | null kB | not measured no script",
      "the same archive again: new rows | null rows | not measured the importer kept no case",
      "the same archive again ÷ first import | null × | not measured the importer kept no case",
    ]);
  });

  test.each([
    [0, "aim met"],
    [1, "not met"],
  ])("%i new rows: %s", (newRows, result) => {
    const lines = tableLines(benchReport([fullRound(newRows)], archives), "");
    expect(lines.find(({ unit }) => unit === "rows")?.result).toBe(result);
  });
});

describe("printTable", () => {
  const document = benchReport([fullRound()], archives);
  const text = printTable(document, tableLines(document, ""));

  test.each([
    "1,000 events in 2 files, 0.2 MB of gzip; one round\n",
    "The wanted figures are for 1,000,000 events;",
    "peak memory, 20,000 events                           701  MB         ≤ 700     ≤ 400  not met\n",
    "files of 8 events                                 10,000  files/s  ≥ 5,000  ≥ 10,000  aim met\n",
    "the same archive again ÷ first import              0.050  ×          ≤ 0.2    ≤ 0.05  aim met\n",
    "import                             2.00      100   1,000       500\n",
  ])("holds %j", (line) => {
    expect(text).toContain(line);
  });

  it("leaves out the remark where the figures are meant for the size", () => {
    const base = { ...archives.base, events: 1_000_000 };
    const full = { ...document, archives: { ...archives, base }, runs: 3 };
    expect(printTable(full, [])).toMatch(/^1,000,000 events .*; median of 3 rounds\n\n/);
  });
});
