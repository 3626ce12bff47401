import type { Certainty } from "../remediation/plan.ts";
import type { Block, Ways } from "./document.ts";
import { escapeHtml } from "./escape.ts";
import type { PrintBlocks, PrintContext } from "./print-context.ts";
import { printSpans, severityMark } from "./print-spans.ts";
import { tableBox } from "./print-table.ts";

type ReasonsBlock = Extract<Block, { b: "reasons" }>;

/** The three ways as tabs without a script: radio buttons with labels, so that arrow keys switch. Paper gets all. */
export function printWays(ways: Ways, context: PrintContext, blocks: PrintBlocks): string {
  const all = [
    { title: "Console", inner: ways.console },
    { title: "AWS CLI", inner: ways.cli },
    { title: "Python (boto3)", inner: ways.python },
  ].filter(({ inner }) => inner.length > 0);
  if (all.length === 0) return "";
  const group = `w${context.next()}`;
  const tabs = all.map(
    ({ title }, i) =>
      `<input type="radio" name="${group}" id="${group}-${i}"${i === 0 ? " checked" : ""}>` +
      `<label for="${group}-${i}">${title}</label>`,
  );
  const panels = all.map(
    ({ title, inner }) =>
      `<div class="way"><p class="wh">${title}</p>\n${blocks(inner, context)}</div>\n`,
  );
  return (
    `<div class="ways" role="group" aria-labelledby="${group}-l">` +
    `<p class="wl" id="${group}-l">${escapeHtml(ways.label)}</p>\n` +
    `${tabs.join("")}\n${panels.join("")}</div>\n`
  );
}

const certaintyWords: Readonly<Record<Certainty, readonly [string, string]>> = {
  exact: ["Exact", "Every value of these calls is in the evidence."],
  partial: ["Partial", "The calls run as they are, but something can’t be brought back."],
  ask: ["Needs an answer", "A person must supply a value that the evidence does not hold."],
};

/** How far a plan can be trusted: the word, and what it means. */
export function printCertainty(certainty: Certainty): string {
  const [word, meaning] = certaintyWords[certainty];
  return `<p class="soft"><span class="cert ${certainty}">${word}</span> ${meaning}</p>\n`;
}

/** The severity sum: every value that made the rating, and the result. */
export function printReasons({ rows, result }: ReasonsBlock, context: PrintContext): string {
  const body = rows.map(
    ({ text, value, kind, rule }) =>
      `<tr><th scope="row">${printSpans(text, context)}</th><td class="nw">${escapeHtml(value)}</td>` +
      `<td>${escapeHtml(rule === undefined ? kind : `${kind} ${rule}`)}</td></tr>\n`,
  );
  return tableBox(
    "sum",
    '<thead><tr><th scope="col">Reason</th><th scope="col">Value</th><th scope="col">Kind</th></tr></thead>' +
      `\n<tbody>\n${body.join("")}</tbody><tfoot><tr><th scope="row">Result</th>` +
      `<td colspan="2">${severityMark(result)}</td></tr></tfoot>`,
    rows.length,
  );
}
