/** Times as lists, tables and details show them. All given as UTC ISO. */

/** `03-11 02:16`, for lists. */
export function listTime(at: string | null): string {
  return at === null ? "–" : `${at.slice(5, 10)} ${at.slice(11, 16)}`;
}

/** `02:16:32`. */
export function clockTime(at: string | null): string {
  return at === null ? "–" : at.slice(11, 19);
}

/** `2026-03-11 02:16:32`, for tables of events. */
export function tableTime(at: string | null): string {
  return at === null ? "–" : `${at.slice(0, 10)} ${at.slice(11, 19)}`;
}

/** `2026-03-11 02:16:32 UTC`. */
export function fullTime(at: string): string {
  return `${at.slice(0, 10)} ${at.slice(11, 19)} UTC`;
}

/** A time that something took, as a person says it: `0.4 s`, `47 s`, `3 min 31 s`, `2 h 5 min`. */
export function roughly(seconds: number): string {
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${String(whole)} s`;
  if (whole < 3600) return `${String(Math.floor(whole / 60))} min ${String(whole % 60)} s`;
  return `${String(Math.floor(whole / 3600))} h ${String(Math.floor((whole % 3600) / 60))} min`;
}

/** The same moment on the clocks of a zone, `03:16:32 Berlin`, with the day where it differs; null for no or an unknown zone. */
export function zoneTime(at: string, zone: string | null): string | null {
  if (zone === null) return null;
  try {
    const parts = new Intl.DateTimeFormat("en-CA", {
      timeZone: zone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      hourCycle: "h23",
    }).formatToParts(new Date(at));
    const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? "";
    const day = `${part("year")}-${part("month")}-${part("day")}`;
    const time = `${part("hour")}:${part("minute")}:${part("second")}`;
    return `${day === at.slice(0, 10) ? "" : `${day} `}${time} ${cityOf(zone)}`;
  } catch {
    return null;
  }
}

/** The city of a zone: `Europe/Berlin` is Berlin. */
export function cityOf(zone: string): string {
  return (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");
}
