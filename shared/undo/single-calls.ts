import type { Plan, PlanValue } from "../remediation/plan.ts";
import type { Draft } from "./draft.ts";
import { nameThen, phase } from "./draft.ts";
import type { Judgement, SlotChange } from "./judge.ts";
import type { Step, Thing } from "./thing.ts";

/** Slots that are taken back by the inverse of one of their events. */
const single: ReadonlySet<string> = new Set([
  "access-key",
  "login-profile",
  "mfa",
  "ssh-key",
  "certificate",
  "service-credential",
  "other",
]);

/**
 * Takes credentials, providers and settings back, each by the inverse of one event: of the one that ended it, that
 * made it, or else of the first that changed it after everybody else.
 */
export function undoSingly(draft: Draft, { changes }: Judgement): void {
  const done = new Set<string>();
  for (const change of changes.toReversed()) {
    if (!single.has(change.slot.kind)) continue;
    const step = decisive(change);
    if (step === null || step.inverse === null || done.has(step.id)) continue;
    done.add(step.id);
    const isMade = change.wanted?.value === null;
    takeRenamed(draft, step.inverse, change.thing, isMade ? phase.contain : phase.other);
  }
}

function decisive({ slot, now, wanted, steps }: SlotChange): Step | null {
  if (now === null) return steps.at(-1) ?? null;
  if (wanted?.value === null) return steps[0] ?? null;
  const others = slot.changes.findLastIndex(({ step }) => !step.isSelected);
  return slot.changes[others + 1]?.step ?? null;
}

/** The calls of a plan, under the name that the user has by then. */
function takeRenamed(draft: Draft, plan: Plan, thing: Thing, at: number): void {
  const name = at === phase.contain ? thing.name : nameThen(thing);
  const rename = (
    input: Readonly<Record<string, PlanValue>>,
  ): Readonly<Record<string, PlanValue>> =>
    thing.kind === "user" && typeof input["UserName"] === "string"
      ? { ...input, UserName: name }
      : input;
  for (const operation of plan.operations)
    draft.operations.push({ at, operation: { ...operation, input: rename(operation.input) } });
  draft.manual.push(...plan.manual);
  draft.lost.push(...plan.lost);
}
