import { counted, log, num, say, text } from "../../span.ts";
import type { Spans } from "../../span.ts";
import type { Block } from "../document.ts";
import type { ReportFacts } from "./report-facts.ts";
import { sumOf } from "./report-facts.ts";
import { accountSpan, dayInWords, listed, para, periodInWords, words } from "./words.ts";

/** One account and Region: events on each day of the period. */
interface Line {
  readonly account: string;
  readonly region: string;
  readonly events: readonly number[];
}

function linesOf({ facts, period }: ReportFacts): readonly Line[] {
  const place = new Map(period.days.map((day, i) => [day, i]));
  const lines = new Map<string, { account: string; region: string; events: number[] }>();
  for (const { account, region, day, events } of facts.days) {
    const i = place.get(day);
    if (i === undefined) continue;
    const key = JSON.stringify([account, region]);
    const line = lines.get(key) ?? { account, region, events: period.days.map(() => 0) };
    line.events[i] = (line.events[i] ?? 0) + events;
    lines.set(key, line);
  }
  return [...lines].toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, line]) => line);
}

/** Runs of days for which a condition holds, as pairs of indexes. */
function runsOf(
  size: number,
  holds: (i: number) => boolean,
): readonly (readonly [number, number])[] {
  const out: [number, number][] = [];
  for (let i = 0; i < size; i += 1) {
    if (!holds(i)) continue;
    const last = out.at(-1);
    if (last !== undefined && last[1] === i - 1) last[1] = i;
    else out.push([i, i]);
  }
  return out;
}

/** Days of the period on which no account has any event, as runs in words. */
export function silentDays(report: ReportFacts): {
  readonly days: number;
  readonly runs: readonly string[];
} {
  const { days } = report.period;
  const seen = new Set(report.facts.days.filter((d) => d.events > 0).map((d) => d.day));
  const runs = runsOf(days.length, (i) => !seen.has(days[i] ?? ""));
  return {
    days: sumOf(runs, ([from, to]) => to - from + 1),
    runs: runs.map(([from, to]) => periodInWords(days[from] ?? "", days[to] ?? "")),
  };
}

function silence(report: ReportFacts): readonly Block[] {
  const { days, runs } = silentDays(report);
  if (days === 0) {
    return [para(words("Every day of the period has events in at least one account and Region."))];
  }
  const meaning = words(
    "The evidence does not tell whether nothing happened, nothing was recorded, or log files are missing. What is said about these days may be incomplete.",
  );
  if (runs.length <= 8) {
    const where = listed(runs.map((run) => words(run)));
    return [
      {
        b: "note",
        look: "gap",
        title: "Days without any event.",
        spans: say`${counted(days, "day")}: ${where}. ${meaning}`,
      },
    ];
  }
  return [
    {
      b: "note",
      look: "gap",
      title: "Days without any event.",
      spans: say`${counted(days, "day")} in ${num(runs.length)} runs, listed below. ${meaning}`,
    },
    {
      b: "table",
      columns: [{ title: "No event from – to", as: "text", rowHeader: true }],
      rows: runs.map((run) => [words(run)]),
    },
  ];
}

function lineName({ account, region }: Line): string {
  return `${account === "" ? "account not named" : account} ${region === "" ? "Region not named" : region}`;
}

function withEvents({ events }: Line): number {
  return events.filter((n) => n > 0).length;
}

function lineRow(line: Line): readonly Spans[] {
  const silent = runsOf(line.events.length, (i) => line.events[i] === 0);
  const longest = Math.max(0, ...silent.map(([from, to]) => to - from + 1));
  return [
    [accountSpan(line.account)],
    line.region === "" ? words("not named") : [log(line.region)],
    [num(sumOf(line.events, (n) => n))],
    [num(withEvents(line))],
    [num(sumOf(silent, ([from, to]) => to - from + 1))],
    [num(longest)],
  ];
}

/** The picture of days with events, the same in numbers, and what silence means. */
export function coverageBlocks(report: ReportFacts, figure: number): readonly Block[] {
  const lines = linesOf(report);
  const { days, outside } = report.period;
  if (lines.length === 0) {
    return [para(words("No event has a readable time, so there is no coverage to show."))];
  }
  const alt = lines
    .map((line) => `${lineName(line)}: ${withEvents(line)} of ${days.length} days have events`)
    .join(". ");
  const stray = sumOf(outside, (day) => day.events);
  const elsewhere =
    outside.length === 0
      ? []
      : [
          para(
            say`${counted(stray, "event")} ${text(stray === 1 ? "is" : "are")} dated more than a year away from the others and ${text(stray === 1 ? "stands" : "stand")} outside of the period: ${listed(
              outside.slice(0, 12).map((day) => words(dayInWords(day.day))),
            )}${text(outside.length > 12 ? ` and ${outside.length - 12} more days` : "")}.`,
          ),
        ];
  return [
    {
      b: "chart",
      id: `fig-${figure}`,
      number: figure,
      caption: "Days with events, by account and Region",
      note: "UTC days. An empty square is a day without any event; it is not known whether that is a gap.",
      alt: `${alt}.`,
      chart: {
        kind: "coverage",
        days,
        rows: lines.map((line) => ({ label: lineName(line), events: line.events })),
      },
    },
    {
      b: "table",
      caption: "The same in numbers: events, and days with and without them",
      columns: [
        { title: "Account", as: "text", rowHeader: true, width: 20 },
        { title: "Region", as: "text" },
        { title: "Events", as: "num", width: 14 },
        { title: "With events", as: "num", width: 13 },
        { title: "Without", as: "num", width: 11 },
        { title: "Longest run without", as: "num", width: 20 },
      ],
      rows: lines.map(lineRow),
    },
    ...silence(report),
    ...elsewhere,
    para(
      words(
        "IAM is global: CloudTrail records its calls in one Region (us-east-1 in the commercial partition), so silence in other Regions hides no IAM changes. EC2 calls that use instance profiles are recorded in each Region.",
      ),
      "soft",
    ),
  ];
}
