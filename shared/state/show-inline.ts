/** How inline policies of a file meet those of the log. */
import type { Inline } from "./account-facts.ts";
import type { Mark } from "./fact.ts";
import { sameDocument } from "./same-document.ts";

/** Members of lists of inline policies. */
export function inlineRules(mark: Mark) {
  return {
    part: "inline" as const,
    text: ({ name }: Inline) => name,
    isSame: (known: Inline, shown: Inline) =>
      known.document === null ||
      shown.document === null ||
      sameDocument(known.document, shown.document),
    merge: (known: Inline, shown: Inline): Inline =>
      known.document === null && shown.document !== null
        ? { ...known, document: shown.document, shown: mark }
        : known,
    document: ({ document }: Inline) => document,
  };
}
