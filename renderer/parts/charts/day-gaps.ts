/** Days without logs, for charts over time. Pure. */
import type { CoverageMap } from "../../../shared/ipc/evidence.ts";
import type { TimeRange } from "./time-bars.tsx";

const daySeconds = 86_400;
/** A wrong date must not make a list of centuries. */
const mostDays = 4000;

/**
 * Days between the first and the last of which no account and Region has an event, nor an hour that is proved to be
 * quiet. Neighbours are one gap.
 */
export function dayGaps({
  from,
  to,
  rows,
}: Pick<CoverageMap, "from" | "to" | "rows">): readonly TimeRange[] {
  if (from === null || to === null) return [];
  const known = new Set(
    rows.flatMap(({ days }) =>
      days.filter(({ events, hours }) => events > 0 || hours.quiet > 0).map(({ day }) => day),
    ),
  );
  const gaps: TimeRange[] = [];
  for (let day = from; day <= Math.min(to, from + mostDays); day++) {
    if (known.has(day)) continue;
    const last = gaps.at(-1);
    const start = day * daySeconds;
    if (last?.to === start) gaps[gaps.length - 1] = { from: last.from, to: start + daySeconds };
    else gaps.push({ from: start, to: start + daySeconds });
  }
  return gaps;
}
