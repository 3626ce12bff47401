import type { ReportDocument } from "./document.ts";
import { baseStyle } from "./style/base.ts";
import { blockStyle } from "./style/blocks.ts";
import { chartStyle } from "./style/charts.ts";
import { layoutStyle } from "./style/layout.ts";
import { pageStyle } from "./style/pages.ts";
import { printStyle } from "./style/print.ts";
import { widthClass } from "./print-table.ts";
import { walkBlocks } from "./walk-blocks.ts";

/** Widths of the tables that printers draw themselves. */
const ownWidths = [7, 8, 9, 10, 11, 13, 20, 23, 35];

/** Column widths as classes, because the Content-Security-Policy forbids style attributes. */
function widthStyle(doc: ReportDocument): string {
  const widths = new Set(ownWidths);
  walkBlocks(doc, (block) => {
    if (block.b !== "table") return;
    for (const { width } of block.columns) if (width !== undefined) widths.add(widthClass(width));
  });
  const rules = [...widths].toSorted((a, b) => a - b).map((n) => `.w${n} { width: ${n}% }`);
  return `\n${rules.join("\n")}\n`;
}

/** The one sheet of a report, for screen and paper. No url() and no @import: the file needs nothing else. */
export function styleSheet(doc: ReportDocument): string {
  return [
    baseStyle,
    layoutStyle,
    blockStyle,
    chartStyle,
    widthStyle(doc),
    printStyle,
    pageStyle(doc),
  ].join("");
}
