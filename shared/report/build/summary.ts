import { counted, joined, num, say, text } from "../../span.ts";
import type { Spans } from "../../span.ts";
import type { Severity } from "../../severity.ts";
import type { NumberedFinding } from "../case-facts.ts";
import type { Block, Section } from "../document.ts";
import { formatCount } from "../format.ts";
import type { ReportFacts } from "./report-facts.ts";
import { silentDays } from "./coverage.ts";
import { happened, meaning } from "./summary-course.ts";
import { known, unknown } from "./summary-doubt.ts";
import { bullets, heading, para, refs, severityCounts, words } from "./words.ts";

/** "In the 30 days under review, 214 changes … succeeded in 2 AWS accounts. 12 findings follow: …" */
function lead({ facts, period, accounts, changes, severities }: ReportFacts): Spans {
  const days = period.days.length;
  const n = changes.succeeded;
  const undated =
    changes.undated === 0
      ? []
      : say` (${num(changes.undated)} of them outside of these days, or without a readable time)`;
  const span =
    days === 0
      ? say`No event with a readable time is in the evidence.`
      : n === 0
        ? say`In the ${counted(days, "day")} under review, no change to identities and permissions that succeeded is in the evidence.`
        : say`In the ${counted(days, "day")} under review, ${counted(n, "change")} to identities and permissions succeeded in ${counted(accounts.length, "AWS account")}${undated}.`;
  const count = facts.findings.length;
  if (count === 0) {
    return say`${span} No finding of medium or above follows from the evidence. That is no statement about what the evidence does not hold.`;
  }
  const follow = say` ${counted(count, "finding")} ${text(count === 1 ? "follows" : "follow")} from the evidence: ${severityCounts(severities)}.`;
  const isGrave = severities.critical + severities.high + severities.medium > 0;
  const calm = isGrave
    ? []
    : say` No finding of medium or above follows; that is no statement about what the evidence does not hold.`;
  return [...span, ...follow, ...calm];
}

function figures(report: ReportFacts): Block {
  const { facts, period, changes, severities } = report;
  const problems = facts.problems.filter((problem) => !problem.isNote).length;
  const days = period.days.length;
  const withEvents = days - silentDays(report).days;
  return {
    b: "figures",
    items: [
      { value: formatCount(changes.succeeded), label: "IAM changes that succeeded" },
      { value: formatCount(changes.failed), label: "IAM changes that were denied or failed" },
      {
        value: `${formatCount(severities.critical)} + ${formatCount(severities.high)}`,
        label: "critical and high findings",
      },
      {
        value: `${formatCount(withEvents)} of ${formatCount(days)}`,
        label: days === 1 ? "day has events" : "days have events",
      },
      {
        value: formatCount(problems),
        label: problems === 1 ? "problem while reading" : "problems while reading",
      },
    ],
  };
}

interface Decision {
  readonly when: string;
  readonly severity: Severity;
}

const moments: readonly Decision[] = [
  { when: "Today", severity: "critical" },
  { when: "This week", severity: "high" },
  { when: "Within 30 days", severity: "medium" },
];

/** "(4 plans are ready, 2 need an answer)" */
function plans(list: readonly NumberedFinding[]): Spans {
  const withCalls = list.filter(({ finding }) => finding.plan.operations.length > 0);
  const asks = withCalls.filter(({ finding }) => finding.plan.certainty === "ask").length;
  const ready = withCalls.length - asks;
  const parts = [
    ...(ready > 0
      ? [say`${counted(ready, "plan")} ${text(ready === 1 ? "is" : "are")} ready`]
      : []),
    ...(asks > 0 ? [say`${num(asks)} ${text(asks === 1 ? "needs" : "need")} an answer`] : []),
  ];
  return parts.length === 0 ? [] : say` (${joined(parts, ", ")})`;
}

/** What to decide about the findings of one severity. */
function decisionText(list: readonly NumberedFinding[], severity: Severity): Spans {
  const changed = list.filter(({ finding }) => finding.outcome === "success");
  const these = counted(changed.length, "change");
  const acts: Readonly<Record<Severity, Spans>> = {
    critical: say`Ask the owners of ${these} and take back, at once, what was not ordered${plans(changed)}`,
    high: say`Ask the owners of ${these} and take back what was not ordered${plans(changed)}`,
    medium: say`Have ${these} confirmed or taken back${plans(changed)}; plan the general measures (${{ t: "ref", to: "measures" }})`,
    low: [],
    info: [],
  };
  const refused = list.length - changed.length;
  const tried =
    refused === 0 ? [] : say`Find out who made ${counted(refused, "refused or failed attempt")}`;
  return joined(
    [changed.length === 0 ? [] : acts[severity], tried].filter((spans) => spans.length > 0),
    ". ",
  );
}

function decisions(report: ReportFacts): readonly Block[] {
  const rows = moments.flatMap(({ when, severity }) => {
    const list = report.facts.findings.filter(({ finding }) => finding.severity === severity);
    const ids = refs(
      list.map(({ id }) => id),
      6,
    );
    return list.length === 0 ? [] : [[words(when), decisionText(list, severity), ids] as const];
  });
  if (rows.length === 0) return [];
  return [
    heading("decisions", "Decisions we ask for"),
    {
      b: "table",
      columns: [
        { title: "When", as: "text", rowHeader: true, width: 16 },
        { title: "Decision", as: "text" },
        { title: "Findings", as: "text", width: 25 },
      ],
      rows,
    },
  ];
}

/** One page for management: counts, what happened, what it means, what is not known, decisions. */
export function summarySection(report: ReportFacts): Section {
  const works = known(report);
  const doubts = unknown(report);
  const columns: readonly Block[] =
    works.length === 0
      ? [heading("unknown", "What we do not know"), ...bullets(doubts)]
      : [
          {
            b: "columns",
            of: [
              [heading("unknown", "What we do not know"), ...bullets(doubts)],
              [heading("works", "What works"), ...bullets(works)],
            ],
          },
        ];
  return {
    id: "summary",
    number: "1",
    title: "Executive summary",
    page: "portrait",
    start: "page",
    contents: [],
    blocks: [
      para(lead(report), "lead"),
      figures(report),
      ...happened(report),
      ...meaning(report),
      ...columns,
      ...decisions(report),
    ],
  };
}
