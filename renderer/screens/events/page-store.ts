/** The rows of a very long list, a page at a time: what is on the screen first, a few pages kept, the rest forgotten. */
import type { EventLine, EventPageAnswer } from "../../../shared/ipc/events.ts";

/** Rows of a page. */
export const pageRows = 200;
/** Pages kept: enough to scroll back a little. */
const keepPages = 24;
/** Requests at a time: one is answered while the next one travels. */
const together = 2;

export interface PageStore {
  readonly rowAt: (index: number) => EventLine | undefined;
  /** Says which rows are wanted now, [first, last); what was wanted before and not asked for yet is dropped. */
  readonly want: (first: number, last: number) => void;
  /** Lines of the list; null: not known yet. */
  readonly total: () => number | null;
  /** Events that match: more than lines where some are folded. */
  readonly events: () => number | null;
  /** False: they were to be folded, and are too many for it. */
  readonly isFolded: () => boolean;
  /** Milliseconds of the last answer. */
  readonly ms: () => number | null;
  readonly error: () => string | null;
  /** Asks again for what failed. */
  readonly again: () => void;
  /** Begins to ask for what is wanted. */
  readonly start: () => void;
  /** Asks for no more; answers that are still to come are left aside. */
  readonly stop: () => void;
}

/** Makes a store over `load`, which answers `limit` rows from `offset` on. `onChange`: there is more to see. */
export function createPageStore(
  load: (offset: number, limit: number) => Promise<EventPageAnswer>,
  onChange: () => void,
): PageStore {
  const pages = new Map<number, readonly EventLine[]>();
  const asked = new Set<number>();
  let wanted: readonly number[] = [0];
  let total: number | null = null;
  let events: number | null = null;
  let isFolded = true;
  let ms: number | null = null;
  let error: string | null = null;
  let isStopped = true;
  let lastFirst = 0;

  function pump(): void {
    if (isStopped || error !== null) return;
    for (const page of wanted) {
      if (asked.size >= together) return;
      if (pages.has(page) || asked.has(page)) continue;
      asked.add(page);
      void fetchPage(page);
    }
  }

  async function fetchPage(page: number): Promise<void> {
    try {
      const answer = await load(page * pageRows, pageRows);
      if (isStopped) return;
      pages.set(page, answer.rows);
      ({ lines: total, events, isFolded, ms } = answer);
      forgetFar();
    } catch (thrown) {
      if (isStopped) return;
      error = thrown instanceof Error ? thrown.message : String(thrown);
    } finally {
      asked.delete(page);
    }
    onChange();
    pump();
  }

  /** Forgets the pages that are farthest from what is wanted. */
  function forgetFar(): void {
    const middle = wanted[0] ?? 0;
    while (pages.size > keepPages) {
      const far = [...pages.keys()].reduce((a, b) =>
        Math.abs(b - middle) > Math.abs(a - middle) ? b : a,
      );
      pages.delete(far);
    }
  }

  return {
    rowAt: (index) => pages.get(Math.floor(index / pageRows))?.[index % pageRows],
    want: (first, last) => {
      const from = Math.floor(first / pageRows);
      const to = Math.floor(Math.max(first, last - 1) / pageRows);
      const isDown = first >= lastFirst;
      lastFirst = first;
      const seen = Array.from({ length: to - from + 1 }, (_, i) => from + i);
      const next = isDown ? [to + 1, from - 1] : [from - 1, to + 1];
      // Until it is known how many there are, only what is seen is asked for: any answer tells.
      const end = total === null ? to + 1 : Math.ceil(total / pageRows);
      wanted = [...seen, ...next].filter((page) => page >= 0 && (page === 0 || page < end));
      pump();
    },
    total: () => total,
    events: () => events,
    isFolded: () => isFolded,
    ms: () => ms,
    error: () => error,
    again: () => {
      error = null;
      pump();
    },
    start: () => {
      isStopped = false;
      pump();
    },
    stop: () => {
      isStopped = true;
    },
  };
}
