import { withAssociations } from "../analysis/depth/instance-plan.ts";
import { emptyPlan } from "../analysis/empty-plan.ts";
import { parseArn } from "../iam/arn.ts";
import { xformName } from "../remediation/xform-name.ts";
import type { PlanValue } from "../remediation/plan.ts";
import { log, say, text } from "../span.ts";
import { standing } from "../state/links.ts";
import type { Draft } from "./draft.ts";
import { add, ask, phase } from "./draft.ts";
import { putBack, takeOff } from "./holder-calls.ts";
import { referencesTo } from "./judge.ts";
import type { Slot, SlotKind, Step, Thing, Value } from "./thing.ts";
import { nowOf, slotOf, slotsOf, unreadable, wantedOf } from "./thing.ts";
import { versionsOf } from "./version-calls.ts";
import { byEvents, thingWords } from "./words.ts";

/** The call that deletes a credential of a user, with the member that names it. */
const credentialCalls: Partial<Readonly<Record<SlotKind, readonly [api: string, member: string]>>> =
  {
    "access-key": ["DeleteAccessKey", "AccessKeyId"],
    "login-profile": ["DeleteLoginProfile", ""],
    mfa: ["DeactivateMFADevice", "SerialNumber"],
    "ssh-key": ["DeleteSSHPublicKey", "SSHPublicKeyId"],
    certificate: ["DeleteSigningCertificate", "CertificateId"],
    "service-credential": ["DeleteServiceSpecificCredential", "ServiceSpecificCredentialId"],
  };

/** Deletes a thing that a selected event made, after everything that AWS wants gone first. */
export function unmake(draft: Draft, thing: Thing): void {
  const { made, kind, name } = thing;
  if (made === null || kind === "other") return;
  for (const slot of thing.slots.values())
    if (isThere(nowOf(slot)?.value)) clear(draft, thing, slot, made);
  for (const other of draft.things)
    for (const slot of referencesTo(thing, other))
      if (isThere(nowOf(slot)?.value)) takeOff(draft, other, slot, [lastStep(slot) ?? made]);
  const isBoundary = draft.things.some((other) =>
    referencesTo(thing, other).some((slot) => slot.kind === "boundary"),
  );
  const at =
    kind !== "policy" ? phase.remove : isBoundary ? phase.removeBoundary : phase.removePolicy;
  const member = kind === "policy" ? "PolicyArn" : nameMember(kind);
  add(
    draft,
    at,
    `Delete${noun(kind)}`,
    { [member]: name },
    say`Delete ${thingWords(kind, name)}, which ${byEvents([made])} made.`,
    [made],
  );
  if (kind === "user")
    draft.manual.push({
      text: say`Before ${thingWords(kind, name)} is deleted, keep what it can still tell: its keys, their last use and its policies. AWS refuses the deletion while something is left on it that the log does not show.`,
      evidence: [made.id],
    });
  if (kind === "role")
    draft.lost.push({
      what: say`What sessions of ${thingWords(kind, name)} did and still can do.`,
      why: say`Sessions stay valid until they expire; those of a deleted role have no permissions left.`,
    });
}

function clear(draft: Draft, thing: Thing, slot: Slot, made: Step): void {
  const step = lastStep(slot) ?? made;
  const call = credentialCalls[slot.kind];
  if (call !== undefined) {
    const [api, member] = call;
    add(
      draft,
      phase.takeOff,
      api,
      { UserName: thing.name, ...(member === "" ? {} : { [member]: slot.key }) },
      say`${text(`${xformWords(api)}`)} of ${thingWords(thing.kind, thing.name)}, made by ${byEvents([step])}: AWS deletes no user that still has one.`,
      [step],
    );
  } else if (slot.kind === "version" && slot.key !== nowOf(slotOf(thing, "default") ?? slot)?.value)
    add(
      draft,
      phase.takeOff,
      "DeletePolicyVersion",
      { PolicyArn: thing.name, VersionId: slot.key },
      say`Delete version ${log(slot.key)} of ${thingWords("policy", thing.name)}: AWS deletes no policy that has others than its default.`,
      [step],
    );
  // A boundary goes with its user or role.
  else if (slot.kind !== "boundary" && slot.kind !== "version") takeOff(draft, thing, slot, [step]);
}

/** "DeleteSSHPublicKey" → "Delete the SSH public key"; the words of an undoing call in the imperative. */
function xformWords(api: string): string {
  const words = xformName(api, "-")
    .replaceAll("-", " ")
    .replace("ssh ", "SSH ")
    .replace("mfa ", "MFA ");
  return words.replace(/^(delete|deactivate) /, (_all, verb: string) =>
    verb === "delete" ? "Delete the " : "Take away the ",
  );
}

/** Makes a thing again that a selected event deleted, with all that it held as far as the log tells. */
export function remake(draft: Draft, thing: Thing): void {
  const { gone, kind, name } = thing;
  if (gone === null || kind === "other") return;
  const { input, unknown, isAsked, steps } = creation(thing);
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
  for (const slot of slotsOf(thing, "attached", "inline", "group", "role")) {
    const wanted = wantedAt(slot, thing);
    const by = slot.changes.findLast(({ step }) => step.isSelected)?.step ?? gone;
    if (isThere(wanted)) putBack(draft, thing, slot, wanted, [by]);
  }
  draft.lost.push(...lossesOf(thing, gone));
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

function creation(thing: Thing): Creation {
  const { kind, name } = thing;
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
  const tags = slotsOf(thing, "tag").flatMap((slot) => {
    const value = wantedAt(slot, thing);
    if (typeof value !== "string") return [];
    const step = lastStep(slot);
    if (step !== null) steps.push(step);
    return [{ Key: slot.key, Value: value }];
  });
  if (tags.length > 0) input["Tags"] = tags;
  if (thing.made === null) unknown.push(tags.length > 0 ? "further tag" : "tag");
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
  const { kind, name } = thing;
  if (kind === "other") return [];
  const words = thingWords(kind, name);
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

/** What a slot of a deleted thing is to hold: as it was before the selected events. */
function wantedAt(slot: Slot, thing: Thing): Value | undefined {
  const wanted = wantedOf(slot);
  return wanted === undefined && thing.made !== null ? null : wanted?.value;
}

function lastStep(slot: Slot): Step | null {
  return slot.changes.at(-1)?.step ?? null;
}

function isThere(value: Value | undefined): boolean {
  return value !== undefined && value !== null;
}

function noun(kind: Thing["kind"]): string {
  return kind === "instance-profile"
    ? "InstanceProfile"
    : kind.charAt(0).toUpperCase() + kind.slice(1);
}

function nameMember(kind: Thing["kind"]): string {
  return `${noun(kind)}Name`;
}
