import { rankOf } from "../../shared/severity.ts";
import type { Severity } from "../../shared/severity.ts";

const bars = [
  { x: 0.25, y: 8.5 },
  { x: 3.25, y: 5.9 },
  { x: 6.25, y: 3.3 },
  { x: 9.25, y: 0.7 },
] as const;

const words: Readonly<Record<Severity, string>> = {
  critical: "Critical",
  high: "High",
  medium: "Medium",
  low: "Low",
  info: "Info",
};

/** A severity as bars and word: never by colour alone. */
export function SeverityMark({ severity }: { readonly severity: Severity }) {
  const lit = rankOf(severity) - 1;
  return (
    <span className={`sev ${severity}`}>
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
      {words[severity]}
    </span>
  );
}
