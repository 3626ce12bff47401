/** The table of the bench: what was measured beside what is wanted. */
import type { ArchiveName } from "./archive-plan.ts";
import type { BenchDocument, QueryName } from "./bench-report.ts";
import type { QueryMeasurement } from "./query-figures.ts";

/** One line of the table. */
export interface TableLine {
  readonly what: string;
  /** Null: not measured in this run. */
  readonly measured: number | null;
  readonly unit: "×" | "MB" | "kB" | "ms" | "ns" | "files/s" | "fps" | "rows";
  /** Whether the figure may be at most or must be at least the wanted ones. */
  readonly wanted: "most" | "least";
  readonly reach: number;
  readonly aim: number;
  readonly result: "aim met" | "met" | "not met" | "not measured";
  /** Why it was not measured; empty otherwise. */
  readonly why: string;
}

type Want = readonly [wanted: TableLine["wanted"], reach: number, aim: number];

const wants = {
  gunzip: ["most", 3, 2],
  duckdb: ["least", 1.5, 2.5],
  duckdbLarge: ["least", 2, 2.5],
  largeOverBase: ["most", 6, 5.2],
  shuffled: ["most", 1.15, 1.05],
  big: ["most", 1.3, 1.1],
  tiny: ["least", 5000, 10_000],
  memory: ["most", 700, 400],
  caseSize: ["most", 1.4, 1.2],
  facets: ["most", 15, 8],
  summary: ["most", 150, 75],
  page: ["most", 50, 5],
  place: ["most", 50, 20],
  find: ["most", 500, 150],
  raw: ["most", 10, 3],
  search: ["most", 50, 10],
  paint: ["most", 1500, 700],
  heap: ["most", 60, 30],
  heapGrowth: ["most", 8, 3],
  state: ["most", 200, 50],
  history: ["most", 50, 20],
  frames: ["least", 58, 59.5],
  bundle: ["most", 600, 400],
  newRows: ["most", 0, 0],
  reimport: ["most", 0.2, 0.05],
} as const satisfies Readonly<Record<string, Want>>;

/** Events of the base that the wanted figures are for. */
export const fullEvents = 1_000_000;

function line(
  what: string,
  [wanted, reach, aim]: Want,
  unit: TableLine["unit"],
  measured: number | null,
  why: string,
): TableLine {
  const meets = (limit: number): boolean =>
    measured !== null && (wanted === "most" ? measured <= limit : measured >= limit);
  const result =
    measured === null
      ? "not measured"
      : meets(aim) && meets(reach)
        ? "aim met"
        : meets(reach)
          ? "met"
          : "not met";
  return { what, measured, unit, wanted, reach, aim, result, why: measured === null ? why : "" };
}

/** A number with its separators. */
export function counted(n: number): string {
  return n.toLocaleString("en-US");
}

/**
 * All lines of the table, also those that this run did not measure.
 * `queryReason`: why no question was measured; empty when they were.
 */
export function tableLines(document: BenchDocument, queryReason: string): readonly TableLine[] {
  const { archives, ratios, imports, queries } = document;
  const { base, big } = archives;
  const eventsOf = (name: ArchiveName, times: number): string =>
    `${counted(archives[name]?.events ?? base.events * times)} events`;
  const sizes = [
    ["base", eventsOf("base", 1), document.import, ""],
    ["large", eventsOf("large", 5), imports.large, "--large"],
    ["huge", eventsOf("huge", 20), imports.huge, "--huge"],
  ] as const;
  const [, largeEvents] = sizes[1];
  const filesOf = counted(big === undefined ? 0 : Math.round(big.events / big.files));
  const notKept = "the importer kept no case";
  const question = (
    what: string,
    want: Want,
    unit: TableLine["unit"],
    member: Exclude<keyof QueryMeasurement, "openSeconds" | "rows">,
    always: readonly QueryName[],
  ): readonly TableLine[] =>
    sizes
      .filter(([name]) => queries[name] !== undefined || always.includes(name))
      .map(([name, events, made, option]) =>
        line(
          `${what}, ${events}`,
          want,
          unit,
          queries[name]?.[member] ?? null,
          made === undefined ? option : queryReason || notKept,
        ),
      );
  return [
    line(
      "import ÷ gunzip of all files, one thread",
      wants.gunzip,
      "×",
      ratios.importOverGunzip,
      "",
    ),
    line(`DuckDB's load ÷ import, ${sizes[0][1]}`, wants.duckdb, "×", ratios.duckdbOverImport, ""),
    line(
      `DuckDB's load ÷ import, ${largeEvents}`,
      wants.duckdbLarge,
      "×",
      ratios.duckdbOverImportLarge,
      "--large",
    ),
    line(
      `time, ${largeEvents} ÷ ${counted(base.events)}`,
      wants.largeOverBase,
      "×",
      ratios.largeOverBase,
      "--large",
    ),
    line("shuffled ÷ sorted file order", wants.shuffled, "×", ratios.shuffledOverSorted, ""),
    line(
      `${filesOf}-event ÷ usual files, per event`,
      wants.big,
      "×",
      ratios.bigFilesOverUsualPerEvent,
      "",
    ),
    line("files of 8 events", wants.tiny, "files/s", ratios.tinyFilesPerSecond, ""),
    ...sizes.map(([, events, made, option]) =>
      line(`peak memory, ${events}`, wants.memory, "MB", made?.peakRssMB ?? null, option),
    ),
    ...sizes.flatMap(([name, events, made]) => {
      const gzipBytes = archives[name]?.gzipBytes;
      if (made === undefined || gzipBytes === undefined) return [];
      const share = Number((made.caseBytes / gzipBytes).toFixed(2));
      return [line(`case file ÷ compressed input, ${events}`, wants.caseSize, "×", share, "")];
    }),
    ...question("filter, facets, histogram a row", wants.facets, "ns", "nsPerRowFacets", ["base"]),
    ...question("facets, histogram of a filter", wants.summary, "ms", "worstSummaryMs", ["large"]),
    ...question("slowest page of 200", wants.page, "ms", "worstPageMs", ["base", "large"]),
    ...question("place of an event in a filter", wants.place, "ms", "worstPlaceMs", ["large"]),
    ...question("one event by its eventID", wants.find, "ms", "worstFindMs", ["large"]),
    ...question("raw JSON of one event", wants.raw, "ms", "rawEventMs", ["base"]),
    ...question("free text over names, keys, IPs", wants.search, "ms", "searchMs", ["base"]),
    ...question("open case to first paint", wants.paint, "ms", "windowPaintMs", ["large"]),
    ...question("page's memory after scrolling", wants.heap, "MB", "windowHeapMB", ["large"]),
    ...question("memory that scrolling adds", wants.heapGrowth, "MB", "windowHeapGrowthMB", [
      "large",
    ]),
    line("state at a moment", wants.state, "ms", queries.base?.stateMs ?? null, queryReason),
    line(
      "history of an entity",
      wants.history,
      "ms",
      queries.base?.stateHistoryMs ?? null,
      queryReason,
    ),
    line(
      "the window during an import",
      wants.frames,
      "fps",
      queries.base?.windowFramesPerSecond ?? null,
      queryReason || "no browser",
    ),
    line(
      "the page's scripts and sheets",
      wants.bundle,
      "kB",
      queries.base?.windowBundleKB ?? null,
      queryReason || "no browser",
    ),
    line(
      "the same archive again: new rows",
      wants.newRows,
      "rows",
      imports.reimport?.newRows ?? null,
      notKept,
    ),
    line(
      "the same archive again ÷ first import",
      wants.reimport,
      "×",
      ratios.reimportOverImport,
      notKept,
    ),
  ];
}
