/** What a verification comes to, in one sentence. */
import { formatCounted } from "../../shared/report/format.ts";
import type { VerifyReport } from "./verify-case.ts";

/** How many files of a kind have a status. */
export function countOf({ results }: VerifyReport, kind: string, status: string): number {
  return results.counts().find((one) => one.kind === kind && one.status === status)?.n ?? 0;
}

/** One sentence when something is wrong, else null. */
export function verdictOf(report: VerifyReport): string | null {
  const { originals, changedFiles } = report;
  const wrong = [
    [
      originals.different,
      "original is not what was imported",
      "originals are not what was imported",
    ],
    [originals.unreadable, "original could not be read", "originals could not be read"],
    [
      changedFiles,
      "file is not stored as it was imported",
      "files are not stored as they were imported",
    ],
    [countOf(report, "digest", "altered"), "digest was altered", "digests were altered"],
    [countOf(report, "digest", "missing"), "digest is missing", "digests are missing"],
    [countOf(report, "log", "altered"), "log file was altered", "log files were altered"],
    [countOf(report, "log", "missing"), "log file is missing", "log files are missing"],
    [report.unfitHeads, "signature fits no digest", "signatures fit no digest"],
  ] as const;
  const told = wrong.filter(([n]) => n > 0).map(([n, one, many]) => formatCounted(n, one, many));
  return told.length === 0 ? null : `The evidence is not whole: ${told.join("; ")}.`;
}
