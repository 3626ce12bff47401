import { askFor } from "../remediation/ask-questions.ts";
import { isAsk } from "../remediation/plan.ts";
import type { Operation, Plan } from "../remediation/plan.ts";
import { say } from "../span.ts";
import type { Draft } from "./draft.ts";
import { conflict, nameThen, phase, put } from "./draft.ts";
import type { Judgement, SlotChange } from "./judge.ts";
import type { Slot, Step } from "./thing.ts";
import { selectedSteps, slotsOf, wantedOf } from "./thing.ts";
import { slotWords } from "./words.ts";

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

/** Settings that stand for the thing itself: it is there, or it is not. */
const lives: ReadonlySet<string> = new Set([
  "saml",
  "oidc",
  "server-certificate",
  "mfa-device",
  "service-role",
  "delegation",
]);

/**
 * Takes credentials, providers and settings back, each by the inverse of one event: of the one that ended it, that
 * made it, or else of the first that changed it after everybody else.
 */
export function undoSingly(draft: Draft, { changes }: Judgement): void {
  const done = new Set<string>();
  for (const change of changes.toReversed()) {
    if (!single.has(change.slot.kind) || isPassing(change)) continue;
    const user = userOf(draft, change);
    if (user !== null) {
      conflict(draft, say`${slotWords(change.thing, change.slot, "")} stays as it is.`, user);
      continue;
    }
    for (const { step, at } of decisive(change)) {
      if (step.inverse === null || done.has(step.id)) continue;
      done.add(step.id);
      takeIn(draft, step.inverse, change, at);
    }
  }
}

/** Whether a setting comes or goes with its thing: selected events made that one, or made it again after the change. */
function isPassing({ thing, slot, steps }: SlotChange): boolean {
  if (slot.kind !== "other" || lives.has(slot.key)) return false;
  return slotsOf(thing, "other").some((life) => {
    if (!lives.has(life.key) || selectedSteps(life).length === 0) return false;
    const ended = life.changes.find(({ value, step }) => step.isSelected && value === null)?.step;
    const isLater = ended !== undefined && (steps[0]?.order ?? 0) > ended.order;
    return wantedOf(life)?.value === null || isLater;
  });
}

/**
 * Who else has made use of a thing since that a selected event made, so that it is not deleted; or who has deleted the
 * thing that a setting belongs to, so that nothing can be put back into it.
 */
function userOf(draft: Draft, { thing, slot, now, wanted, steps }: SlotChange): Step | null {
  if (slot.kind !== "other") return null;
  if (!lives.has(slot.key)) {
    const life = slotsOf(thing, "other")
      .find(({ key }) => lives.has(key))
      ?.changes.at(-1);
    return life !== undefined && life.value === null && !life.step.isSelected ? life.step : null;
  }
  if (now === null || wanted?.value !== null) return null;
  const made = steps[0];
  const holders = draft.things.filter(({ gone }) => gone === null);
  const inUse = holders.flatMap((user) => slotsOf(user, "mfa").filter((s) => s.key === thing.name));
  for (const other of [...thing.slots.values(), ...inUse]) {
    const last = other.changes.at(-1);
    // What stood in an earlier life of the same name went with it.
    const isSince = last !== undefined && last.step.order > (made?.order ?? 0);
    if (isSince && !last.step.isSelected && last.value !== null) return last.step;
  }
  return null;
}

interface Decisive {
  readonly step: Step;
  readonly at: number;
}

/** The events whose inverse takes a change back, with the phase of their calls. */
function decisive({ slot, now, wanted, steps }: SlotChange): readonly Decisive[] {
  const others = slot.changes.findLastIndex(({ step }) => !step.isSelected);
  const first = slot.changes[others + 1]?.step;
  const last = steps.at(-1);
  if (first === undefined || last === undefined) return [];
  if (slot.kind === "other" && !lives.has(slot.key)) return [{ step: first, at: phase.other }];
  const isLife = slot.kind === "other";
  const makes = isLife ? phase.other - 1 : phase.other;
  // However often it came and went since, the first deletion took what is wanted.
  const own = slot.changes.slice(others + 1);
  const ended = own.find(({ value }) => value === null)?.step;
  if (now === null) return [{ step: ended ?? last, at: makes }];
  const ends = isLife ? phase.removePolicy : phase.contain;
  if (wanted?.value === null) return [{ step: first, at: ends }];
  // Deleted and made again: what was made goes, what was deleted comes back.
  const made = slot.changes.findLastIndex(({ value }) => value === null);
  const again = made === -1 ? undefined : slot.changes[made + 1]?.step;
  if (ended === undefined || again === undefined) return [{ step: first, at: phase.other }];
  return [
    { step: again, at: ends },
    { step: ended, at: makes },
  ];
}

/** The calls of a plan, under the names that the user and the account have by then. */
function takeIn(draft: Draft, plan: Plan, change: SlotChange, at: number): void {
  const name = at === phase.contain ? change.thing.name : nameThen(change.thing);
  for (const operation of plan.operations) {
    if (isNeedless(operation, change)) continue;
    // A key that was made is switched off, and still there.
    const isOff = change.slot.kind === "access-key" && at === phase.contain;
    const certainty = isOff && operation.certainty === "exact" ? "partial" : operation.certainty;
    const call = withoutOwnName(renamed(operation, change, name));
    if (call !== null)
      put(draft, at, { ...call, certainty: isAsk(call.input["AccountAlias"]) ? "ask" : certainty });
  }
  draft.certainties.push(plan.certainty);
  draft.manual.push(...plan.manual);
  draft.lost.push(...plan.lost);
}

/** Whether its last second set it to several values, in an order that the log does not tell. */
function isOpen({ changes }: Slot): boolean {
  const last = changes.at(-1);
  return changes.some(
    ({ step, value }) =>
      step.at !== null && step.at === last?.step.at && value !== null && value !== last.value,
  );
}

/** A setting that is gone already needs no deletion, and a device is deleted only where its making is taken back. */
function isNeedless({ api }: Operation, { slot, now }: SlotChange): boolean {
  if (slot.kind === "mfa") return api === "iam:DeleteVirtualMFADevice";
  return (
    slot.kind === "other" && !lives.has(slot.key) && now === null && api.startsWith("iam:Delete")
  );
}

/** A certificate that has its earlier name again needs no new one; null where the call then changes nothing. */
function withoutOwnName(operation: Operation): Operation | null {
  const { ServerCertificateName: name, NewServerCertificateName: fresh, ...rest } = operation.input;
  if (name === undefined || name !== fresh) return operation;
  return Object.keys(rest).length === 0
    ? null
    : { ...operation, input: { ServerCertificateName: name, ...rest } };
}

function renamed(operation: Operation, change: SlotChange, name: string): Operation {
  const { thing, slot, now } = change;
  const { api, input } = operation;
  if (api === "iam:DeleteAccountAlias" && typeof now === "string") {
    const alias = isOpen(slot)
      ? askFor("$live.alias", "DeleteAccountAlias", "AccountAlias", true)
      : now;
    return { ...operation, input: { ...input, AccountAlias: alias } };
  }
  if (thing.kind === "other" && typeof input["ServerCertificateName"] === "string")
    return { ...operation, input: { ...input, ServerCertificateName: thing.name } };
  return thing.kind === "user" && typeof input["UserName"] === "string"
    ? { ...operation, input: { ...input, UserName: name } }
    : operation;
}
