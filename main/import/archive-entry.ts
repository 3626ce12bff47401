/** What the readers of zip and tar say about a member. */
import type { InputEnd } from "./protocol.ts";
import { counted, ended } from "./input-rows.ts";
import { wholeFileBytes } from "./inflate.ts";

/** The bytes of a file or member: all of them, or too many to hold. */
export type Content =
  | { readonly whole: Uint8Array<ArrayBuffer> }
  | { readonly pieces: AsyncGenerator<Uint8Array> };

/** A member of an archive, in the order of the archive. */
export interface ArchiveEntry {
  /** Its place in the archive, from 1, where that numbers it; else it gets the next free number. */
  readonly ordinal: number | null;
  /** For showing only. */
  readonly name: string;
  /** UTC ISO time; empty when the archive tells none. */
  readonly modifiedAt: string;
  /** Size as the archive tells it: not to be relied on. */
  readonly bytes: number;
  /** What it is when it is no file: a directory, a link. */
  readonly other: string | null;
  /** Why its content can't be had, and what to do. */
  readonly refused: string | null;
  /** Its content. `onDamage` hears, at the latest when the last piece was taken, why it is not whole. */
  readonly content: (onDamage: (reason: string) => void) => Promise<Content>;
}

/** Up to this size a member is held in memory. */
export const maxWhole = wholeFileBytes;

/** How the reading of an archive ended. `hadProblems`: something about the archive itself was told. */
export function archiveEnd(
  found: { readonly sha256: string | null; readonly bytes: number },
  format: string,
  members: number,
  hadProblems: boolean,
): InputEnd {
  const status = members > 0 ? "read" : hadProblems ? "unreadable" : "skipped";
  return ended({ ...found, status, format, members, note: counted(members, "member") });
}

/** A time as ISO text; empty for none and for those that no calendar holds. */
export function isoOrEmpty(time: Date): string {
  return Number.isNaN(time.getTime()) ? "" : time.toISOString();
}
