/** The table of the bench: what was measured beside what is wanted. */
import type { ArchiveName } from "./archive-plan.ts";
import type { BenchDocument, QueryMeasurement, QueryName } from "./bench-report.ts";
import type { Measurement } from "./measure.ts";

/** One line of the table. */
export interface TableLine {
  readonly what: string;
  /** Null: not measured in this run. */
  readonly measured: number | null;
  readonly unit: "×" | "MB" | "ms" | "ns" | "files/s" | "rows";
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
  newRows: ["most", 0, 0],
  reimport: ["most", 0.2, 0.05],
} as const satisfies Readonly<Record<string, Want>>;

/** Events of the base that the wanted figures are for. */
const fullEvents = 1_000_000;

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

function counted(n: number): string {
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

/** Digits that a figure is printed with. */
function shown(value: number, unit: TableLine["unit"]): string {
  switch (unit) {
    case "×":
      return value < 0.1 ? value.toFixed(3) : value.toFixed(2);
    case "ns":
    case "ms":
      return value.toFixed(1);
    case "MB":
    case "files/s":
    case "rows":
      return counted(value);
  }
}

function columns(
  rows: readonly (readonly string[])[],
  align: readonly ("left" | "right")[],
): string {
  const widths = align.map((_, i) => Math.max(...rows.map((cells) => (cells[i] ?? "").length)));
  return rows
    .map((cells) =>
      cells
        .map((cell, i) =>
          align[i] === "right" ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0),
        )
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** The whole print of the bench: the table, then what it was computed from. */
export function printTable(document: BenchDocument, lines: readonly TableLine[]): string {
  const { base } = document.archives;
  const rows = lines.map(({ what, measured, unit, wanted, reach, aim, result, why }) => {
    const sign = wanted === "most" ? "≤" : "≥";
    return [
      what,
      measured === null ? "–" : shown(measured, unit),
      unit,
      `${sign} ${counted(reach)}`,
      `${sign} ${counted(aim)}`,
      why === "" ? result : `${result} (${why})`,
    ];
  });
  const table = columns(
    [["", "measured", "", "reach", "aim", ""], ...rows],
    ["left", "right", "left", "right", "right", "left"],
  );
  const rounds = document.runs === 1 ? "one round" : `median of ${document.runs} rounds`;
  const size =
    base.events === fullEvents
      ? ""
      : `The wanted figures are for ${counted(fullEvents)} events; in a smaller run what an import costs once weighs more.\n`;
  return `${counted(base.events)} events in ${counted(base.files)} files, ${megabytes(base.gzipBytes)} MB of gzip; ${rounds}
${size}
${table}

${printMeasurements(document)}
`;
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}

function part(seconds: number | null): string {
  return seconds === null ? "" : seconds.toFixed(2);
}

function usual(name: string, { seconds, peakRssMB, rows }: Measurement): readonly string[] {
  const rate = rows === null ? "" : counted(Math.round(rows / seconds));
  return [name, seconds.toFixed(2), String(peakRssMB), rows === null ? "" : counted(rows), rate];
}

/** What was measured: seconds, memory, rate; of imports also the parts. */
function printMeasurements(document: BenchDocument): string {
  const { gunzip, parse, duckdb, duckdbLarge, imports } = document;
  const made = [["import", document.import] as const, ...Object.entries(imports)].map(
    ([name, each]) => [
      ...usual(name === "import" ? name : `import, ${words[name] ?? name}`, each),
      part(each.readSeconds),
      part(each.compareSeconds),
      part(each.analyseSeconds),
      part(each.closeSeconds),
    ],
  );
  const head = ["", "seconds", "peak MB", "events", "events/s"];
  const rows = [
    [...head, "read", "compare", "analyse", "close"],
    usual("gunzip", gunzip),
    usual("parse", parse),
    usual("DuckDB", duckdb),
    ...(duckdbLarge === null ? [] : [usual("DuckDB, large", duckdbLarge)]),
    ...made,
  ];
  const align = rows[0]?.map((_, i) => (i === 0 ? "left" : "right")) ?? [];
  const { caseBytesPerEvent, mbPerSecond } = document.import;
  return `${columns(rows, align)}

case ${caseBytesPerEvent} bytes per event, ${mbPerSecond} MB of gzip per second`;
}

/** Names of the imports in print. */
const words: Readonly<Record<string, string>> = {
  shuffled: "shuffled",
  big: "big files",
  bigPartner: "as many in usual files",
  tiny: "tiny files",
  reimport: "again",
  large: "large",
  huge: "huge",
};
