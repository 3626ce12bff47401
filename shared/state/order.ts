import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import type { AccountFacts } from "./account-facts.ts";
import type { Blur } from "./blur.ts";
import { markOf } from "./fact.ts";
import type { Mark } from "./fact.ts";
import { asked } from "./request.ts";
import { touchesOf } from "./touches.ts";
import { compareTurns, isRenaming, phases } from "./turns.ts";
import type { Turn } from "./turns.ts";

const credentials = /^(?:access-key|ssh-key|signing-certificate|service-credential)\//;

const takers = /^(?:Delete|Detach|Remove|Deactivate|Untag|Terminate|Disassociate)/;

/**
 * The events of one second of one account in an order that IAM accepts: what is made before it is used, what is taken
 * off before its owner is deleted, what is deleted before it is made again. `account`: the facts before that second.
 * Where IAM accepts several orders it is always the same one, whatever the order given; the fold then marks what would
 * end differently as uncertain. Takes n log n steps.
 */
export function orderSecond(events: readonly CloudTrailEvent[], account: AccountFacts): Second {
  if (events.length < 2) return { events, blurs: [], remade: new Set() };
  const turns = events.map((event): Turn => {
    const touches =
      event.outcome === "success" ? touchesOf(event, account) : { makes: [], ends: [], names: [] };
    return { event, touches, generation: 0, phase: phases.changed };
  });
  const made = new Set(turns.flatMap(({ touches }) => touches.makes));
  const ended = new Set(turns.flatMap(({ touches }) => touches.ends));
  const again = new Set([...made].filter((key) => ended.has(key) && stands(account, key)));
  const aliases = new Set(
    events.flatMap((e) => (e.name === "CreateAccountAlias" ? [asked(e, "accountAlias")] : [])),
  );
  const newUnder = new Set(
    turns.flatMap(({ touches: { makes, ends } }) =>
      ends.length === 0 ? makes.filter((key) => again.has(key)) : [],
    ),
  );
  for (const turn of turns) {
    turn.phase = phaseOf(turn, made, again, newUnder);
    // A new alias replaces the old one, which then can't be deleted any more.
    const { event } = turn;
    if (event.name === "DeleteAccountAlias" && !aliases.has(asked(event, "accountAlias")))
      turn.phase = phases.emptied;
  }
  alternate(turns, again, account);
  setGenerations(turns, again, account);
  const sorted = turns.toSorted(compareTurns);
  return {
    events: sorted.map(({ event }) => event),
    blurs: blursOf(sorted, account),
    remade: again,
  };
}

/**
 * A thing that stands is deleted before it is made again, and may be deleted once more; one that does not is made first,
 * and may be made once more after its deletion. Which of several alike is the last is not told.
 */
function alternate(
  turns: readonly Turn[],
  again: ReadonlySet<string>,
  account: AccountFacts,
): void {
  const lives = new Map<string, { makes: Turn[]; ends: Turn[] }>();
  for (const turn of turns) {
    const { makes, ends } = turn.touches;
    // What is renamed has its own rules, and versions go with their policy.
    if (makes.length + ends.length !== 1) continue;
    const [key = ""] = [...makes, ...ends];
    if (key.includes("#")) continue;
    const life = lives.get(key) ?? { makes: [], ends: [] };
    lives.set(key, life);
    (makes.length > 0 ? life.makes : life.ends).push(turn);
  }
  for (const [key, { makes, ends }] of lives) {
    if (makes.length === 0 || ends.length === 0) continue;
    const [end] = ends.toSorted(compareTurns).slice(-1);
    const [make] = makes.toSorted(compareTurns).slice(-1);
    if (end === undefined || make === undefined) continue;
    const isPolicy = end.phase === phases.policyEnded || end.phase === phases.policyEndedBefore;
    if (again.has(key) && ends.length === makes.length + 1)
      end.phase = isPolicy ? phases.policyEnded : phases.ended;
    else if (!stands(account, key) && makes.length === ends.length + 1) {
      for (const one of ends) one.phase = isPolicy ? phases.policyEndedBefore : phases.endedBefore;
      make.phase = phases.madeAgain;
    }
  }
}

/** The events of a second in their order. */
export interface Second {
  readonly events: readonly CloudTrailEvent[];
  /** What is to be forgotten after them. */
  readonly blurs: readonly Blur[];
  /** Keys of things that were deleted and made again in it. */
  readonly remade: ReadonlySet<string>;
}

/**
 * Things that were made and ended several times, or in an order that is not told: only one creation and one deletion of
 * a thing that is known to have been there, or not, have a certain order.
 */
function blursOf(turns: readonly Turn[], account: AccountFacts): readonly Blur[] {
  const lives = new Map<string, { makes: number; ends: number; renames: number; by: Mark[] }>();
  for (const { event, touches, phase } of turns) {
    for (const key of new Set([...touches.makes, ...touches.ends])) {
      const life = lives.get(key) ?? { makes: 0, ends: 0, renames: 0, by: [] };
      lives.set(key, life);
      life.by.push(markOf(event));
      if (isRenaming(phase)) life.renames++;
      if (touches.makes.includes(key)) life.makes++;
      else life.ends++;
    }
  }
  const out = new Map<string, Blur>();
  for (const [key, { makes, ends, renames, by }] of lives) {
    if (makes + ends < 2) continue;
    const before = account.lives.get(key);
    const isKnown = before !== undefined && before.uncertain === undefined;
    const isGone = isKnown && before.ended !== null;
    if (makes === 1 && ends === 1 && isKnown && (isGone ? renames < 2 : renames === 0)) continue;
    out.set(key, { key, by });
  }
  // What has its name from such a thing is no better known.
  for (let hasMore = true; hasMore;) {
    hasMore = false;
    for (const { event, touches, phase } of turns) {
      if (!isRenaming(phase)) continue;
      const keys = [...touches.makes, ...touches.ends];
      if (!keys.some((key) => out.has(key))) continue;
      for (const key of keys) {
        if (out.has(key)) continue;
        out.set(key, { key, by: [markOf(event)] });
        hasMore = true;
      }
    }
  }
  return [...out.values()];
}

/** Whether a thing certainly existed before this second. */
function stands(account: AccountFacts, key: string): boolean {
  const [owner = "", version] = key.split("#");
  if (version !== undefined) return false;
  const life = account.lives.get(owner);
  return life !== undefined && life.ended === null && life.uncertain === undefined;
}

function phaseOf(
  { event: { name }, touches: { makes, ends, names } }: Turn,
  made: ReadonlySet<string>,
  again: ReadonlySet<string>,
  newUnder: ReadonlySet<string>,
): number {
  const isRename = makes.length > 0 && ends.length > 0;
  if (isRename)
    return ends.some((key) => newUnder.has(key)) ? phases.renamedBefore : phases.renamed;
  const isPolicy = name === "DeletePolicy" || name === "DeleteVirtualMFADevice";
  if (ends.some((key) => again.has(key)))
    return isPolicy ? phases.policyEndedBefore : phases.endedBefore;
  if (makes.some((key) => again.has(key))) return phases.madeAgain;
  const isAgain = names.some((key) => again.has(key));
  const isTaken = takers.test(name);
  // A credential has an id that nothing else ever gets.
  const ofCredential = names.filter((key) => credentials.test(key));
  if (isAgain && ofCredential.some((key) => made.has(key)))
    return makes.length > 0 ? phases.newPart : isTaken ? phases.takenOff : phases.changed;
  if (isAgain && isTaken) return phases.emptied;
  // Who was made in this second has no credentials but those that this second gave.
  if (isAgain && ofCredential.length > 0) return phases.changedBefore;
  if (name === "DeletePolicyVersion")
    return ends.some((key) => made.has(key)) ? phases.takenOff : phases.roomMade;
  if (makes.length > 0) {
    if (name === "CreatePolicy") return phases.newPolicy;
    return owners.has(name) && !isAgain ? phases.newOwner : phases.newPart;
  }
  if (name === "SetDefaultPolicyVersion") return phases.versionChosen;
  if (ends.length > 0 && owners.has(name)) return isPolicy ? phases.policyEnded : phases.ended;
  return isTaken ? phases.takenOff : phases.changed;
}

/** What other calls need before they can name it. */
const owners: ReadonlySet<string> = new Set(
  [
    "User",
    "Group",
    "Role",
    "Policy",
    "InstanceProfile",
    "SAMLProvider",
    "OpenIDConnectProvider",
    "VirtualMFADevice",
  ].flatMap((kind) => [`Create${kind}`, `Delete${kind}`]),
);

/** A thing has its new name only after the call that gives it. */
function setGenerations(
  turns: readonly Turn[],
  again: ReadonlySet<string>,
  account: AccountFacts,
): void {
  const renamed = turns.filter(({ phase }) => phase === phases.renamed);
  if (renamed.length === 0) return;
  const generations = new Map<string, number>();
  // A chain of renames in one second is followed to its end; a ring of them only once.
  for (let round = 0, isChanged = true; isChanged && round < renamed.length; round++) {
    isChanged = false;
    for (const { touches } of renamed) {
      const [from = ""] = touches.ends;
      const [to = ""] = touches.makes;
      // What stood before gives its name away before another can have it.
      const next = (stands(account, from) ? 0 : (generations.get(from) ?? 0)) + 1;
      if (next <= (generations.get(to) ?? 0) || next > renamed.length) continue;
      generations.set(to, next);
      isChanged = true;
    }
    // In a long chain in the worst order each round moves one link: enough for what people do.
    if (round > 20) break;
  }
  const most = new Map<string, number>();
  for (const turn of turns) {
    const isBefore = turn.phase >= phases.changedBefore && turn.phase <= phases.renamedBefore;
    const own = turn.phase === phases.renamed ? turn.touches.ends : turn.touches.names;
    const isFirst = turn.phase === phases.renamed && own.some((key) => stands(account, key));
    if (!isBefore && !isFirst)
      turn.generation = Math.max(0, ...own.map((key) => generations.get(key) ?? 0));
    for (const key of own) most.set(key, Math.max(most.get(key) ?? 0, turn.generation));
  }
  // What deletes a thing comes after all that names it.
  for (const turn of turns)
    if (turn.phase === phases.ended || turn.phase === phases.policyEnded)
      turn.generation = Math.max(
        turn.generation,
        ...turn.touches.ends.map((key) => (again.has(key) ? 0 : (most.get(key) ?? 0))),
      );
}

/** Runs of events of the same time. */
export function* seconds(sorted: Iterable<CloudTrailEvent>): Generator<readonly CloudTrailEvent[]> {
  let run: CloudTrailEvent[] = [];
  for (const event of sorted) {
    const [first] = run;
    if (first !== undefined && first.at !== event.at) {
      yield run;
      run = [];
    }
    run.push(event);
  }
  if (run.length > 0) yield run;
}
