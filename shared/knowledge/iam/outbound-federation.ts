import type { ActionEntry } from "../entry.ts";
import { readAction, writeAction } from "./define-action.ts";
import { call, reversible } from "./define-inverse.ts";

/** Tokens of the account for services outside AWS. */
export const outboundFederationActions: readonly ActionEntry[] = [
  writeAction({
    name: "EnableOutboundWebIdentityFederation",
    target: "account",
    targetFields: [],
    done: "had outbound identity federation switched on",
    severity: "medium",
    severityReason:
      "Identities of the account can now obtain signed tokens with which they sign in to services outside AWS.",
    mitre: ["T1484.002", "T1528"],
    inverse: reversible([call("DisableOutboundWebIdentityFederation", {})], {
      lost: ["tokens that were already issued, which stay valid until they expire"],
    }),
  }),
  writeAction({
    name: "DisableOutboundWebIdentityFederation",
    target: "account",
    targetFields: [],
    done: "had outbound identity federation switched off",
    severity: "low",
    severityReason: "Integrations outside AWS that rely on tokens of this account stop working.",
    mitre: ["T1531"],
    inverse: reversible([call("EnableOutboundWebIdentityFederation", {})], {
      lost: ["possibly the issuer address: compare it with the one that partners trust"],
    }),
  }),
  readAction({
    name: "GetOutboundWebIdentityFederationInfo",
    target: "account",
    targetFields: [],
    done: "had its outbound federation settings read",
    severityReason:
      "Reads whether outbound federation is on and under which issuer address, and changes nothing.",
  }),
];
