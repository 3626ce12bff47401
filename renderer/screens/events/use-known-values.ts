/** Values that the query bar suggests: the most frequent ones, and those that hold what is being typed. */
import { useMemo } from "react";
import { isListField } from "../../../shared/event-query/fields.ts";
import type { KnownValue, KnownValues } from "../../../shared/event-query/suggest.ts";
import { typedValue } from "../../../shared/event-query/suggest.ts";
import type { EventSummaryAnswer } from "../../../shared/ipc/events.ts";
import { useAsk } from "../../api.ts";
import { useSettled } from "./use-settled.ts";

/** Characters from which on values are looked for in the whole case. */
const leastTyped = 3;
const settleMs = 150;
/** Values that are asked for of each facet: as many as the list of choices shows at once. */
const found = 12;

/** `summary`: the facets that are on the screen, `text` and `caret`: what is being typed. */
export function useKnownValues(
  summary: EventSummaryAnswer | undefined,
  text: string,
  caret: number,
): KnownValues {
  const typed = typedValue(text, caret);
  const settled = useSettled(typed, typed, settleMs);
  const more = useAsk("eventSummary", [{ text: settled }, found], {
    enabled: settled.length >= leastTyped,
  });
  const further = settled.length >= leastTyped ? more.value : undefined;
  return useMemo(() => {
    const known: Record<string, readonly KnownValue[]> = {};
    for (const [name, facet] of Object.entries(summary?.facets ?? {})) known[name] = facet.top;
    for (const [name, facet] of Object.entries(further?.facets ?? {})) {
      const own = known[name] ?? [];
      const seen = new Set(own.map(({ value }) => value));
      // They were counted in the whole case, not under the query: no count stands beside them.
      const others = facet.top.flatMap(({ value }) =>
        value === null || seen.has(value) ? [] : [{ value, events: null }],
      );
      known[name] = [...own, ...others];
    }
    return Object.fromEntries(Object.entries(known).filter(([name]) => isListField(name)));
  }, [summary, further]);
}
