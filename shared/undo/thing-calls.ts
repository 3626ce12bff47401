import { log, say, text } from "../span.ts";
import { xformName } from "../remediation/xform-name.ts";
import type { Draft } from "./draft.ts";
import { add, phase } from "./draft.ts";
import { putBack, takeOff } from "./holder-calls.ts";
import { referencesTo } from "./judge.ts";
import { isThere, lastStep, nameMember, noun } from "./thing-parts.ts";
import type { Slot, SlotKind, Step, Thing } from "./thing.ts";
import { nowOf, slotOf, wantedOf } from "./thing.ts";
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
    for (const slot of referencesTo(thing, other)) {
      if (!isThere(nowOf(slot)?.value)) continue;
      const step = lastStep(slot) ?? made;
      takeOff(draft, other, slot, [step]);
      // It pointed to an earlier thing of this name before, which comes back.
      const wanted = wantedOf(slot)?.value;
      if (isThere(wanted)) putBack(draft, other, slot, wanted, [step]);
    }
  const isBoundary = draft.things.some((other) =>
    referencesTo(thing, other).some((slot) => slot.kind === "boundary"),
  );
  // An earlier policy of this name may come back: its name must be free by then.
  const isLate = isBoundary && !draft.things.some((other) => isEarlier(other, thing));
  const at = kind !== "policy" ? phase.remove : isLate ? phase.removeBoundary : phase.removePolicy;
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

function isEarlier(other: Thing, thing: Thing): boolean {
  const isNamesake = other.name.toLowerCase() === thing.name.toLowerCase();
  return other !== thing && other.kind === thing.kind && other.gone !== null && isNamesake;
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
      say`${text(xformWords(api))} of ${thingWords(thing.kind, thing.name)}, made by ${byEvents([step])}: AWS deletes no user that still has one.`,
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
