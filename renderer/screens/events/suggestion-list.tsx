/** The choices under the query field. */
import { useEffect, useRef } from "react";
import type { Suggestion } from "../../../shared/event-query/suggest.ts";
import { formatCount } from "../../../shared/report/format.ts";
import { Suggestions } from "../../parts/suggestions.tsx";
import { eventWords as words } from "../../strings/events.ts";

/** A list box; the field keeps the focus. */
export function SuggestionList({
  id,
  items,
  at,
  onTake,
  onPoint,
}: {
  readonly id: string;
  readonly items: readonly Suggestion[];
  readonly at: number | null;
  readonly onTake: (item: Suggestion) => void;
  readonly onPoint: (at: number) => void;
}) {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (at !== null) list.current?.children[at]?.scrollIntoView({ block: "nearest" });
  }, [at]);
  return (
    <>
      <span className="vh" aria-live="polite">
        {items.length === 0 ? "" : words.suggestionCount(items.length)}
      </span>
      <Suggestions
        id={id}
        label={words.suggestions}
        className="evt-suggest"
        ref={list}
        items={items.map((item) => ({ text: item.text, note: noteOf(item) }))}
        at={at}
        onTake={(i) => {
          const item = items[i];
          if (item !== undefined) onTake(item);
        }}
        onPoint={onPoint}
      />
    </>
  );
}

function noteOf({ events, value, field }: Suggestion): string {
  if (events !== null) return formatCount(events);
  return value === null ? words.fieldHints[field] : "";
}
