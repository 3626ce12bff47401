/** Ticks of time and amount for charts. Pure. Times in seconds since 1970 UTC. */

const minute = 60;
const hour = 3600;
const day = 86_400;

/** Steps that a person reads at a glance. */
const steps = [
  minute,
  5 * minute,
  15 * minute,
  30 * minute,
  hour,
  3 * hour,
  6 * hour,
  12 * hour,
  day,
  2 * day,
  7 * day,
  14 * day,
  30 * day,
  91 * day,
  182 * day,
  365 * day,
  5 * 365 * day,
] as const;

export interface Tick {
  readonly at: number;
  readonly label: string;
}

const months = [
  "Jan",
  "Feb",
  "Mar",
  "Apr",
  "May",
  "Jun",
  "Jul",
  "Aug",
  "Sep",
  "Oct",
  "Nov",
  "Dec",
] as const;

function labelOf(at: number, step: number, before: number | null): string {
  const date = new Date(at * 1000);
  const last = before === null ? null : new Date(before * 1000);
  const dayWord = `${String(date.getUTCDate())} ${months[date.getUTCMonth()] ?? ""}`;
  if (step >= 365 * day) return String(date.getUTCFullYear());
  if (step >= day)
    return last !== null && last.getUTCFullYear() !== date.getUTCFullYear()
      ? `${dayWord} ${String(date.getUTCFullYear())}`
      : dayWord;
  const time = date.toISOString().slice(11, 16);
  return last === null || last.getUTCDate() !== date.getUTCDate() ? `${dayWord} ${time}` : time;
}

/** At most `most` ticks in [from, to), at whole steps. */
export function timeTicks(from: number, to: number, most: number): readonly Tick[] {
  const step = steps.find((one) => (to - from) / one <= most) ?? 5 * 365 * day;
  const ticks: Tick[] = [];
  for (let at = Math.ceil(from / step) * step; at < to; at += step)
    ticks.push({ at, label: labelOf(at, step, ticks.at(-1)?.at ?? null) });
  return ticks;
}

/** Round amounts from 0 up to at least `most`: three or four lines. */
export function amountTicks(most: number): readonly number[] {
  if (most <= 0) return [0, 1];
  const rough = most / 3;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(
    1,
    [1, 2, 5, 10].map((n) => n * power).find((n) => n >= rough) ?? 10 * power,
  );
  const ticks = [];
  for (let at = 0; at < most + step; at += step) ticks.push(at);
  return ticks;
}
