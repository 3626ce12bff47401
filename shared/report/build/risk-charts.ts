import { counted, num, plain, say, text } from "../../span.ts";
import { rankOf, severities } from "../../severity.ts";
import type { NumberedFinding } from "../case-facts.ts";
import type { Block, Chart } from "../document.ts";
import { formatCount, formatInstant } from "../format.ts";
import { countSeverities, sumOf } from "./report-facts.ts";
import type { ReportFacts } from "./report-facts.ts";
import { accountSpan, para, severityInText, words } from "./words.ts";

/** The picture of the course of findings holds at most this many marks. */
const mostMarks = 30;

function byAccount({ facts }: ReportFacts): ReadonlyMap<string, readonly NumberedFinding[]> {
  const map = new Map<string, NumberedFinding[]>();
  for (const one of facts.findings) {
    const key = one.finding.account ?? "";
    const list = map.get(key);
    if (list === undefined) map.set(key, [one]);
    else list.push(one);
  }
  return new Map([...map].toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

/** Findings by severity and account, as picture and table. */
export function severityChart(report: ReportFacts, figure: number): readonly Block[] {
  const accounts = [...byAccount(report)];
  const rows = accounts.map(([account, findings]) => ({
    label: account === "" ? "account not named" : account,
    counts: countSeverities(findings),
  }));
  const alt = rows
    .map(
      ({ label, counts }) =>
        `${label}: ${severities.map((s) => `${formatCount(counts[s])} ${severityInText(s)}`).join(", ")}`,
    )
    .join(". ");
  return [
    {
      b: "chart",
      id: `fig-${figure}`,
      number: figure,
      caption: "Findings by severity and account",
      note: "Number of findings.",
      alt: `${alt}.`,
      chart: { kind: "severity-bars", rows },
    },
    {
      b: "table",
      columns: [
        { title: "Account", as: "text", rowHeader: true },
        ...severities.map((severity) => ({
          title: severityInText(severity).replace(/^./, (c) => c.toUpperCase()),
          as: "num" as const,
          width: 13,
        })),
        { title: "All", as: "num", width: 10 },
      ],
      rows: accounts.map(([account, findings]) => {
        const counts = countSeverities(findings);
        return [
          [accountSpan(account)],
          ...severities.map((severity) => [num(counts[severity])]),
          [num(findings.length)],
        ];
      }),
      foot: [
        words("Total"),
        ...severities.map((severity) => [num(report.severities[severity])]),
        [num(report.facts.findings.length)],
      ],
    },
  ];
}

/** IAM changes per day. */
export function changesChart(
  { facts, period, changes }: ReportFacts,
  figure: number,
): readonly Block[] {
  if (period.days.length === 0) return [];
  const perDay = new Map(period.days.map((day) => [day, { day, succeeded: 0, failed: 0 }]));
  for (const { day, succeeded, failed } of facts.changeDays) {
    const entry = perDay.get(day);
    if (entry === undefined) continue;
    entry.succeeded += succeeded;
    entry.failed += failed;
  }
  const days = [...perDay.values()];
  const drawn = sumOf(days, (day) => day.succeeded + day.failed);
  const busiest = days
    .toSorted((a, b) => b.succeeded + b.failed - a.succeeded - a.failed)
    .filter((day) => day.succeeded + day.failed > 0)
    .slice(0, 3)
    .map((day) => `${day.day}: ${formatCount(day.succeeded)} and ${formatCount(day.failed)}`);
  const missing = changes.succeeded + changes.failed - drawn;
  return [
    {
      b: "chart",
      id: `fig-${figure}`,
      number: figure,
      caption: "IAM changes per day",
      note: "All accounts, UTC days; calls that succeeded, and calls that were denied or failed.",
      alt: `${formatCount(changes.succeeded)} changes succeeded, ${formatCount(changes.failed)} were denied or failed.${
        busiest.length === 0 ? "" : ` The busiest days, succeeded and not: ${busiest.join("; ")}.`
      }`,
      chart: { kind: "days", days },
    },
    ...(missing > 0
      ? [
          para(
            say`${counted(missing, "change")} without a readable time, or outside of the period, ${text(missing === 1 ? "is" : "are")} not in the picture.`,
            "soft",
          ),
        ]
      : []),
  ];
}

/** The worst findings in order of time: as many severities as the picture can hold. */
function marked(report: ReportFacts): readonly NumberedFinding[] {
  const timed = report.facts.findings.filter(({ finding }) => finding.time !== null);
  for (const least of ["info", "low", "medium", "high", "critical"] as const) {
    const found = timed.filter(({ finding }) => rankOf(finding.severity) >= rankOf(least));
    const isRoutine = rankOf(least) < rankOf("medium");
    if (found.length <= mostMarks && !(isRoutine && found.length > 12)) return found;
  }
  return timed.filter(({ finding }) => finding.severity === "critical").slice(0, mostMarks);
}

/** The course of the worst findings. */
export function courseChart(report: ReportFacts, figure: number): readonly Block[] {
  const marks = marked(report)
    .map(({ id, finding }) => ({
      at: finding.time ?? "",
      severity: finding.severity,
      label: plain(finding.title),
      ref: id,
    }))
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const [first, last] = [marks[0], marks.at(-1)];
  if (first === undefined || last === undefined) return [];
  const left = report.facts.findings.length - marks.length;
  const chart: Chart = { kind: "course", from: first.at, to: last.at, marks };
  return [
    {
      b: "chart",
      id: `fig-${figure}`,
      number: figure,
      caption: "Findings over time",
      note:
        left === 0
          ? "UTC; the shape of a mark is its severity."
          : `UTC; the shape of a mark is its severity. ${formatCount(left)} ${left === 1 ? "finding" : "findings"} of lower severity or without a time ${left === 1 ? "is" : "are"} not drawn; section 5 lists all.`,
      alt: marks.map((m) => `${formatInstant(m.at)}: ${m.label} (${m.ref})`).join(". "),
      chart,
    },
  ];
}
