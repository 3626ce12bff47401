import { plain, type Spans } from "../span.ts";
import type { Block, ReportDocument, Section } from "./document.ts";
import { walkBlocks } from "./walk-blocks.ts";

/** What a printer must know of the whole document while it prints one block. */
export interface PrintContext {
  /** Ids that a reference can lead to, with the words that name them: `F-01`, `section 3`. */
  readonly targets: ReadonlyMap<string, string>;
  /** eventID to the E-number under which the document cites it. */
  readonly evidence: ReadonlyMap<string, string>;
  /** The one block that carries the anchor of an id, where several print the same row. */
  readonly homes: ReadonlyMap<string, Block>;
  /** A number that no other element of this print has. */
  readonly next: () => number;
}

/** How a block prints the blocks inside it; handed down, because blocks hold blocks. */
export type PrintBlocks = (blocks: readonly Block[], context: PrintContext) => string;

/** The id at the head of a table row: an input file (L-01), a step, a check. Null when the cell is something else. */
export function rowId(cell: Spans | undefined): string | null {
  if (cell === undefined || cell.some((span) => span.t === "ref" || span.t === "log")) return null;
  const words = plain(cell);
  return /^[A-Z]-\d{1,6}$/.test(words) ? words : null;
}

/** Names a section in a sentence. */
function sectionName(section: Section): string {
  if (section.number === "") return section.title;
  return `${/^\d/.test(section.number) ? "section" : "appendix"} ${section.number}`;
}

/** Reads the document once, before it is printed, for anchors and citations. */
export function printContext(doc: ReportDocument): PrintContext {
  const targets = new Map<string, string>();
  const evidence = new Map<string, string>();
  const homes = new Map<string, Block>();
  const raw = new Set<string>();
  const rows: { readonly id: string; readonly block: Block }[] = [];
  const claim = (id: string, name: string, block?: Block): void => {
    if (targets.has(id)) return;
    targets.set(id, name);
    if (block !== undefined) homes.set(id, block);
  };
  for (const section of doc.sections) claim(section.id, sectionName(section));
  walkBlocks(doc, (block) => {
    if (block.b === "finding") claim(block.finding.id, block.finding.id);
    if (block.b === "heading" && block.id !== undefined) claim(block.id, block.text, block);
    if (block.b === "chart") claim(block.id, `figure ${block.number}`, block);
    if (block.b === "checklist") for (const item of block.items) claim(item.id, item.id, block);
    if (block.b === "evidence") {
      for (const row of block.rows) {
        if (!evidence.has(row.eventId)) evidence.set(row.eventId, row.id);
        claim(row.id, row.id, block);
        if (!block.raw || raw.has(row.id)) continue;
        raw.add(row.id);
        homes.set(row.id, block);
      }
    }
    if (block.b === "table") {
      const column = block.columns.findIndex((c) => c.rowHeader === true);
      for (const cells of block.rows) {
        const id = rowId(cells[column]);
        if (id !== null) rows.push({ id, block });
      }
    }
  });
  for (const { id, block } of rows) claim(id, id, block);
  let count = 0;
  return { targets, evidence, homes, next: () => (count += 1) };
}
