/**
 * Reads eventTime. CloudTrail writes UTC as `YYYY-MM-DDTHH:MM:SSZ` (user guide, record contents); exports and old
 * tools write fractions, offsets, a space, the basic format, or epoch seconds and milliseconds.
 */

/** Seconds since 1970 of an eventTime, or null when it can't be read. Values without a zone are UTC. */
export function parseEventTime(value: unknown): number | null {
  if (typeof value === "number") return fromEpoch(value);
  if (typeof value !== "string") return null;
  const text = value.trim();
  if (text.length > 40) return null;
  const match = iso.exec(text) ?? basic.exec(text);
  if (match === null) return /^\d{9,13}(\.\d+)?$/.test(text) ? fromEpoch(Number(text)) : null;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number);
  if (year === undefined || month === undefined || day === undefined) return null;
  const days = civilDays(year, month, day);
  if (days === null || (hour ?? 0) > 23 || (minute ?? 0) > 59 || (second ?? 0) > 60) return null;
  const local = days * 86_400 + (hour ?? 0) * 3600 + (minute ?? 0) * 60 + (second ?? 0);
  return written(local - offsetSeconds(match[7] ?? "Z"));
}

/** Null for times that have no year of four digits: they could not be written again. */
function written(seconds: number): number | null {
  return seconds >= -62_167_219_200 && seconds <= 253_402_300_799 ? seconds : null;
}

const iso =
  /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?\s?(Z|UTC|[+-]\d{2}:?\d{2})?$/i;
const basic = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(Z)?$/;

function fromEpoch(n: number): number | null {
  if (!Number.isFinite(n) || n < 1e8) return null;
  return written(Math.floor(n >= 1e11 ? n / 1000 : n));
}

function offsetSeconds(zone: string): number {
  if (zone.length < 5) return 0;
  const clock = zone.slice(1).replace(":", "");
  const minutes = Number(clock.slice(0, 2)) * 60 + Number(clock.slice(2));
  return (zone.startsWith("-") ? -60 : 60) * minutes;
}

const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Days since 1970-01-01 of a Gregorian date, or null when there is no such day. */
function civilDays(year: number, month: number, day: number): number | null {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const length = month === 2 && leap ? 29 : monthDays[month - 1];
  if (length === undefined || day < 1 || day > length) return null;
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** Seconds since 1970 of exactly `YYYY-MM-DDTHH:MM:SSZ` in bytes, or null: then `parseEventTime` decides. */
export function plainEventTime(bytes: Uint8Array, from: number, to: number): number | null {
  if (to - from !== 20 || bytes[from + 10] !== 84 || bytes[from + 19] !== 90) return null;
  const year = digits(bytes, from, 4);
  const month = digits(bytes, from + 5, 2);
  const day = digits(bytes, from + 8, 2);
  const hour = digits(bytes, from + 11, 2);
  const minute = digits(bytes, from + 14, 2);
  const second = digits(bytes, from + 17, 2);
  if (year < 0 || month < 0 || day < 0 || hour < 0 || minute < 0 || second < 0) return null;
  if (
    bytes[from + 4] !== 45 ||
    bytes[from + 7] !== 45 ||
    bytes[from + 13] !== 58 ||
    bytes[from + 16] !== 58
  )
    return null;
  if (hour > 23 || minute > 59 || second > 60) return null;
  const days = civilDays(year, month, day);
  return days === null ? null : days * 86_400 + hour * 3600 + minute * 60 + second;
}

function digits(bytes: Uint8Array, from: number, count: number): number {
  let n = 0;
  for (let i = from; i < from + count; i++) {
    const c = bytes[i] ?? 0;
    if (c < 48 || c > 57) return -1;
    n = n * 10 + c - 48;
  }
  return n;
}

/** ISO 8601 UTC text of seconds since 1970, as CloudTrail writes it. */
export function isoTime(seconds: number): string {
  const text = new Date(seconds * 1000).toISOString();
  return `${text.slice(0, text.indexOf("."))}Z`;
}

/** First plausible eventTime: CloudTrail was launched in November 2013. */
export const earliestPlausible = 1_356_998_400; // 2013-01-01T00:00:00Z
