import { askFor } from "../remediation/ask-questions.ts";
import type {
  Ask,
  Certainty,
  Conflict,
  Loss,
  ManualStep,
  Operation,
  PlanValue,
} from "../remediation/plan.ts";
import type { Spans } from "../span.ts";
import type { Step, Thing } from "./thing.ts";
import { slotOf, wantedOf } from "./thing.ts";

/**
 * When a call is made, so that AWS accepts it: credentials are switched off first; things are taken off before what
 * they hang on is deleted; names are free before they are given; what is made is made before something is put into it.
 */
export const phase = {
  contain: 0,
  takeOff: 10,
  remove: 20,
  removePolicy: 22,
  rename: 25,
  versions: 30,
  makePolicy: 40,
  makeGroup: 41,
  makeUser: 42,
  makeRole: 43,
  makeProfile: 44,
  boundary: 50,
  putIn: 55,
  other: 70,
  removeBoundary: 80,
} as const;

/** A plan under construction. */
export interface Draft {
  readonly operations: { readonly at: number; readonly operation: Operation }[];
  readonly manual: ManualStep[];
  /** How certain the plan is at most, whatever its calls are: of parts that are left to a person. */
  readonly certainties: Certainty[];
  /** What the order of events within one second leaves open. */
  readonly unsure: ManualStep[];
  readonly lost: Loss[];
  readonly conflicts: Conflict[];
  /** The things of the account by number. */
  readonly things: readonly Thing[];
}

/** A call, once; the first of equal ones counts. */
export function add(
  draft: Draft,
  at: number,
  api: string,
  input: Readonly<Record<string, PlanValue>>,
  why: Spans,
  steps: readonly Step[],
  certainty: Certainty = "exact",
): void {
  const operation: Operation = {
    api: api.includes(":") ? api : `iam:${api}`,
    input,
    why,
    evidence: [...new Set(steps.map(({ id }) => id))],
    certainty,
  };
  put(draft, at, operation);
}

/** A call as it is, once. */
export function put(draft: Draft, at: number, operation: Operation): void {
  const key = callKey(operation);
  if (draft.operations.some((one) => callKey(one.operation) === key)) return;
  draft.operations.push({ at, operation });
}

function callKey({ api, region, input }: Operation): string {
  return JSON.stringify([
    api,
    region ?? null,
    Object.keys(input)
      .toSorted((a, b) => (a < b ? -1 : 1))
      .map((member) => [member, input[member]]),
  ]);
}

/** A question, as the inverse of a single event asks it. `fact`: the path of the fact that the log does not tell. */
export function ask(fact: string, api: string, member: string): Ask {
  return askFor(`$prior.${fact}`, api, member, false);
}

/** The name that a thing has once the plan has run. */
export function nameThen(thing: Thing): string {
  if (thing.keepsName) return thing.name;
  const slot = slotOf(thing, "name");
  if (slot === undefined || slot.changes.at(-1)?.step.isSelected !== true) return thing.name;
  const wanted = wantedOf(slot)?.value;
  return typeof wanted === "string" ? wanted : thing.name;
}

/** The group that a membership slot points to. */
export function groupOf(draft: Draft, key: string): Thing | undefined {
  return draft.things[Number(key)];
}

/** Notes what is left as it is because of a later event. */
export function conflict(draft: Draft, what: Spans, later: Step): void {
  draft.conflicts.push({ what, event: later.id, at: later.at, by: later.who });
}
