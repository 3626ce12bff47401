import type { PlanValue } from "../remediation/plan.ts";
import { cite, joined, log, say, text } from "../span.ts";
import type { Draft } from "./draft.ts";
import { add, ask, nameThen, phase } from "./draft.ts";
import type { SlotChange } from "./judge.ts";
import type { Step, Thing, Value } from "./thing.ts";
import { nowOf, slotOf, unreadable } from "./thing.ts";
import { byEvents, thingWords } from "./words.ts";

/** Puts name and path of a user or group back, in one call. */
export function rename(draft: Draft, thing: Thing, changes: readonly SlotChange[]): void {
  const named = changes.find(({ slot }) => slot.kind === "name");
  const moved = changes.find(({ slot }) => slot.kind === "path");
  if (named === undefined && moved === undefined) return;
  const word = thing.kind === "user" ? "User" : "Group";
  const input: Record<string, PlanValue> = { [`${word}Name`]: thing.name };
  if (named !== undefined) input[`New${word}Name`] = nameThen(thing);
  const path = moved === undefined ? undefined : knownValue(moved.wanted?.value);
  if (moved !== undefined)
    input["NewPath"] = path ?? ask(`${thing.kind}.path`, `Update${word}`, "NewPath");
  const steps = [...(named?.steps ?? []), ...(moved?.steps ?? [])];
  const what =
    named === undefined
      ? say`Move ${thingWords(thing.kind, thing.name)} back to its earlier path`
      : say`Give ${thingWords(thing.kind, thing.name)} its earlier name ${log(nameThen(thing))} back`;
  const isAsked = moved !== undefined && path === undefined;
  add(
    draft,
    phase.rename,
    `Update${word}`,
    input,
    say`${what}, which ${byEvents(steps)} changed.`,
    steps,
    isAsked ? "ask" : "exact",
  );
}

/** Puts description and longest session of a role back. */
export function describe(draft: Draft, thing: Thing, changes: readonly SlotChange[]): void {
  const described = changes.find(({ slot }) => slot.kind === "description");
  const limited = changes.find(({ slot }) => slot.kind === "max-session");
  const steps = [...(described?.steps ?? []), ...(limited?.steps ?? [])];
  if (steps.length === 0) return;
  const name = nameThen(thing);
  const description = valueOf(thing, "description", described);
  const seconds = valueOf(thing, "max-session", limited);
  const input: Record<string, PlanValue> = { RoleName: name };
  // UpdateRole without a duration sets an hour: where it is not known and did not change, the older call is made.
  const api =
    limited === undefined && seconds === undefined ? "UpdateRoleDescription" : "UpdateRole";
  let isAsked = false;
  if (description !== undefined) input["Description"] = description ?? "";
  else if (described !== undefined) {
    input["Description"] = ask("role.description", api, "Description");
    isAsked = true;
  }
  if (api === "UpdateRole" && typeof seconds === "number") input["MaxSessionDuration"] = seconds;
  else if (api === "UpdateRole") {
    input["MaxSessionDuration"] = ask("role.maxSessionDuration", api, "MaxSessionDuration");
    isAsked = true;
  }
  const what =
    limited === undefined
      ? "description"
      : described === undefined
        ? "longest session"
        : "description and longest session";
  add(
    draft,
    phase.putIn,
    api,
    input,
    say`Give ${thingWords("role", name)} its earlier ${text(what)} back, which ${byEvents(steps)} changed.`,
    steps,
    isAsked ? "ask" : "exact",
  );
}

/** What an attribute is to be: as wanted where it changed, as it is where it did not; undefined where nobody knows. */
function valueOf(
  thing: Thing,
  kind: "description" | "max-session",
  change: SlotChange | undefined,
): PlanValue | null | undefined {
  if (change !== undefined) return knownValue(change.wanted?.value);
  const slot = slotOf(thing, kind);
  return slot === undefined ? undefined : knownValue(nowOf(slot)?.value);
}

function knownValue(value: Value | undefined): PlanValue | null | undefined {
  return value === unreadable ? undefined : value;
}

/** The tags that a thing takes. */
const tagged: Partial<Readonly<Record<Thing["kind"], readonly [noun: string, member: string]>>> = {
  user: ["User", "UserName"],
  role: ["Role", "RoleName"],
  policy: ["Policy", "PolicyArn"],
  "instance-profile": ["InstanceProfile", "InstanceProfileName"],
};

/** Puts tags back: earlier values in one call, new keys away in another; a key of unknown past is left to a person. */
export function retag(draft: Draft, thing: Thing, changes: readonly SlotChange[]): void {
  const apis = tagged[thing.kind];
  const tags = changes.filter(({ slot }) => slot.kind === "tag");
  if (apis === undefined || tags.length === 0) return;
  const [noun, member] = apis;
  const name = nameThen(thing);
  const owner = thingWords(thing.kind, name);
  const known = tags.filter(({ wanted }) => wanted !== undefined && wanted.value !== unreadable);
  const set = known.filter(({ wanted }) => wanted?.value !== null);
  const removed = known.filter(({ wanted }) => wanted?.value === null);
  if (set.length > 0) {
    const steps = stepsOf(set);
    const list = set.flatMap(({ wanted }) => tagOf(wanted?.value) ?? []);
    add(
      draft,
      phase.putIn,
      `Tag${noun}`,
      { [member]: name, Tags: list },
      say`Put ${tagWords(set)} of ${owner} back as before ${byEvents(steps)}.`,
      steps,
    );
  }
  if (removed.length > 0) {
    const steps = stepsOf(removed);
    add(
      draft,
      phase.takeOff,
      `Untag${noun}`,
      {
        [member]: thing.name,
        TagKeys: removed.map(({ slot, now }) => tagOf(now)?.Key ?? slot.key),
      },
      say`Remove ${tagWords(removed)} from ${owner}; ${byEvents(steps)} set it.`,
      steps,
    );
  }
  for (const { slot, steps, now } of tags) {
    if (known.some((one) => one.slot === slot)) continue;
    draft.certainties.push("ask");
    draft.manual.push({
      text:
        now === null
          ? say`Tag ${log(slot.key)} of ${owner} was removed by ${byEvents(steps)}; whether it was there before, and with which value, is not in the log. Ask the owner, and set it again if it was.`
          : say`Tag ${log(slot.key)} of ${owner} was set by ${byEvents(steps)}; whether it was there before, and with which value, is not in the log. Ask the owner whether to remove it or to set the earlier value.`,
      evidence: steps.map(({ id }) => id),
    });
  }
}

/** A tag as a slot holds it, or null. */
export function tagOf(
  value: Value | undefined,
): { readonly Key: string; readonly Value: string } | null {
  if (typeof value !== "object" || value === null) return null;
  const { Key, Value } = Object.fromEntries(Object.entries(value));
  return typeof Key === "string" && typeof Value === "string" ? { Key, Value } : null;
}

function tagWords(changes: readonly SlotChange[]): ReturnType<typeof say> {
  const keys = changes.map(({ slot }) => log(slot.key));
  return say`${text(keys.length === 1 ? "tag" : "tags")} ${joined(keys, ", ", " and ")}`;
}

function stepsOf(changes: readonly SlotChange[]): readonly Step[] {
  return [...new Set(changes.flatMap(({ steps }) => steps))];
}

/** Notes that an attribute which no call can change any more is lost. */
export function fixed(draft: Draft, { thing, slot, steps }: SlotChange): void {
  draft.lost.push({
    what: say`The earlier ${text(slot.kind)} of ${thingWords(thing.kind, thing.name)}.`,
    why: say`AWS sets it when the thing is made, and never again ${cite(steps[0]?.id ?? "")}.`,
  });
}
