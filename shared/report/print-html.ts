import type { ReportDocument, Section } from "./document.ts";
import { escapeAttribute, escapeHtml } from "./escape.ts";
import { printBlocks } from "./print-blocks.ts";
import { printContents } from "./print-contents.ts";
import { printContext, type PrintContext } from "./print-context.ts";
import { printCover } from "./print-cover.ts";
import { sha256Base64 } from "./sha256-base64.ts";
import { styleSheet } from "./style.ts";
import { pageRuns } from "./style/pages.ts";

function printSection(
  section: Section,
  page: string,
  isFirst: boolean,
  context: PrintContext,
): string {
  const number =
    section.number === "" ? "" : `<span class="n">${escapeHtml(section.number)}</span> `;
  const flow = isFirst ? "" : " flow";
  return (
    `<section id="${escapeAttribute(section.id)}" class="${page}${flow}">\n` +
    `<h2>${number}${escapeHtml(section.title)}</h2>\n${printBlocks(section.blocks, context)}</section>\n`
  );
}

function printMain(doc: ReportDocument, context: PrintContext): string {
  return pageRuns(doc.sections)
    .flatMap(({ name, sections }) =>
      sections.map((section, i) => printSection(section, name, i === 0, context)),
    )
    .join("");
}

function printHead(doc: ReportDocument): string {
  const sheet = styleSheet(doc);
  const policy =
    `default-src 'none'; style-src 'sha256-${sha256Base64(sheet)}'; img-src data:; ` +
    "base-uri 'none'; form-action 'none'";
  const title = doc.client === null ? doc.title : `${doc.title}, ${doc.client}`;
  const author =
    doc.firm === undefined ? "" : `<meta name="author" content="${escapeAttribute(doc.firm)}">\n`;
  return (
    '<meta charset="utf-8">\n' +
    `<meta http-equiv="Content-Security-Policy" content="${policy}">\n` +
    '<meta name="viewport" content="width=device-width,initial-scale=1">\n' +
    '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n' +
    `<meta name="generator" content="${escapeAttribute(doc.producer)}">\n${author}` +
    `<title>${escapeAttribute(title)}</title>\n<style>${sheet}</style>\n`
  );
}

/** A language tag as BCP 47 forms it; anything else is taken as English, the language of the printer's own words. */
function languageTag(language: string): string {
  return /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(language) ? language : "en";
}

/**
 * The report as one HTML file: no script, nothing loaded from elsewhere, one sheet that its Content-Security-Policy
 * names by hash. The same document gives the same text, byte for byte.
 */
export function printHtml(doc: ReportDocument): string {
  const context = printContext(doc);
  return (
    `<!doctype html>\n<html lang="${languageTag(doc.language)}">\n<head>\n${printHead(doc)}</head>\n<body>\n` +
    '<a class="skip" href="#main">To the report</a>\n' +
    `${printCover(doc, context)}<div class="shell">\n${printContents(doc, context)}` +
    `<main id="main">\n${printMain(doc, context)}</main>\n</div>\n</body>\n</html>\n`
  );
}
