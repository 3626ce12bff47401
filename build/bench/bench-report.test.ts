import { describe, expect, it } from "vitest";
import { benchReport, type Round } from "./bench-report.ts";

function output(seconds: number, rows: number | null): object {
  return { seconds, peakRssMB: 100, rows };
}

function round(importSeconds: number, importRows = 1000): Round {
  return {
    gunzip: output(1, null),
    parse: output(4, 1000),
    duckdb: output(8, 1000),
    import: { ...output(importSeconds, importRows), caseBytes: 250_000 },
  };
}

describe("benchReport", () => {
  it("takes the median of odd and even numbers of rounds", () => {
    const odd = benchReport([round(9), round(2), round(3)], 6_000_000);
    expect(odd.document.import).toEqual({
      seconds: 3,
      peakRssMB: 100,
      rows: 1000,
      eventsPerSecond: 333,
      caseBytesPerEvent: 250,
      mbPerSecond: 2,
    });
    expect(benchReport([round(2), round(3)], 1).document.import.seconds).toBe(2.5);
  });

  it("gives the ratios both ways round", () => {
    expect(benchReport([round(2)], 1).document.ratios).toEqual({
      importOverGunzip: 2,
      importOverParse: 0.5,
      duckdbOverImport: 4,
      importOverDuckdb: 0.25,
    });
  });

  it("prints a line for each measurement", () => {
    expect(benchReport([round(2)], 1).table).toContain("import        2.00       100       500");
  });

  it("refuses scripts that did not read the same events", () => {
    expect(() => benchReport([round(2, 999)], 1)).toThrow("different numbers of events");
  });

  it("refuses a script that prints no figure", () => {
    expect(() => benchReport([{ ...round(2), gunzip: {} }], 1)).toThrow('printed no "seconds"');
  });
});
