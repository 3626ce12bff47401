/** How the report writes instants, days, numbers, sizes and durations. Nothing is rounded. */

const isoInstant = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(\.\d+)?Z$/;
const isoDay = /^(\d{4})-(\d\d)-(\d\d)$/;
/** Short names of the months, January first. */
export const monthNames: readonly string[] = [
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
];

/** Day and time of a UTC ISO 8601 instant, fractions of a second kept; null when it is none. */
export function splitInstant(at: string): { readonly day: string; readonly time: string } | null {
  const match = isoInstant.exec(at);
  if (match === null) return null;
  const [, day = "", time = "", fraction = ""] = match;
  return { day, time: /^\.0*$/.test(fraction) ? time : time + fraction };
}

/** `YYYY-MM-DD HH:MM:SS UTC`; a text that is no UTC ISO instant is returned as it is. */
export function formatInstant(at: string): string {
  const parts = splitInstant(at);
  return parts === null ? at : `${parts.day} ${parts.time} UTC`;
}

/** `15 Sep` of a day `YYYY-MM-DD`, for axes; a text that is no day is returned as it is. */
export function formatShortDay(day: string): string {
  const match = isoDay.exec(day);
  const month = monthNames[Number(match?.[2]) - 1];
  return match === null || month === undefined ? day : `${Number(match[3])} ${month}`;
}

/** Day of the week of a day `YYYY-MM-DD`: 0 is Sunday. Null when it is no day. */
export function weekday(day: string): number | null {
  if (!isoDay.test(day)) return null;
  const number = new Date(`${day}T00:00:00Z`).getUTCDay();
  return Number.isNaN(number) ? null : number;
}

/** A number with commas between thousands: 1,283,694. Decimals are kept. */
export function formatCount(n: number): string {
  const [whole = "", decimals] = String(n).split(".");
  const grouped = /^-?\d+$/.test(whole) ? whole.replace(/\B(?=(\d{3})+$)/g, ",") : whole;
  return decimals === undefined ? grouped : `${grouped}.${decimals}`;
}

/** A number with its noun: "1 file", "12,840 files". */
export function formatCounted(n: number, one: string, many = `${one}s`): string {
  return `${formatCount(n)} ${n === 1 ? one : many}`;
}

/** A size in bytes, exact: `65,536 bytes`. */
export function formatBytes(n: number): string {
  return `${formatCount(n)} ${n === 1 ? "byte" : "bytes"}`;
}

/** A duration in seconds, exact: `47 min 35 s`, `3 d 2 h`. */
export function formatDuration(seconds: number): string {
  if (seconds < 0) return `−${formatDuration(-seconds)}`;
  const whole = Math.floor(seconds);
  const rest = Number((seconds - whole + (whole % 60)).toFixed(3));
  const parts = [
    { n: Math.floor(whole / 86_400), unit: "d" },
    { n: Math.floor(whole / 3600) % 24, unit: "h" },
    { n: Math.floor(whole / 60) % 60, unit: "min" },
    { n: rest, unit: "s" },
  ];
  const said = parts.filter((part) => part.n !== 0).map((p) => `${formatCount(p.n)} ${p.unit}`);
  return said.length === 0 ? "0 s" : said.join(" ");
}
