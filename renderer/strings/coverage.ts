/** Words of the coverage heat map and its table. */
import type { CoverageMap } from "../../shared/ipc/evidence.ts";
import { formatCount, formatCounted } from "../../shared/report/format.ts";
import type { Heat, HeatCell, HeatRow } from "../parts/charts/heat-cells.ts";

/** `2026-03-11` of days since 1970. */
export function dayText(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

function dates(from: number, to: number): string {
  return to - from === 1 ? dayText(from) : `${dayText(from)} to ${dayText(to - 1)}`;
}

const noAccount = "account unknown";
const noRegion = "Region unknown";

const states: Readonly<Record<HeatCell["state"], string>> = {
  events: "",
  gap: "no event",
  quiet: "no event, and digests cover the time: nothing was logged",
  unknown: "no event and no digest: silence or missing files, it can’t be told",
};

export const coverageWords = {
  title: "Coverage",
  perDay: "account × Region × day",
  per: (days: number): string =>
    days === 1 ? "account × Region × day" : `account × Region × ${formatCounted(days, "day")}`,
  gaps: "Gaps",
  noAccount,
  noRegion,
  hours: (hours: number): string => (hours === 0 ? "0" : `${formatCount(hours)} h`),
  label: (map: CoverageMap, heat: Heat): string =>
    map.from === null || map.to === null
      ? "Coverage: no event has a time."
      : `Coverage of ${formatCounted(map.rows.length, "account and Region", "accounts and Regions")} ` +
        `from ${dayText(map.from)} to ${dayText(map.to)}: ` +
        `${map.missingHours === 0 ? "no digest tells of missing logs" : `${formatCount(map.missingHours)} hours of logs are missing`}. ` +
        `${heat.days === 1 ? "A cell is a day." : `A cell is ${String(heat.days)} days.`} Arrow keys move, Enter opens the events.`,
  hint: (days: number): string =>
    `A cell is ${days === 1 ? "a day" : formatCounted(days, "day")} (UTC). Point at it, or use the arrow keys; Enter shows its events.`,
  cell: ({ account, region }: HeatRow, { from, to, events, missing, state }: HeatCell): string =>
    [
      `${dates(from, to)}, ${account === "" ? noAccount : account}, ${region === "" ? noRegion : region}:`,
      events > 0 ? formatCounted(events, "event") : states[state],
      ...(missing > 0 ? [`; logs of ${formatCounted(missing, "hour")} are missing`] : []),
    ]
      .join(" ")
      .replace(" ;", ";"),
  moreRows: (n: number): string =>
    `${formatCounted(n, "further account and Region", "further accounts and Regions")} with fewer events`,
  legendEvents: "Events",
  legendRange: (least: number, most: number): string =>
    most === 0
      ? ""
      : `Colours: ${least === most ? formatCount(most) : `${formatCount(least)} to ${formatCount(most)}`} events a cell, on a logarithmic scale.`,
  legendGap: "Logs are missing",
  legendQuiet: "Nothing was logged",
  legendUnknown: "Unknown",
  asTable: "As a table",
  asMap: "As a map",
  account: "Account",
  region: "Region",
  firstDay: "First day",
  lastDay: "Last day",
  daysWith: "Days with events",
  eventsHead: "Events",
  missingHead: "Hours missing",
  quietHead: "Hours quiet",
  unknownHead: "Hours unknown",
  note: "Quiet: no event, and digests cover the hour and all that they list is here. Unknown: no event and no digest. Whether such a gap is silence or a missing file can’t be told from these files.",
  untimed: (n: number): string =>
    `${formatCounted(n, "event")} without a readable time ${n === 1 ? "stands" : "stand"} in no day.`,
  outside: (n: number): string =>
    `${formatCounted(n, "event")} with a time far from all others ${n === 1 ? "stands" : "stand"} in no day: the date must be wrong.`,
  nothing: "No event with a time is in the case.",
  nothingText: "Coverage shows which days of which accounts and Regions the evidence holds.",
  counting: "Counting the events of each day",
  missing: (hours: number, places: number): string =>
    hours === 0
      ? "No digest tells of missing logs."
      : `Logs of ${formatCounted(hours, "hour")} are missing in ${formatCounted(places, "account and Region", "accounts and Regions")}.`,
} as const;
