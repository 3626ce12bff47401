/** Progress on a terminal; silent elsewhere. */
import { formatCount } from "../../shared/report/format.ts";
import type { ImportProgress } from "../import/read-all.ts";

export interface ProgressLine<T> {
  readonly show: (progress: T) => void;
  /** Removes the line, so that what follows starts on a clean one. */
  readonly clear: () => void;
}

interface Terminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly write: (text: string) => unknown;
}

const everyMs = 100;

/** Makes the progress line of an import for a stream (standard error). `now` gives milliseconds. */
export function createProgressLine(
  terminal: Terminal,
  now: () => number,
  isQuiet: boolean,
): ProgressLine<ImportProgress> {
  const { show, clear } = createTextLine(terminal, now, isQuiet);
  return { show: (progress) => show((seconds) => progressText(progress, seconds)), clear };
}

/** Makes a line whose words are asked for when it is time to print them, with the seconds since the start. */
export function createTextLine(
  terminal: Terminal,
  now: () => number,
  isQuiet: boolean,
): ProgressLine<(seconds: number) => string> {
  if (isQuiet || terminal.isTTY !== true) return { show: () => undefined, clear: () => undefined };
  const started = now();
  let last = -Infinity;
  let shown = false;
  return {
    show: (words) => {
      const at = now();
      if (at - last < everyMs) return;
      last = at;
      shown = true;
      const line = words((at - started) / 1000);
      terminal.write(`\r\u001B[K${line.slice(0, (terminal.columns ?? 80) - 1)}`);
    },
    clear: () => {
      if (shown) terminal.write("\r\u001B[K");
      shown = false;
    },
  };
}

/** The words of the line: files, events, events a second, time left. `seconds` since the start. */
export function progressText(progress: ImportProgress, seconds: number): string {
  if (progress.stage === "comparing")
    return `Comparing repeated events: ${formatCount(progress.files)} of ${formatCount(progress.filesTotal)}`;
  const rate = seconds > 0 ? progress.events / seconds : 0;
  const share = progress.bytesTotal === 0 ? 0 : progress.bytes / progress.bytesTotal;
  const left = share > 0.01 ? (seconds / share) * (1 - share) : null;
  return (
    `${formatCount(progress.files)} of ${formatCount(progress.filesTotal)} files · ${formatCount(progress.events)} events · ` +
    `${formatCount(Math.round(rate))} events/s${left === null ? "" : ` · ${duration(left)} left`}`
  );
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return seconds < 5400 ? `${Math.ceil(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
