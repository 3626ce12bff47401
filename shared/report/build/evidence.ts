import { counted, log, num, say } from "../../span.ts";
import type { Block, Section } from "../document.ts";
import { coverageBlocks } from "./coverage.ts";
import { custody, fileTable, recordSum } from "./intake.ts";
import { integrity } from "./integrity.ts";
import type { ReportFacts } from "./report-facts.ts";
import { heading, para, ref, words } from "./words.ts";

/** At most this many different problems are summed up in the section; more only in the appendix. */
const fewReasons = 12;

function problems({ facts }: ReportFacts): readonly Block[] {
  const all = facts.problems.filter((problem) => !problem.isNote);
  const notes = facts.problems.length - all.length;
  const noted =
    notes === 0 ? [] : say` ${counted(notes, "note")} about what was read: ${ref("problems")}.`;
  if (all.length === 0) {
    return [para(say`No problem was met while reading.${noted}`)];
  }
  const files = new Set(all.map((problem) => problem.input)).size;
  const intro = para(
    say`${counted(all.length, "problem")} in ${counted(files, "file")}; each with its place in ${ref("problems")}. What could not be read is missing from every statement of this report.${noted}`,
  );
  const reasons = new Map<string, number>();
  for (const { reason } of all) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  if (reasons.size > fewReasons) return [intro];
  return [
    intro,
    {
      b: "table",
      columns: [
        { title: "Problem", as: "text", rowHeader: true },
        { title: "Times", as: "num", width: 12 },
      ],
      rows: [...reasons]
        .toSorted(([, a], [, b]) => b - a)
        .map(([reason, times]) => [[log(reason)], [num(times)]]),
      foot: [words("Total"), [num(all.length)]],
    },
  ];
}

/** What the conclusions rest on: custody, what was read, integrity, coverage, problems. */
export function evidenceSection(report: ReportFacts, firstFigure: number): Section {
  const { facts } = report;
  return {
    id: "evidence",
    number: "3",
    title: "Evidence statement",
    page: "portrait",
    start: "page",
    contents: [],
    blocks: [
      para(
        words(
          "This section states what the conclusions rest on, so that a second auditor can repeat them.",
        ),
      ),
      heading("custody", "3.1 Custody"),
      ...custody(facts.runs),
      heading("read", "3.2 What was read"),
      fileTable(facts.inputs),
      ...recordSum(facts),
      heading("integrity", "3.3 Integrity"),
      ...integrity(report),
      heading("coverage", "3.4 Coverage"),
      ...coverageBlocks(report, firstFigure),
      heading("trouble", "3.5 Problems"),
      ...problems(report),
    ],
  };
}
