/** Findings of a case: written by the analysis, read by printers. */
import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import type { Finding } from "../../shared/finding.ts";
import { withSettings } from "../../shared/rule-settings.ts";
import { rankOf, severityOf } from "../../shared/severity.ts";
import type { Severity } from "../../shared/severity.ts";
import type { FindingSummary } from "./finding-summary.ts";
import { writeSummaries, unpackSummaries } from "./finding-summary.ts";
import type { CaseDb } from "./open-case.ts";
import { readRuleSettings, weighFindings } from "./rule-settings.ts";

/** A finding with the number that it has in this case for ever. */
export interface NumberedFinding {
  /** F-01 … */
  readonly id: string;
  readonly finding: Finding;
}

/** Some findings as the case keeps them. */
export interface FindingBlock {
  /** Of each finding its key, time (seconds since 1970) and rank of severity. */
  readonly rows: readonly {
    readonly key: string;
    readonly t: number | null;
    readonly severity: number;
  }[];
  /** What lists show of them, as JSON (finding-summary.ts). */
  readonly summary: string;
  /** The findings as a JSON list. */
  readonly data: string;
}

/** Findings that are kept together: enough to pack well, few enough to unpack one quickly. */
export const blockFindings = 64;

/** Writes findings as text; threads do it beside the one that compresses and stores it. */
export function writeFindings(findings: readonly Finding[]): FindingBlock {
  return {
    rows: findings.map((finding) => ({
      key: finding.key,
      t: finding.time === null ? null : Math.floor(Date.parse(finding.time) / 1000),
      severity: rankOf(finding.severity),
    })),
    summary: writeSummaries(findings),
    data: JSON.stringify(findings),
  };
}

function packed(text: string): Uint8Array {
  return zstdCompressSync(text, { params: { [constants.ZSTD_c_compressionLevel]: 1 } });
}

export interface FindingWriter {
  readonly add: (block: FindingBlock) => void;
  /** Numbers all that was added. Returns how many there are. */
  readonly finish: () => number;
}

/** Who made findings: each replaces its own, and leaves those of the other. */
export type FindingMaker = "analysis" | "rules";

/**
 * Replaces the findings of one maker. Those that are added wait in a working table, block after block, so that memory
 * does not grow with them; `finish` puts them in the place of the old ones, inside the caller's transaction. A finding
 * that was there before (same key) keeps its number; new ones get the next numbers in the order of severity and time;
 * numbers of findings that are gone are not given again.
 */
export function createFindingWriter(db: CaseDb, maker: FindingMaker): FindingWriter {
  db.exec(`
    DROP TABLE IF EXISTS temp.new_finding;
    DROP TABLE IF EXISTS temp.new_finding_block;
    CREATE TEMP TABLE new_finding (key TEXT, t INTEGER, severity INTEGER, block INTEGER, place INTEGER);
    CREATE TEMP TABLE new_finding_block (id INTEGER PRIMARY KEY, summary BLOB, data BLOB);`);
  const insert = db.prepare(`INSERT INTO temp.new_finding VALUES (?, ?, ?, ?, ?)`);
  const insertBlock = db.prepare(`INSERT INTO temp.new_finding_block VALUES (?, ?, ?)`);
  let blocks = 0;
  // In one transaction: each statement on its own costs more than all of them.
  const addBlock = db.transaction(
    (rows: FindingBlock["rows"], summary: Uint8Array, data: Uint8Array) => {
      insertBlock.run(blocks, summary, data);
      rows.forEach(({ key, t, severity }, place) => insert.run(key, t, severity, blocks, place));
    },
  );
  return {
    add: ({ rows, summary, data }) => {
      blocks++;
      addBlock(rows, packed(summary), packed(data));
    },
    finish: () => {
      db.prepare(
        `DELETE FROM finding WHERE block IN (SELECT id FROM finding_block WHERE made_by = ?)`,
      ).run(maker);
      db.prepare(`DELETE FROM finding_block WHERE made_by = ?`).run(maker);
      const before =
        db.prepare<[], number>(`SELECT coalesce(max(id), 0) FROM finding_block`).pluck().get() ?? 0;
      db.prepare(
        `INSERT INTO finding_block (id, summary, data, made_by)
         SELECT id + ?, summary, data, ? FROM temp.new_finding_block ORDER BY id`,
      ).run(before, maker);
      db.prepare(
        `INSERT INTO finding (key, t, severity, block, place, own_severity)
         SELECT key, t, severity, block + ?, place, severity FROM temp.new_finding ORDER BY rowid`,
      ).run(before);
      db.exec(
        `DELETE FROM temp.new_finding;
         DELETE FROM temp.new_finding_block;
         INSERT INTO finding_number
         SELECT key, (SELECT coalesce(max(number), 0) FROM finding_number) + row_number() OVER (ORDER BY own_severity DESC, t, key)
         FROM finding WHERE key NOT IN (SELECT key FROM finding_number)`,
      );
      weighFindings(db);
      return countFindings(db);
    },
  };
}

/** How many findings a case has, without those of rules that are switched off. */
export function countFindings(db: CaseDb): number {
  return db.prepare<[], number>(`SELECT count(*) FROM finding WHERE NOT is_off`).pluck().get() ?? 0;
}

/** How many findings of rules that are switched off a case has. */
export function countSwitchedOff(db: CaseDb): number {
  return db.prepare<[], number>(`SELECT count(*) FROM finding WHERE is_off`).pluck().get() ?? 0;
}

interface Place {
  readonly number: number;
  readonly block: number;
  readonly place: number;
}

const worstFirst = `ORDER BY f.severity DESC, f.t, n.number`;

/** All findings at or above a severity, worst first, then oldest first. `off`: those of rules that are switched off instead. */
export function listFindings(
  db: CaseDb,
  atLeast: Severity,
  off = false,
): readonly NumberedFinding[] {
  const settings = readRuleSettings(db);
  const places = db
    .prepare<[number, number], Place>(
      `SELECT n.number, f.block, f.place FROM finding f JOIN finding_number n USING (key)
       WHERE f.is_off = ? AND f.severity >= ? ${worstFirst}`,
    )
    .all(off ? 1 : 0, rankOf(atLeast));
  const read = createBlockReader(db);
  // Every block is unpacked once; the list holds all findings anyway.
  const bodies = new Map<number, readonly Finding[]>();
  return places.map(({ number, block, place }) => {
    const known = bodies.get(block) ?? read(block);
    bodies.set(block, known);
    return {
      id: findingId(number),
      finding: withSettings(known[place] ?? missing(number), settings),
    };
  });
}

/** One finding with its number, switched off or not, from the one block that holds it; null: the case has none of this id. */
export function findingById(db: CaseDb, id: string): NumberedFinding | null {
  const number = findingNumber(id);
  const at = db
    .prepare<[number | null], Place>(
      `SELECT n.number, f.block, f.place FROM finding_number n JOIN finding f ON f.key = n.key WHERE n.number = ?`,
    )
    .get(number);
  if (at === undefined) return null;
  return {
    id: findingId(at.number),
    finding: withSettings(
      createBlockReader(db)(at.block)[at.place] ?? missing(at.number),
      readRuleSettings(db),
    ),
  };
}

function createBlockReader(db: CaseDb): (block: number) => readonly Finding[] {
  const dataOf = db
    .prepare<[number], Buffer>(`SELECT data FROM finding_block WHERE id = ?`)
    .pluck();
  return (block) => {
    const data = dataOf.get(block);
    if (data === undefined) throw new Error(`finding block ${block} is missing`);
    // Written by the finding writer from findings; a case of another layout is refused when it is opened.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return JSON.parse(zstdDecompressSync(data).toString("utf8")) as Finding[];
  };
}

function missing(number: number): never {
  throw new Error(`finding ${number} is missing`);
}

/** The id that a finding of this key has, or had before an analysis dropped it; empty when there never was one. */
export function findingIdOf(db: CaseDb, key: string): string {
  const number = db
    .prepare<[string], number>(`SELECT number FROM finding_number WHERE key = ?`)
    .pluck()
    .get(key);
  return number === undefined ? "" : findingId(number);
}

/** F-01 … for a number. */
function findingId(number: number): string {
  return `F-${String(number).padStart(2, "0")}`;
}

function findingNumber(id: string): number | null {
  const digits = /^F-(\d{1,9})$/.exec(id)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** A finding as lists show it. */
export interface ListedFinding {
  /** F-01 … */
  readonly id: string;
  readonly number: number;
  readonly key: string;
  readonly summary: FindingSummary;
}

/**
 * The summaries of all findings, worst first, then oldest first: the order of `listFindings`. `off`: of those of rules
 * that are switched off instead.
 */
export function listSummaries(db: CaseDb, off = false): readonly ListedFinding[] {
  const blocks = new Map(
    db
      .prepare<[], [number, Buffer]>(`SELECT id, summary FROM finding_block`)
      .raw()
      .all()
      .map(([id, data]) => [id, unpackSummaries(data)]),
  );
  return db
    .prepare<[number], [number, string, number, number, number]>(
      `SELECT n.number, f.key, f.block, f.place, f.severity FROM finding f JOIN finding_number n USING (key)
       WHERE f.is_off = ? ${worstFirst}`,
    )
    .raw()
    .all(off ? 1 : 0)
    .map(([number, key, block, place, rank]) => {
      const summary = blocks.get(block)?.[place] ?? missing(number);
      const severity = severityOf(rank);
      return {
        id: findingId(number),
        number,
        key,
        summary: summary.severity === severity ? summary : { ...summary, severity },
      };
    });
}

/** How many findings lists show of each severity. */
export function countBySeverity(db: CaseDb): Readonly<Record<Severity, number>> {
  const counts = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  const rows = db
    .prepare<[], { severity: number; n: number }>(
      `SELECT severity, count(*) AS n FROM finding WHERE NOT is_off GROUP BY severity`,
    )
    .all();
  for (const { severity, n } of rows) counts[severityOf(severity)] += n;
  return counts;
}
