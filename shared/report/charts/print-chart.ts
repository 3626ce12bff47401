import type { Block, Chart } from "../document.ts";
import { escapeAttribute, escapeHtml } from "../escape.ts";
import type { PrintContext } from "../print-context.ts";
import { coursePictures } from "./course.ts";
import { coverageSquares } from "./coverage.ts";
import { dayColumns } from "./days.ts";
import { largestTotal, severityBars } from "./severity-bars.ts";
import { picture } from "./svg.ts";

type ChartBlock = Extract<Block, { b: "chart" }>;

const barsPerPicture = 18;
const rowsPerPicture = 45;

function parts<Row>(rows: readonly Row[], size: number): readonly (readonly Row[])[] {
  const out: (readonly Row[])[] = [];
  for (let i = 0; i < rows.length; i += size) out.push(rows.slice(i, i + size));
  return out;
}

const nothing = '<p class="soft">There is nothing to draw.</p>';

type Draw = (number: number) => { readonly body: string; readonly height: number };

/** One drawing function for each picture that the chart needs; long lists need several. */
function draws(chart: Chart): readonly Draw[] {
  switch (chart.kind) {
    case "severity-bars": {
      const most = largestTotal(chart.rows);
      return parts(chart.rows, barsPerPicture).map((rows) => (n) => severityBars(rows, most, n));
    }
    case "days":
      return [(n) => dayColumns(chart.days, n)];
    case "course":
      return coursePictures(chart).map((drawn) => () => drawn);
    case "coverage":
      return parts(chart.rows, rowsPerPicture).map(
        (rows) => (n) => coverageSquares(chart.days, rows, n),
      );
  }
}

/** A numbered figure: caption, note and one or more pictures whose description says everything in words. */
export function printChart(block: ChartBlock, context: PrintContext): string {
  const all = draws(block.chart);
  const svgs = all.map((draw, i) => {
    const number = context.next();
    const { body, height } = draw(number);
    const title = i === 0 ? block.caption : `${block.caption}, continued`;
    return picture(height, { number, title, description: block.alt }, body);
  });
  const note = block.note === "" ? "" : `<span class="soft">${escapeHtml(block.note)}</span>`;
  return (
    `<figure id="${escapeAttribute(block.id)}"><figcaption>Figure ${block.number}. ` +
    `${escapeHtml(block.caption)}${note}</figcaption>\n<div class="plot">${svgs.length === 0 ? nothing : svgs.join("")}</div></figure>\n`
  );
}
