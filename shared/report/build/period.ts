import type { DayFact } from "../case-facts.ts";

/** The days that the report covers. */
export interface Period {
  /** UTC days without holes, `YYYY-MM-DD`; empty when no event has a readable time. */
  readonly days: readonly string[];
  readonly first: string | null;
  readonly last: string | null;
  /** Days that lie more than a year away from the others: told in words, not drawn. */
  readonly outside: readonly { readonly day: string; readonly events: number }[];
}

const msPerDay = 86_400_000;
/** A hole of more days than this parts dates that belong together from dates that are likely wrong. */
const widestHole = 366;

/** Days since 1970 of a day `YYYY-MM-DD`, or null when it is none. */
export function dayNumber(day: string): number | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return null;
  const at = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(at) ? null : at / msPerDay;
}

/** The day of a number of days since 1970. */
function dayOf(number: number): string {
  return new Date(number * msPerDay).toISOString().slice(0, 10);
}

/** Days in order, cut where more than a year without events lies between two of them. */
function runs(days: readonly { readonly n: number; readonly events: number }[]): (typeof days)[] {
  const out: { readonly n: number; readonly events: number }[][] = [];
  for (const day of days.toSorted((a, b) => a.n - b.n)) {
    const before = out.at(-1)?.at(-1);
    if (before === undefined || day.n - before.n > widestHole) out.push([day]);
    else out.at(-1)?.push(day);
  }
  return out;
}

/**
 * The days from the first to the last event. A clock that was wrong by years would stretch them to centuries, so
 * days apart from the bulk of the events by more than a year are listed outside of the period.
 */
export function periodOf(days: readonly DayFact[]): Period {
  const events = new Map<number, number>();
  for (const { day, events: count } of days) {
    const n = dayNumber(day);
    if (n !== null && count > 0) events.set(n, (events.get(n) ?? 0) + count);
  }
  const all = runs([...events].map(([n, count]) => ({ n, events: count })));
  const size = (run: (typeof all)[number]): number => run.reduce((sum, day) => sum + day.events, 0);
  const main = all.toSorted((a, b) => size(b) - size(a))[0] ?? [];
  const [first, last] = [main[0]?.n, main.at(-1)?.n];
  if (first === undefined || last === undefined) {
    return { days: [], first: null, last: null, outside: [] };
  }
  return {
    days: Array.from({ length: last - first + 1 }, (_, i) => dayOf(first + i)),
    first: dayOf(first),
    last: dayOf(last),
    outside: all
      .filter((run) => run !== main)
      .flat()
      .map((day) => ({ day: dayOf(day.n), events: day.events })),
  };
}
