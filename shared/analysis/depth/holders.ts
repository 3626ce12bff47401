import { log, num, say, text } from "../../span.ts";
import type { Spans } from "../../span.ts";
import type { AccountFacts, EntityFacts, PolicyFacts } from "../../state/account-facts.ts";
import type { Mark } from "../../state/fact.ts";
import { findEntity } from "../../state/find.ts";
import { linkEvents, standing, takenOff } from "../../state/links.ts";
import type { Link } from "../../state/links.ts";
import { cites, some } from "../phrases.ts";

/** Someone or something that holds, or held, a managed policy. */
export interface Holder {
  readonly kind: EntityFacts["kind"];
  readonly name: string;
  readonly link: Link<string>;
}

/** Who holds a managed policy, as far as the log shows. */
export function standingHolders(policy: PolicyFacts | null): readonly Holder[] {
  return holders(policy, (links) => standing(links));
}

/** Who lost a managed policy to the same actor, or to others, in the 24 hours before. */
export function formerHolders(
  policy: PolicyFacts | null,
  mark: Mark,
  by: "same" | "others" = "same",
): readonly Holder[] {
  return holders(policy, (links) => takenOff(links, mark, by));
}

function holders(
  policy: PolicyFacts | null,
  pick: (links: PolicyFacts["users"]) => readonly Link<string>[],
): readonly Holder[] {
  if (policy === null) return [];
  const of = (kind: Holder["kind"], links: PolicyFacts["users"]) =>
    pick(links).map((link) => ({ kind, name: link.value, link }));
  return [...of("user", policy.users), ...of("group", policy.groups), ...of("role", policy.roles)];
}

/** A list of holders with their proof, e.g. "group Developers with at least 3 members". */
export function holderList(account: AccountFacts, all: readonly Holder[]): Spans {
  return some(
    all.map(({ kind, name, link }) => {
      const members = kind === "group" ? membersOf(account, name) : null;
      return say`${text(kind)} ${log(name, kind)}${members === null ? [] : memberCount(members)} ${cites(linkEvents(link))}`;
    }),
    6,
  );
}

/** The members of a group that the log shows. */
export interface Members {
  readonly names: readonly string[];
  /** True when the log shows the group's creation, so that nobody else can be in it. */
  readonly isComplete: boolean;
  readonly evidence: readonly string[];
}

/** The known members of a group; null when the log says nothing of its members. */
export function membersOf(account: AccountFacts, group: string | null): Members | null {
  const known = findEntity(account, "group", group);
  if (known === null) return null;
  const links = standing(known.members);
  if (links.length === 0 && !known.isListComplete) return null;
  return {
    names: links.map((l) => l.value),
    isComplete: known.isListComplete,
    evidence: links.flatMap((l) => linkEvents(l)),
  };
}

function memberCount({ names, isComplete }: Members): Spans {
  const least = isComplete ? "" : "at least ";
  return say` with ${text(least)}${num(names.length)} ${text(names.length === 1 ? "member" : "members")}`;
}

/** The members of a group as a sentence about them: "At least 2 users are members: a and b". */
export function memberSentence(members: Members): Spans {
  const { names, isComplete, evidence } = members;
  if (names.length === 0) {
    return say`By the log the group has no members.`;
  }
  const count = say`${num(names.length)} ${text(names.length === 1 ? "user is a member" : "users are members")}`;
  const list = some(
    names.map((name) => log(name, "user")),
    12,
  );
  return isComplete
    ? say`By the log ${count} of the group: ${list} ${cites(evidence)}.`
    : say`At least ${count} of the group: ${list} ${cites(evidence)}. Members from before the first event are not known.`;
}
