import { identityLabel } from "../analysis/actor.ts";
import { priorFacts } from "../analysis/prior-facts.ts";
import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import { actionEntry } from "../knowledge/iam-actions.ts";
import { inversePlan } from "../remediation/inverse-plan.ts";
import type { Plan } from "../remediation/plan.ts";
import type { AccountFacts } from "../state/account-facts.ts";
import { actorKey } from "../state/actor-key.ts";
import { findProfile } from "../state/find.ts";
import { createFolder } from "../state/fold-events.ts";
import { asked } from "../state/request.ts";
import type { Effect } from "./effect.ts";
import { effectsOf } from "./effects.ts";
import type { Change, Slot, SlotKind, Step, Thing, ThingKind, Value } from "./thing.ts";
import { slotKey, unreadable } from "./thing.ts";
import { followsRemoval, roomMade, wayTo } from "./way.ts";

/** What happened to the things of one account, with the selected events told apart. */
export interface History {
  readonly account: string | null;
  readonly things: readonly Thing[];
  /** Selected events of IAM that no slot is known for, and those of other services. */
  readonly unplaced: readonly { readonly event: CloudTrailEvent; readonly step: Step }[];
  /** Selected changes of IAM, in order. */
  readonly selected: readonly Step[];
  /** Those among them that were not asked for, but belong to one that was. */
  readonly further: readonly Step[];
  /** Things that were made and ended within one second in an order that nothing tells, with the events. */
  readonly blurred: readonly { readonly key: string; readonly steps: readonly Step[] }[];
}

/** Takes in the events of accounts. Refused and failed calls change nothing. */
export interface HistoryBuilder {
  /** All events of one second; seconds must come in order. */
  take(second: readonly CloudTrailEvent[]): void;
  /** One history for each account that has a selected event. */
  finish(): readonly History[];
}

/** What is to be taken back. */
export interface Selection {
  readonly isSelected: (event: CloudTrailEvent) => boolean;
  /** With a selected deletion also what its actor took off on the way to it, within the day before. */
  readonly isWithWay: boolean;
}

/** An empty history. */
export function createHistory({ isSelected, isWithWay }: Selection): HistoryBuilder {
  const histories = new Map<string, ReturnType<typeof accountHistory>>();
  const folder = createFolder();

  function takeEvent(event: CloudTrailEvent, facts: AccountFacts): boolean {
    const id = event.account ?? "";
    const known = histories.get(id) ?? accountHistory(event);
    histories.set(id, known);
    if (event.outcome !== "success") return true;
    const entry = actionEntry(event.source, event.name);
    const isChosen = entry?.access !== "read" && isSelected(event);
    const inverse =
      entry === null || !isChosen ? null : inversePlan(entry, event, priorFacts(facts, event));
    const uses =
      event.name === "DeleteInstanceProfile"
        ? findProfile(facts, asked(event, "instanceProfileName"))?.instances
        : undefined;
    known.next(event, { isSelected: isChosen, isWithWay, inverse, uses: uses ?? null });
    return true;
  }

  return {
    take: (second) =>
      folder.take(second, takeEvent, ({ key, by }, { id }) =>
        histories.get(id)?.blur(
          key,
          by.map((mark) => mark.id),
        ),
      ),
    finish: () =>
      [...histories.values()]
        .map((one) => one.finish())
        .filter(({ selected, unplaced }) => selected.length + unplaced.length > 0),
  };
}

interface Judged {
  readonly isSelected: boolean;
  readonly isWithWay: boolean;
  readonly inverse: Plan | null;
  readonly uses: Thing["uses"];
}

function accountHistory(first: CloudTrailEvent) {
  const things: Thing[] = [];
  const living = new Map<string, Thing>();
  const unplaced: { event: CloudTrailEvent; step: Step }[] = [];
  const selected: Step[] = [];
  const further: Step[] = [];
  const blurred: { key: string; steps: readonly Step[] }[] = [];
  /** The steps of the present second. */
  let second: Step[] = [];
  let order = 0;

  function fresh(kind: ThingKind, name: string): Thing {
    const thing: Thing = {
      kind,
      number: things.length,
      name,
      made: null,
      gone: null,
      slots: new Map(),
      uses: null,
      keepsName: false,
    };
    things.push(thing);
    living.set(thingKey(kind, name), thing);
    return thing;
  }

  function thingFor(kind: ThingKind, name: string, step: Step): Thing {
    const known = living.get(thingKey(kind, name));
    // A change to a thing deleted earlier means that its new creation is not in the log. Within one second the order
    // of events is not known: a change that seems to follow the deletion came before it.
    const isOver = known?.gone !== null && known?.gone?.at !== step.at;
    return known === undefined || isOver ? fresh(kind, name) : known;
  }

  function make(kind: ThingKind, name: string, step: Step): void {
    const known = living.get(thingKey(kind, name));
    const isEarly =
      known !== undefined &&
      known.made === null &&
      known.gone === null &&
      [...known.slots.values()].every(({ changes }) => changes.every((c) => c.step.at === step.at));
    // A thing that was never deleted can't be made: its deletion is missing in the log.
    if (known !== undefined && !isEarly) known.gone ??= { ...step, isSelected: false };
    const thing = isEarly ? known : fresh(kind, name);
    thing.made = step;
    for (const slot of thing.slots.values()) slot.start = null;
  }

  function apply(effect: Effect, step: Step): void {
    if (effect.t === "made") {
      make(effect.kind, effect.name, step);
      return;
    }
    const thing = thingFor(effect.kind, effect.name, step);
    if (effect.t === "gone") thing.gone = step;
    else if (effect.t === "renamed") rename(thing, effect.to, step);
    else {
      const { slot, key, value, prior, before } = effect;
      const own = slot === "group" ? String(thingFor("group", key, step).number) : key;
      note(thing, slot, own, { value, step }, prior, before);
    }
  }

  function rename(thing: Thing, to: string, step: Step): void {
    note(thing, "name", "", { value: to, step }, undefined, thing.name);
    living.delete(thingKey(thing.kind, thing.name));
    thing.name = to;
    living.set(thingKey(thing.kind, to), thing);
  }

  return {
    next(event: CloudTrailEvent, { isSelected, isWithWay, inverse, uses }: Judged): void {
      const step: Step = {
        order: order++,
        id: event.id,
        at: event.at,
        name: event.name,
        actor: actorKey(event),
        who: identityLabel(event.identity),
        isSelected,
        inverse,
      };
      if (second[0]?.at !== step.at) second = [];
      second.push(step);
      const effects = effectsOf(event);
      for (const effect of effects) apply(effect, step);
      const gone = effects.find(({ t }) => t === "gone");
      const thing = gone === undefined ? undefined : living.get(thingKey(gone.kind, gone.name));
      if (thing !== undefined) thing.uses = uses;
      const isPartOf = isWithWay && thing !== undefined && followsRemoval(thing, things, step);
      if (!isSelected && !isPartOf) return;
      step.isSelected = true;
      if (!isSelected) further.push(step);
      if (effects.length === 0) unplaced.push({ event, step });
      if (event.source !== "iam.amazonaws.com") return;
      if (isWithWay) {
        const way = thing === undefined ? roomMade(things, step) : wayTo(thing, things, step);
        for (const one of way) one.isSelected = true;
        selected.push(...way);
        further.push(...way);
      }
      selected.push(step);
    },
    blur(key: string, ids: readonly string[]): void {
      blurred.push({ key, steps: second.filter(({ id }) => ids.includes(id)) });
    },
    finish: (): History => ({
      blurred: blurred.filter(({ steps }) => steps.some(({ isSelected }) => isSelected)),
      account: first.account,
      things,
      unplaced,
      selected,
      further,
    }),
  };
}

function thingKey(kind: ThingKind, name: string): string {
  return `${kind} ${name.toLowerCase()}`;
}

const links: ReadonlySet<SlotKind> = new Set(["attached", "group", "role"]);

function note(
  thing: Thing,
  kind: SlotKind,
  key: string,
  change: Change,
  prior?: "none" | "some",
  before?: Value,
): void {
  const id = slotKey(thing, kind, key);
  const known = thing.slots.get(id);
  if (known !== undefined) {
    known.changes.push(change);
    return;
  }
  const slot: Slot = { kind, key, start: before ?? startOf(thing, kind, prior), changes: [change] };
  thing.slots.set(id, slot);
}

/** What the first change to a slot tells of the time before it. */
function startOf(thing: Thing, kind: SlotKind, prior?: "none" | "some"): Value | undefined {
  if (thing.made !== null || prior === "none") return null;
  if (prior === undefined) return undefined;
  return links.has(kind) ? true : unreadable;
}
