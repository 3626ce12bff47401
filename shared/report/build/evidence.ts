import { joined, log, num, say, text } from "../../span.ts";
import type { Spans } from "../../span.ts";
import type { CaseFacts, InputFact, RunFact } from "../case-facts.ts";
import type { Block, Section } from "../document.ts";
import { coverageBlocks } from "./coverage.ts";
import { sumOf } from "./report-facts.ts";
import type { ReportFacts } from "./report-facts.ts";
import { coded, counted, heading, para, ref, strong, words } from "./words.ts";

/** The name that the importer gives to digest files. */
const digestFormat = "CloudTrail digest file";

function instant(at: string | null): Spans {
  return at === null ? words("not finished") : [{ t: "time", at }];
}

function runRows(run: RunFact): readonly { readonly key: string; readonly value: Spans }[] {
  return [
    { key: "Read", value: say`${instant(run.startedAt)} to ${instant(run.finishedAt)}` },
    { key: "Result", value: words(run.status) },
    {
      key: "Where, by whom",
      value: say`Computer ${log(run.host, "host")}, user ${log(run.user, "user")}`,
    },
    { key: "With", value: words(run.program) },
    {
      key: "Named as evidence",
      value: joined(
        run.paths.map((path) => log(path, "path")),
        "; ",
      ),
    },
  ];
}

function custody(runs: readonly RunFact[]): readonly Block[] {
  const [only, ...more] = runs;
  if (only === undefined) return [para(words("The case does not say when it was read."))];
  const kept = para(
    say`The evidence was only read, never written to. How the files came from the account to this computer is not known to the program: ${strong("add the hand-over here if it matters")}. The SHA-256 of every file is in ${ref("files")}.`,
    "soft",
  );
  const tables = [only, ...more].map((run, i): Block => {
    const rows = runRows(run);
    return more.length === 0
      ? { b: "keyValues", rows }
      : { b: "keyValues", caption: `Import ${i + 1} of ${runs.length}`, rows };
  });
  return [...tables, kept];
}

const statusWords: Readonly<Record<InputFact["status"], string>> = {
  read: "read",
  skipped: "skipped: holds no CloudTrail events",
  unreadable: "could not be read",
  reading: "not read to its end",
  waiting: "not read",
};
const statusOrder: readonly InputFact["status"][] = [
  "read",
  "unreadable",
  "reading",
  "waiting",
  "skipped",
];

/** Files by what they were taken for and what became of them. */
function fileTable(inputs: readonly InputFact[]): Block {
  const kinds = new Map<string, InputFact[]>();
  for (const input of inputs) {
    const key = `${statusOrder.indexOf(input.status)} ${input.format}`;
    const list = kinds.get(key);
    if (list === undefined) kinds.set(key, [input]);
    else list.push(input);
  }
  const sorted = [...kinds].toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const count = (list: readonly InputFact[]): readonly Spans[] => [
    [num(list.length)],
    [num(sumOf(list, (input) => input.records))],
    [num(sumOf(list, (input) => input.problems))],
  ];
  const rows = sorted.flatMap(([, list]) => {
    const [first] = list;
    if (first === undefined) return [];
    const kind = first.format === "" ? "not recognized" : first.format;
    return [[words(kind), words(statusWords[first.status]), ...count(list)]];
  });
  return {
    b: "table",
    columns: [
      { title: "Kind, by content", as: "text", rowHeader: true },
      { title: "Result", as: "text", width: 32 },
      { title: "Files", as: "num", width: 11 },
      { title: "Records", as: "num", width: 13 },
      { title: "Problems", as: "num", width: 12 },
    ],
    rows,
    foot: [words("Total"), [], ...count(inputs)],
  };
}

/** How records, events and duplicates add up. */
function recordSum({ totals, conflicts, untimed }: CaseFacts): readonly Block[] {
  const sum = say`${num(totals.records)} records = ${counted(totals.events, "event")} + ${counted(totals.duplicates, "duplicate")} (the same event in two places, kept as one event with all its places).`;
  const same =
    totals.events === 0
      ? []
      : conflicts === 0
        ? say` No event id occurs with two different contents.`
        : say` ${counted(conflicts, "event id")} ${text(conflicts === 1 ? "occurs" : "occur")} with different contents: all versions were kept as events of their own.`;
  const undated =
    untimed === 0
      ? []
      : say` ${counted(untimed, "event")} ${text(untimed === 1 ? "has" : "have")} no readable time: kept, but on no day and in no course of events.`;
  const wrong =
    totals.records === totals.events + totals.duplicates
      ? []
      : [
          {
            b: "note" as const,
            look: "gap" as const,
            title: "The numbers do not add up.",
            spans: say`Records and events plus duplicates differ by ${num(Math.abs(totals.records - totals.events - totals.duplicates))}. The case should be imported again before this report is used.`,
          },
        ];
  return [para([...sum, ...same, ...undated]), ...wrong];
}

/** What the digest files are worth here: counted, not validated, and said so plainly. */
function integrity({ facts }: ReportFacts): readonly Block[] {
  const digests = facts.inputs.filter((input) => input.format === digestFormat).length;
  const found =
    digests === 0
      ? say`No digest file is among the files. CloudTrail writes digests when log file validation is on; they are signed lists by which altered or missing log files are noticed.`
      : say`${counted(digests, "digest file")} ${text(digests === 1 ? "was" : "were")} found, hashed and listed in ${ref("files")}, and ${text(digests === 1 ? "was" : "were")} ${strong("not validated")}: this version of the program does not check digest signatures.`;
  const meaning =
    facts.conflicts === 0
      ? say`The records were read as they were delivered and do not contradict each other, but this report does not prove that nobody altered or removed log files before they were handed over.`
      : say`The records were read as they were delivered. This report does not prove that nobody altered or removed log files before they were handed over.`;
  return [
    para(found),
    para(meaning),
    {
      b: "note",
      look: "info",
      title: "To close this.",
      spans: say`${coded("aws cloudtrail validate-logs")}, run against the bucket in which the logs were delivered, checks signatures and hashes. A valid chain proves that delivered files are unaltered; it does not prove that everything was recorded.`,
    },
  ];
}

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
