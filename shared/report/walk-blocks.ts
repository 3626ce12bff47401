import type { Block, ReportDocument } from "./document.ts";

/** The blocks inside a block, in the order in which they are printed. */
function inside(block: Block): readonly Block[] {
  if (block.b === "finding") return block.finding.parts.flatMap((part) => part.blocks);
  if (block.b === "ways") return [...block.console, ...block.cli, ...block.python];
  return block.b === "columns" ? block.of.flat() : [];
}

/** Visits every block of a document, each before the blocks inside it, in printed order. */
export function walkBlocks(doc: ReportDocument, visit: (block: Block) => void): void {
  const walk = (blocks: readonly Block[]): void => {
    for (const block of blocks) {
      visit(block);
      walk(inside(block));
    }
  };
  for (const section of doc.sections) walk(section.blocks);
}
