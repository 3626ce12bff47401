/** The mark of a line that stands for several: opens and closes it. */
import { formatCount } from "../../shared/report/format.ts";
import { Icon } from "./icons.tsx";

/** `count`: the lines that it stands for; null: they are told elsewhere. `title`: what they are, and the key that does the same. */
export function FoldMark({
  count,
  isOpen,
  title,
  onToggle,
}: {
  readonly count: number | null;
  readonly isOpen: boolean;
  readonly title: string;
  readonly onToggle: () => void;
}) {
  return (
    <button
      type="button"
      className={count === null ? "foldmark bare" : "foldmark"}
      aria-expanded={isOpen}
      // The row is chosen by the same click.
      onClick={onToggle}
      // A quick second click folds again, and opens nothing else.
      onDoubleClick={(event) => event.stopPropagation()}
      aria-label={title}
      title={title}
      tabIndex={-1}
    >
      <Icon name={isOpen ? "down" : "right"} small />
      {count === null ? null : <span className="num">{formatCount(count)}×</span>}
    </button>
  );
}

/** Stands before what is in an open fold. */
export function InFold() {
  return <span className="infold" />;
}
