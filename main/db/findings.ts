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

export interface FindingWriter {
  readonly add: (finding: Finding) => void;
  /** Numbers all that was added. Returns how many there are. */
  readonly finish: () => number;
}

/**
 * Replaces the findings of a case, one after the other, so that memory does not grow with them; runs inside the
 * caller's transaction. A finding that was there before (same key) keeps its number; new ones get the next numbers in
 * the order of severity and time; numbers of findings that are gone are not given again.
 */
export function createFindingWriter(db: CaseDb): FindingWriter {
  db.exec(`DELETE FROM finding`);
  const insert = db.prepare(`INSERT INTO finding VALUES (?, ?, ?, ?)`);
  return {
    add: (finding) => {
      const t = finding.time === null ? null : Math.floor(Date.parse(finding.time) / 1000);
      insert.run(finding.key, t, rankOf(finding.severity), JSON.stringify(finding));
    },
    finish: () => {
      db.exec(
        `INSERT INTO finding_number
         SELECT key, (SELECT coalesce(max(number), 0) FROM finding_number) + row_number() OVER (ORDER BY severity DESC, t, key)
         FROM finding WHERE key NOT IN (SELECT key FROM finding_number)`,
      );
      return db.prepare<[], number>(`SELECT count(*) FROM finding`).pluck().get() ?? 0;
    },
  };
}

/** All findings at or above a severity, worst first, then oldest first. */
export function listFindings(db: CaseDb, atLeast: Severity): readonly NumberedFinding[] {
  return db
    .prepare<[number], { number: number; body: string }>(
      `SELECT n.number, f.body FROM finding f JOIN finding_number n USING (key) WHERE f.severity >= ?
       ORDER BY f.severity DESC, f.t, n.number`,
    )
    .all(rankOf(atLeast))
    .map(({ number, body }) => ({
      id: `F-${String(number).padStart(2, "0")}`,
      // Written by the finding writer from a Finding; a case of another layout is refused when it is opened.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      finding: JSON.parse(body) as Finding,
    }));
}
