/** Values of options, checked. */
import { Failure } from "../../shared/errors.ts";
import { parseSeverity } from "../../shared/severity.ts";
import type { Severity } from "../../shared/severity.ts";
import { isoTime, parseEventTime } from "../../shared/import/event-time.ts";

/** A command line that can't be understood. */
export function usage(detail: string): Failure {
  return new Failure({ code: "usage", detail });
}

/** A time with its zone: without one nobody could tell later which was meant. UTC ISO. @throws Failure (usage) */
export function zonedTime(option: string, word: string | undefined): string | null {
  if (word === undefined) return null;
  const isZoned = /(?:Z|[+-]\d\d:?\d\d)$/i.test(word);
  const at = isZoned ? parseEventTime(word) : null;
  if (at === null)
    throw usage(`--${option} ${word}: use a time with its zone, e.g. 2026-05-02T14:00:00Z.`);
  return isoTime(at);
}

/** A port to listen on. @throws Failure (usage) */
export function portOf(word: string | undefined): number | null {
  if (word === undefined) return null;
  const port = /^[0-9]{1,5}$/.test(word) ? Number(word) : -1;
  if (port < 0 || port > 65_535)
    throw usage(`--port ${word}: use a number from 1 to 65535, or 0 for any free one.`);
  return port;
}

/** A number of lines. @throws Failure (usage) */
export function limitOf(word: string | undefined, usual: number): number {
  if (word === undefined) return usual;
  const limit = /^[0-9]+$/.test(word) ? Number(word) : 0;
  if (limit < 1 || limit > 1_000_000)
    throw usage(`--limit ${word}: use a number from 1 to 1000000.`);
  return limit;
}

/** Most events that a command prints; of rules, most matches of each. */
export function usualLimit(command: string, isSummary: boolean): number {
  if (command === "rules") return 1000;
  return isSummary ? 10 : 50;
}

/** A severity; information where none is named. @throws Failure (usage) */
export function severityOf(word: string | undefined): Severity {
  if (word === undefined) return "info";
  const severity = parseSeverity(word);
  if (severity === null)
    throw usage(`--severity ${word}: use critical, high, medium, low or info.`);
  return severity;
}

export type ExportFormat = "csv" | "json" | "parquet";

/** The one format of an export. @throws Failure (usage) */
export function exportFormatOf(word: string | undefined): ExportFormat {
  if (word === "csv" || word === "json" || word === "parquet") return word;
  throw usage(
    word === undefined
      ? "trailproof export needs --format csv, json or parquet."
      : `--format ${word}: an export is csv, json or parquet, one of them.`,
  );
}
