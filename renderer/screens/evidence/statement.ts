/** The statement of custody as text, for a mail or the file of the engagement. Pure. */
import type { CaseInfo } from "../../../shared/ipc/case.ts";
import type { EvidenceSummary } from "../../../shared/ipc/evidence.ts";
import { visibleText } from "../../parts/log-text.tsx";
import { evidenceWords as words } from "../../strings/evidence.ts";

/** What the evidence is, who read it when and with what, and what proves it. */
export function statementOf(info: CaseInfo, evidence: EvidenceSummary): string {
  const { totals, engagement } = info;
  const { counts, runs, validation, digestFiles } = evidence;
  const lines = [
    [engagement.client, engagement.title, engagement.reference]
      .filter((one) => one !== null)
      .join(", "),
    `${words.custody}: ${words.hashed(counts)}. ${words.notHashed(counts)}`.trim(),
    `${words.records}: ${words.recordsText(totals)}.`,
    totals.firstEvent === null || totals.lastEvent === null
      ? words.noTime
      : `${words.time}: ${words.timeRange(totals.firstEvent, totals.lastEvent)} UTC`,
    validation === null
      ? `${words.digestChain}: ${digestFiles === 0 ? words.digestNone : words.digestHere(digestFiles)}.`
      : `${words.digestChain}: ${words.statuses(validation.digests)}. ${words.digestText(words.statuses(validation.logs), validation.keys.length)}`,
    ...runs.map(
      (run) =>
        `${run.startedAt} – ${run.finishedAt ?? words.notEnded}: ${words.runState(run.status)}, ${run.user}, ${run.host}, ${run.program}: ${run.paths.join(", ")}`,
    ),
  ];
  return lines
    .filter((line) => line !== "")
    .map(visibleText)
    .join("\n");
}
