import { counted, joined, log, num, say, text } from "../../span.ts";
import type { Spans } from "../../span.ts";
import type { CaseFacts, InputFact, RunFact } from "../case-facts.ts";
import type { Block } from "../document.ts";
import { sumOf } from "./report-facts.ts";
import { para, ref, strong, words } from "./words.ts";

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

/** Who read what, when and where: one table per import. */
export function custody(runs: readonly RunFact[]): readonly Block[] {
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

function counts(list: readonly InputFact[]): readonly Spans[] {
  return [
    [num(list.length)],
    [num(sumOf(list, (input) => input.records))],
    [num(sumOf(list, (input) => input.problems))],
  ];
}

/** Files by what they were taken for and what became of them. */
export function fileTable(inputs: readonly InputFact[]): Block {
  const kinds = new Map<string, InputFact[]>();
  for (const input of inputs) {
    const key = `${statusOrder.indexOf(input.status)} ${input.format}`;
    const list = kinds.get(key);
    if (list === undefined) kinds.set(key, [input]);
    else list.push(input);
  }
  const sorted = [...kinds].toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const rows = sorted.flatMap(([, list]) => {
    const [first] = list;
    if (first === undefined) return [];
    const kind = first.format === "" ? "not recognized" : first.format;
    return [[words(kind), words(statusWords[first.status]), ...counts(list)]];
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
    foot: [words("Total"), [], ...counts(inputs)],
  };
}

/** How records, events and duplicates add up. */
export function recordSum({ totals, conflicts, untimed }: CaseFacts): readonly Block[] {
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
