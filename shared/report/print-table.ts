import { plain, type Spans } from "../span.ts";
import type { Block, Column } from "./document.ts";
import { escapeAttribute, escapeHtml } from "./escape.ts";
import { formatCount } from "./format.ts";
import { rowId, type PrintContext } from "./print-context.ts";
import { printSpans } from "./print-spans.ts";

type TableBlock = Extract<Block, { b: "table" }>;

/** A table of up to this many rows is printed whole; a longer one is folded in chunks, so that browsers stay quick. */
const wholeUpTo = 200;
const chunkRows = 500;
/** A table of at most this many rows is kept on one page. */
const shortUpTo = 9;
/** Row headers of at most this many characters are not broken. */
const unbroken = 16;

/** A table inside its scroll box. `classes` are of our own making; `body` is HTML. */
export function tableBox(classes: string, body: string, rows: number): string {
  const box = rows <= shortUpTo ? "tw short" : "tw";
  return `<div class="${box}"><table class="${classes}">${body}</table></div>\n`;
}

/** The attribute that makes an element a target, when this block is the one that carries it. */
export function anchor(id: string | null, block: Block, context: PrintContext): string {
  return id !== null && context.homes.get(id) === block ? ` id="${escapeAttribute(id)}"` : "";
}

/** Rows in one table, or in folded chunks of 500 of which the first is open. Every row is printed. */
export function chunked<Row>(
  rows: readonly Row[],
  print: (rows: readonly Row[], isLast: boolean) => string,
): string {
  if (rows.length <= wholeUpTo) return print(rows, true);
  const chunks: string[] = [];
  for (let from = 0; from < rows.length; from += chunkRows) {
    const to = Math.min(from + chunkRows, rows.length);
    chunks.push(
      `<details class="chunk"${from === 0 ? " open" : ""}><summary>Rows ${formatCount(from + 1)} to ` +
        `${formatCount(to)} of ${formatCount(rows.length)}</summary>` +
        `${print(rows.slice(from, to), to === rows.length)}</details>\n`,
    );
  }
  return chunks.join("");
}

function columnGroup(columns: readonly Column[]): string {
  if (columns.every((column) => column.width === undefined)) return "";
  const cols = columns.map(({ width }) =>
    width === undefined ? "<col>" : `<col class="w${widthClass(width)}">`,
  );
  return `<colgroup>${cols.join("")}</colgroup>`;
}

/** A column's width as the number in its class: whole percent from 1 to 100. */
export function widthClass(percent: number): number {
  return Math.min(100, Math.max(1, Math.round(percent)));
}

function printCell(
  cell: Spans,
  column: Column,
  row: { readonly isNarrow: boolean; readonly id: string },
  context: PrintContext,
): string {
  const inColumn = column.as === "time" && column.title.includes("UTC");
  const html = printSpans(cell, context, inColumn);
  if (column.rowHeader === true) {
    return `<th scope="row"${row.id}${row.isNarrow ? ' class="nw"' : ""}>${html}</th>`;
  }
  if (column.as === "mono") return `<td><span class="mono">${html}</span></td>`;
  return column.as === "text" || column.as === "time"
    ? `<td>${html}</td>`
    : `<td class="${column.as}">${html}</td>`;
}

function printRow(
  cells: readonly Spans[],
  block: TableBlock,
  narrow: readonly boolean[],
  context: PrintContext,
): string {
  const printed = block.columns.map((column, i) => {
    const cell = cells[i] ?? [];
    const id = column.rowHeader === true ? anchor(rowId(cell), block, context) : "";
    return printCell(cell, column, { isNarrow: narrow[i] ?? false, id }, context);
  });
  return `<tr>${printed.join("")}</tr>\n`;
}

function printFoot(foot: readonly Spans[], block: TableBlock, context: PrintContext): string {
  const cells = block.columns.map((column, i) => {
    const html = printSpans(foot[i] ?? [], context);
    if (i === 0) return `<th scope="row">${html}</th>`;
    return column.as === "num" ? `<td class="num">${html}</td>` : `<td>${html}</td>`;
  });
  return `<tfoot><tr>${cells.join("")}</tr></tfoot>`;
}

function tableClasses(block: TableBlock): string {
  const look = block.look === undefined ? "" : block.look;
  const wide = block.columns.length > 4 ? "wide" : "";
  return [look, wide].filter((name) => name !== "").join(" ");
}

/** A table block. */
export function printTable(block: TableBlock, context: PrintContext): string {
  const narrow = block.columns.map(
    (column, i) =>
      column.rowHeader === true &&
      block.rows.every((cells) => plain(cells[i] ?? []).length <= unbroken),
  );
  const titles = block.columns.map(
    ({ title, as }) =>
      `<th scope="col"${as === "num" ? ' class="num"' : ""}>${escapeHtml(title)}</th>`,
  );
  const caption =
    block.caption === undefined ? "" : `<caption>${escapeHtml(block.caption)}</caption>`;
  const head = `${caption}${columnGroup(block.columns)}<thead><tr>${titles.join("")}</tr></thead>\n`;
  return chunked(block.rows, (rows, isLast) => {
    const body = rows.map((cells) => printRow(cells, block, narrow, context)).join("");
    const foot = block.foot === undefined || !isLast ? "" : printFoot(block.foot, block, context);
    return tableBox(tableClasses(block), `${head}<tbody>\n${body}</tbody>${foot}`, rows.length);
  });
}

/** Keys and values, one under the other. */
export function printKeyValues(
  rows: readonly { readonly key: string; readonly value: Spans }[],
  caption: string | undefined,
  context: PrintContext,
): string {
  const title = caption === undefined ? "" : `<caption>${escapeHtml(caption)}</caption>`;
  const body = rows
    .map(
      ({ key, value }) =>
        `<tr><th scope="row">${escapeHtml(key)}</th><td>${printSpans(value, context)}</td></tr>\n`,
    )
    .join("");
  return tableBox("kv", `${title}<tbody>\n${body}</tbody>`, rows.length);
}
