import { distinctAsks } from "../remediation/distinct-asks.ts";
import type { Operation, Plan } from "../remediation/plan.ts";
import { weakest } from "../remediation/plan.ts";
import { verifyCalls } from "../remediation/verify-calls.ts";
import { cite, log, plain, say } from "../span.ts";
import type { Spans } from "../span.ts";
import { describe, fixed, rename, retag } from "./attribute-calls.ts";
import type { Draft } from "./draft.ts";
import { conflict, groupOf, phase } from "./draft.ts";
import { namesInTurn } from "./names-in-turn.ts";
import { putBack, takeOff } from "./holder-calls.ts";
import type { History } from "./history.ts";
import type { Fate, Judgement, SlotChange } from "./judge.ts";
import { isAvailable, textOf } from "./available.ts";
import { judge, unsureSteps } from "./judge.ts";
import { undoSingly } from "./single-calls.ts";
import { remake } from "./remake-calls.ts";
import { unmake } from "./thing-calls.ts";
import type { Step, Thing } from "./thing.ts";
import { wantedOf } from "./thing.ts";
import { restoreVersions } from "./version-calls.ts";
import { byEvents, slotWords, thingWords } from "./words.ts";

/**
 * One plan that takes all selected events of an account back. It compares what is with what would be without them:
 * pairs that cancel out need no call, each thing is put right once, and whatever somebody else changed since stays as
 * it is and is listed. `others`: plans for selected events that are no changes of IAM, by eventID.
 */
export function combinedPlan(
  history: History,
  others: ReadonlyMap<string, Plan> = new Map(),
): Plan {
  const { things } = history;
  const judgement = judge(things);
  const draft: Draft = {
    operations: [],
    manual: [],
    lost: [],
    conflicts: [],
    unsure: [],
    certainties: [],
    things,
  };
  tellLeft(draft, judgement);
  for (const thing of things.toReversed()) undoThing(draft, thing, judgement);
  undoSingly(draft, judgement);
  tellUnsure(draft, judgement);
  for (const { key, steps } of history.blurred)
    draft.unsure.push({
      text: say`${byEvents(steps)} made and ended ${log(key)} within one second, and the log does not tell in which order: look at what there is before you use this plan.`,
      evidence: steps.map(({ id }) => id),
    });
  for (const { event, step } of history.unplaced) {
    const plan = others.get(event.id) ?? step.inverse;
    if (plan !== null) takeIn(draft, plan);
    else if (event.source === "iam.amazonaws.com")
      draft.manual.push({
        text: say`Trailproof knows no call that takes ${byEvents([step])} back: look it up in the AWS API reference.`,
        evidence: [event.id],
      });
  }
  return finished(draft, history);
}

function undoThing(draft: Draft, thing: Thing, { fates, changes }: Judgement): void {
  const fate = fates.get(thing);
  if (fate === "unmake") unmake(draft, thing);
  if (fate === "remake") remake(draft, thing, fates);
  if (fate !== "stays" && fate !== "kept") return;
  const own = changes.filter((one) => one.thing === thing);
  if (own.length === 0) return;
  if (thing.kind === "user" || thing.kind === "group") rename(draft, thing, own);
  if (thing.kind === "role") describe(draft, thing, own);
  if (thing.kind === "policy") restoreVersions(draft, thing, own);
  retag(draft, thing, own);
  for (const change of own) undoSlot(draft, change, fates);
}

/** Says where the order within one second leaves open what was there before. */
function tellUnsure(draft: Draft, { changes, doubts, fates }: Judgement): void {
  const remade = draft.things.filter((thing) => fates.get(thing) === "remake");
  const all = [
    ...changes,
    ...remade.flatMap((thing) =>
      [...thing.slots.values()].map((slot) => ({
        thing,
        slot,
        unsure: unsureSteps(slot, wantedOf(slot)),
      })),
    ),
  ];
  for (const { thing, slot, unsure: steps } of all) {
    if (steps.length === 0) continue;
    draft.unsure.push({
      text: say`${byEvents(steps)} changed ${slotWords(thing, slot, groupOf(draft, slot.key)?.name ?? "")} within one second, and the log does not tell which came last: check what is put back with the owner.`,
      evidence: steps.map(({ id }) => id),
    });
  }
  for (const { thing, slot, steps } of doubts)
    draft.unsure.push({
      text: say`${byEvents(steps)} changed ${slotWords(thing, slot, groupOf(draft, slot.key)?.name ?? "")} within one second, and the log does not tell which came last: look whether it is as it was before, and put it back if it is not.`,
      evidence: steps.map(({ id }) => id),
    });
}

function undoSlot(draft: Draft, change: SlotChange, fates: ReadonlyMap<Thing, Fate>): void {
  const { thing, slot, now, wanted, steps } = change;
  const { kind } = slot;
  if (kind === "attached" || kind === "inline" || kind === "group" || kind === "role") {
    const isGone = wanted !== undefined && wanted.value === null;
    const isUnknown = wanted === undefined;
    if (now !== null && (isGone || (isUnknown && kind !== "inline"))) {
      takeOff(draft, thing, slot, steps, isUnknown);
      if (isUnknown) checkFirst(draft, change);
    } else if (isUnknown && kind !== "inline") openBefore(draft, change);
    else if (isUnknown) {
      // Taken away where it is there; what was there before, if anything, is put into its place.
      if (now !== null) takeOff(draft, thing, slot, steps);
      putBack(draft, thing, slot, undefined, steps, true);
    } else if (isAvailable(draft, thing, slot, wanted?.value, fates))
      putBack(draft, thing, slot, wanted?.value, steps);
  } else if (kind === "boundary") {
    if (wanted !== undefined && wanted.value === null) takeOff(draft, thing, slot, steps);
    else if (isAvailable(draft, thing, slot, wanted?.value, fates))
      putBack(draft, thing, slot, wanted?.value, steps);
    if (wanted === undefined) noneBefore(draft, change);
  } else if (kind === "trust") putBack(draft, thing, slot, wanted?.value, steps);
  else if (
    (kind === "description" && thing.kind === "policy") ||
    (kind === "path" && isFixed(thing))
  )
    fixed(draft, change);
}

function isFixed({ kind }: Thing): boolean {
  return kind !== "user" && kind !== "group";
}

/** Put in place and taken off again, and AWS accepts the first also where it was there before. */
function openBefore(draft: Draft, change: SlotChange): void {
  draft.certainties.push("ask");
  draft.manual.push({
    text: say`The log does not show whether ${wordsOf(draft, change)} was there before ${byEvents(change.steps)}, which put it in place and took it off. If it was, put it back.`,
    evidence: change.steps.map(({ id }) => id),
  });
}

function checkFirst(draft: Draft, change: SlotChange): void {
  draft.manual.push({
    text: say`Check first whether ${wordsOf(draft, change)} was there before ${byEvents(change.steps)}: the call succeeds also where nothing changes, and the log begins too late to tell. If it was, leave the step out.`,
    evidence: change.steps.map(({ id }) => id),
  });
}

function noneBefore(draft: Draft, change: SlotChange): void {
  draft.certainties.push("ask");
  draft.manual.push({
    text: say`The log does not show whether ${wordsOf(draft, change)} was there before ${byEvents(change.steps)}. If it was not, delete it instead of putting an earlier one back.`,
    evidence: change.steps.map(({ id }) => id),
  });
}

function wordsOf(draft: Draft, { thing, slot }: SlotChange): Spans {
  return slotWords(thing, slot, groupOf(draft, slot.key)?.name ?? "");
}

/** What stays because somebody else changed it since, and what somebody else has put right already. */
function tellLeft(draft: Draft, { left }: Judgement): void {
  for (const { thing, slot, later, as } of left) {
    const what =
      slot === null
        ? thingWords(thing.kind, thing.name)
        : slotWords(thing, slot, groupOf(draft, slot.key)?.name ?? "");
    if (as === "conflict") conflict(draft, say`${what} stays as it is.`, later);
    else
      draft.manual.push({
        text: say`Nothing to do about ${what}: ${later.who} has put it back already ${cite(later.id)}.`,
        evidence: [later.id],
      });
  }
}

/** Takes the plan of a single event in as it is. */
export function takeIn(draft: Draft, plan: Plan, at: number = phase.other): void {
  for (const operation of plan.operations) draft.operations.push({ at, operation });
  draft.certainties.push(plan.certainty);
  draft.manual.push(...plan.manual);
  draft.lost.push(...plan.lost);
}

/** What was selected along with a deletion, or with a removal whose target was deleted. */
function withIt(further: readonly Step[]): Draft["manual"] {
  if (further.length === 0) return [];
  return [
    {
      text: say`Taken back with it, because one can't be without the other: ${byEvents(further)}.`,
      evidence: further.map(({ id }) => id),
    },
  ];
}

function finished(draft: Draft, { account, selected, further }: History): Plan {
  const ordered = namesInTurn(draft.operations.toSorted((a, b) => a.at - b.at)).map(
    ({ operation }) => operation,
  );
  const parts = distinctAsks(ordered.map((one) => partOf(one, account)));
  const operations = parts.flatMap((part) => part.operations);
  const manual = unique([...draft.unsure, ...withIt(further), ...draft.manual], ({ text }) =>
    plain(text),
  );
  const hasDecision = operations.length === 0 && manual.length > 0 && draft.conflicts.length === 0;
  return {
    version: 1,
    certainty: weakest([
      ...operations.map(({ certainty }) => certainty),
      ...draft.certainties,
      ...(draft.unsure.length > 0 ? (["ask"] as const) : []),
      ...(hasDecision || draft.conflicts.length + draft.lost.length > 0
        ? (["partial"] as const)
        : []),
    ]),
    account,
    operations,
    manual:
      operations.length + manual.length + draft.conflicts.length + draft.lost.length > 0
        ? manual
        : [
            {
              text: say`Nothing is left to take back: what the events changed is as it was before.`,
              evidence: selected.slice(0, 20).map(({ id }) => id),
            },
          ],
    lost: unique(draft.lost, ({ what }) => plain(what)),
    conflicts: unique(draft.conflicts, (one) => plain(one.what) + one.event),
    verify: verifyOf(operations, draft),
  };
}

function partOf(operation: Operation, account: string | null): Plan {
  return {
    version: 1,
    certainty: operation.certainty,
    account,
    operations: [operation],
    manual: [],
    lost: [],
    verify: [],
  };
}

/** The checks; a policy that is made again is asked for by the ARN that it gets. */
function verifyOf(operations: readonly Operation[], draft: Draft): readonly Operation[] {
  const checks = operations
    .filter((one) => !isReplaced(one, operations))
    .map((one) => {
      if (one.api !== "iam:CreatePolicy") return one;
      const { PolicyName: name, Path: path } = one.input;
      const made = draft.things.findLast(
        (thing) =>
          thing.kind === "policy" && thing.name.endsWith(`:policy${textOf(path)}${textOf(name)}`),
      );
      return made === undefined ? one : { ...one, input: { ...one.input, PolicyArn: made.name } };
    });
  return verifyCalls(checks, null);
}

/** Whether an inline policy is deleted only to make room for its earlier document. */
function isReplaced({ api, input }: Operation, all: readonly Operation[]): boolean {
  if (!/^iam:Delete(?:User|Group|Role)Policy$/.test(api)) return false;
  const put = api.replace("Delete", "Put");
  return all.some(
    (one) =>
      one.api === put &&
      Object.entries(input).every(([member, value]) => one.input[member] === value),
  );
}

function unique<T>(items: readonly T[], key: (item: T) => string): readonly T[] {
  return [...new Map(items.map((item) => [key(item), item])).values()];
}
