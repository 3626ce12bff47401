/** Ticks of time and amount for charts. Pure. Times in seconds since 1970 UTC. */
import { monthNames } from "../../../shared/report/format.ts";

const minute = 60;
const hour = 3600;
const day = 86_400;

/** Steps that a person reads at a glance: seconds, and beyond two weeks whole months. */
const steps: readonly { readonly seconds: number; readonly months?: number }[] = [
  ...[minute, 5 * minute, 15 * minute, 30 * minute].map((seconds) => ({ seconds })),
  ...[hour, 3 * hour, 6 * hour, 12 * hour].map((seconds) => ({ seconds })),
  ...[day, 2 * day, 4 * day, 7 * day, 14 * day].map((seconds) => ({ seconds })),
  ...[1, 3, 6, 12, 60, 120].map((months) => ({ seconds: months * 30 * day, months })),
];

export interface Tick {
  readonly at: number;
  readonly label: string;
}

function labelOf(at: number, step: (typeof steps)[number], before: number | null): string {
  const date = new Date(at * 1000);
  const last = before === null ? null : new Date(before * 1000);
  const month = monthNames[date.getUTCMonth()] ?? "";
  const year = String(date.getUTCFullYear());
  const isNewYear = last !== null && last.getUTCFullYear() !== date.getUTCFullYear();
  if (step.months !== undefined)
    return step.months >= 12 ? year : isNewYear || last === null ? `${month} ${year}` : month;
  const dayWord = `${String(date.getUTCDate())} ${month}`;
  if (step.seconds >= day) return isNewYear ? `${dayWord} ${year}` : dayWord;
  const time = date.toISOString().slice(11, 16);
  return last === null || last.getUTCDate() !== date.getUTCDate() ? `${dayWord} ${time}` : time;
}

/** At most about `most` ticks in [from, to), at whole steps of the clock or the calendar. */
export function timeTicks(from: number, to: number, most: number): readonly Tick[] {
  const step = steps.find(({ seconds }) => (to - from) / seconds <= most) ?? {
    seconds: 3600 * day,
    months: 120,
  };
  const ticks: Tick[] = [];
  const add = (at: number): void => {
    if (at >= from && at < to)
      ticks.push({ at, label: labelOf(at, step, ticks.at(-1)?.at ?? null) });
  };
  if (step.months === undefined)
    for (let at = Math.ceil(from / step.seconds) * step.seconds; at < to; at += step.seconds)
      add(at);
  else {
    const year = new Date(from * 1000).getUTCFullYear();
    const first = Math.floor((year * 12) / step.months) * step.months;
    for (let month = first; ; month += step.months) {
      const at = Date.UTC(Math.floor(month / 12), month % 12, 1) / 1000;
      if (at >= to || ticks.length > most * 2) break;
      add(at);
    }
  }
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
