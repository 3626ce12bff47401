import { severities } from "../../severity.ts";
import type { Chart } from "../document.ts";
import { formatCount } from "../format.ts";
import { severityWord } from "../print-spans.ts";
import { fit, label, line, pictureWidth, severityArea, textWidth } from "./svg.ts";

type Row = Extract<Chart, { kind: "severity-bars" }>["rows"][number];

const rowPitch = 44;
const barHeight = 15;
const smallest = 4;

function total(row: Row): number {
  return severities.reduce((sum, severity) => sum + row.counts[severity], 0);
}

function summary(row: Row): string {
  const parts = severities
    .filter((severity) => row.counts[severity] > 0)
    .map(
      (severity) => `${formatCount(row.counts[severity])} ${severityWord(severity).toLowerCase()}`,
    );
  return parts.length === 0 ? "none" : parts.join(" · ");
}

/** Bars of the counts, worst first; a count above zero is never narrower than can be seen. */
function bar(row: Row, y: number, scale: number, picture: number): string {
  let x = 0;
  let out = "";
  for (const severity of severities) {
    const count = row.counts[severity];
    if (count === 0) continue;
    const width = Math.max(smallest, count * scale);
    out += severityArea(severity, [x, y, width, barHeight], picture);
    x += width;
  }
  return out === "" ? line("ax", [0, y, 0, y + barHeight]) : out;
}

/**
 * One stacked bar for each row, with its numbers in words above it, so that no part needs its colour. Returns the
 * drawing and its height; `rows` are those of one picture, `most` the largest total of all pictures.
 */
export function severityBars(
  rows: readonly Row[],
  most: number,
  picture: number,
): { readonly body: string; readonly height: number } {
  const scale = most === 0 ? 0 : (pictureWidth - smallest * severities.length) / most;
  const body = rows.map((row, i) => {
    const top = i * rowPitch;
    const said = summary(row);
    const right = Math.min(textWidth(said, 12), 420);
    return (
      label(0, top + 14, fit(row.label, pictureWidth - right - 70, 12.5), {
        size: 12.5,
        bold: true,
      }) +
      label(pictureWidth, top + 14, `${formatCount(total(row))}: ${said}`, {
        anchor: "end",
        class: "s",
      }) +
      bar(row, top + 20, scale, picture)
    );
  });
  return { body: body.join(""), height: rows.length * rowPitch - 6 };
}

/** The largest total among rows: the length of the longest bar. */
export function largestTotal(rows: readonly Row[]): number {
  return Math.max(0, ...rows.map(total));
}
