/** Reads things of a live account as parts, a group at a time. */
import type { Parts, ThingFacts, World } from "../../shared/live/facts.ts";
import { splitThing } from "../../shared/live/facts.ts";
import type { Need } from "../../shared/live/call-model.ts";
import type { Live } from "./connect.ts";
import { readers } from "./read-groups.ts";
import { sdkFailure } from "./reason.ts";

/** Groups to read by thing; the empty group is always among them. */
export type Needs = ReadonlyMap<string, ReadonlySet<string>>;

/** Needs of several calls, each group once. */
export function gather(all: readonly Need[]): Needs {
  const needs = new Map<string, Set<string>>();
  for (const { thing, groups } of all) {
    const known = needs.get(thing) ?? new Set<string>([""]);
    for (const group of groups) known.add(group);
    needs.set(thing, known);
  }
  return needs;
}

/** Things that are read side by side. */
const atOnce = 4;

/** Reads everything; what is refused is noted with its reason. @throws what is no answer of AWS's: it can't be reached. */
export async function readWorld(live: Live, needs: Needs): Promise<World> {
  const world = new Map<string, ThingFacts>();
  const todo = [...needs];
  const worker = async (): Promise<void> => {
    for (let next = todo.shift(); next !== undefined; next = todo.shift()) {
      const [thing, groups] = next;
      // oxlint-disable-next-line no-await-in-loop -- one thing after the other, in each of a few lines
      world.set(thing, await readThing(live, thing, groups));
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, todo.length) }, worker));
  return world;
}

/** Reads one thing; a thing that is not there has no parts. */
export async function readThing(
  live: Live,
  thing: string,
  groups: ReadonlySet<string>,
): Promise<ThingFacts> {
  const [kind, name] = splitThing(thing);
  const parts = new Map<string, string>();
  const unread = new Map<string, string>();
  const table = readers[kind] ?? {};
  for (const group of ["", ...[...groups].filter((one) => one !== "")]) {
    const read = table[group];
    if (read === undefined) continue;
    try {
      // oxlint-disable-next-line no-await-in-loop -- what is not there has no further groups
      const found: Parts = await read(live, name);
      for (const [part, value] of found) parts.set(part, value);
    } catch (error) {
      const { code, message, isAnswer } = sdkFailure(error);
      if (!isAnswer) throw error;
      if (code === "NoSuchEntity" || code === "NoSuchEntityException") {
        // The thing itself is gone, or this group of it (a login profile) is empty.
        if (group === "") return { parts: new Map(), unread };
      } else unread.set(group, `${code}: ${message}`);
    }
  }
  return { parts, unread };
}
