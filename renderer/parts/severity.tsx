import { rankOf } from "../../shared/severity.ts";
import type { Severity as Rank } from "../../shared/severity.ts";
import { words } from "../strings/index.ts";

const bars = [
  { x: 0.25, y: 8.5 },
  { x: 3.25, y: 5.9 },
  { x: 6.25, y: 3.3 },
  { x: 9.25, y: 0.7 },
] as const;

function Bars({ severity }: { readonly severity: Rank }) {
  const lit = rankOf(severity) - 1;
  return (
    <svg viewBox="0 0 12 12" aria-hidden="true">
      {bars.map(({ x, y }, i) => (
        <rect
          key={x}
          x={x}
          y={y}
          width="2.2"
          height={11.5 - y}
          rx="0.4"
          className={i < lit ? "on" : "off"}
        />
      ))}
    </svg>
  );
}

/**
 * A severity as bars and word: never by colour alone. `glyph`: the bars only, with the word as their name (under a
 * column header). `tag`: on its tint.
 */
export function Severity({
  severity,
  look = "word",
}: {
  readonly severity: Rank;
  readonly look?: "word" | "glyph" | "tag";
}) {
  const word = words.severity[severity];
  if (look === "glyph")
    return (
      <span className={`sev ${severity}`} role="img" aria-label={word} title={word}>
        <Bars severity={severity} />
      </span>
    );
  return (
    <span className={`sev ${severity}${look === "tag" ? " tag" : ""}`}>
      <Bars severity={severity} />
      {word}
    </span>
  );
}
