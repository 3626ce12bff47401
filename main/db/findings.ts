/** Findings of a case: written by the analysis, read by printers. */
import type { Finding } from "../../shared/finding.ts";
import { rankOf } from "../../shared/severity.ts";
import type { Severity } from "../../shared/severity.ts";
import type { CaseDb } from "./open-case.ts";

/** A finding with the number that it has in this case for ever. */
export interface NumberedFinding {
  /** F-01 … */
  readonly id: string;
  readonly finding: Finding;
}

/**
 * Replaces the findings of a case. A finding that was there before (same key) keeps its number; new ones get the next
 * numbers in the order of severity and time; numbers of findings that are gone are not given again.
 */
export function replaceFindings(db: CaseDb, findings: readonly Finding[]): void {
  const numberOf = db
    .prepare<[string], number>(`SELECT number FROM finding_number WHERE key = ?`)
    .pluck();
  const giveNumber = db.prepare(`INSERT INTO finding_number VALUES (?, ?)`);
  const insert = db.prepare(`INSERT INTO finding VALUES (?, ?, ?, ?, ?)`);
  db.transaction(() => {
    db.exec(`DELETE FROM finding`);
    let last =
      db.prepare<[], number>(`SELECT coalesce(max(number), 0) FROM finding_number`).pluck().get() ??
      0;
    for (const finding of findings.toSorted(byWeight)) {
      let number = numberOf.get(finding.key);
      if (number === undefined) {
        number = ++last;
        giveNumber.run(finding.key, number);
      }
      const t = finding.time === null ? null : Math.floor(Date.parse(finding.time) / 1000);
      insert.run(number, finding.key, t, rankOf(finding.severity), JSON.stringify(finding));
    }
  })();
}

/** Worst first, then oldest first, then by key. */
function byWeight(a: Finding, b: Finding): number {
  return (
    rankOf(b.severity) - rankOf(a.severity) ||
    compare(a.time ?? "", b.time ?? "") ||
    compare(a.key, b.key)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** All findings at or above a severity, worst first, then oldest first. */
export function listFindings(db: CaseDb, atLeast: Severity): readonly NumberedFinding[] {
  return db
    .prepare<[number], { number: number; body: string }>(
      `SELECT number, body FROM finding WHERE severity >= ? ORDER BY severity DESC, t, number`,
    )
    .all(rankOf(atLeast))
    .map(({ number, body }) => ({
      id: `F-${String(number).padStart(2, "0")}`,
      // Written by replaceFindings from a Finding; a case of another layout is refused when it is opened.
      finding: JSON.parse(body) as Finding,
    }));
}
