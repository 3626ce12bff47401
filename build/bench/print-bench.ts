/** How the table of the bench is printed. */
import type { BenchDocument } from "./bench-report.ts";
import type { TableLine } from "./bench-table.ts";
import { counted, fullEvents } from "./bench-table.ts";
import type { Measurement } from "./measure.ts";

/** Digits that a figure is printed with. */
function shown(value: number, unit: TableLine["unit"]): string {
  switch (unit) {
    case "×":
      return value < 0.1 ? value.toFixed(3) : value.toFixed(2);
    case "ns":
    case "fps":
    case "ms":
      return value.toFixed(1);
    case "MB":
    case "kB":
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
