/** Streams the events of a case through the rules and stores what they find. */
import { createAnalyzer } from "../../shared/analysis/analyzer.ts";
import { createFindingWriter } from "../db/findings.ts";
import type { CaseDb } from "../db/open-case.ts";
import { relevantEvents } from "../db/read-events.ts";
import { sessionStarts } from "../db/session-starts.ts";

/** Analyses the whole case anew. Returns the number of findings. */
export function analyzeCase(db: CaseDb): number {
  return db.transaction(() => {
    const writer = createFindingWriter(db);
    const analyzer = createAnalyzer({ sessionStart: sessionStarts(db) });
    for (const event of relevantEvents(db)) analyzer.next(event).forEach(writer.add);
    analyzer.finish().forEach(writer.add);
    return writer.finish();
  })();
}
