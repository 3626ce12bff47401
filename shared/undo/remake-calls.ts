import { withAssociations } from "../analysis/depth/instance-plan.ts";
import { emptyPlan } from "../analysis/empty-plan.ts";
import { parseArn } from "../iam/arn.ts";
import type { PlanValue } from "../remediation/plan.ts";
import { log, say, text } from "../span.ts";
import { standing } from "../state/links.ts";
import { tagOf } from "./attribute-calls.ts";
import { isAvailable } from "./available.ts";
import type { Draft } from "./draft.ts";
import { add, ask, nameThen, phase } from "./draft.ts";
import { putBack } from "./holder-calls.ts";
import type { Fate } from "./judge.ts";
import { isThere, lastStep, nameMember, noun, wantedAt } from "./thing-parts.ts";
import type { Slot, SlotKind, Step, Thing, Value } from "./thing.ts";
import { slotOf, slotsOf, unreadable } from "./thing.ts";
import { versionsOf } from "./version-calls.ts";
import { byEvents, thingWords } from "./words.ts";

/** Makes a thing again that a selected event deleted, with all that it held as far as the log tells. */
export function remake(draft: Draft, thing: Thing, fates: ReadonlyMap<Thing, Fate>): void {
  const { gone, kind } = thing;
  const name = nameThen(thing);
  if (gone === null || kind === "other") return;
  const { input, unknown, isAsked, steps } = creation(draft, thing, fates);
  const certainty = isAsked ? "ask" : unknown.length > 0 ? "partial" : "exact";
  add(
    draft,
    makePhase[kind],
    `Create${noun(kind)}`,
    input,
    say`Make ${thingWords(kind, name)} again, which ${byEvents([gone])} deleted.`,
    [gone, ...steps],
    certainty,
  );
  for (const what of unknown)
    draft.lost.push({
      what: say`The ${text(what)} of ${thingWords(kind, name)}, if it had one.`,
      why: say`The log does not show it, and the call leaves it out: ask the owner, and set it afterwards.`,
    });
  if (kind === "policy") moreVersions(draft, thing, gone);
  moreTags(draft, thing, gone);
  for (const slot of slotsOf(thing, "attached", "inline", "group", "role")) {
    const wanted = wantedAt(slot, thing);
    const by = slot.changes.findLast(({ step }) => step.isSelected)?.step ?? gone;
    if (isThere(wanted) && isAvailable(draft, thing, slot, wanted, fates))
      putBack(draft, thing, slot, wanted, [by]);
  }
  draft.lost.push(...lossesOf(thing, gone));
  draft.certainties.push("partial");
  if (kind === "instance-profile") associate(draft, thing);
}

/** Running instances keep their association with the deleted profile: it has to be replaced. */
function associate(draft: Draft, thing: Thing): void {
  const using = thing.uses === null ? [] : standing(thing.uses);
  const plan = withAssociations(emptyPlan(null, "exact", [], ""), thing.name, using);
  for (const operation of plan.operations) draft.operations.push({ at: phase.other, operation });
  draft.manual.push(...plan.manual.filter(({ text: words }) => words.length > 0));
}

const makePhase = {
  policy: phase.makePolicy,
  group: phase.makeGroup,
  user: phase.makeUser,
  role: phase.makeRole,
  "instance-profile": phase.makeProfile,
} as const;

interface Creation {
  readonly input: Record<string, PlanValue>;
  readonly unknown: readonly string[];
  readonly isAsked: boolean;
  /** Where the values come from. */
  readonly steps: readonly Step[];
}

function creation(draft: Draft, thing: Thing, fates: ReadonlyMap<Thing, Fate>): Creation {
  const { kind } = thing;
  const name = nameThen(thing);
  const arn = kind === "policy" ? parseArn(name) : null;
  const input: Record<string, PlanValue> =
    kind === "policy"
      ? { PolicyName: arn?.name ?? name, Path: arn?.path ?? "/" }
      : { [nameMember(kind)]: name };
  const unknown: string[] = [];
  const steps: Step[] = [];
  let isAsked = false;
  const optional = (slotKind: SlotKind, member: string, word: string): void => {
    const slot = slotOf(thing, slotKind);
    const value =
      slot === undefined ? (thing.made === null ? undefined : null) : wantedAt(slot, thing);
    if (value === undefined || value === unreadable) unknown.push(word);
    else if (slot?.kind === "boundary" && !isAvailable(draft, thing, slot, value, fates)) return;
    else if (value !== null) {
      input[member] = value;
      const step = slot === undefined ? null : lastStep(slot);
      if (step !== null) steps.push(step);
    }
  };
  const document = (
    member: string,
    value: Value | undefined,
    fact: string,
    step: Step | null,
  ): void => {
    const isKnown = value !== undefined && value !== null && value !== unreadable;
    input[member] = isKnown ? value : ask(fact, `Create${noun(kind)}`, member);
    if (!isKnown) isAsked = true;
    if (step !== null) steps.push(step);
  };
  if (kind !== "policy") optional("path", "Path", "path");
  if (kind === "role") {
    const trust = slotOf(thing, "trust");
    document(
      "AssumeRolePolicyDocument",
      trust === undefined ? undefined : wantedAt(trust, thing),
      "trustPolicy",
      trust === undefined ? null : lastStep(trust),
    );
    optional("max-session", "MaxSessionDuration", "longest session");
  }
  if (kind === "policy") {
    const [first] = versionsOf(thing, (slot) => wantedAt(slot, thing));
    document(
      "PolicyDocument",
      first?.document,
      "policyDefaultDocument",
      first === undefined ? null : lastStep(first.slot),
    );
  }
  if (kind === "role" || kind === "policy") optional("description", "Description", "description");
  if (kind === "user" || kind === "role")
    optional("boundary", "PermissionsBoundary", "permissions boundary");
  if (kind !== "group") tagsInto(input, unknown, thing, steps);
  return { input, unknown, isAsked, steps: [...new Set(steps)] };
}

function tagsInto(
  input: Record<string, PlanValue>,
  unknown: string[],
  thing: Thing,
  steps: Step[],
): void {
  const tags = wantedTags(thing);
  // A request must not hold two keys that differ only in case; the further ones are set afterwards.
  const own = tags.filter((one) => tags.find((other) => isSameKey(one.tag, other.tag)) === one);
  for (const { slot } of own) {
    const step = lastStep(slot);
    if (step !== null) steps.push(step);
  }
  if (own.length > 0) input["Tags"] = own.map(({ tag }) => tag);
  if (thing.made === null) unknown.push(tags.length > 0 ? "further tag" : "tag");
}

interface WantedTag {
  readonly slot: Slot;
  readonly tag: { readonly Key: string; readonly Value: string };
}

function wantedTags(thing: Thing): readonly WantedTag[] {
  return slotsOf(thing, "tag").flatMap((slot) => {
    const tag = tagOf(wantedAt(slot, thing));
    return tag === null ? [] : [{ slot, tag }];
  });
}

function isSameKey(a: WantedTag["tag"], b: WantedTag["tag"]): boolean {
  return a.Key.toLowerCase() === b.Key.toLowerCase();
}

/** Tags whose keys differ from another one only in case. */
function moreTags(draft: Draft, thing: Thing, gone: Step): void {
  const tags = wantedTags(thing);
  const more = tags.filter((one) => tags.find((other) => isSameKey(one.tag, other.tag)) !== one);
  if (more.length === 0) return;
  const member = thing.kind === "policy" ? "PolicyArn" : nameMember(thing.kind);
  add(
    draft,
    phase.putIn,
    `Tag${noun(thing.kind)}`,
    { [member]: nameThen(thing), Tags: more.map(({ tag }) => tag) },
    say`Set the further tags of ${thingWords(thing.kind, nameThen(thing))}, whose keys differ from others only in case.`,
    [gone],
  );
}

function moreVersions(draft: Draft, thing: Thing, gone: Step): void {
  const [, ...more] = versionsOf(thing, (slot) => wantedAt(slot, thing));
  for (const { slot, document } of more) {
    const by = lastStep(slot) ?? gone;
    if (document === null) {
      draft.lost.push({
        what: say`Version ${log(slot.key)} of ${thingWords("policy", thing.name)}.`,
        why: say`Its document is not in the log: make it again from a copy of the owner's, if there is one.`,
      });
      continue;
    }
    add(
      draft,
      phase.putIn,
      "CreatePolicyVersion",
      { PolicyArn: thing.name, PolicyDocument: document, SetAsDefault: false },
      say`Keep the document of version ${log(slot.key)} of ${thingWords("policy", thing.name)} again, beside the default.`,
      [by, gone],
    );
  }
}

const uniqueIds = {
  user: "AIDA",
  group: "AGPA",
  role: "AROA",
  policy: "ANPA",
  "instance-profile": "AIPA",
} as const;

function lossesOf(thing: Thing, gone: Step): Draft["lost"] {
  const { kind } = thing;
  if (kind === "other") return [];
  const words = thingWords(kind, nameThen(thing));
  const isNamed = kind === "user" || kind === "role";
  const losses: Draft["lost"] = [
    {
      what: say`The unique id (${text(uniqueIds[kind])}…) of ${words}.`,
      why: isNamed
        ? say`AWS gives a new one. Trust, resource and key policies that named it hold the dead id now: save them again with its ARN.`
        : say`AWS gives a new one; nothing refers to the old one.`,
    },
  ];
  if (kind === "user")
    losses.push({
      what: say`Password, access keys, MFA devices, SSH keys and certificates of ${words}.`,
      why: say`AWS keeps none of them after ${byEvents([gone])}: give the owner new ones, by a safe way.`,
    });
  if (kind === "role")
    losses.push({
      what: say`Running sessions of ${words}.`,
      why: say`Whoever used it has to assume it anew.`,
    });
  if (kind === "policy")
    losses.push({
      what: say`The numbers of the versions of ${words}.`,
      why: say`They begin again at v1.`,
    });
  return losses;
}
