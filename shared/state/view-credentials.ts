import type { CredentialKind, EntityFacts, Life } from "./account-facts.ts";
import { findThing } from "./find.ts";
import type { Links } from "./links.ts";
import type { CredentialState, LoginProfileState, StateFact, StateList } from "./state-types.ts";
import { factOf, listOf, nameList, unknownBefore } from "./view-parts.ts";
import type { Lens } from "./view-parts.ts";

/** What changes whose an MFA device is. */
export const mfaEvents = ["EnableMFADevice", "DeactivateMFADevice"];

/** The credentials of a user, or of the root user. */
export function credentialState(
  lens: Lens,
  life: Life | null,
  of: EntityFacts["credentials"],
  owner: string | null,
) {
  return {
    loginProfile: loginProfile(lens, life, of["login-profile"], owner),
    accessKeys: keys(lens, life, of, "access-key", [
      "CreateAccessKey",
      "DeleteAccessKey",
      "UpdateAccessKey",
    ]),
    sshKeys: keys(lens, life, of, "ssh-key", [
      "UploadSSHPublicKey",
      "DeleteSSHPublicKey",
      "UpdateSSHPublicKey",
    ]),
    signingCertificates: keys(lens, life, of, "signing-certificate", [
      "UploadSigningCertificate",
      "DeleteSigningCertificate",
      "UpdateSigningCertificate",
    ]),
    serviceCredentials: keys(lens, life, of, "service-credential", [
      "CreateServiceSpecificCredential",
      "DeleteServiceSpecificCredential",
      "UpdateServiceSpecificCredential",
    ]),
  };
}

function keys(
  lens: Lens,
  life: Life | null,
  of: EntityFacts["credentials"],
  kind: Exclude<CredentialKind, "login-profile" | "mfa-device">,
  touchers: readonly string[],
): StateList<CredentialState> {
  return listOf(lens, life, of[kind], {
    names: touchers,
    read: (id) => {
      const thing = findThing(lens.now, kind, id);
      const value = (name: string): StateFact<string> =>
        thing === null
          ? { known: false, why: unknownBefore(life?.seen ?? null) }
          : factOf(lens, thing, thing.values.get(name), touchers, textual);
      return {
        id,
        status: value("Status"),
        service: kind === "service-credential" ? value("ServiceName") : null,
        body: kind === "ssh-key" || kind === "signing-certificate" ? value("Body") : null,
      };
    },
  });
}

/** A value that is a text. */
export function textual(value: unknown): { readonly value: string } | null {
  return typeof value === "string" ? { value } : null;
}

const profileEvents = ["CreateLoginProfile", "DeleteLoginProfile", "UpdateLoginProfile"];

function loginProfile(
  lens: Lens,
  life: Life | null,
  links: Links<string>,
  owner: string | null,
): StateFact<LoginProfileState | null> {
  const list = nameList(lens, life, links, profileEvents);
  const [item] = list.items;
  const [gone] = list.gone;
  if (item !== undefined) {
    const thing = findThing(lens.now, "login-profile", owner ?? ":root");
    const reset = thing?.values.get("PasswordResetRequired");
    const passwordResetRequired: StateFact<boolean> =
      thing === null
        ? { known: false, why: unknownBefore(life?.seen ?? null) }
        : factOf(lens, thing, reset, profileEvents, (v) =>
            typeof v === "boolean" ? { value: v } : null,
          );
    const { value: _, since: __, ...rest } = item;
    return { known: true, value: { passwordResetRequired }, ...rest };
  }
  if (gone !== undefined) return { known: true, value: null, by: gone.ended };
  return list.completeBy === null
    ? { known: false, why: list.why ?? unknownBefore(life?.seen ?? null) }
    : { known: true, value: null, by: list.completeBy };
}
