import type { PlanValue } from "../remediation/plan.ts";
import type { Life } from "./account-facts.ts";
import { noLinks } from "./links.ts";
import type { AccountSettings, RootState, StateFact } from "./state-types.ts";
import { credentialState, mfaEvents, textual } from "./view-credentials.ts";
import { factOf, nameList, pairLists, toldLater } from "./view-parts.ts";
import type { Lens } from "./view-parts.ts";

/** The root user. */
export function rootState(lens: Lens): RootState {
  if (lens.later !== null) pairLists(lens, lens.now.root, lens.later.root);
  const {
    accessKeys,
    signingCertificates,
    loginProfile: profile,
  } = credentialState(lens, null, lens.now.root, null);
  return {
    accessKeys,
    signingCertificates,
    loginProfile: profile,
    mfaDevices: nameList(lens, null, lens.now.root["mfa-device"], mfaEvents),
  };
}

/** The settings of the account. */
export function settingsState(lens: Lens): AccountSettings {
  const fact = <R>(
    key: string,
    touchers: readonly string[],
    read: (value: PlanValue | null) => { readonly value: R } | null,
  ): StateFact<R> => {
    const known = lens.now.values.get(key);
    const told = lens.now.vague.has(key) ? undefined : lens.later?.told.get(key);
    if (known === undefined && told !== undefined) {
      const shown = toldLater(lens, told, touchers, read);
      if (shown !== null) return shown;
    }
    return known === undefined
      ? { known: false, why: "no event of this log tells it" }
      : factOf(lens, settings, known, touchers, read);
  };
  return {
    alias: fact("accountAlias", ["CreateAccountAlias", "DeleteAccountAlias"], (v) =>
      typeof v === "string" || v === null ? { value: v } : null,
    ),
    passwordPolicy: fact(
      "passwordPolicy",
      ["UpdateAccountPasswordPolicy", "DeleteAccountPasswordPolicy"],
      members,
    ),
    globalEndpointTokenVersion: fact(
      "globalEndpointTokenVersion",
      ["SetSecurityTokenServicePreferences"],
      textual,
    ),
    accountProperties: fact("accountProperties", ["PutAccountProperties"], planned),
    outboundWebIdentityFederation: fact("outboundWebIdentityFederation", [], flag),
    organizationRootCredentials: fact("organizationRootCredentials", [], flag),
    organizationRootSessions: fact("organizationRootSessions", [], flag),
  };
}

function planned(value: PlanValue | null): { readonly value: PlanValue | null } {
  return { value };
}

/** Set from requestParameters, which are an object, or null. */
function members(
  value: PlanValue | null,
): { readonly value: Readonly<Record<string, PlanValue>> | null } | null {
  if (value === null) return { value };
  if (typeof value !== "object" || Array.isArray(value)) return null;
  return { value: Object.fromEntries(Object.entries(value)) };
}

function flag(value: unknown): { readonly value: boolean } | null {
  return typeof value === "boolean" ? { value } : null;
}

/** Settings have no beginning. */
const settings: Life = {
  created: null,
  deleted: null,
  isEndAsked: false,
  touchedByOthers: false,
  seen: null,
  former: null,
  tags: noLinks(),
  told: null,
  vague: null,
  madeAt: null,
};
