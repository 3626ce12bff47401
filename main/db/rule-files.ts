/** Files of users' own Sigma rules in a case: custody as of logs, and the texts that are compiled. */
import { zstdCompressSync, zstdDecompressSync } from "node:zlib";
import type { RuleFileLine } from "../../shared/ipc/rules.ts";
import { setRulesAsked } from "./inputs.ts";
import type { Hand } from "./journal.ts";
import type { CaseDb } from "./open-case.ts";

/** A file of rules to be added. Null bytes: it could not be read, and `note` says why. */
export interface NewRuleFile {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: Uint8Array | null;
  readonly size: number;
  readonly note: string;
}

/**
 * Adds files; one that is in use with the same path and content is left out, one with the same path and another content
 * takes the place of the one before. Answers how many were added.
 */
export function addRuleFiles(db: CaseDb, files: readonly NewRuleFile[], hand: Hand): number {
  const same = db
    .prepare<[string, string], number>(
      `SELECT 1 FROM rule_file WHERE path = ? AND sha256 = ? AND removed_at IS NULL`,
    )
    .pluck();
  const retire = db.prepare(
    `UPDATE rule_file SET removed_at = ?, removed_by = ? WHERE path = ? AND removed_at IS NULL`,
  );
  const insert = db.prepare(
    `INSERT INTO rule_file (path, sha256, bytes, added_at, added_by, data, note) VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  return db.transaction(() => {
    let added = 0;
    for (const { path, sha256, bytes, size, note } of files) {
      if (same.get(path, sha256) !== undefined) continue;
      retire.run(hand.at, hand.who, path);
      const data = bytes === null ? null : zstdCompressSync(bytes);
      insert.run(path, sha256, size, hand.at, hand.who, data, note);
      added++;
    }
    if (added > 0) setRulesAsked(db, null);
    return added;
  })();
}

/** Takes files out of use; they stay in the case. Answers how many were in use. */
export function removeRuleFiles(db: CaseDb, ids: readonly number[], hand: Hand): number {
  const remove = db.prepare(
    `UPDATE rule_file SET removed_at = ?, removed_by = ? WHERE id = ? AND removed_at IS NULL`,
  );
  return db.transaction(() => {
    const removed = ids.reduce((sum, id) => sum + remove.run(hand.at, hand.who, id).changes, 0);
    if (removed > 0) setRulesAsked(db, null);
    return removed;
  })();
}

/** All files that were ever added, in the order of their paths; those in use first. */
export function listRuleFiles(db: CaseDb): readonly RuleFileLine[] {
  return db
    .prepare<[], RuleFileLine>(
      `SELECT id, path, sha256, bytes, added_at AS addedAt, added_by AS addedBy,
         removed_at AS removedAt, removed_by AS removedBy, note
       FROM rule_file ORDER BY removed_at IS NOT NULL, path, id`,
    )
    .all();
}

/** The bytes of a file, whatever became of it; null: there is none, or it could not be read. */
export function ruleFileBytes(db: CaseDb, id: number): Buffer | null {
  const data = db
    .prepare<[number], Buffer | null>(`SELECT data FROM rule_file WHERE id = ?`)
    .pluck()
    .get(id);
  return data === undefined || data === null ? null : zstdDecompressSync(data);
}

/** What came of a rule when it was asked last. */
export interface RuleOutcome {
  readonly rule: string;
  /** Events, or matches of a correlation. */
  readonly matches: number;
  readonly findings: number;
  readonly remarks: readonly string[];
}

/** Replaces what came of all rules. */
export function writeRuleOutcomes(db: CaseDb, outcomes: readonly RuleOutcome[]): void {
  db.exec(`DELETE FROM rule_result`);
  const insert = db.prepare(`INSERT OR REPLACE INTO rule_result VALUES (?, ?, ?, ?)`);
  for (const { rule, matches, findings, remarks } of outcomes)
    insert.run(rule, matches, findings, JSON.stringify(remarks));
}

/** What came of each rule, by its name. */
export function readRuleOutcomes(db: CaseDb): ReadonlyMap<string, RuleOutcome> {
  const rows = db
    .prepare<[], { rule: string; matches: number; findings: number; remarks: string }>(
      `SELECT rule, matches, findings, remarks FROM rule_result`,
    )
    .all();
  return new Map(
    rows.map(({ remarks, ...row }) => {
      const read: unknown = JSON.parse(remarks);
      return [row.rule, { ...row, remarks: Array.isArray(read) ? read.map(String) : [] }];
    }),
  );
}
