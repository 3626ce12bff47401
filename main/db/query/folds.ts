/** Folds of the last questions: a table is read page by page. */
import type { CountedTest } from "./find-page.ts";
import type { ConsoleAgents, FoldedTest } from "./fold-rows.ts";
import { consoleAgents, foldRows, mostFolded } from "./fold-rows.ts";
import type { EventColumns } from "./load-columns.ts";

/** They take a bit for each event of the case, and more for each fold. */
const keepFolds = 3;

/**
 * Makes what folds the rows of a test; null where they are too many for it. `key` stands for test, order and open folds;
 * `text`: the word of an id.
 */
export function createFolds(
  columns: EventColumns,
  text: (id: number) => string | null,
): (
  key: string,
  all: CountedTest & { readonly events: number },
  descending: boolean,
  open: readonly string[],
) => FoldedTest | null {
  const known = new Map<string, FoldedTest>();
  let agents: ConsoleAgents | null = null;
  return (key, all, descending, open) => {
    if (all.events > mostFolded) return null;
    agents ??= consoleAgents(columns, text);
    const found = known.get(key) ?? foldRows(columns, all, agents, descending, new Set(open));
    known.delete(key);
    known.set(key, found);
    const [oldest] = known.keys();
    if (known.size > keepFolds && oldest !== undefined) known.delete(oldest);
    return found;
  };
}
