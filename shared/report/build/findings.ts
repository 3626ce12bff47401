import { rankOf, severities } from "../../severity.ts";
import { counted, num, say, text } from "../../span.ts";
import type { Spans } from "../../span.ts";
import type { NumberedFinding } from "../case-facts.ts";
import type { Block, Section } from "../document.ts";
import { besideTitle } from "./called-with.ts";
import { findingDoc } from "./finding-doc.ts";
import type { ReportFacts } from "./report-facts.ts";
import { accountSpan, heading, outcomeWord, para, ref, words } from "./words.ts";

/** The contents name at most this many findings: as many of the worst severities as fit. */
const mostContents = 60;

/** Title, and what the call named besides, so that findings of the same kind can be told apart. */
export function fullTitle({ finding }: NumberedFinding, report: ReportFacts): Spans {
  const [first = ""] = finding.events;
  return [...finding.title, ...besideTitle(finding, report.facts.cited.get(first)?.event)];
}

function contents(report: ReportFacts): Section["contents"] {
  const { findings } = report.facts;
  const least = [...severities]
    .toReversed()
    .find(
      (severity) =>
        findings.filter(({ finding }) => rankOf(finding.severity) >= rankOf(severity)).length <=
        mostContents,
    );
  if (least === undefined) return [];
  return findings
    .filter(({ finding }) => rankOf(finding.severity) >= rankOf(least))
    .map((one) => ({
      to: one.id,
      label: fullTitle(one, report),
      severity: one.finding.severity,
    }));
}

function overview(report: ReportFacts): Block {
  return {
    b: "table",
    columns: [
      { title: "Id", as: "text", rowHeader: true, width: 8 },
      { title: "Severity", as: "text", width: 14 },
      { title: "Finding", as: "text" },
      { title: "Account", as: "text", width: 15 },
      { title: "Time (UTC)", as: "time", width: 13 },
      { title: "Outcome", as: "text", width: 12 },
    ],
    rows: report.facts.findings.map((one) => {
      const { finding } = one;
      const count = finding.events.length;
      return [
        [ref(one.id)],
        [{ t: "sev", of: finding.severity } as const],
        fullTitle(one, report),
        [accountSpan(finding.account)],
        finding.time === null
          ? [{ t: "unknown", why: "not-recorded" } as const]
          : [{ t: "time", at: finding.time } as const],
        count > 1
          ? say`${text(outcomeWord(finding.outcome))}, ${num(count)} events`
          : words(outcomeWord(finding.outcome)),
      ];
    }),
  };
}

const partWords: readonly (readonly [string, string])[] = [
  ["What happened", "Facts only, each with its record (E-number). Times in UTC"],
  [
    "The change",
    "The policy before and after, as the log shows it; removed lines −, added lines +",
  ],
  [
    "Why it matters here",
    "What the change means for this account: what the evidence shows, what is possible, what it rules out",
  ],
  ["What else it could be", "The innocent explanations, and what in the log speaks for them"],
  ["Not in the evidence", "What could not be known, and why"],
  ["Severity and its reasons", "Every value that made the rating; it can be recomputed by hand"],
  [
    "What to do",
    "The calls that take the change back: the same for the console, the command line and Python",
  ],
  ["Evidence", "The records themselves, byte for byte, with file and position"],
];

function anatomy(): readonly Block[] {
  return [
    heading("anatomy", "How a finding is built"),
    {
      b: "table",
      columns: [
        { title: "Part", as: "text", rowHeader: true, width: 26 },
        { title: "What it holds", as: "text" },
      ],
      rows: partWords.map(([part, holds]) => [words(part), words(holds)]),
    },
  ];
}

function leftOut({ facts }: ReportFacts): readonly Block[] {
  if (facts.leftOut === undefined || facts.leftOut.findings === 0) return [];
  const { below, findings } = facts.leftOut;
  return [
    {
      b: "note",
      look: "gap",
      title: "Not in this report.",
      spans: say`${counted(findings, "finding")} below ${{ t: "sev", of: below }} ${text(findings === 1 ? "is" : "are")} in the case and ${text(findings === 1 ? "was" : "were")} left out of this report on request.`,
    },
  ];
}

/** All findings: the table, how one is built, and each in full. */
export function findingsSection(report: ReportFacts): Section {
  const { findings } = report.facts;
  const list: readonly Block[] =
    findings.length === 0
      ? [
          para(
            words(
              "There is no finding: no change to identities and permissions, and no refused attempt at one, is in the evidence. Section 3 says what the evidence covers.",
            ),
          ),
        ]
      : [
          overview(report),
          para(
            words(
              "Sorted by severity, then by time. “Succeeded” means that the call was carried out; whether its effect still stands is not in the evidence.",
            ),
            "soft",
          ),
          ...anatomy(),
          ...findings.map((one): Block => ({ b: "finding", finding: findingDoc(one, report) })),
        ];
  return {
    id: "findings",
    number: "5",
    title: "Findings",
    page: "portrait",
    start: "page",
    contents: contents(report),
    blocks: [...leftOut(report), ...list],
  };
}
