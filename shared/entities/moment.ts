/** A thing at a moment, as the window shows it. */
import { nameOf } from "../iam/arn.ts";
import type { EntityMoment } from "../ipc/entities.ts";
import { joined, say, text } from "../span.ts";
import type { Spans } from "../span.ts";
import type { EntityState, PolicyState } from "../state/state-types.ts";
import { accessOf } from "./access.ts";
import { accessKeyId, hasKey, keyMoment } from "./access-key.ts";
import { asPrincipal } from "./account-index.ts";
import type { AccountIndex } from "./account-index.ts";
import { factsOf, listsOf, lowered, shownWhy } from "./facts.ts";
import { graphOf } from "./graph.ts";

/** Holders of a policy whose rights are worked out. */
const mostHolders = 3;

/** What the evidence tells of a thing at the moment of `index`. `owner`: of an access key, the key of its user. */
export function momentOf(
  index: AccountIndex,
  key: string,
  at: string,
  owner: string | null,
): EntityMoment {
  const keyId = accessKeyId(key);
  const thing = index.find(owner ?? key);
  if (thing === null) return nothingKnown(at, index.firstAt);
  if (keyId !== null) {
    return hasKey(thing, keyId)
      ? { ...keyMoment(thing, keyId, at), graph: graphOf(index, thing) }
      : nothingKnown(at, index.firstAt);
  }
  const principal = asPrincipal(thing);
  const isThere = thing.life.exists !== false;
  return {
    at,
    exists: thing.life.exists,
    why: shownWhy(thing.life.why),
    facts: factsOf(thing),
    lists: listsOf(thing),
    access: principal === null || !isThere ? null : accessOf(index, principal),
    holders: thing.kind === "policy" && isThere ? holdersOf(index, thing) : [],
    graph: graphOf(index, thing),
    unknown: unknownOf(thing),
  };
}

function nothingKnown(at: string, firstAt: string | null): EntityMoment {
  const isBefore = firstAt !== null && at < firstAt;
  const why = isBefore ? "The evidence begins later." : "No event up to this moment names it.";
  return {
    at,
    exists: null,
    why,
    facts: [],
    lists: [],
    access: null,
    holders: [],
    graph: { nodes: [], edges: [] },
    unknown: [[text(why)]],
  };
}

function holdersOf(index: AccountIndex, policy: PolicyState): EntityMoment["holders"] {
  const keys = [
    ...policy.roles.items.map(({ value }) => `role/${value}`),
    ...policy.groups.items.map(({ value }) => `group/${value}`),
    ...policy.users.items.map(({ value }) => `user/${value}`),
  ];
  return keys.slice(0, mostHolders).flatMap((key) => {
    const holder = asPrincipal(index.find(key));
    if (holder === null) return [];
    const { powers, isAtLeast } = accessOf(index, holder);
    const { name, kind } = holder;
    return [{ key: holder.key, name: nameOf(name), kind, powers, isAtLeast }];
  });
}

/** Sentences about what the evidence leaves open; what is open for the same reason stands in one. */
function unknownOf(thing: EntityState): readonly Spans[] {
  const open = new Map<string, Spans[]>();
  const note = (why: string | null, what: Spans): void => {
    if (why === null) return;
    const known = open.get(why);
    if (known === undefined) open.set(why, [what]);
    else known.push(what);
  };
  if (thing.life.exists === null) note(shownWhy(thing.life.why), [text("whether it exists")]);
  for (const { label, value, why } of factsOf(thing)) {
    if (value === null && label !== "Exists") note(why, [text(lowered(label))]);
  }
  for (const { label, why } of listsOf(thing)) note(why, [text(`further ${lowered(label)}`)]);
  if (thing.kind === "policy") {
    for (const { value } of thing.versions.items) {
      if (!value.document.known) {
        note(
          shownWhy(value.document.why),
          say`the document of ${{ t: "log", s: value.id, kind: "other" }}`,
        );
      }
    }
  }
  return [...open].map(([why, what]) => say`${text(raised(why))}: ${joined(what, ", ")}.`);
}

function raised(why: string): string {
  return `${why.charAt(0).toUpperCase()}${why.slice(1)}`;
}
