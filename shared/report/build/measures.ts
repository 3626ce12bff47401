import { say, text } from "../../span.ts";
import type { Topic } from "../../remediation/topic.ts";
import { topics } from "../../remediation/topics.ts";
import type { Block, Section } from "../document.ts";
import { measureId } from "./finding-remedy.ts";
import { failingFor } from "./posture.ts";
import type { ReportFacts } from "./report-facts.ts";
import { bullets, heading, listed, para, ref, refs, words } from "./words.ts";

/** For which findings a measure matters; ids in the order of severity. */
function relevance(topic: Topic, report: ReportFacts): Block {
  const { facts } = report;
  const names = new Set(topic.appliesTo);
  const ids = facts.findings
    .filter(({ finding }) => names.has(finding.eventName))
    .map(({ id }) => id);
  const failed = failingFor(topic.id, report).map(({ title }) => words(`“${title}”`));
  if (failed.length > 0)
    return para(
      say`${failed.length === 1 ? text("The check") : text("The checks")} ${listed(failed)} of section ${ref("posture")} ${text(failed.length === 1 ? "calls" : "call")} for it${ids.length === 0 ? [] : say`; it goes with ${refs(ids)}`}.`,
      "soft",
    );
  return ids.length === 0
    ? para(words("No finding of this report calls for it in particular."), "soft")
    : para(say`Goes with ${refs(ids)}.`, "soft");
}

function measure(topic: Topic, n: number, report: ReportFacts): readonly Block[] {
  return [
    heading(measureId(n), `8.${n} ${topic.title}`),
    ...topic.why.map((spans) => para(spans)),
    relevance(topic, report),
    {
      b: "ways",
      id: `ways-${topic.id}`,
      label: "Step by step, three ways",
      console: [{ b: "list", ordered: true, items: topic.console }],
      cli: [{ b: "code", language: "shell", text: topic.cli }],
      python: [{ b: "code", language: "python", text: topic.python }],
    },
    { b: "heading", level: 4, text: "How to verify" },
    ...bullets(topic.verify),
    { b: "heading", level: 4, text: "Done?" },
    { b: "checks", items: topic.checklist.map((check) => check.step) },
  ];
}

/** The general measures, each once; findings refer to them. */
export function measuresSection(report: ReportFacts): Section {
  return {
    id: "measures",
    number: "8",
    title: "General measures",
    page: "portrait",
    start: "page",
    contents: topics.map((topic, i) => ({ to: measureId(i + 1), label: words(topic.title) })),
    blocks: [
      para(
        say`Safeguards that no single change undoes. ${
          report.facts.posture === undefined
            ? text(
                "They were not checked: this report rests on a log, and a log does not show settings that nobody touched.",
              )
            : say`What the evidence tells of them stands in ${ref("posture")}; a log alone does not show settings that nobody touched.`
        } Their lines in the checklist (${ref("checklist")}) begin with M.`,
      ),
      ...topics.flatMap((topic, i) => measure(topic, i + 1, report)),
    ],
  };
}
