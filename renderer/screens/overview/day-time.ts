import { monthNames } from "../../../shared/report/format.ts";

/** `11 Mar` or `11 Mar 02:03`, UTC, of seconds since 1970. */
export function dayTime(at: number, isDay: boolean): string {
  const iso = new Date(at * 1000).toISOString();
  const day = `${String(Number(iso.slice(8, 10)))} ${monthNames[Number(iso.slice(5, 7)) - 1] ?? ""}`;
  return isDay ? day : `${day} ${iso.slice(11, 16)}`;
}
