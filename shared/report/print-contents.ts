import type { Severity } from "../severity.ts";
import type { ReportDocument, Section } from "./document.ts";
import { escapeAttribute, escapeHtml } from "./escape.ts";
import type { PrintContext } from "./print-context.ts";
import { printSpans, severityMark } from "./print-spans.ts";

/** Entries are links themselves, so nothing inside them may be one. Attributes hold no bare `>`. */
function withoutLinks(html: string): string {
  return html.replace(/<\/?a\b[^>]*>/g, "");
}

/** The severity mark, with the longest word shortened so that all marks of the list are equally wide. */
function shortMark(severity: Severity): string {
  return severity === "info" ? '<span class="sev info">Info</span>' : severityMark(severity);
}

function printEntries(section: Section, context: PrintContext): string {
  if (section.contents.length === 0) return "";
  const entries = section.contents.map(({ to, label, severity }) => {
    const id = /^[A-Z]-\d+$/.test(to) ? `<span class="fid">${to}</span> ` : "";
    const mark = severity === undefined ? "" : `${shortMark(severity)} `;
    return (
      `<li><a href="#${escapeAttribute(to)}">${id}${mark}` +
      `<span class="t">${withoutLinks(printSpans(label, context))}</span></a></li>\n`
    );
  });
  return `\n<ol>\n${entries.join("")}</ol>`;
}

/** The contents: beside the report on wide screens, above it on narrow ones, a page of its own on paper. */
export function printContents(doc: ReportDocument, context: PrintContext): string {
  const entries = doc.sections.map(
    (section) =>
      `<li><a href="#${escapeAttribute(section.id)}"><span class="n">${escapeHtml(section.number)}</span> ` +
      `<span class="t">${escapeHtml(section.title)}</span></a>${printEntries(section, context)}</li>\n`,
  );
  return (
    '<nav class="side" aria-labelledby="contents-title">\n<p class="conth" id="contents-title">Contents</p>\n' +
    `<ol class="toc">\n${entries.join("")}</ol></nav>\n`
  );
}
