import { policyName } from "../analysis/phrases.ts";
import type { Ask, PlanValue } from "../remediation/plan.ts";
import { log, say, text } from "../span.ts";
import type { Draft } from "./draft.ts";
import { add, ask, groupOf, nameThen, phase } from "./draft.ts";
import type { Slot, Step, Thing, Value } from "./thing.ts";
import { unreadable } from "./thing.ts";
import { byEvents, thingWords } from "./words.ts";

const holders = { user: "User", group: "Group", role: "Role" } as const;

/** The document of an inline policy of which the log does not tell whether there was one. */
const earlierInline: Ask = {
  ask: "EARLIER_DOCUMENT_FILE",
  question:
    "Which file holds the JSON document that this inline policy had before? Leave it empty if there was none.",
  each: true,
};

/** "User", "Group" or "Role", as it stands in the names of APIs; null for what holds no policies. */
export function holderWord(thing: Thing): "User" | "Group" | "Role" | null {
  const { kind } = thing;
  return kind === "user" || kind === "group" || kind === "role" ? holders[kind] : null;
}

/** The same words as in the inverse of a single event. */
const onlyIf = text("Only if it was not in place before: the log begins too late to tell.");

/** Takes a policy, an inline policy, a membership or a role away. `isUnsure`: it may have been there before the log. */
export function takeOff(
  draft: Draft,
  thing: Thing,
  slot: Slot,
  steps: readonly Step[],
  isUnsure = false,
): void {
  const word = holderWord(thing);
  const owner = thingWords(thing.kind, thing.name);
  const by = byEvents(steps);
  const certainty = isUnsure ? "ask" : "exact";
  const put = (
    api: string,
    input: Readonly<Record<string, PlanValue>>,
    why: ReturnType<typeof say>,
  ) =>
    add(draft, phase.takeOff, api, input, isUnsure ? say`${why} ${onlyIf}` : why, steps, certainty);
  if (slot.kind === "attached" && word !== null)
    put(
      `Detach${word}Policy`,
      { [`${word}Name`]: thing.name, PolicyArn: slot.key },
      say`Detach policy ${policyName(slot.key)} from ${owner}; ${by} attached it.`,
    );
  else if (slot.kind === "inline" && word !== null)
    put(
      `Delete${word}Policy`,
      { [`${word}Name`]: thing.name, PolicyName: slot.key },
      say`Delete inline policy ${log(slot.key, "policy")} of ${owner}; ${by} put it there.`,
    );
  else if (slot.kind === "group") {
    const name = groupOf(draft, slot.key)?.name ?? "";
    put(
      "RemoveUserFromGroup",
      { GroupName: name, UserName: thing.name },
      say`Take ${owner} out of group ${log(name, "group")}; ${by} put it in.`,
    );
  } else if (slot.kind === "role")
    put(
      "RemoveRoleFromInstanceProfile",
      { InstanceProfileName: thing.name, RoleName: slot.key },
      say`Take role ${log(slot.key, "role")} out of ${owner}; ${by} put it in.`,
    );
  else if (slot.kind === "boundary" && word !== null)
    put(
      `Delete${word}PermissionsBoundary`,
      { [`${word}Name`]: thing.name },
      say`Take the permissions boundary off ${owner}; ${by} set it.`,
    );
}

/**
 * Puts a policy, an inline policy, a membership, a role, a boundary or a trust policy back. `mayBeNone`: there may have
 * been no inline policy; the question for its document may be answered with nothing.
 */
export function putBack(
  draft: Draft,
  thing: Thing,
  slot: Slot,
  value: Value | undefined,
  steps: readonly Step[],
  mayBeNone = false,
): void {
  const name = nameThen(thing);
  const word = holderWord(thing);
  const owner = thingWords(thing.kind, name);
  const by = byEvents(steps);
  const isKnown = value !== undefined && value !== unreadable && value !== null;
  const certainty = isKnown ? "exact" : "ask";
  if (slot.kind === "attached" && word !== null)
    add(
      draft,
      phase.putIn,
      `Attach${word}Policy`,
      { [`${word}Name`]: name, PolicyArn: slot.key },
      say`Attach policy ${policyName(slot.key)} to ${owner} again, as before ${by}.`,
      steps,
    );
  else if (slot.kind === "inline" && word !== null) {
    const api = `Put${word}Policy`;
    add(
      draft,
      phase.putIn,
      api,
      {
        [`${word}Name`]: name,
        PolicyName: slot.key,
        PolicyDocument: isKnown
          ? value
          : mayBeNone
            ? earlierInline
            : ask("inlineDocument", api, "PolicyDocument"),
      },
      say`Put inline policy ${log(slot.key, "policy")} of ${owner} back as it was before ${by}.`,
      steps,
      certainty,
    );
  } else if (slot.kind === "group") {
    const group = groupOf(draft, slot.key);
    const groupName = group === undefined ? "" : nameThen(group);
    add(
      draft,
      phase.putIn,
      "AddUserToGroup",
      { GroupName: groupName, UserName: name },
      say`Put ${owner} into group ${log(groupName, "group")} again, as before ${by}.`,
      steps,
    );
  } else if (slot.kind === "role")
    add(
      draft,
      phase.putIn,
      "AddRoleToInstanceProfile",
      { InstanceProfileName: name, RoleName: slot.key },
      say`Put role ${log(slot.key, "role")} into ${owner} again, as before ${by}.`,
      steps,
    );
  else if (slot.kind === "boundary" && word !== null && word !== "Group") {
    const api = `Put${word}PermissionsBoundary`;
    add(
      draft,
      phase.boundary,
      api,
      {
        [`${word}Name`]: name,
        PermissionsBoundary: isKnown
          ? value
          : ask("permissionsBoundary", api, "PermissionsBoundary"),
      },
      say`Give ${owner} the permissions boundary that it had before ${by}.`,
      steps,
      certainty,
    );
  } else if (slot.kind === "trust")
    add(
      draft,
      phase.putIn,
      "UpdateAssumeRolePolicy",
      {
        RoleName: name,
        PolicyDocument: isKnown
          ? value
          : ask("trustPolicy", "UpdateAssumeRolePolicy", "PolicyDocument"),
      },
      say`Put the trust policy of ${owner} back as it was before ${by}.`,
      steps,
      certainty,
    );
}
