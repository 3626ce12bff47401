/** Two texts line by line in one column: what went and what came, with what differs within a line marked. */
import type { DiffLine } from "../../shared/finding.ts";
import { words } from "../strings/index.ts";
import { visibleText } from "./log-text.tsx";
import { shownLines } from "./shown-lines.ts";

const signs = { " ": " ", "+": "+", "-": "−" } as const;
const looks = { " ": "ln", "+": "ln add", "-": "ln del" } as const;

/** The lines of a diff; long runs of equal ones become their number unless `isWhole`. `side`: one of the two texts alone. */
export function TextDiff({
  lines,
  isWhole,
  label,
  side = null,
}: {
  readonly lines: readonly DiffLine[];
  readonly isWhole: boolean;
  readonly label: string;
  readonly side?: "before" | "after" | null;
}) {
  const other = side === null ? null : side === "before" ? "+" : "-";
  const shown = shownLines(lines, isWhole).filter((one) => "hidden" in one || one.line.k !== other);
  return (
    <div className="code wrap" tabIndex={0} role="region" aria-label={label}>
      {shown.map((one, i) =>
        "hidden" in one ? (
          // oxlint-disable-next-line react/no-array-index-key
          <span className="ln c" key={i}>
            <span className="no">⋯</span>
            <span className="sg" />
            {words.sameLines(one.hidden)}
            {"\n"}
          </span>
        ) : (
          // oxlint-disable-next-line react/no-array-index-key
          <span className={looks[one.line.k]} key={i}>
            <span className="no">{one.number}</span>
            <span className="sg">{signs[one.line.k]}</span>
            <Differing line={one.line.s} differs={one.differs} />
            {"\n"}
          </span>
        ),
      )}
    </div>
  );
}

/** Whether a diff has runs of equal lines that fold. */
export function canFold(lines: readonly DiffLine[]): boolean {
  return shownLines(lines, false).some((one) => "hidden" in one);
}

/** A line with what differs in it marked. */
function Differing({
  line,
  differs,
}: {
  readonly line: string;
  readonly differs: readonly [number, number] | null;
}) {
  if (differs === null || differs[0] >= differs[1]) return visibleText(line);
  const [from, to] = differs;
  return (
    <>
      {visibleText(line.slice(0, from))}
      <mark>{visibleText(line.slice(from, to))}</mark>
      {visibleText(line.slice(to))}
    </>
  );
}
