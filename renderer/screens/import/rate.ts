/** How fast an import is, and how long it will still take. Pure. */
import type { ImportProgress } from "../../../shared/ipc/case.ts";

/** How far the reading was after so many seconds of it. */
export interface Sample {
  readonly seconds: number;
  readonly events: number;
  readonly bytes: number;
}

/** Seconds of reading that are looked back at. */
export const lookBack = 120;
const leastSeconds = 2;
const step = 0.5;

/** Adds what a message told to the samples, two a second, and forgets what is too old. */
export function withSample(
  samples: readonly Sample[],
  progress: ImportProgress,
): readonly Sample[] {
  const { seconds, events, bytes } = progress;
  const last = samples.at(-1);
  // A new import begins anew.
  if (last !== undefined && seconds < last.seconds) return [{ seconds, events, bytes }];
  if (progress.stage !== "reading" || (last !== undefined && seconds - last.seconds < step))
    return samples;
  return [
    ...samples.filter((one) => seconds - one.seconds <= lookBack),
    { seconds, events, bytes },
  ];
}

/** Records a second: over the last five seconds, and over all. */
export function ratesOf(
  samples: readonly Sample[],
  { seconds, events }: ImportProgress,
): { readonly now: number; readonly mean: number } {
  const last = samples.at(-1);
  const before =
    last === undefined ? undefined : samples.findLast((s) => last.seconds - s.seconds >= 5);
  const mean = seconds === 0 ? 0 : events / seconds;
  return {
    now:
      last === undefined || before === undefined
        ? mean
        : (last.events - before.events) / (last.seconds - before.seconds),
    mean,
  };
}

/** Seconds until all is read, by the bytes of the last minute; null while that can't be told. */
export function leftOf(samples: readonly Sample[], progress: ImportProgress): number | null {
  const { stage, seconds, bytes, bytesTotal } = progress;
  if (stage !== "reading" || seconds < leastSeconds || bytes === 0) return null;
  const before = samples.find((one) => seconds - one.seconds <= 60);
  const spent = before === undefined ? seconds : seconds - before.seconds;
  const read = before === undefined ? bytes : bytes - before.bytes;
  const rate = spent > leastSeconds && read > 0 ? read / spent : bytes / seconds;
  return Math.max(0, (bytesTotal - bytes) / rate);
}

/** The line of the chart: `points` of a polyline in a box of 240 by 40; time runs to the right. */
export function lineOf(samples: readonly Sample[]): string {
  const rates = samples.slice(1).map((one, i) => {
    const before = samples[Math.max(0, i - 3)] ?? one;
    const spent = one.seconds - before.seconds;
    return { seconds: one.seconds, rate: spent > 0 ? (one.events - before.events) / spent : 0 };
  });
  const last = rates.at(-1);
  const first = rates[0];
  if (last === undefined || first === undefined) return "";
  const most = Math.max(1, ...rates.map(({ rate }) => rate));
  const span = Math.max(1, last.seconds - first.seconds);
  return rates
    .map(
      ({ seconds, rate }) =>
        `${(((seconds - first.seconds) / span) * 240).toFixed(1)},${(39 - (rate / most) * 37).toFixed(1)}`,
    )
    .join(" ");
}
