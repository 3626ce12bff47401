import type { Block } from "./document.ts";
import { printChart } from "./charts/print-chart.ts";
import { escapeHtml } from "./escape.ts";
import { printCode, printDiff } from "./print-code.ts";
import type { PrintContext } from "./print-context.ts";
import { printEvidence } from "./print-evidence.ts";
import { printFinding } from "./print-finding.ts";
import { printChecklist, printChecks, printSignOff } from "./print-forms.ts";
import { printCertainty, printReasons, printWays } from "./print-remedy.ts";
import { printSpans } from "./print-spans.ts";
import { anchor, printKeyValues, printTable } from "./print-table.ts";

type BlockOf<Kind extends Block["b"]> = Extract<Block, { b: Kind }>;

function printHeading(block: BlockOf<"heading">, context: PrintContext): string {
  const id = anchor(block.id ?? null, block, context);
  return `<h${block.level}${id}>${escapeHtml(block.text)}</h${block.level}>\n`;
}

function printPara(block: BlockOf<"para">, context: PrintContext): string {
  const look = block.look === undefined ? "" : ` class="${block.look}"`;
  return `<p${look}>${printSpans(block.spans, context)}</p>\n`;
}

function printList(block: BlockOf<"list">, context: PrintContext): string {
  const tag = block.ordered ? "ol" : "ul";
  const items = block.items.map((item) => `<li>${printSpans(item, context)}</li>\n`).join("");
  return `<${tag}>\n${items}</${tag}>\n`;
}

function printFigures({ items }: BlockOf<"figures">): string {
  const cells = items.map(
    ({ value, label }) => `<li><b>${escapeHtml(value)}</b> <span>${escapeHtml(label)}</span></li>`,
  );
  return `<ul class="figs">${cells.join("")}</ul>\n`;
}

function printNote({ look, title, spans }: BlockOf<"note">, context: PrintContext): string {
  const head = title === "" ? "" : `<b>${escapeHtml(title)}</b> `;
  return `<div class="note ${look}" role="note"><p>${head}${printSpans(spans, context)}</p></div>\n`;
}

/** Links along a line; all of it is text, in the order in which it happened. */
function printChain({ links }: BlockOf<"chain">, context: PrintContext): string {
  const items = links.map(({ kind, label, sure, why, call }) => {
    const what = kind === "" ? "" : `<span class="soft">${escapeHtml(kind)}</span> `;
    const head = `${what}<b>${printSpans(label, context)}</b> <span class="sure">${escapeHtml(sure)}</span>`;
    const reason = why.length === 0 ? "" : `<p class="soft">${printSpans(why, context)}</p>`;
    const next =
      call === null
        ? `<p class="soft">↓ How it went on from here is not in this log.</p>`
        : `<p>↓ ${printSpans(call, context)}</p>`;
    return `<li${call === null ? ' class="open"' : ""}>${head}${reason}${next}</li>\n`;
  });
  return `<ol class="who">\n${items.join("")}</ol>\n`;
}

function printBlock(block: Block, context: PrintContext): string {
  switch (block.b) {
    case "heading":
      return printHeading(block, context);
    case "para":
      return printPara(block, context);
    case "list":
      return printList(block, context);
    case "keyValues":
      return printKeyValues(block.rows, block.caption, context);
    case "table":
      return printTable(block, context);
    case "figures":
      return printFigures(block);
    case "chart":
      return printChart(block, context);
    case "finding":
      return printFinding(block.finding, context, printBlocks);
    case "evidence":
      return printEvidence(block, context);
    case "diff":
      return printDiff(block, context);
    case "code":
      return printCode(block);
    case "ways":
      return printWays(block, context, printBlocks);
    case "reasons":
      return printReasons(block, context);
    case "certainty":
      return printCertainty(block.certainty);
    case "chain":
      return printChain(block, context);
    case "checks":
      return printChecks(block.items, context);
    case "checklist":
      return printChecklist(block, context);
    case "signOff":
      return printSignOff(block.parties);
    case "note":
      return printNote(block, context);
    case "columns":
      return `<div class="two">${block.of
        .map((blocks) => `<div>\n${printBlocks(blocks, context)}</div>`)
        .join("")}</div>\n`;
  }
}

/** Blocks as HTML, one after the other. */
export function printBlocks(blocks: readonly Block[], context: PrintContext): string {
  return blocks.map((block) => printBlock(block, context)).join("");
}
