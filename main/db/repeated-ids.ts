/** Remembers which eventIDs may stand more than once: all that do, and now and then one that does not. */
import type { CaseDb } from "./open-case.ts";
import { createSeenIds, seenIdsBytes } from "../import/seen-ids.ts";
import { allSegments } from "./segments.ts";

export interface RepeatedIds {
  /** Notes the id of one more record: the 16 bytes at `at`. */
  readonly note: (ids: Uint8Array, at: number) => void;
  /** 16 bytes for each id that came again; an id may stand in it several times. */
  readonly all: () => Uint8Array;
}

/** Makes the memory of a case, with the ids that it holds already. */
export function createRepeatedIds(db: CaseDb): RepeatedIds {
  const seen = createSeenIds(new ArrayBuffer(seenIdsBytes));
  let ids = new Uint8Array(16 * 1024);
  let used = 0;

  function note(bytes: Uint8Array, at: number): void {
    if (!seen.add(bytes, at)) return;
    if (used === ids.length) {
      const larger = new Uint8Array(ids.length * 2);
      larger.set(ids);
      ids = larger;
    }
    ids.set(bytes.subarray(at, at + 16), used);
    used += 16;
  }

  for (const { eids, rows } of allSegments(db))
    for (let row = 0; row < rows; row++) note(eids, row * 16);
  return { note, all: () => ids.subarray(0, used) };
}
