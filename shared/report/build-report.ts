import type { CaseFacts } from "./case-facts.ts";
import type { ReportDocument, Section } from "./document.ts";
import { filesSection, problemsSection, recordsSection } from "./build/appendix-evidence.ts";
import { arithmeticSection, manifestSection } from "./build/appendix-method.ts";
import { checklistSection } from "./build/checklist.ts";
import { controlSection, cover } from "./build/control.ts";
import { evidenceSection } from "./build/evidence.ts";
import { findingsSection } from "./build/findings.ts";
import { glossarySection } from "./build/glossary.ts";
import { limitsSection } from "./build/limits.ts";
import { measuresSection } from "./build/measures.ts";
import { planSection } from "./build/plan.ts";
import { postureSection } from "./build/posture.ts";
import { reportFacts } from "./build/report-facts.ts";
import type { ReportFacts } from "./build/report-facts.ts";
import { riskSection } from "./build/risk.ts";
import { scopeSection } from "./build/scope.ts";
import { summarySection } from "./build/summary.ts";
import { periodInWords } from "./build/words.ts";

/** All sections but the glossary, which depends on their words, and the manifest after it. */
function sections(report: ReportFacts): readonly Section[] {
  return [
    controlSection(report),
    summarySection(report),
    scopeSection(report),
    evidenceSection(report, 1),
    riskSection(report, 2),
    findingsSection(report),
    planSection(report),
    checklistSection(report),
    measuresSection(report),
    ...postureSection(report),
    limitsSection(report),
    filesSection(report),
    problemsSection(report),
    recordsSection(report),
    arithmeticSection(report),
  ];
}

function runningFoot({ facts, period }: ReportFacts): string {
  const { client, reference } = facts.engagement;
  const days =
    period.first === null || period.last === null ? null : periodInWords(period.first, period.last);
  const parts = [client, reference === null ? null : `Report ${reference}`, days, facts.program];
  return parts.filter((part) => part !== null).join(" · ");
}

/**
 * The client's report of a case. Every number comes from the facts, every sum equals its rows, a sentence is there
 * only when its facts are, and what the evidence does not hold is said with a fixed phrase. The same facts give the
 * same document.
 */
export function buildReport(facts: CaseFacts): ReportDocument {
  const report = reportFacts(facts);
  const { client, auditor, classification } = facts.engagement;
  const doc: ReportDocument = {
    version: 1,
    language: "en",
    title: "IAM change audit",
    subtitle:
      "Changes to identities and permissions in AWS, from CloudTrail, with evidence, remedies and checklist",
    ...(auditor === null ? {} : { firm: auditor }),
    client,
    classification,
    runningFoot: runningFoot(report),
    cover: cover(report),
    coverNote:
      "Made offline from log files; no call was made to any AWS account. Every statement about a change cites the record that it rests on.",
    producer: facts.program,
    at: facts.totals.lastEvent,
    sections: sections(report),
  };
  return { ...doc, sections: [...doc.sections, glossarySection(doc), manifestSection(report)] };
}
