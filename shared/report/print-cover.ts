import type { ReportDocument } from "./document.ts";
import { escapeHtml } from "./escape.ts";
import { formatInstant } from "./format.ts";
import type { PrintContext } from "./print-context.ts";
import { printSpans } from "./print-spans.ts";

/** The cover: firm and classification, title, what it is about, and who made it with what. */
export function printCover(doc: ReportDocument, context: PrintContext): string {
  const { classification, coverNote, producer } = doc;
  const mark =
    classification === "" ? "" : `<span class="cls">${escapeHtml(classification)}</span>`;
  const rows = doc.cover.map(
    ({ key, value }) => `<dt>${escapeHtml(key)}</dt><dd>${printSpans(value, context)}</dd>\n`,
  );
  const note = coverNote === "" ? "" : `<p>${escapeHtml(coverNote)}</p>\n`;
  const until =
    doc.at === null ? "" : ` The evidence ends at ${escapeHtml(formatInstant(doc.at))}.`;
  return (
    `<header class="cover">\n<div class="firm"><span>${escapeHtml(doc.firm ?? producer)}</span>${mark}</div>\n` +
    `<h1>${escapeHtml(doc.title)}</h1>\n<p class="sub">${escapeHtml(doc.subtitle)}</p>\n` +
    `<dl>\n${rows.join("")}</dl>\n` +
    `<div class="foot">${note}<p>Made with ${escapeHtml(producer)}.${until}</p></div>\n</header>\n`
  );
}
