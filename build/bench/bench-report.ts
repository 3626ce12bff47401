import type { Measurement } from "./measure.ts";

/** What the four scripts of one round printed. */
export interface Round {
  readonly import: unknown;
  readonly gunzip: unknown;
  readonly parse: unknown;
  readonly duckdb: unknown;
}

/** The result of the bench, as `--json` prints it. */
export interface BenchDocument {
  readonly import: Measurement & {
    readonly eventsPerSecond: number;
    readonly caseBytesPerEvent: number;
    readonly mbPerSecond: number;
  };
  readonly gunzip: Measurement;
  readonly parse: Measurement;
  readonly duckdb: Measurement;
  readonly ratios: {
    readonly importOverGunzip: number;
    readonly importOverParse: number;
    readonly duckdbOverImport: number;
    readonly importOverDuckdb: number;
  };
}

/** A number that a script printed. Throws when it printed none: a bench must not invent figures. */
function printed(output: unknown, member: string): number {
  const found: unknown =
    typeof output === "object" && output !== null ? Reflect.get(output, member) : undefined;
  if (typeof found !== "number") throw new Error(`A script of the bench printed no "${member}".`);
  return found;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((x, y) => x - y);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  if (low === undefined || high === undefined) throw new RangeError("no measurement");
  return (low + high) / 2;
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

function measured(rounds: readonly Round[], name: keyof Round): Measurement {
  const all = (member: string): readonly number[] => rounds.map((r) => printed(r[name], member));
  return {
    seconds: round(median(all("seconds")), 3),
    peakRssMB: Math.round(median(all("peakRssMB"))),
    rows: name === "gunzip" ? null : median(all("rows")),
  };
}

/**
 * Medians, rates and ratios of some rounds, as a document and as a table. `gzipBytes`: size of the archive. Throws
 * when the scripts disagree about the number of events: then they did not do the same work.
 */
export function benchReport(
  rounds: readonly Round[],
  gzipBytes: number,
): { readonly document: BenchDocument; readonly table: string } {
  const [gunzip, parse] = [measured(rounds, "gunzip"), measured(rounds, "parse")];
  const [duckdb, made] = [measured(rounds, "duckdb"), measured(rounds, "import")];
  const events = printed(parse, "rows");
  if (duckdb.rows !== events || made.rows !== events) {
    throw new Error(
      `The scripts read different numbers of events: parse ${events}, DuckDB ${duckdb.rows}, import ${made.rows}.`,
    );
  }
  const caseBytes = median(rounds.map((r) => printed(r.import, "caseBytes")));
  const document: BenchDocument = {
    import: {
      ...made,
      eventsPerSecond: Math.round(events / made.seconds),
      caseBytesPerEvent: round(caseBytes / events, 1),
      mbPerSecond: round(gzipBytes / 1e6 / made.seconds, 1),
    },
    gunzip,
    parse,
    duckdb,
    ratios: {
      importOverGunzip: round(made.seconds / gunzip.seconds, 2),
      importOverParse: round(made.seconds / parse.seconds, 2),
      duckdbOverImport: round(duckdb.seconds / made.seconds, 2),
      importOverDuckdb: round(made.seconds / duckdb.seconds, 2),
    },
  };
  return { document, table: printTable(document) };
}

function printTable(document: BenchDocument): string {
  const rows = (["gunzip", "parse", "duckdb", "import"] as const).map((name) => {
    const { seconds, peakRssMB, rows: read } = document[name];
    const rate = read === null ? "" : String(Math.round(read / seconds));
    return [name, seconds.toFixed(2), String(peakRssMB), rate];
  });
  const lines = [["", "seconds", "peak MB", "events/s"], ...rows].map((cells) =>
    cells.map((cell, i) => (i === 0 ? cell.padEnd(8) : cell.padStart(10))).join(""),
  );
  const { ratios, import: made } = document;
  return `${lines.join("\n")}

import / gunzip ${ratios.importOverGunzip}   import / parse ${ratios.importOverParse}   DuckDB / import ${ratios.duckdbOverImport}
case ${made.caseBytesPerEvent} bytes per event, ${made.mbPerSecond} MB of gzip per second
`;
}
