/** A small IAM for tests: it refuses what IAM refuses, and writes the events that CloudTrail would. */
import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import { makeEvent } from "../analysis/test-events.ts";
import { otherCalls } from "./model-others.cases.ts";
import { principalCalls } from "./model-principals.cases.ts";
import type { Call, Owner, Step, Truth } from "./model-world.cases.ts";

export interface History {
  readonly events: readonly CloudTrailEvent[];
  /** The truth after all events of each time, and after the steps that were not logged at "". */
  readonly truths: ReadonlyMap<string, Truth>;
  /** The truth just before and just after each event. */
  readonly around: ReadonlyMap<string, { readonly before: Truth; readonly after: Truth }>;
}

/** Plays steps; those that IAM would refuse write nothing. The first `silent` leave no event. */
export function play(steps: readonly Step[], silent: number): History {
  const truth: Truth = {
    users: new Map(),
    groups: new Map(),
    roles: new Map(),
    policies: new Map(),
    profiles: new Map(),
    alias: { value: null },
  };
  const truths = new Map<string, Truth>();
  const around = new Map<string, { before: Truth; after: Truth }>();
  const events: CloudTrailEvent[] = [];
  let second = 0;
  let serial = 0;
  steps.forEach((step, i) => {
    second += i < silent ? 0 : step.later;
    const before = copyOf(truth);
    const made = calls[step.call % calls.length]?.(truth, step, () => ++serial) ?? null;
    if (i < silent) {
      truths.set("", copyOf(truth));
      return;
    }
    if (made === null) return;
    const at = new Date(Date.parse("2026-10-06T02:00:00Z") + second * 1000)
      .toISOString()
      .replace(".000Z", "Z");
    const [name, request, response = null] = made;
    // The id says nothing of the order.
    const id = `${((step.a * 7919 + step.b * 104_729 + i * 15_485_863) % 1_000_003).toString(36)}-${i}`;
    events.push(makeEvent(name, { id, at, request, response }));
    truths.set(at, copyOf(truth));
    around.set(id, { before, after: copyOf(truth) });
  });
  return { events, truths, around };
}

const calls: readonly Call[] = [...principalCalls, ...otherCalls];

function copyOf({ users, groups, roles, policies, profiles, alias }: Truth): Truth {
  return {
    users: each(users, (u) => ({ ...u, ...own(u), keys: new Map(u.keys), mfa: new Set(u.mfa) })),
    groups: each(groups, (g) => ({ ...g, ...own(g), members: new Set(g.members) })),
    roles: each(roles, (r) => ({ ...r, ...own(r) })),
    policies: each(policies, (p) => ({ ...p, versions: new Map(p.versions) })),
    profiles: each(profiles, (p) => ({ ...p })),
    alias: { ...alias },
  };
}

function each<T>(table: ReadonlyMap<string, T>, copy: (one: T) => T): Map<string, T> {
  return new Map([...table].map(([name, one]) => [name, copy(one)]));
}

function own(one: Owner): Pick<Owner, "inline" | "attached" | "tags"> {
  return {
    inline: new Map(one.inline),
    attached: new Set(one.attached),
    tags: new Map(one.tags),
  };
}
