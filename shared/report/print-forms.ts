import type { Spans } from "../span.ts";
import type { Block } from "./document.ts";
import { escapeHtml } from "./escape.ts";
import type { PrintContext } from "./print-context.ts";
import { link, printSpans } from "./print-spans.ts";
import { anchor, chunked, tableBox } from "./print-table.ts";

type ChecklistBlock = Extract<Block, { b: "checklist" }>;

const box = '<span class="box" role="img" aria-label="not done"></span>';

/** What must be true before a finding is done; one box each. */
export function printChecks(items: readonly Spans[], context: PrintContext): string {
  const rows = items.map((item) => `<li>${box}<span>${printSpans(item, context)}</span></li>\n`);
  return `<ul class="check">\n${rows.join("")}</ul>\n`;
}

const checklistColumns = [
  { title: "Id", width: 7 },
  { title: "Step", width: 23 },
  { title: "How to verify", width: 20 },
  { title: "Owner", width: 9 },
  { title: "Due", width: 8 },
  { title: "Evidence (file, hash)", width: 13 },
  { title: "Done by, date", width: 10 },
  { title: "Checked by, date", width: 10 },
] as const;

/** The checklist as a ruled table: steps are printed, owner, dates and signatures are written by hand. */
export function printChecklist(block: ChecklistBlock, context: PrintContext): string {
  const cols = checklistColumns.map(({ width }) => `<col class="w${width}">`).join("");
  const titles = checklistColumns.map(({ title }) => `<th scope="col">${title}</th>`).join("");
  const blank = '<td class="blank"></td>'.repeat(5);
  return chunked(block.items, (items) => {
    const rows = items.map(
      (item) =>
        `<tr><th scope="row" class="nw"${anchor(item.id, block, context)}>${box}${escapeHtml(item.id)}</th>` +
        `<td>${printSpans(item.step, context)}` +
        `${item.finding === null ? "" : ` (${link(item.finding, item.finding, context)})`}</td>` +
        `<td>${printSpans(item.verify, context)}</td>${blank}</tr>\n`,
    );
    return tableBox(
      "grid work wide",
      `<caption>${escapeHtml(block.caption)}</caption><colgroup>${cols}</colgroup>` +
        `<thead><tr>${titles}</tr></thead>\n<tbody>\n${rows.join("")}</tbody>`,
      items.length,
    );
  });
}

/** Lines to sign on, one for each party. */
export function printSignOff(
  parties: readonly { readonly for: string; readonly role: string }[],
): string {
  const titles = ["For", "Role", "Name", "Date", "Signature"];
  const rows = parties.map(
    (party) =>
      `<tr><th scope="row">${escapeHtml(party.for)}</th><td>${escapeHtml(party.role)}</td>` +
      `${'<td class="blank"></td>'.repeat(3)}</tr>\n`,
  );
  return tableBox(
    "grid sign",
    '<colgroup><col class="w20"><col class="w20"><col class="w20"><col class="w13"><col></colgroup>' +
      `<thead><tr>${titles.map((title) => `<th scope="col">${title}</th>`).join("")}</tr></thead>` +
      `\n<tbody>\n${rows.join("")}</tbody>`,
    parties.length,
  );
}
