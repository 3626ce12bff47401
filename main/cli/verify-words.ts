/** What the prints of a verification share. */
import { createInputFinder } from "../db/custody.ts";
import type { CheckRow, ResultRow } from "../db/digests.ts";
import type { CaseDb } from "../db/open-case.ts";
import { shownPath } from "../import/file-names.ts";

/** Said of public keys. */
export const keyWords =
  "That the public keys are CloudTrail's rests on where you got them; this program can't tell.";

/** Said where keys out of the evidence were used. */
export const evidenceKeyWords =
  "Keys that came from the evidence itself were used (--keys-from-case). Evidence can't vouch for itself: whoever could alter it could also make keys that fit.";

/** Makes a namer of files by their ids. */
export function pathFinder(db: CaseDb): (input: number) => string {
  const find = createInputFinder(db);
  return (input) => {
    const found = find(input);
    return found === null ? "" : shownPath(found);
  };
}

/** A difference as it is told. */
export interface Told {
  readonly record: number | null;
  readonly sentence: string;
}

/** The differences of a file. */
export function differencesOf({ differences }: CheckRow): readonly Told[] {
  // Written by gather-evidence.ts in this form.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return JSON.parse(differences) as readonly Told[];
}

/** What else is to be said of a file. */
export function notesOf({ notes }: ResultRow): readonly string[] {
  // Written by gather-evidence.ts in this form.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return JSON.parse(notes) as readonly string[];
}
