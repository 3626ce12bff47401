/**
 * Times of the query language, UTC: `2026-03-11`, `2026-03-11T02:00..04:00`, `2026-03-01..2026-03-10`, `2026-03-11..`.
 * What stands alone means the whole year, month, day, minute or second. At the end of a range a day, month or year
 * is still part of it, a time of day is not.
 */

/** Seconds since 1970: from the first one on, before the second one. Null: without end on this side. */
export interface TimeRange {
  readonly from: number | null;
  readonly to: number | null;
}

/** A span of time that one text means. */
interface Span {
  readonly from: number;
  readonly to: number;
  /** It has a time of day. */
  readonly isTime: boolean;
}

const form = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}))?Z?)?)?)?$/i;

/** What a text means, or why it means nothing, as a sentence. */
export function parseTimeRange(text: string): TimeRange | string {
  const dots = text.indexOf("..");
  if (dots < 0) {
    const span = spanOf(text);
    return span === null ? unreadable(text) : { from: span.from, to: span.to };
  }
  const [left, right] = [text.slice(0, dots), text.slice(dots + 2)];
  if (left === "" && right === "") return "A range of time needs a beginning or an end.";
  const begin = left === "" ? null : spanOf(left);
  if (left !== "" && begin === null) return unreadable(left);
  // A time of day alone is one of the day at which the range begins.
  const whole = /^\d{2}:\d{2}/.test(right) ? `${left.slice(0, 10)}T${right}` : right;
  const end = right === "" ? null : spanOf(whole);
  if (right !== "" && end === null) return unreadable(right);
  const to = end === null ? null : end.isTime ? end.from : end.to;
  if (begin !== null && to !== null && begin.from >= to) return "The range ends before it begins.";
  return { from: begin?.from ?? null, to };
}

function unreadable(text: string): string {
  return `${JSON.stringify(text)} is no time. Write 2026-03-11, 2026-03-11T02:00, or a range such as 2026-03-11T02:00..04:00 (UTC).`;
}

/** Null: no time. */
function spanOf(text: string): Span | null {
  const match = form.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour, minute, second] = match.map((part) =>
    part === undefined ? undefined : Number(part),
  );
  if (year === undefined) return null;
  const from = secondsOf(year, month ?? 1, day ?? 1, hour ?? 0, minute ?? 0, second ?? 0);
  if (from === null) return null;
  const to =
    month === undefined
      ? startOf(year + 1, 1)
      : day === undefined
        ? month === 12
          ? startOf(year + 1, 1)
          : startOf(year, month + 1)
        : from + (hour === undefined ? daySeconds : second === undefined ? 60 : 1);
  return { from, to, isTime: hour !== undefined };
}

const daySeconds = 86_400;

/** First second of a month. Years below 100 need a detour: Date.UTC takes them for those of the last century. */
function startOf(year: number, month: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, 1);
  return date.getTime() / 1000;
}

/** Null: there is no such day or time. */
function secondsOf(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): number | null {
  if (month < 1 || month > 12 || hour > 23 || minute > 59 || second > 59) return null;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || day < 1) return null;
  return date.getTime() / 1000 + hour * 3600 + minute * 60 + second;
}

/** The text of a range that `parseTimeRange` reads back. Whole seconds, years 0000 to 9999; `from` before `to`. */
export function printTimeRange({ from, to }: TimeRange): string {
  if (from === null) return to === null ? "" : `..${ending(to)}`;
  if (to === null) return `${stamp(from)}..`;
  const isDays = from % daySeconds === 0 && to % daySeconds === 0;
  if (isDays && to - from === daySeconds) return dayOf(from);
  if (isDays) return `${dayOf(from)}..${dayOf(to - daySeconds)}`;
  const [left, right] = [withTime(from), withTime(to)];
  // 24:00 is no time of day that can be written.
  if (!isWritable(to)) return `${left}..${dayOf(to - daySeconds)}`;
  return right.startsWith(dayOf(from)) ? `${left}..${right.slice(11)}` : `${left}..${right}`;
}

/** First second of year 0; no day before it can be written. */
const firstSecond = -62_167_219_200;

/** The end of a range that has no beginning: the day before where it ends at midnight. */
function ending(to: number): string {
  return to % daySeconds === 0 && to > firstSecond ? dayOf(to - daySeconds) : withTime(to);
}

function stamp(t: number): string {
  return t % daySeconds === 0 ? dayOf(t) : withTime(t);
}

/** Year 10000 begins at the last end that a filter can have. */
function isWritable(t: number): boolean {
  return t <= 253_402_300_799;
}

function dayOf(t: number): string {
  return iso(t).slice(0, 10);
}

function withTime(t: number): string {
  return iso(t).slice(0, t % 60 === 0 ? 16 : 19);
}

/** A year above 9999 has a sign and six digits: never cut, it is only printed as the day before. */
function iso(t: number): string {
  return new Date(t * 1000).toISOString();
}
