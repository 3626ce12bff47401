import type { FindingDoc } from "./document.ts";
import { escapeAttribute, escapeHtml } from "./escape.ts";
import type { PrintBlocks, PrintContext } from "./print-context.ts";
import { printSpans, severityMark } from "./print-spans.ts";
import { printKeyValues } from "./print-table.ts";

function printParts(finding: FindingDoc, context: PrintContext, blocks: PrintBlocks): string {
  return finding.parts
    .filter((part) => part.blocks.length > 0)
    .map(({ title, blocks: inner }) => {
      const head = title === "" ? "" : `<h4>${escapeHtml(title)}</h4>\n`;
      return `${head}${blocks(inner, context)}`;
    })
    .join("");
}

/** One finding. A folded one shows its head only; its anchor is inside, so that a link to it opens the fold. */
export function printFinding(
  finding: FindingDoc,
  context: PrintContext,
  blocks: PrintBlocks,
): string {
  const { id, severity, title, under, oneLine, facts } = finding;
  const classes = ["f", severity, ...(finding.newPage ? ["newpage"] : [])].join(" ");
  const target = ` id="${escapeAttribute(id)}"`;
  const heading = `<h3>${escapeHtml(id)} ${printSpans(title, context)}</h3>`;
  const head =
    `<header>${finding.folded ? "" : heading}${severityMark(severity)} ` +
    `<span class="id">${printSpans(under, context)}</span></header>\n`;
  const one = oneLine.length === 0 ? "" : `<p class="one">${printSpans(oneLine, context)}</p>\n`;
  const table = facts.length === 0 ? "" : printKeyValues(facts, undefined, context);
  const top = `<div class="fh">${head}${one}${table}</div>\n`;
  const rest = printParts(finding, context, blocks);
  return finding.folded
    ? `<article class="${classes}"><details class="fold"><summary>${heading}</summary>\n` +
        `<div class="fb"${target}>\n${top}${rest}</div></details></article>\n`
    : `<article class="${classes}"${target}>\n${top}${rest}</article>\n`;
}
