import { useState } from "react";
import type { ReactNode } from "react";
import { formatCount } from "../../shared/report/format.ts";
import { words } from "../strings/index.ts";
import { Icon } from "./icons.tsx";
import { LogText } from "./log-text.tsx";

export interface FacetItem {
  readonly value: string | null;
  readonly count: number;
  /** What stands there instead of the value. */
  readonly label?: ReactNode;
}

/**
 * The most frequent values of one field with their counts. A tick keeps only what is ticked; `-` or Alt and a click
 * leaves the value out.
 */
export function Facet({
  title,
  items,
  distinct,
  chosen,
  excluded = [],
  onToggle,
  onExclude,
  mono = false,
  shown = 5,
}: {
  readonly title: string;
  readonly items: readonly FacetItem[];
  readonly distinct?: number;
  readonly chosen: readonly (string | null)[];
  readonly excluded?: readonly (string | null)[];
  readonly onToggle: (value: string | null) => void;
  readonly onExclude?: (value: string | null) => void;
  readonly mono?: boolean;
  readonly shown?: number;
}) {
  const [isOpen, setOpen] = useState(true);
  const [isLong, setLong] = useState(false);
  const list = isLong ? items : items.slice(0, shown);
  const rest = items.length - list.length;
  return (
    <section className="facet" aria-label={title}>
      <h3>
        <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <Icon name={isOpen ? "down" : "right"} small />
          {title}
        </button>
      </h3>
      {isOpen
        ? list.map((item) => {
            const isOut = excluded.includes(item.value);
            return (
              <label key={item.value ?? "\u0000"} className={isOut ? "is-out" : undefined}>
                <input
                  type="checkbox"
                  checked={chosen.includes(item.value)}
                  onChange={(event) => {
                    const { nativeEvent } = event;
                    if (
                      onExclude !== undefined &&
                      nativeEvent instanceof MouseEvent &&
                      nativeEvent.altKey
                    )
                      onExclude(item.value);
                    else onToggle(item.value);
                  }}
                  onKeyDown={(event) => {
                    if (event.key !== "-" || onExclude === undefined) return;
                    event.preventDefault();
                    onExclude(item.value);
                  }}
                />
                {item.label ??
                  (item.value === null ? (
                    <span className="ink3">{words.none}</span>
                  ) : (
                    <LogText text={item.value} mono={mono} />
                  ))}
                <span className="num">{formatCount(item.count)}</span>
              </label>
            );
          })
        : null}
      {isOpen && (rest > 0 || isLong) ? (
        <button type="button" className="linkbtn facet-more" onClick={() => setLong(!isLong)}>
          {isLong ? words.fewer : words.moreValues(rest)}
        </button>
      ) : null}
      {isOpen && isLong && distinct !== undefined && distinct > items.length ? (
        <span className="facet-more ink3">{words.furtherValues(distinct - items.length)}</span>
      ) : null}
    </section>
  );
}
