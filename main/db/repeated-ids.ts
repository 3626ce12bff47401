/** Remembers which eventIDs may stand more than once: all that do, and now and then one that does not. */
import type { CaseDb } from "./open-case.ts";
import { createSeenIds, seenIdsBytes } from "../import/seen-ids.ts";
import { allIds } from "./segments.ts";

export interface RepeatedIds {
  /** Notes the id of one more record: the four words from `at`. */
  readonly note: (ids: Int32Array, at: number) => void;
  /** 16 bytes for each id that came again; an id may stand in it several times. */
  readonly all: () => Uint8Array;
}

/** Makes the memory of a case, with the ids that it holds already. About `more` records will be added. */
export function createRepeatedIds(db: CaseDb, more: number): RepeatedIds {
  const held = db.prepare<[], number>(`SELECT coalesce(sum(rows), 0) FROM segment`).pluck().get();
  const seen = createSeenIds(new ArrayBuffer(seenIdsBytes((held ?? 0) + more)));
  let ids = new Int32Array(4 * 1024);
  let used = 0;

  function note(words: Int32Array, at: number): void {
    if (!seen.add(words, at)) return;
    if (used === ids.length) {
      const larger = new Int32Array(ids.length * 2);
      larger.set(ids);
      ids = larger;
    }
    ids.set(words.subarray(at, at + 4), used);
    used += 4;
  }

  for (const { eids, rows } of allIds(db)) {
    const words = new Int32Array(eids.buffer, eids.byteOffset, rows * 4);
    for (let row = 0; row < rows; row++) note(words, row * 4);
  }
  return { note, all: () => new Uint8Array(ids.buffer, 0, used * 4) };
}
