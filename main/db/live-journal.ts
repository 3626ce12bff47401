/**
 * The journal of live fixes: appended to, never changed; each line carries the SHA-256 of itself and of the line before, so
 * that a line that was altered, taken out or put in between is seen.
 */
import { createHash } from "node:crypto";
import type { CaseDb } from "./open-case.ts";

/**
 * `switch`: live fixes were switched on or off. `connect`: somebody connected, or was refused. `begin`: a plan was
 * approved. `intent`: a call is about to be made. `outcome`: how it ended. `end`: the run ended.
 */
export type LiveLineKind = "switch" | "connect" | "begin" | "intent" | "outcome" | "end";

export interface LiveLine {
  readonly id: number;
  /** UTC ISO. */
  readonly at: string;
  readonly kind: LiveLineKind;
  /** Number of the run, from 1; null: of none. */
  readonly run: number | null;
  /** Number of the step in its run, from 1; null: of none. */
  readonly step: number | null;
  /** JSON of the kind; never anything secret. */
  readonly body: string;
  /** Hash of the line before; of the first, 64 zeros. */
  readonly prev: string;
  readonly hash: string;
}

const firstPrev = "0".repeat(64);

/** Appends a line that lasts once this has returned, also when the process is killed or the power fails. */
export function appendLive(
  db: CaseDb,
  line: Pick<LiveLine, "at" | "kind" | "run" | "step"> & { readonly body: unknown },
): LiveLine {
  const last = db
    .prepare<[], { readonly id: number; readonly hash: string }>(
      `SELECT id, hash FROM live_line ORDER BY id DESC LIMIT 1`,
    )
    .get();
  const { at, kind, run, step } = line;
  const bare = {
    id: (last?.id ?? 0) + 1,
    at,
    kind,
    run,
    step,
    body: JSON.stringify(line.body),
    prev: last?.hash ?? firstPrev,
  };
  const full: LiveLine = { ...bare, hash: hashOf(bare) };
  const insert = (): void => {
    db.prepare(
      `INSERT INTO live_line VALUES (:id, :at, :kind, :run, :step, :body, :prev, :hash)`,
    ).run(full);
  };
  if (db.inTransaction) insert();
  else {
    const before = Number(db.pragma("synchronous", { simple: true }));
    db.pragma("synchronous = FULL");
    try {
      insert();
    } finally {
      db.pragma(`synchronous = ${before}`);
    }
  }
  return full;
}

/** All lines, the first one first; `run`: of one run. */
export function liveLines(db: CaseDb, run: number | null = null): readonly LiveLine[] {
  return db
    .prepare<[number | null, number | null], LiveLine>(
      `SELECT * FROM live_line WHERE ? IS NULL OR run = ? ORDER BY id`,
    )
    .all(run, run);
}

/** The number of lines, and the hash of the last one; empty: there is none. */
export function liveHead(db: CaseDb): { readonly lines: number; readonly hash: string } {
  const found = db
    .prepare<[], { readonly lines: number; readonly hash: string }>(
      `SELECT id AS lines, hash FROM live_line ORDER BY id DESC LIMIT 1`,
    )
    .get();
  return found ?? { lines: 0, hash: "" };
}

/** Whether live fixes are switched on in the case. */
export function isLiveOn(db: CaseDb): boolean {
  const body = db
    .prepare<[], string>(
      `SELECT body FROM live_line WHERE kind = 'switch' ORDER BY id DESC LIMIT 1`,
    )
    .pluck()
    .get();
  if (body === undefined) return false;
  const parsed: unknown = JSON.parse(body);
  return typeof parsed === "object" && parsed !== null && "isOn" in parsed && parsed.isOn === true;
}

/** What a check of the chain found. */
export interface LiveChain {
  readonly lines: number;
  /** Hash of the last line: noted elsewhere, it shows later that none was cut off the end. Empty: no line. */
  readonly head: string;
  /** What does not fit, a sentence without its full stop; null: all fits. */
  readonly broken: string | null;
}

/**
 * Checks every line against its hash and the line before, the last one against the count and hash that the case keeps beside
 * the lines, and `noted`: hashes of last lines that a person wrote down at earlier times.
 */
export function checkLiveChain(db: CaseDb, noted: readonly string[] = []): LiveChain {
  let prev = firstPrev;
  let lines = 0;
  const hashes = new Set<string>();
  for (const line of liveLines(db)) {
    lines++;
    if (line.id !== lines || line.prev !== prev || line.hash !== hashOf(line))
      return { lines: countLines(db), head: "", broken: `its line ${line.id} does not fit` };
    prev = line.hash;
    hashes.add(prev);
  }
  const head = lines === 0 ? "" : prev;
  const kept = db
    .prepare<[], { readonly lines: number; readonly hash: string }>(
      `SELECT lines, hash FROM live_head`,
    )
    .get();
  const missing = noted.find((hash) => !hashes.has(hash.toLowerCase()));
  const broken =
    (kept?.lines ?? 0) !== lines || (kept?.hash ?? "") !== head
      ? `it has ${lines} lines, and ${kept?.lines ?? 0} were written`
      : missing === undefined
        ? null
        : `no line has the hash ${missing}`;
  return { lines, head, broken };
}

function countLines(db: CaseDb): number {
  return db.prepare<[], number>(`SELECT count(*) FROM live_line`).pluck().get() ?? 0;
}

function hashOf({ id, at, kind, run, step, body, prev }: Omit<LiveLine, "hash">): string {
  return createHash("sha256")
    .update(JSON.stringify([prev, id, at, kind, run, step, body]))
    .digest("hex");
}
