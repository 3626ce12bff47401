import type { Finding } from "../../finding.ts";
import { counted, plain, say, text } from "../../span.ts";
import { rankOf } from "../../severity.ts";
import type { NumberedFinding } from "../case-facts.ts";
import type { Block, FindingDoc } from "../document.ts";
import { chainBlocks } from "./chain-block.ts";
import { findingFacts, underTitle } from "./finding-facts.ts";
import { doubtPart, impactPart, severityPart } from "./finding-judgement.ts";
import { isRoutine } from "./routine.ts";
import { remedyPart, verifyPart } from "./finding-remedy.ts";
import type { FindingRecords } from "./records.ts";
import type { ReportFacts } from "./report-facts.ts";
import { para, ref, words } from "./words.ts";

type Part = FindingDoc["parts"][number];

function changePart({ finding }: NumberedFinding): Part {
  const { change } = finding;
  const blocks: readonly Block[] =
    change === null || change.lines.length === 0
      ? []
      : [{ b: "diff", caption: change.caption, lines: change.lines }];
  return { title: "The change", blocks };
}

/** Said where records of a finding stand in no file that was left as it was delivered. */
function alteredNote({ finding }: NumberedFinding, { facts }: ReportFacts): readonly Block[] {
  const altered = new Set(facts.validation?.altered.map(({ input }) => input));
  const doubtful = [...new Set([...finding.events, ...finding.context])].filter((id) => {
    const sources = facts.cited.get(id)?.sources ?? [];
    return sources.length > 0 && sources.every(({ input }) => altered.has(input));
  });
  if (doubtful.length === 0) return [];
  const isOne = doubtful.length === 1;
  return [
    {
      b: "note",
      look: "gap",
      title: "Altered log files.",
      spans: say`${counted(doubtful.length, "record")} of this finding ${text(isOne ? "stands" : "stand")} only in log files that were altered after they were delivered (${ref("integrity")}): what ${text(isOne ? "it says" : "they say")} is not proved.`,
    },
  ];
}

/** The records of a finding: its own with their text, then the earlier ones that it rests on. */
function evidencePart(
  { own, context, printsRaw, missing }: FindingRecords,
  altered: readonly Block[],
): Part {
  const blocks: Block[] = [...altered];
  if (own.length > 0) blocks.push({ b: "evidence", rows: own, raw: printsRaw });
  if (own.length > 0 && !printsRaw) {
    blocks.push(para(say`Their text is in ${ref("records")}.`, "soft"));
  }
  if (context.length > 0) {
    blocks.push(
      para(
        say`Earlier or related records that the statements rest on; their text is in ${ref("records")} or with the finding they belong to:`,
        "soft",
      ),
      { b: "evidence", rows: context, raw: false },
    );
  }
  if (missing.length > 0) {
    blocks.push({
      b: "note",
      look: "gap",
      title: "Incomplete.",
      spans: say`${counted(missing.length, "record")} that this finding names could not be found in the case.`,
    });
  }
  return { title: "Evidence", blocks };
}

/** Whether the sentence for managers only says again who called what; title and facts do that already. */
export function isPlainCall({ oneLine, eventName }: Finding): boolean {
  return plain(oneLine).includes(` called ${eventName}:`);
}

/** A finding as the report prints it: always the same parts in the same order; empty ones are left out. */
export function findingDoc(numbered: NumberedFinding, report: ReportFacts): FindingDoc {
  const { id, finding } = numbered;
  const inShort = isRoutine(finding);
  const done: readonly Block[] =
    finding.done.length === 0 ? [] : [{ b: "checks", items: finding.done }];
  const parts: readonly Part[] = [
    { title: "Who became whom", blocks: chainBlocks(finding) },
    { title: "What happened", blocks: finding.happened.map((spans) => para(spans)) },
    changePart(numbered),
    impactPart(finding),
    doubtPart(inShort ? { ...finding, unknown: [] } : finding),
    severityPart(finding),
    remedyPart(id, finding),
    verifyPart(finding),
    evidencePart(report.records.of(id), alteredNote(numbered, report)),
    { title: "Done?", blocks: done },
  ];
  return {
    id,
    title: finding.title.length === 0 ? words(finding.rule) : finding.title,
    severity: finding.severity,
    outcome: finding.outcome,
    under: underTitle(finding),
    oneLine: isPlainCall(finding) ? [] : finding.oneLine,
    facts: findingFacts(finding, report.facts.cited),
    parts: parts.filter((part) => part.blocks.length > 0),
    // A page of its own for what somebody must act on; routine changes follow one another.
    newPage: !inShort,
    folded: rankOf(finding.severity) < rankOf("medium"),
  };
}
