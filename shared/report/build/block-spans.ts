import type { Spans } from "../../span.ts";
import type { Block } from "../document.ts";
import { words } from "./words.ts";

/** The sentences of one block, without those of the blocks inside it and without code. */
export function blockSpans(block: Block): readonly Spans[] {
  switch (block.b) {
    case "heading":
      return [words(block.text)];
    case "para":
      return [block.spans];
    case "list":
    case "checks":
      return block.items;
    case "keyValues":
      return block.rows.flatMap(({ key, value }) => [words(key), value]);
    case "table":
      return [
        ...block.columns.map((column) => words(column.title)),
        ...block.rows.flat(),
        ...(block.foot ?? []),
      ];
    case "figures":
      return block.items.map((item) => words(item.label));
    case "chart":
      return [words(block.caption), words(block.note)];
    case "finding": {
      const { title, under, oneLine, facts } = block.finding;
      return [title, under, oneLine, ...facts.flatMap(({ key, value }) => [words(key), value])];
    }
    case "diff":
      return [block.caption];
    case "chain":
      return block.links.flatMap(({ kind, label, sure, why, call }) => [
        words(kind),
        label,
        words(sure),
        why,
        ...(call === null ? [] : [call]),
      ]);
    case "reasons":
      return block.rows.map((row) => row.text);
    case "checklist":
      return block.items.flatMap(({ step, verify }) => [step, verify]);
    case "signOff":
      return block.parties.map((party) => words(party.role));
    case "note":
      return [words(block.title), block.spans];
    case "ways":
    case "columns":
    case "code":
    case "certainty":
    case "evidence":
      return [];
  }
}
