/** Where a snapshot shows something else than the log says: somebody changed the account outside of it, or it lacks events. */
import type { AccountFacts, Conflict } from "./account-facts.ts";
import type { Mark } from "./fact.ts";
import { secondsBetween } from "./fact.ts";
import type { Link } from "./links.ts";
import type { Margin } from "./shown.ts";

/** What differs. `life`: whether the thing exists. `id`: it is another thing of the same name. */
export type DriftPart =
  | "life"
  | "id"
  | "attached"
  | "inline"
  | "group"
  | "boundary"
  | "trust"
  | "version"
  | "default"
  | "tag"
  | "path"
  | "profile"
  | "access-key"
  | "login-profile"
  | "mfa-device"
  | "password-policy";

/** One difference. */
export interface Drift {
  /** `kind/name`, as `StateThing.key`; `account/` for settings. */
  readonly thing: string;
  readonly part: DriftPart;
  /** `more`: the file shows what the log says is not there. `less`: the other way round. */
  readonly how: "more" | "less" | "changed";
  /** The member of a list: ARN, name or id; null where there is only one value. */
  readonly value: string | null;
  /** Values or documents as the log and the file have them; null: none. */
  readonly before: string | null;
  readonly after: string | null;
  /** The events that the log's word rests on, or an earlier file's entries. */
  readonly log: readonly Mark[];
  /** The entry of the file. */
  readonly by: Mark;
  readonly margin: Margin;
  /** The last change of it as known by now. */
  readonly latest: () => Mark | null;
}

/** Whether a mark lies so near to the moment of a file that the two do not contradict each other. */
export function isNear(mark: Mark | null | undefined, by: Mark, margin: Margin): boolean {
  if (mark === null || mark === undefined) return false;
  const seconds = secondsBetween(mark.at, by.at);
  return seconds !== null && seconds <= margin.before && -seconds <= margin.after;
}

/** Whether an event changed it so soon after the file's moment that the file may show what came of that. */
export function isMoot({ latest, by, margin }: Drift): boolean {
  const mark = latest();
  return mark !== null && mark.id !== by.id && mark.file === undefined && isNear(mark, by, margin);
}

/** The last event of a link. */
export function lastOf(link: Link<unknown> | undefined): Mark | null {
  if (link === undefined) return null;
  return link.ended ?? link.since ?? link.shown ?? null;
}

/** All that contradicts itself in an account: records of the log, and snapshots that show something else. */
export function conflictsOf({ conflicts, drifts }: AccountFacts): readonly Conflict[] {
  if (drifts.length === 0) return conflicts;
  return [...conflicts, ...drifts.filter((one) => !isMoot(one)).map((one) => conflictOf(one))];
}

/** A difference as a contradiction. */
export function conflictOf(drift: Drift): Conflict {
  return { thing: drift.thing, what: driftWords(drift), by: [...drift.log, drift.by] };
}

/** One sentence of ours about it, with names as in the log. */
export function driftWords({ part, how, value, before, after }: Drift): string {
  const told = "by the log, and the file shows";
  if (part === "life")
    return how === "more"
      ? `It was deleted ${told} it: it was made again outside of this log.`
      : `It stood ${told} that it is gone: it was deleted outside of this log.`;
  if (part === "id")
    return `Its unique id was ${before ?? "another"} ${told} ${after ?? "another"}: it was deleted and made again outside of this log.`;
  const what = value === null ? wordOf[part] : `${wordOf[part]} ${value}`;
  if (how === "more") return `There was no ${what} ${told} it: it was added outside of this log.`;
  if (how === "less")
    return `There was the ${what} ${told} none: it was taken away outside of this log.`;
  return `The ${what} was another ${told}: it was changed outside of this log.`;
}

const wordOf: Readonly<Record<DriftPart, string>> = {
  life: "life",
  id: "unique id",
  attached: "attached policy",
  inline: "inline policy",
  group: "membership in",
  boundary: "permissions boundary",
  trust: "trust policy",
  version: "version",
  default: "default version",
  tag: "tag",
  path: "path",
  profile: "instance profile",
  "access-key": "access key",
  "login-profile": "password",
  "mfa-device": "MFA device",
  "password-policy": "password policy of the account",
};
