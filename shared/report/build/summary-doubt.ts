import { counted, num, say, text } from "../../span.ts";
import type { Spans } from "../../span.ts";
import { silentDays } from "./coverage.ts";
import { loggingFindings, unreadFiles } from "./limits.ts";
import type { ReportFacts } from "./report-facts.ts";
import { ref, refs, words } from "./words.ts";

/** What the evidence does not tell; each line only when its facts exist. */
export function unknown(report: ReportFacts): readonly Spans[] {
  const { facts } = report;
  const out: Spans[] = [];
  if (facts.findings.length > 0) {
    out.push(
      words("Who held the credentials: a log names no people."),
      words("Whether the changes were ordered: no tickets here."),
      words("What still stands today, and what was done since."),
    );
  }
  const stopped = loggingFindings(report);
  if (stopped.length > 0) {
    out.push(say`What was done while logging was off or reduced (${refs(stopped, 4)}).`);
  }
  const silent = silentDays(report).days;
  if (silent > 0) {
    out.push(
      say`What happened on ${counted(silent, "day")} without any event: nothing, or missing logs (${ref("coverage", "section 3.4")}).`,
    );
  }
  const unread = unreadFiles(report);
  const broken = facts.problems.filter((problem) => !problem.isNote).length;
  if (unread > 0 || broken > 0) {
    out.push(
      say`What stands in the parts of files that could not be read: ${counted(broken, "problem")}, ${counted(unread, "file")} not read (${ref("trouble", "section 3.5")}).`,
    );
  }
  if (facts.findings.length === 0) {
    out.push(words("What happened outside of the files in the evidence."));
  }
  return out;
}

/** What the evidence proves to be in order; each line only when its facts prove it. */
export function known(report: ReportFacts): readonly Spans[] {
  const { facts, changes } = report;
  const out: Spans[] = [];
  const broken = facts.problems.filter((problem) => !problem.isNote).length;
  const read = facts.inputs.filter((input) => input.status === "read").length;
  if (read > 0 && broken === 0 && unreadFiles(report) === 0) {
    out.push(
      say`All ${counted(read, "file")} with CloudTrail records ${text(read === 1 ? "was" : "were")} read to the end, without a problem.`,
    );
  }
  if (facts.rootCalls === 0 && facts.totals.events > 0) {
    out.push(
      say`No call by the root user is in the evidence, among ${counted(facts.totals.events, "event")}.`,
    );
  }
  if (changes.failed > 0) {
    out.push(
      say`${num(changes.failed)} IAM ${text(changes.failed === 1 ? "call was" : "calls were")} denied or failed and changed nothing.`,
    );
  }
  return out;
}
