/** Streams the events of a case through the rules and stores what they find. */
import { createAnalyzer } from "../../shared/analysis/analyzer.ts";
import type { Finding } from "../../shared/finding.ts";
import { replaceFindings } from "../db/findings.ts";
import type { CaseDb } from "../db/open-case.ts";
import { relevantEvents } from "../db/read-events.ts";

/** Analyses the whole case anew. Returns the number of findings. */
export function analyzeCase(db: CaseDb): number {
  const analyzer = createAnalyzer();
  const findings: Finding[] = [];
  for (const event of relevantEvents(db)) findings.push(...analyzer.next(event));
  findings.push(...analyzer.finish());
  replaceFindings(db, findings);
  return findings.length;
}
