import type { Block, ReportDocument } from "./document.ts";

/** The blocks inside a block, in the order in which they are printed. */
function inside(block: Block): readonly Block[] {
  switch (block.b) {
    case "finding":
      return block.finding.parts.flatMap((part) => part.blocks);
    case "ways":
      return [...block.console, ...block.cli, ...block.python];
    case "columns":
      return block.of.flat();
    default:
      return [];
  }
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
