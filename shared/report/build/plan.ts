import { rankOf } from "../../severity.ts";
import { joined, num, say, text } from "../../span.ts";
import type { Spans } from "../../span.ts";
import type { NumberedFinding } from "../case-facts.ts";
import type { Block, Section } from "../document.ts";
import { callKey, callSpans, isSettled } from "./call-words.ts";
import { fullTitle } from "./findings.ts";
import type { ReportFacts } from "./report-facts.ts";
import { sumOf } from "./report-facts.ts";
import { bullets, coded, dueOf, heading, para, ref, refs, strong, words } from "./words.ts";

/** Notes about order name at most this many groups; the rest is counted. */
const mostNotes = 20;

/** Whether the step has a date: medium and above. */
function isDue({ finding }: NumberedFinding): boolean {
  return rankOf(finding.severity) >= rankOf("medium");
}

/** What a plan does, in one cell: its calls, or that a person has to act. */
function whatSpans(one: NumberedFinding, report: ReportFacts): Spans {
  const { plan } = one.finding;
  const title: Spans = [{ t: "strong", of: fullTitle(one, report) }, text(". ")];
  if (plan.operations.length === 0) return say`${title}No call; see the steps by hand`;
  const calls = isDue(one)
    ? plan.operations.map((operation) => callSpans(operation, "short"))
    : [...new Set(plan.operations.map(({ api }) => api))].map((api) => [coded(api)]);
  return [...title, ...joined(calls, ", then ")];
}

function certaintySpans({ finding }: NumberedFinding): Spans {
  const { operations, certainty } = finding.plan;
  if (operations.length === 0) return words("by hand");
  return words(certainty === "ask" ? "needs an answer" : certainty);
}

function steps(list: readonly NumberedFinding[], report: ReportFacts, from: number): Block {
  return {
    b: "table",
    columns: [
      { title: "Step", as: "num", width: 6 },
      { title: "Change, and the calls that take it back", as: "text" },
      { title: "Finding", as: "text", width: 9 },
      { title: "Calls", as: "num", width: 6 },
      { title: "Due", as: "text", width: 15 },
      { title: "Certainty", as: "text", width: 14 },
    ],
    rows: list.map((one, i) => [
      [num(from + i)],
      whatSpans(one, report),
      [ref(one.id)],
      [num(one.finding.plan.operations.length)],
      words(dueOf(one.finding.severity)),
      certaintySpans(one),
    ]),
    foot: [
      words("Total"),
      [],
      [],
      [num(sumOf(list, ({ finding }) => finding.plan.operations.length))],
      [],
      [],
    ],
  };
}

/** Texts among the inputs of a plan's calls: names and ARNs of what they touch. */
function touched({ finding }: NumberedFinding): readonly string[] {
  return finding.plan.operations.flatMap((operation) =>
    Object.values(operation.input).filter((value) => typeof value === "string"),
  );
}

/**
 * Findings about the same thing, or whose calls need it: the later change is taken back first, or the earlier one
 * can't be.
 */
function sameThing(list: readonly NumberedFinding[]): readonly Spans[] {
  const groups = new Map<string, Set<NumberedFinding>>();
  const acting = list.filter(({ finding }) => finding.plan.operations.length > 0);
  for (const one of acting) {
    const { target, account } = one.finding;
    if (target.id === null) continue;
    const key = JSON.stringify([account, target.id]);
    groups.set(key, (groups.get(key) ?? new Set()).add(one));
  }
  for (const one of acting) {
    for (const value of touched(one)) {
      if (value.startsWith("arn:")) {
        groups.get(JSON.stringify([one.finding.account, value]))?.add(one);
      }
    }
  }
  return [...groups.values()]
    .filter((group) => group.size > 1 && [...group].some(isDue))
    .map((group) => {
      const [first] = group;
      const latestFirst = [...group].toSorted((a, b) =>
        (a.finding.time ?? "") < (b.finding.time ?? "") ? 1 : -1,
      );
      const order = joined(
        latestFirst.map(({ id }) => ref(id)),
        ", then ",
      );
      return say`${first?.finding.target.label ?? []}: ${order}`;
    });
}

/** Equal calls in several plans: made once, they serve all. */
function sameCalls(list: readonly NumberedFinding[]): readonly Spans[] {
  const calls = new Map<string, { readonly said: Spans; readonly from: Set<NumberedFinding> }>();
  for (const one of list) {
    const { plan } = one.finding;
    for (const operation of plan.operations.filter(isSettled)) {
      const key = callKey(operation, plan.account);
      const known = calls.get(key);
      if (known !== undefined) known.from.add(one);
      else calls.set(key, { said: callSpans(operation, "short"), from: new Set([one]) });
    }
  }
  return [...calls.values()]
    .filter(({ from }) => from.size > 1 && [...from].some(isDue))
    .map(({ said, from }) => say`${said}: ${refs([...from].map(({ id }) => id))}`);
}

function shortened(items: readonly Spans[]): readonly Spans[] {
  const more = items.length - mostNotes;
  if (more <= 0) return items;
  return [
    ...items.slice(0, mostNotes),
    say`and ${num(more)} more: findings with the same target are to be taken back from the latest to the earliest`,
  ];
}

function orderNotes(list: readonly NumberedFinding[]): readonly Block[] {
  const things = sameThing(list);
  const calls = sameCalls(list);
  return [
    {
      b: "note",
      look: "info",
      title: "Order matters.",
      spans: words(
        "Take away wide rights before ending sessions, or a session can write them again. Use none of the credentials that acted in critical or high findings for any step. Deletions come last, after the evidence is kept.",
      ),
    },
    ...(things.length === 0
      ? []
      : [
          para(
            say`${strong("Several changes of one thing.")} Decide on them together; what is taken back is taken back from the latest to the earliest:`,
          ),
          ...bullets(shortened(things)),
        ]),
    ...(calls.length === 0
      ? []
      : [
          para(say`${strong("The same call in several plans.")} It is to be made once:`),
          ...bullets(shortened(calls)),
        ]),
  ];
}

/** What takes changes back, in the order in which it helps most. */
export function planSection(report: ReportFacts): Section {
  const all = report.facts.findings.filter(
    ({ finding }) =>
      finding.outcome === "success" &&
      finding.plan.operations.length + finding.plan.manual.length > 0,
  );
  const due = all.filter(isDue);
  const routine = all.filter((one) => !isDue(one));
  const intro = para(
    say`One step for each change, by severity and then by time. A change that its owner confirms needs no step: ask first, except where a delay costs more than a mistake. “Certainty” tells whether the calls are ${strong("exact")} from the evidence, ${strong("partial")} (something can’t be brought back) or need an answer first. Dates run from the day on which this report is handed over.`,
  );
  const blocks: readonly Block[] =
    all.length === 0
      ? [para(words("There is no change to take back."))]
      : [
          intro,
          ...(due.length === 0
            ? [para(words("No finding of medium or above needs a step."))]
            : [steps(due, report, 1)]),
          ...orderNotes(all),
          ...(routine.length === 0
            ? []
            : [
                heading("plan-routine", "6.1 Changes of low severity"),
                para(
                  words(
                    "To be taken back only where the owner says that the change was not wanted.",
                  ),
                ),
                steps(routine, report, due.length + 1),
              ]),
        ];
  return {
    id: "plan",
    number: "6",
    title: "Remediation plan",
    page: "portrait",
    start: "page",
    contents: [],
    blocks,
  };
}
