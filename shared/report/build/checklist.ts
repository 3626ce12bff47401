import { counted, joined, say } from "../../span.ts";
import type { Spans } from "../../span.ts";
import type { NumberedFinding } from "../case-facts.ts";
import type { Block, CheckItem, Section } from "../document.ts";
import { topics } from "../../remediation/topics.ts";
import { callSpans } from "./call-words.ts";
import type { ReportFacts } from "./report-facts.ts";
import { heading, para, words } from "./words.ts";

/** What shows that the first item of a finding is done: the answers of its read calls, or a confirmation on paper. */
function verifySpans({ finding }: NumberedFinding): Spans {
  const { verify } = finding.plan;
  if (finding.outcome !== "success") return words("The answer, on paper");
  if (verify.length === 0) return words("The owner’s confirmation, on paper");
  const calls = joined(
    verify.map((operation) => callSpans(operation, "short")),
    "; ",
  );
  return say`${calls}: answers as in the finding; or the owner’s confirmation, on paper`;
}

/** Lines of one finding; their ids stay the same while the finding keeps its number. */
function itemsOf(one: NumberedFinding): readonly CheckItem[] {
  return one.finding.done.map((step, i) => ({
    id: `${one.id.replace(/^F/, "C")}.${i + 1}`,
    finding: one.id,
    step,
    verify:
      i === 0
        ? verifySpans(one)
        : words("A record of the test or review, or the owner’s confirmation"),
  }));
}

/** Lines of the general measures: M-1.1 is the first of section 8.1. */
function measureItems(): readonly CheckItem[] {
  return topics.flatMap((topic, t) =>
    topic.checklist.map(({ step, verify }, i) => ({
      id: `M-${t + 1}.${i + 1}`,
      finding: null,
      step,
      verify,
    })),
  );
}

const blank: Spans = [];

function paper(caption: string, titles: readonly string[], rows: number): Block {
  return {
    b: "table",
    caption,
    look: "grid",
    columns: titles.map((title) => ({ title, as: "blank" })),
    rows: Array.from({ length: rows }, () => titles.map(() => blank)),
  };
}

/** One line per step, then acceptance, accepted risks and retest, to be filled in by hand. */
export function checklistSection(report: ReportFacts): Section {
  const { engagement, findings } = report.facts;
  const items = findings.flatMap(itemsOf);
  const measures = measureItems();
  const list: readonly Block[] =
    items.length === 0
      ? [para(words("No finding asks for a step."))]
      : [{ b: "checklist", caption: `Findings: 0 of ${items.length} done`, items }];
  return {
    id: "checklist",
    number: "7",
    title: "Checklist and sign-off",
    page: "landscape",
    start: "page",
    contents: [],
    blocks: [
      para(
        say`${counted(items.length, "line")} for findings, ${counted(measures.length, "line")} for general measures; the findings hold the details. A line counts as done when its evidence is filed and both columns are signed by different persons.`,
      ),
      ...list,
      {
        b: "checklist",
        caption: `General measures (section 8): 0 of ${measures.length} done`,
        items: measures,
      },
      heading("sign-off", "7.1 Sign-off"),
      para(
        words(
          "The signatures confirm that the steps above were carried out and checked, or that the remaining risk is accepted as noted.",
        ),
      ),
      {
        b: "signOff",
        parties: [
          { for: engagement.client ?? "Client", role: "Responsible for the accounts" },
          { for: engagement.auditor ?? "Auditor", role: "Lead auditor" },
        ],
      },
      paper(
        "Accepted risks: what is not done, and who bears it",
        ["Finding or line", "Reason", "Accepted until", "Name, role", "Signature"],
        3,
      ),
      paper("Retest", ["Agreed for", "Evidence to be supplied", "Result", "Date, name"], 2),
    ],
  };
}
