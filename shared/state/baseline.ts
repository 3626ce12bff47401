/** The entries of snapshot files as they take their turn in the fold: by account, at the moments of their files. */
import { isAwsManaged, parseArn } from "../iam/arn.ts";
import { isoTime } from "../import/event-time.ts";
import type { SnapshotItem, SnapshotPlace } from "../snapshot/facts.ts";
import type { SnapshotKind } from "../snapshot/kinds.ts";
import type { SnapshotMoment } from "../snapshot/moment.ts";
import { policyKey } from "./account-facts.ts";
import { shownEvent } from "./shown.ts";
import type {
  FileSource,
  HeldFact,
  Margin,
  ShownEvent,
  ShownFact,
  WholeKind,
  Wholes,
} from "./shown.ts";

/** A snapshot file of one account with all it holds. */
export interface BaselineFile {
  readonly input: number;
  readonly path: string;
  readonly sha256: string | null;
  readonly kind: SnapshotKind;
  readonly account: string;
  readonly moment: SnapshotMoment;
  /** Something in it could not be read, or further pages of it are missing: what it lacks may exist. */
  readonly isPartial: boolean;
  readonly items: readonly SnapshotItem[];
  /** Absent: the usual one. */
  readonly margin?: Margin;
}

/** A minute before, fifteen after. */
const usual: Margin = { before: 60, after: 900 };
/** A credential report is made again after four hours only: one that does not say when it was made may be as old. */
const rough: Margin = { before: 4 * 3600, after: 900 };

/**
 * The entries of a file in the order in which they are folded; none where the file's moment is not known. A moment that
 * only the dates inside give is not known: it may be any later one.
 */
export function baselineEvents(file: BaselineFile): readonly ShownEvent[] {
  const { moment, kind, account } = file;
  if (moment.at === null || moment.basis === "unknown" || moment.basis === "dates-inside")
    return [];
  const at = isoTime(Math.floor(moment.at));
  const wholes = wholesOf(file);
  const margin = file.margin ?? marginOf(kind, moment, moment.at);
  const make = (fact: ShownFact, place: SnapshotPlace): ShownEvent =>
    shownEvent(account, at, { file: sourceOf(file, place), fact, wholes, margin });
  const shown = file.items.flatMap(({ fact, place }) => {
    if (!isFolded(fact) || (fact.type === "credentials" && fact.isRoot !== isRootRow(fact.user)))
      return [];
    return [make(fact, place)];
  });
  const held = heldOf(file, wholes);
  const first = file.items[0]?.place;
  if (held.names.size === 0 || first === undefined) return shown.toSorted(byTurn);
  return [make(held, { ...first, pointer: "", offset: 0, length: 0 }), ...shown.toSorted(byTurn)];
}

/**
 * A file's time of change may be that of a copy: the account was so at some moment between the latest date in the file and
 * that time. What events changed in between is as they say, and no contradiction.
 */
function marginOf(kind: SnapshotKind, { basis, notBefore }: SnapshotMoment, at: number): Margin {
  const { before, after } = kind === "credential-report" && basis !== "generated" ? rough : usual;
  if (basis !== "file-time") return { before, after };
  return { before: Math.max(before, notBefore === null ? Infinity : at - notBefore), after };
}

function isRootRow(user: string): boolean {
  return user === "<root_account>";
}

function isFolded(fact: SnapshotItem["fact"]): fact is Exclude<ShownFact, HeldFact> {
  return Object.hasOwn(turns, fact.type);
}

/** What is gone first, then holders, then what they hold. */
const turns: Readonly<Record<string, number>> = {
  user: 1,
  credentials: 2,
  group: 3,
  role: 4,
  policy: 5,
  "password-policy": 6,
  summary: 7,
};

function byTurn(a: ShownEvent, b: ShownEvent): number {
  return (turns[a.shown.fact.type] ?? 0) - (turns[b.shown.fact.type] ?? 0);
}

function sourceOf(
  { input, path, sha256, moment }: BaselineFile,
  { page, pointer, offset, length }: SnapshotPlace,
): FileSource {
  return { input, path, sha256, basis: moment.basis, page, pointer, offset, length };
}

/**
 * Which kinds a file holds all of. A list that is empty proves nothing: the answer may have been asked for with a filter,
 * which leaves the other lists empty. AWS's own policies are never all there.
 */
function wholesOf({ kind, isPartial, items, account }: BaselineFile): Wholes {
  const none = { user: false, group: false, role: false, policy: false };
  if (isPartial || items.some(({ fact }) => fact.type === "truncated")) return none;
  const has = (type: string) => items.some(({ fact }) => fact.type === type);
  if (kind === "credential-report") return { ...none, user: has("credentials") };
  if (kind !== "authorization-details") return none;
  return {
    user: has("user"),
    group: has("group"),
    role: has("role"),
    policy: items.some(({ fact }) => fact.type === "policy" && accountOf(fact.arn) === account),
  };
}

function accountOf(arn: string): string | null {
  return parseArn(arn)?.account ?? null;
}

function heldOf({ items }: BaselineFile, wholes: Wholes): HeldFact {
  const names = new Map<WholeKind, Set<string>>();
  const kinds: readonly WholeKind[] = ["user", "group", "role", "policy"];
  for (const kind of kinds) if (wholes[kind]) names.set(kind, new Set());
  for (const { fact } of items) {
    if (fact.type === "credentials") {
      if (!fact.isRoot) names.get("user")?.add(fact.user.toLowerCase());
    } else if (fact.type === "policy") {
      if (!isAwsManaged(fact.arn)) names.get("policy")?.add(policyKey(fact.arn));
    } else if (fact.type === "user" || fact.type === "group" || fact.type === "role")
      names.get(fact.type)?.add(fact.name.toLowerCase());
  }
  return { type: "held", names };
}
