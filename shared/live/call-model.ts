/** What a call of IAM touches and leaves: the rows of the table that calls.ts holds. */
import type { Account, Effect, World } from "./facts.ts";
import { freshName, membersOf, partOf, partsOf, partWords, there } from "./facts.ts";
import type { Input } from "./input.ts";

/** Groups of parts of a thing that must be read to judge a call; the empty group is always read. */
export interface Need {
  readonly thing: string;
  readonly groups: readonly string[];
}

export interface CallModel {
  /** What must be read; the first is the thing that IAM asks permission for. */
  readonly needs: (input: Input, account: Account) => readonly Need[];
  /** What is set. `made`: the name that AWS's answer gave a fresh thing, where it has been made. */
  readonly effects: (
    input: Input,
    world: World,
    account: Account,
    made: string | null,
  ) => readonly Effect[];
  /** What follows of it in other things, for the steps after it: neither read for this call nor told. */
  readonly follows?: (input: Input, world: World) => readonly Effect[];
  /** Why AWS would refuse it, or what would go wrong, in sentences; of what was read. */
  readonly refusals?: (input: Input, world: World, account: Account) => readonly string[];
  /** What the answer calls the fresh thing, e.g. AccessKey.AccessKeyId. */
  readonly fresh?: string;
  /** What it takes away can't be brought back whole, or somebody may be locked out. */
  readonly isDestructive?: boolean;
  /** It makes something that a second call would make again. */
  readonly isRepeatable?: false;
}

export type CallTable = Readonly<Record<string, CallModel>>;

/** An effect in short. */
export function set(thing: string, part: string, value: string | null): Effect {
  return { thing, part, value };
}

/** A member of a list, there or not. */
export function member(thing: string, part: string, isThere: boolean): Effect {
  return { thing, part, value: isThere ? there : null };
}

/** A fresh part, with AWS's name where it is known. */
export function fresh(thing: string, kind: string, value: string, made: string | null): Effect {
  return made === null
    ? { thing, part: `${kind}|${freshName}`, value, isFresh: true }
    : { thing, part: `${kind}|${made}`, value };
}

/** A sentence where a thing that must be there is not. */
export function mustBe(world: World, thing: string): readonly string[] {
  return partOf(world, thing, "") === null && world.has(thing)
    ? [`There is no ${partWords(thing, "")}.`]
    : [];
}

/** A sentence for each kind of member that AWS wants gone first. */
export function mustBeEmpty(
  world: World,
  thing: string,
  kinds: readonly string[],
): readonly string[] {
  if (partOf(world, thing, "") === null) return [];
  return kinds.flatMap((kind) => {
    const names = membersOf(world, thing, kind);
    const isSet = partsOf(world, thing).has(kind);
    if (names.length === 0 && !isSet) return [];
    return [
      `${partWords(thing, "")} still has: ${isSet ? partWords(thing, kind).split(" › ")[1] : names.map((name) => partWords(thing, `${kind}|${name}`).split(" › ")[1]).join(", ")}. AWS refuses to delete it.`,
    ];
  });
}

/** Whether a policy is AWS's own. */
export function isAwsPolicy(arn: string): boolean {
  return /^arn:[\w-]+:iam::aws:policy\//.test(arn);
}
