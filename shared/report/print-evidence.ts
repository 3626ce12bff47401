import type { Block, EvidenceRow } from "./document.ts";
import { escapeAttribute, escapeCode, escapeHtml } from "./escape.ts";
import { formatBytes, formatCount } from "./format.ts";
import type { PrintContext } from "./print-context.ts";
import { link, printLog, printTime, printUnknown } from "./print-spans.ts";
import { anchor, chunked, tableBox } from "./print-table.ts";
import { utf8 } from "./utf8.ts";

type EvidenceBlock = Extract<Block, { b: "evidence" }>;

const outcomeWords: Readonly<Record<EvidenceRow["outcome"], string>> = {
  success: "Succeeded",
  denied: "Denied",
  failed: "Failed",
};

/** The word for how a call ended. */
export function outcomeWord(outcome: EvidenceRow["outcome"]): string {
  return outcomeWords[outcome];
}

/** The anchor of a raw record. */
function rawId(id: string): string {
  return `raw-${id}`;
}

/** Where the record stands: file, ordinal and byte, then the further places of the same event. */
function place(row: EvidenceRow, context: PrintContext): string {
  const first =
    `${link(row.file, row.file, context)}, record <span class="nw">${formatCount(row.record)}</span>` +
    ` <span class="soft">(${positionOf(row)})</span>`;
  const others = row.also.map(
    ({ file, record }) =>
      `${link(file, file, context)}, record <span class="nw">${formatCount(record)}</span>`,
  );
  return others.length === 0 ? first : `${first}; the same event also in ${others.join("; ")}`;
}

function positionOf({ offset, item }: EvidenceRow): string {
  const wrapper = item === undefined ? [] : [`row or value ${formatCount(item)}`];
  const byte = offset === null ? [] : [`from byte ${formatCount(offset)}`];
  return [...wrapper, ...byte].join(", ");
}

function printRow(row: EvidenceRow, block: EvidenceBlock, context: PrintContext): string {
  const id = escapeHtml(row.id);
  const isHome = context.homes.get(row.id) === block;
  const label = block.raw
    ? `<a href="#${escapeAttribute(rawId(row.id))}">${id}</a>`
    : isHome
      ? id
      : link(row.id, row.id, context);
  const outcome =
    row.outcome === "success" ? outcomeWord(row.outcome) : `<b>${outcomeWord(row.outcome)}</b>`;
  return (
    `<tr><th scope="row" class="nw"${anchor(row.id, block, context)}>${label}</th>` +
    `<td>${row.at === null ? printUnknown("not-recorded") : printTime(row.at, true)}</td>` +
    `<td>${printLog(row.eventName)} <span class="eid">${printLog(row.eventId)}</span></td>` +
    `<td>${outcome}</td><td>${place(row, context)}</td></tr>\n`
  );
}

function printRaw(row: EvidenceRow, block: EvidenceBlock, context: PrintContext): string {
  const id = context.homes.get(row.id) === block ? ` id="${escapeAttribute(rawId(row.id))}"` : "";
  return (
    `<details class="raw"><summary>${escapeHtml(row.id)} ${printLog(row.eventName)} ` +
    `<span class="soft">raw record, ${formatBytes(utf8(row.raw).length)}</span></summary>` +
    `<pre tabindex="0"${id}><code>${escapeCode(row.raw)}</code></pre></details>\n`
  );
}

/** Cited records as a table, and under it each raw record: folded on screen, open on paper, whole in both. */
export function printEvidence(block: EvidenceBlock, context: PrintContext): string {
  const titles = ["Record", "Time (UTC)", "Event and event id", "Outcome", "File and position"];
  const head = titles.map((title) => `<th scope="col">${title}</th>`).join("");
  const columns =
    '<colgroup><col class="w9"><col class="w13"><col class="w35"><col class="w11"><col></colgroup>';
  return chunked(block.rows, (rows) => {
    const body = rows.map((row) => printRow(row, block, context)).join("");
    const table = tableBox(
      "ev wide",
      `${columns}<thead><tr>${head}</tr></thead>\n<tbody>\n${body}</tbody>`,
      rows.length,
    );
    const raw = block.raw ? rows.map((row) => printRaw(row, block, context)).join("") : "";
    return raw === "" ? table : `${table}<div class="raws">\n${raw}</div>\n`;
  });
}
