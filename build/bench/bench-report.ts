/** What the scripts of some rounds printed → medians, rates and ratios. */
import type { ArchiveName } from "./archive-plan.ts";
import type { Measurement } from "./measure.ts";
import { medianOf, partOf, printed, round, told } from "./medians.ts";
import type { QueryMeasurement } from "./query-figures.ts";
import { queryOf } from "./query-figures.ts";

/** The imports beside the base's first one, by what they show. */
export type ImportName = "shuffled" | "big" | "bigPartner" | "tiny" | "reimport" | "large" | "huge";

/** Cases that questions are asked of. */
export type QueryName = "base" | "large" | "huge";

/** What the scripts of one round printed; what was not measured is missing. */
export interface Round {
  readonly gunzip: unknown;
  readonly parse: unknown;
  readonly duckdb: unknown;
  readonly import: unknown;
  readonly duckdbLarge?: unknown;
  readonly imports: Readonly<Partial<Record<ImportName, unknown>>>;
  readonly queries: Readonly<Partial<Record<QueryName, unknown>>>;
}

/** An archive as it lies on the disk. */
export interface ArchiveFacts {
  readonly events: number;
  readonly files: number;
  readonly gzipBytes: number;
}

/** The archives that were measured. */
export type AllArchiveFacts = Readonly<Record<"base", ArchiveFacts>> &
  Readonly<Partial<Record<ArchiveName, ArchiveFacts>>>;

/** An import with its parts. The parts are null where the importer does not tell them. */
export interface ImportMeasurement extends Measurement {
  readonly readSeconds: number | null;
  readonly compareSeconds: number | null;
  readonly analyseSeconds: number | null;
  readonly closeSeconds: number | null;
  /** Rows that it added to the case; null where the importer does not tell. */
  readonly newRows: number | null;
  readonly caseBytes: number;
  readonly eventsPerSecond: number;
}

/** The result of the bench, as `--json` prints it. */
export interface BenchDocument {
  readonly runs: number;
  readonly archives: AllArchiveFacts;
  readonly import: ImportMeasurement & {
    readonly caseBytesPerEvent: number;
    readonly mbPerSecond: number;
  };
  readonly gunzip: Measurement;
  readonly parse: Measurement;
  readonly duckdb: Measurement;
  readonly duckdbLarge: Measurement | null;
  /** Further imports; those that were not measured are missing. */
  readonly imports: Readonly<Partial<Record<ImportName, ImportMeasurement>>>;
  readonly queries: Readonly<Partial<Record<QueryName, QueryMeasurement>>>;
  /** Null: not measured in this run. */
  readonly ratios: {
    readonly importOverGunzip: number;
    readonly importOverParse: number;
    readonly duckdbOverImport: number;
    readonly importOverDuckdb: number;
    readonly duckdbOverImportLarge: number | null;
    readonly largeOverBase: number | null;
    readonly shuffledOverSorted: number | null;
    readonly bigFilesOverUsualPerEvent: number | null;
    readonly tinyFilesPerSecond: number | null;
    readonly caseOverCompressed: number;
    readonly reimportOverImport: number | null;
  };
}

function costOf(outputs: readonly unknown[]): Pick<Measurement, "seconds" | "peakRssMB"> {
  return {
    seconds: round(medianOf(outputs, "seconds"), 3),
    peakRssMB: Math.round(medianOf(outputs, "peakRssMB")),
  };
}

function measurementOf(outputs: readonly unknown[]): Measurement & { readonly rows: number } {
  return { ...costOf(outputs), rows: medianOf(outputs, "rows") };
}

function importOf(outputs: readonly unknown[]): ImportMeasurement {
  const made = measurementOf(outputs);
  return {
    ...made,
    readSeconds: partOf(outputs, "readSeconds"),
    compareSeconds: partOf(outputs, "compareSeconds"),
    analyseSeconds: partOf(outputs, "analyseSeconds"),
    closeSeconds: partOf(outputs, "closeSeconds"),
    newRows: newRowsOf(outputs),
    caseBytes: medianOf(outputs, "caseBytes"),
    eventsPerSecond: Math.round(made.rows / made.seconds),
  };
}

/** The highest of all rounds: one row too many in one of them is a mistake that a median would hide. */
function newRowsOf(outputs: readonly unknown[]): number | null {
  const all = outputs.map((output) => told(output, "newRows")).filter((value) => value !== null);
  return all.length === outputs.length ? Math.max(...all) : null;
}

/** What each of the names was measured as; names that a round lacks are left out. */
function gathered<Name extends string, T>(
  rounds: readonly Readonly<Partial<Record<Name, unknown>>>[],
  names: readonly Name[],
  measure: (outputs: readonly unknown[]) => T,
): Partial<Record<Name, T>> {
  const found: Partial<Record<Name, T>> = {};
  for (const name of names) {
    const outputs = rounds.map((each) => each[name]);
    if (!outputs.includes(undefined)) found[name] = measure(outputs);
  }
  return found;
}

const importNames = [
  "shuffled",
  "big",
  "bigPartner",
  "tiny",
  "reimport",
  "large",
  "huge",
] as const satisfies readonly ImportName[];
const queryNames = ["base", "large", "huge"] as const satisfies readonly QueryName[];

/** The archive that an import reads. */
function archiveOf(name: ImportName): ArchiveName {
  return name === "shuffled" || name === "reimport" ? "base" : name;
}

/** Throws when the scripts disagree about the number of events: then they did not do the same work. */
function checkRows(rounds: readonly Round[], archives: AllArchiveFacts): void {
  const expect = (who: string, output: unknown, archive: ArchiveName): void => {
    const [rows, events] = [printed(output, "rows"), archives[archive]?.events];
    if (rows !== events)
      throw new Error(
        `The scripts read different numbers of events: the archive "${archive}" has ${events}, ${who} read ${rows}.`,
      );
  };
  for (const each of rounds) {
    expect("parse", each.parse, "base");
    expect("DuckDB", each.duckdb, "base");
    expect("import", each.import, "base");
    if (each.duckdbLarge !== undefined) expect("DuckDB", each.duckdbLarge, "large");
    for (const name of importNames) {
      const output = each.imports[name];
      if (output !== undefined) expect(`import (${name})`, output, archiveOf(name));
    }
    // A query may count duplicates or leave them out; the import told both numbers.
    const ofCase = { base: each.import, large: each.imports.large, huge: each.imports.huge };
    for (const name of queryNames) {
      if (each.queries[name] === undefined) continue;
      const rows = printed(each.queries[name], "rows");
      if (rows !== told(ofCase[name], "rows") && rows !== told(ofCase[name], "events"))
        throw new Error(
          `The scripts read different numbers of events: query (${name}) found ${rows}.`,
        );
    }
  }
}

function over(above: number | undefined, below: number | undefined, digits = 2): number | null {
  return above === undefined || below === undefined ? null : round(above / below, digits);
}

/**
 * Medians, rates and ratios of some rounds. A ratio is that of two medians.
 * @throws Error when a script printed no figure, or when they read different numbers of events.
 */
export function benchReport(rounds: readonly Round[], archives: AllArchiveFacts): BenchDocument {
  checkRows(rounds, archives);
  const gunzip = { ...costOf(rounds.map((each) => each.gunzip)), rows: null };
  const parse = measurementOf(rounds.map((each) => each.parse));
  const duckdb = measurementOf(rounds.map((each) => each.duckdb));
  const { duckdbLarge } = gathered(rounds, ["duckdbLarge"], measurementOf);
  const made = importOf(rounds.map((each) => each.import));
  const imports = gathered(
    rounds.map((each) => each.imports),
    importNames,
    importOf,
  );
  const queries = gathered(
    rounds.map((each) => each.queries),
    queryNames,
    queryOf,
  );
  const { base, tiny } = archives;
  return {
    runs: rounds.length,
    archives,
    import: {
      ...made,
      caseBytesPerEvent: round(made.caseBytes / base.events, 1),
      mbPerSecond: round(base.gzipBytes / 1e6 / made.seconds, 1),
    },
    gunzip,
    parse,
    duckdb,
    duckdbLarge: duckdbLarge ?? null,
    imports,
    queries,
    ratios: {
      importOverGunzip: round(made.seconds / gunzip.seconds, 2),
      importOverParse: round(made.seconds / parse.seconds, 2),
      duckdbOverImport: round(duckdb.seconds / made.seconds, 2),
      importOverDuckdb: round(made.seconds / duckdb.seconds, 2),
      duckdbOverImportLarge: over(duckdbLarge?.seconds, imports.large?.seconds),
      largeOverBase: over(imports.large?.seconds, made.seconds),
      shuffledOverSorted: over(imports.shuffled?.seconds, made.seconds),
      // Both archives hold the same number of events, so that starting threads weighs the same in both. Their stories
      // differ, and so do the changes that rules have to judge: that is no matter of the files.
      bigFilesOverUsualPerEvent: over(unjudged(imports.big), unjudged(imports.bigPartner)),
      tinyFilesPerSecond: over(tiny?.files, imports.tiny?.seconds, 0),
      caseOverCompressed: round(made.caseBytes / base.gzipBytes, 2),
      // Three digits: the aim is as small as 0.05.
      reimportOverImport: over(imports.reimport?.seconds, made.seconds, 3),
    },
  };
}

/** Seconds of an import without its analysis. */
function unjudged(
  made: { readonly seconds: number; readonly analyseSeconds: number | null } | undefined,
): number | undefined {
  return made === undefined ? undefined : made.seconds - (made.analyseSeconds ?? 0);
}
