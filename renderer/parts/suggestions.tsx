import type { Ref } from "react";
import { visibleText } from "./log-text.tsx";

export interface SuggestedText {
  readonly text: string;
  /** What stands at its right. */
  readonly note: string;
}

/** The list box under a query field, which keeps the focus. `at`: the one that Enter takes; `className`: of its place. */
export function Suggestions({
  id,
  label,
  className,
  items,
  at,
  onTake,
  onPoint,
  ref,
}: {
  readonly id: string;
  readonly label: string;
  readonly className: string;
  readonly items: readonly SuggestedText[];
  readonly at: number | null;
  readonly onTake: (at: number) => void;
  readonly onPoint: (at: number) => void;
  readonly ref?: Ref<HTMLUListElement>;
}) {
  return (
    <ul
      className={className}
      role="listbox"
      aria-label={label}
      id={id}
      ref={ref}
      hidden={items.length === 0}
    >
      {items.map(({ text, note }, i) => (
        <li
          key={text}
          id={`${id}-${String(i)}`}
          role="option"
          aria-selected={i === at}
          className={i === at ? "on" : undefined}
          onPointerMove={() => onPoint(i)}
          // The field keeps the focus.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onTake(i)}
        >
          <span className="mono cut">{visibleText(text)}</span>
          <span className="ink3 s12 right nowrap">{note}</span>
        </li>
      ))}
    </ul>
  );
}
