/** The text of a rule with line numbers; lines with a problem are marked. */
import type { Remark } from "../../../shared/sigma/remarks.ts";
import { shownText } from "../../parts/log-text.tsx";

/** Lines beyond these are not drawn. */
const mostLines = 2000;

export function RuleText({
  text,
  marked,
  label,
}: {
  readonly text: string;
  readonly marked: readonly Remark[];
  readonly label: string;
}) {
  const bad = new Set(marked.map(({ line }) => line));
  return (
    <div className="code wrap r-text" tabIndex={0} role="region" aria-label={label}>
      {text
        .replace(/\n$/, "")
        .split("\n")
        .slice(0, mostLines)
        .map((line, i) => (
          // oxlint-disable-next-line react/no-array-index-key -- lines never change their order
          <span className={`ln${bad.has(i + 1) ? " is-bad" : ""}`} key={i}>
            <span className="no">{i + 1}</span>
            {shownText(line)}
            {"\n"}
          </span>
        ))}
    </div>
  );
}
