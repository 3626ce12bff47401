/** What became of a thing over the whole evidence. */
import type { EntityChange, EntityLife, EntityRow } from "../ipc/entities.ts";
import type { EntityState } from "../state/state-types.ts";
import { lanesOf } from "./lanes.ts";
import type { LifeStep } from "./life-steps.ts";
import { slotsOf } from "./slots.ts";

/** Everything that the life line needs. */
export interface LifeParts {
  readonly row: EntityRow;
  /** First and last event of the account. */
  readonly from: string | null;
  readonly to: string | null;
  /** In order of time. */
  readonly changes: readonly EntityChange[];
  /** Earlier changes that are not among them. */
  readonly more: number;
  /** The thing before its first change, and after each; or, with `drawnFrom`, from that moment on. */
  readonly steps: readonly LifeStep[];
  readonly drawnFrom: string | null;
}

/** Puts it together. */
export function lifeOf({ row, from, to, changes, more, steps, drawnFrom }: LifeParts): EntityLife {
  const last = steps.findLast((step) => step.thing !== null)?.thing ?? null;
  return {
    row,
    arn: row.kind === "access-key" ? null : arnOf(last),
    from,
    to,
    lanes: lanesOf(steps, row.key),
    changes,
    moreChanges: more,
    drawnFrom,
    slots: row.kind === "access-key" ? [] : slotsOf(since(steps, drawnFrom)),
  };
}

/** What holds at the first moment that was looked at held since before it, for all that is known. */
function since(steps: readonly LifeStep[], drawnFrom: string | null): readonly LifeStep[] {
  return drawnFrom === null
    ? steps
    : steps.map((step, i) => (i === 0 ? { ...step, from: null } : step));
}

function arnOf(thing: EntityState | null): string | null {
  if (thing === null) return null;
  if (thing.kind === "policy") return thing.arn;
  if ("arn" in thing) return thing.arn.known ? thing.arn.value : null;
  const id = thing.key.slice(thing.key.indexOf("/") + 1);
  return id.startsWith("arn:") ? id : null;
}
