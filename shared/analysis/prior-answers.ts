import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import { field } from "../cloudtrail-event.ts";
import type { PlanValue } from "../remediation/plan.ts";
import type { PriorFact } from "../remediation/prior-facts.ts";
import type { AccountFacts, Life, Tag, ThingKind } from "../state/account-facts.ts";
import { markOf, secondsBetween } from "../state/fact.ts";
import type { Fact } from "../state/fact.ts";
import { credentialOf, findThing } from "../state/find.ts";
import { tagId, tagOwner } from "../state/fold-tags.ts";
import { linkEvents, standing, takenOff } from "../state/links.ts";
import type { Link, Links } from "../state/links.ts";
import { asked, askedTags, listOf } from "../state/request.ts";

/** What a `$prior.` path answers, see `PriorFacts`. */
export type Answer = PriorFact | readonly PriorFact[] | null;

/** One fact; a fact whose value is null says "none". */
export function one(fact: Fact<PlanValue | null> | null | undefined): Answer {
  if (fact === null || fact === undefined) return null;
  return fact.value === null ? [] : { value: fact.value, evidence: [fact.by.id] };
}

/** A single value of the account by its key. */
export function value(account: AccountFacts, key: string): Answer {
  return one(account.values.get(key));
}

const idNames: readonly string[] = [
  "accessKeyId",
  "certificateId",
  "sSHPublicKeyId",
  "serviceSpecificCredentialId",
];

/** A value of the credential that an event names. */
export function ofCredential(account: AccountFacts, event: CloudTrailEvent, name: string): Answer {
  const id = idNames.map((member) => asked(event, member)).find((found) => found !== null) ?? null;
  return one(credentialOf(account, id)?.values.get(name));
}

/** A value of a provider, certificate or the like. */
export function ofThing(
  account: AccountFacts,
  kind: ThingKind,
  id: string | null,
  name: string,
): Answer {
  return one(findThing(account, kind, id)?.values.get(name));
}

/**
 * The members of a list, one fact each. For a deletion these are the members that still stand and those the same
 * actor took off in the 24 hours before, because AWS deletes nothing that is in use. An empty list is answered only
 * when the log proves it: the owner was created in the log, or the log covers those 24 hours. `find`: the thing that a
 * member names, which may have been deleted since it was taken off.
 */
export function members<T>(
  account: AccountFacts,
  event: CloudTrailEvent,
  links: Links<T>,
  isComplete: boolean,
  read: (member: T) => PlanValue,
  find: (member: T) => Life | null = () => null,
): readonly PriorFact[] | null {
  const isDeletion = event.name.startsWith("Delete");
  const off = isDeletion ? takenOff(links, markOf(event)) : [];
  const facts = [...off, ...standing(links)].map((link) => {
    const deleted = find(link.value)?.deleted ?? null;
    const fact = { value: read(link.value), evidence: linkEvents(link) };
    return deleted === null ? fact : { ...fact, deletedBy: deleted.id };
  });
  if (facts.length > 0) return facts;
  const covered = secondsBetween(account.firstAt, event.at);
  return isComplete || (isDeletion && covered !== null && covered >= 24 * 3600) ? [] : null;
}

/** All tags of a thing, as the API takes them; none is proven only when the log shows its creation. */
export function tagsOf(account: AccountFacts, event: CloudTrailEvent): Answer {
  const owner = tagOwner(account, event);
  if (owner === null) return null;
  const known = standing(owner.tags).map(tagOf);
  if (known.length > 0)
    return owner.tags.whole === null ? { ...tagFact(known), isPartial: true } : tagFact(known);
  return owner.created !== null && owner.tags.whole !== null ? [] : null;
}

function tagOf({ value: tag, since, shown }: Link<Tag>): {
  Key: string;
  Value: string;
  by: string;
} {
  return { Key: tag.key, Value: tag.value, by: (since ?? shown)?.id ?? "" };
}

/** The earlier values of the tag keys that an event sets or removes. */
export function touchedTags(account: AccountFacts, event: CloudTrailEvent): Answer {
  const owner = tagOwner(account, event);
  const removed = listOf(field(event.request ?? undefined, "tagKeys"));
  const keys = [...askedTags(event).map((tag) => tag.key), ...removed].filter(
    (key) => typeof key === "string",
  );
  if (owner === null || keys.length === 0) return null;
  const links = keys.map((key) => owner.tags.get(tagId(owner, key).toLowerCase()));
  // One key of unknown past makes the whole answer unknown: it must not be taken for a new one.
  if (owner.tags.whole === null && links.includes(undefined)) return null;
  const known = links.flatMap((l) => (l === undefined || l.ended !== null ? [] : [tagOf(l)]));
  return known.length > 0 ? tagFact(known) : [];
}

/** A member of an object value, or null. */
export function memberOf(whole: PlanValue | null, name: string): PlanValue | null {
  if (whole === null || typeof whole !== "object" || Array.isArray(whole)) return null;
  const wanted = name.toLowerCase();
  const found = Object.entries(whole).find(([key]) => key.toLowerCase() === wanted);
  return found?.[1] ?? null;
}

function tagFact(tags: readonly { Key: string; Value: string; by: string }[]): PriorFact {
  return {
    value: tags.map(({ Key, Value }) => ({ Key, Value })),
    evidence: [...new Set(tags.map((tag) => tag.by))],
  };
}
