/** The choices under the query field. */
import { useEffect, useRef } from "react";
import type { Suggestion } from "../../../shared/event-query/suggest.ts";
import { formatCount } from "../../../shared/report/format.ts";
import { visibleText } from "../../parts/log-text.tsx";
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
      <ul
        className="evt-suggest"
        role="listbox"
        aria-label={words.suggestions}
        id={id}
        ref={list}
        hidden={items.length === 0}
      >
        {items.map((item, i) => (
          <li
            key={item.text}
            id={`${id}-${String(i)}`}
            role="option"
            aria-selected={i === at}
            className={i === at ? "on" : undefined}
            onPointerMove={() => onPoint(i)}
            // The field keeps the focus.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onTake(item)}
          >
            <span className="mono cut">{visibleText(item.text)}</span>
            <span className="ink3 s12 right nowrap">
              {item.events === null
                ? item.value === null
                  ? words.fieldHints[item.field]
                  : ""
                : formatCount(item.events)}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
