/** Words about posture that every printer uses. */
import type { SnapshotMoment, MomentBasis } from "../snapshot/moment.ts";
import { isoTime } from "../import/event-time.ts";
import type { Spans } from "../span.ts";
import { log, say, text } from "../span.ts";
import type { Evidence, PostureStatus } from "./answer.ts";
import type { PostureCheckInfo, PostureFile } from "./posture.ts";
import type { SnapshotKind } from "../snapshot/kinds.ts";
import { snapshotKinds } from "../snapshot/kinds.ts";
import type { AccountBasis } from "./whose-file.ts";

/** The statuses, what needs action first. */
export const postureStatuses: readonly PostureStatus[] = ["fail", "unknown", "pass"];

/** A status as one word. */
export const statusWords: Readonly<Record<PostureStatus, string>> = {
  pass: "Pass",
  fail: "Fail",
  unknown: "Unknown",
};

/** How the moment of a file is known. */
export const basisWords: Readonly<Record<MomentBasis, string>> = {
  stated: "as stated at the import",
  generated: "as the file says",
  "file-time": "by the file’s time of change",
  "dates-inside": "not earlier, by the latest date in it",
  unknown: "nothing tells when",
};

const accountWords: Readonly<Record<AccountBasis, string>> = {
  inside: "by its ARNs",
  folder: "by the other files of its folder",
  "only-account": "the only account of the case",
};

/** When an account was as a file says, and how that is known. */
export function momentSpans(
  { at, basis, refuted }: SnapshotMoment,
  statedBy: string | null,
): Spans {
  const how =
    basis === "stated" && statedBy !== null
      ? say`as stated at the import by ${log(statedBy)}`
      : [text(basisWords[basis])];
  const time: Spans = at === null ? [] : say`${{ t: "time", at: isoTime(at) }}, `;
  const wrong: Spans =
    refuted === null
      ? []
      : say`; ${text(refuted.basis === "stated" ? "the time that was stated" : "the file’s time of change")} (${{ t: "time", at: isoTime(refuted.at) }}) is before a date in it and was left out`;
  return say`${time}${how}${wrong}`;
}

/** Whose a file is, and how that is known. */
export function ownerSpans({ accounts, basis }: Pick<PostureFile, "accounts" | "basis">): Spans {
  if (basis === null) return say`not known: it names none, and nothing else tells; it was not used`;
  const [first = ""] = accounts;
  const more = accounts.length > 1 ? text(` and ${String(accounts.length - 1)} more`) : text("");
  return say`${log(first, "account")}${more}, ${text(accountWords[basis])}`;
}

/** The place inside a file: a row, a JSON pointer; empty for the file as a whole. */
export function placeWords({
  pointer,
  page,
}: {
  readonly pointer: string;
  readonly page: number;
}): string {
  const inPage = page > 1 ? `page ${String(page)} ` : "";
  return pointer === "" ? inPage.trim() : `${inPage}${pointer}`;
}

/**
 * Kinds of files that would answer a check of an account: those that it lacks; all, where it lacks none and the files there
 * are do not suffice.
 */
export function missingKinds(
  { answeredBy }: Pick<PostureCheckInfo, "answeredBy">,
  files: readonly Pick<PostureFile, "kind" | "accounts">[],
  account: string,
): readonly SnapshotKind[] {
  const here = new Set(
    files.filter(({ accounts }) => accounts.includes(account)).map(({ kind }) => kind),
  );
  const missing = answeredBy.filter((kind) => !here.has(kind));
  return missing.length === 0 ? answeredBy : missing;
}

/** The commands that give files of some kinds, each once and in order. */
export function commandsFor(kinds: readonly SnapshotKind[]): readonly string[] {
  return [...new Set(kinds.flatMap((kind) => snapshotKinds[kind].commands))];
}

/** Names of kinds of files. */
export function formatsOf(kinds: readonly SnapshotKind[]): readonly string[] {
  return kinds.map((kind) => snapshotKinds[kind].format);
}

/** Every event that answers cite, in their evidence and their sentences, each once. */
export function citedEvents(
  results: readonly {
    readonly why: Spans;
    readonly evidence: readonly Evidence[];
    readonly notes: readonly Spans[];
    readonly affected: readonly { readonly why: Spans; readonly evidence: readonly Evidence[] }[];
  }[],
): readonly string[] {
  const ids = new Set<string>();
  const take = (spans: Spans, evidence: readonly Evidence[]): void => {
    for (const span of spans) if (span.t === "event") ids.add(span.id);
    for (const one of evidence) if (one.kind === "event") ids.add(one.id);
  };
  for (const { why, evidence, notes, affected } of results) {
    take(why, evidence);
    for (const note of notes) take(note, []);
    for (const one of affected) take(one.why, one.evidence);
  }
  return [...ids];
}
