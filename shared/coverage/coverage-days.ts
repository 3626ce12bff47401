/** Hours of coverage put together to UTC days, for the heat map. */
import type { CoverageDay, CoverageRow } from "../ipc/evidence.ts";
import type { Coverage, HourCount, HourState } from "./coverage.ts";

const dayHours = 24;

/**
 * One row an account and Region, in the order of `coverage`. A day of which nothing is known (no event, no digest) is
 * left out. Events of hours that the coverage does not span, because a date is wrong, count in their row's sum only.
 */
export function coverageDays(
  { places }: Pick<Coverage, "places">,
  counts: readonly HourCount[],
): readonly CoverageRow[] {
  const events = new Map<string, Map<number, number>>();
  const sums = new Map<string, number>();
  for (const { account, region, hour, events: n } of counts) {
    const key = keyOf(account, region);
    const days = events.get(key) ?? new Map<number, number>();
    events.set(key, days);
    sums.set(key, (sums.get(key) ?? 0) + n);
    const day = Math.floor(hour / dayHours);
    days.set(day, (days.get(day) ?? 0) + n);
  }
  return places.map(({ account, region, ranges }) => {
    const perDay = events.get(keyOf(account, region));
    const days = new Map<number, Record<HourState, number>>();
    for (const { from, to, state } of ranges)
      for (let hour = from; hour < to;) {
        const day = Math.floor(hour / dayHours);
        const end = Math.min(to, (day + 1) * dayHours);
        const hours = days.get(day) ?? { events: 0, quiet: 0, missing: 0, unknown: 0 };
        hours[state] += end - hour;
        days.set(day, hours);
        hour = end;
      }
    const known = [...days].flatMap(([day, hours]): readonly CoverageDay[] =>
      hours.events + hours.quiet + hours.missing === 0
        ? []
        : [{ day, events: perDay?.get(day) ?? 0, hours }],
    );
    return { account, region, events: sums.get(keyOf(account, region)) ?? 0, days: known };
  });
}

function keyOf(account: string, region: string): string {
  return `${account}/${region}`;
}
