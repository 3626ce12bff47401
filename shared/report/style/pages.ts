import type { ReportDocument, Section } from "../document.ts";
import { cssString } from "../escape.ts";

const head = '7.6pt "Segoe UI", Arial, "Liberation Sans", sans-serif';
const rule = ".5pt solid #9aa7b2";
const above = `vertical-align: bottom; padding-bottom: 2.4mm; margin-bottom: 5mm; border-bottom: ${rule}`;
const below = `vertical-align: top; padding-top: 2.4mm; margin-top: 4mm; border-top: ${rule}`;
const edges = ["top-left", "top-right", "bottom-left", "bottom-right"];

/** Sections that share a named page: one that starts a page, and those that flow on after it. */
export interface PageRun {
  /** CSS name of the page, of our own making. */
  readonly name: string;
  readonly sections: readonly Section[];
}

/** Sections in runs. A change of page name forces a break, so sections that flow on need the name of the one before. */
export function pageRuns(sections: readonly Section[]): readonly PageRun[] {
  const runs: Section[][] = [];
  for (const section of sections) {
    const last = runs.at(-1);
    const flows = section.start === "flow" && last?.[0]?.page === section.page;
    if (flows) last?.push(section);
    else runs.push([section]);
  }
  return runs.map((run, i) => ({ name: `p${i + 1}`, sections: run }));
}

/** What stands at the right of the head: the section, or the range of sections on shared pages. */
export function runningTitle(sections: readonly Section[]): string {
  const [first] = sections;
  const last = sections.at(-1);
  if (first === undefined || last === undefined) return "";
  if (first === last) return first.number === "" ? first.title : `${first.number}  ${first.title}`;
  const kind = sections.every((section) => /^[A-Z]$/.test(section.number))
    ? "Appendices"
    : "Sections";
  return first.number === "" || last.number === ""
    ? `${first.title} – ${last.title}`
    : `${kind} ${first.number} – ${last.number}`;
}

function runRules({ name, sections }: PageRun): string {
  const size =
    sections[0]?.page === "landscape" ? "size: A4 landscape; margin: 22mm 15mm 17mm; " : "";
  const title = cssString(runningTitle(sections));
  return `@page ${name} { ${size}@top-right { content: ${title} } }\n@media print { .${name} { page: ${name} } }\n`;
}

/** Paper size, running heads and page numbers. The words come from the document and are written as CSS escapes. */
export function pageStyle(doc: ReportDocument): string {
  const none = edges.map((edge) => `@${edge} { content: none }`).join(" ");
  return (
    "\n@page {\n  size: A4;\n  margin: 24mm 18mm 20mm;\n" +
    `  @top-left { content: ${cssString(doc.classification.toUpperCase())}; font: 700 ${head}; letter-spacing: .06em; color: #7a1029; ${above} }\n` +
    `  @top-right { content: ${cssString(doc.title)}; font: ${head}; color: #51606e; ${above} }\n` +
    `  @bottom-left { content: ${cssString(doc.runningFoot)}; font: ${head}; color: #51606e; ${below} }\n` +
    `  @bottom-right { content: "Page " counter(page) " of " counter(pages); font: ${head}; color: #16202a; white-space: nowrap; ${below} }\n}\n` +
    `@page cover { margin: 0; ${none} }\n@page contents { @top-right { content: "Contents" } }\n` +
    pageRuns(doc.sections).map(runRules).join("")
  );
}
