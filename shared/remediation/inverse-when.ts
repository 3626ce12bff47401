import { booleanField, field, textField } from "../cloudtrail-event.ts";
import type { Resolved, Sources } from "./inverse-value.ts";
import { resolveFact } from "./inverse-value.ts";

/**
 * `do`: the call belongs into the plan. `unsure`: it does where the condition holds, which the log does not tell.
 * `skip`: it does not. `person`: somebody must decide, in words. `open`: the same, because the log does not tell what was
 * before; without the answer the plan is not complete.
 */
export type Verdict = "do" | "unsure" | "skip" | "person" | "open";

/** What a condition of the knowledge base means. */
export interface Condition {
  /** `api`: the call that the condition belongs to. */
  readonly decide: (from: Sources, api: string) => Verdict;
  /** The condition as the beginning of a sentence about a call; empty where there is nothing to add. */
  readonly words: string;
  /** The words are worth saying also about a call in the plan: always, or when a value of it is asked for. */
  readonly standing?: "always" | "asked";
  /** What to say where the call is skipped, a whole sentence; nothing where absent. */
  readonly needless?: string;
}

const always = (): Verdict => "do";
const person = (): Verdict => "person";

/** Decides by a fact: `do` where it is known, `skip` where it is known not to exist. */
function known(path: string, member: string, otherwise: Verdict): Condition["decide"] {
  return ({ facts }) => byState(resolveFact(path, member, facts), "do", "skip", otherwise);
}

/** The other way round: `do` only where the log proves that there was nothing. */
function absent(path: string, member: string): Condition["decide"] {
  return ({ facts }) => byState(resolveFact(path, member, facts), "skip", "do", "open");
}

function byState(fact: Resolved, ifKnown: Verdict, ifNone: Verdict, otherwise: Verdict): Verdict {
  if (fact.state === "known") return ifKnown;
  return fact.state === "none" ? ifNone : otherwise;
}

/** Decides by another value of the same kind that was there before; the same value again is no change. */
function another(path: string, requested: string): Condition["decide"] {
  return ({ event, facts }) => {
    const fact = resolveFact(path, "", facts);
    const same =
      fact.state === "known" && fact.value === textField(event.request ?? undefined, requested);
    return same ? "skip" : byState(fact, "do", "skip", "open");
  };
}

function madeDefault({ event }: Sources): Verdict {
  const asked = booleanField(event.request ?? undefined, "setAsDefault");
  const version = field(event.response ?? undefined, "policyVersion");
  const became = booleanField(version, "isDefaultVersion");
  if (asked === true || became === true) return "do";
  return asked === null && became === null && event.request === null ? "open" : "skip";
}

function boundaryInRequest({ event }: Sources): Verdict {
  return field(event.request ?? undefined, "permissionsBoundary") === undefined ? "skip" : "do";
}

/** A virtual device may have been there before it was enabled: deleting it can't be taken back. */
function virtualDevice({ event }: Sources): Verdict {
  const serial = textField(event.request ?? undefined, "serialNumber") ?? "";
  return serial.startsWith("arn:") && serial.includes(":mfa/") ? "person" : "skip";
}

/** AWS accepts calls that put in place what was there before, and then nothing may be taken away. */
function newlyInPlace({ facts }: Sources): Verdict {
  return byState(resolveFact("inPlace", "", facts), "skip", "do", "unsure");
}

function wasInactive({ facts }: Sources): Verdict {
  const status = resolveFact("status", "Status", facts);
  return status.state === "known" && status.value === "Active" ? "skip" : "person";
}

const conditions: Readonly<Record<string, Condition>> = {
  always: { decide: always, words: "" },
  last: { decide: always, words: "" },
  "for each": { decide: always, words: "" },
  "for each attachment": { decide: always, words: "" },
  containment: { decide: always, words: "" },
  "first: containment, reversible": { decide: always, words: "" },
  "new keys": { decide: always, words: "" },
  "key did not exist before": { decide: always, words: "" },
  "changed keys": { decide: always, words: "" },
  "key existed: put the old value back": { decide: always, words: "" },
  "setAsDefault was true": {
    decide: madeDefault,
    words: "If the new version became the default",
  },
  "another role was in it before": {
    decide: another("instanceProfile.role", "roleName"),
    words: "If another role was in the instance profile before",
  },
  "an alias existed before (a new one replaces it)": {
    decide: another("accountAlias", "accountAlias"),
    words: "If the account had another alias before",
  },
  "an earlier document is known": {
    decide: known("inlineDocument", "PolicyDocument", "do"),
    words: "If there was a policy of this name before",
    standing: "asked",
  },
  "the name did not exist before": {
    decide: absent("inlineDocument", "PolicyDocument"),
    words: "If there was no policy of this name before",
  },
  "the log shows the name did not exist before": {
    decide: absent("inlineDocument", "PolicyDocument"),
    words: "If there was no policy of this name before",
  },
  "one existed": {
    decide: known("permissionsBoundary", "PermissionsBoundary", "do"),
    words: "If there was a permissions boundary before",
    standing: "asked",
  },
  "none existed": {
    decide: absent("permissionsBoundary", "PermissionsBoundary"),
    words: "If there was no permissions boundary before",
  },
  "an earlier UpdateAccountPasswordPolicy is in the log": {
    decide: ({ facts }) => passwordPolicy(facts, "do", "skip"),
    words: "If the account had a password policy before, with all of its rules",
  },
  "the log shows no policy existed before": {
    decide: ({ facts }) => passwordPolicy(facts, "skip", "do"),
    words: "If the account had no password policy before",
  },
  "if a role is in it": { decide: always, words: "" },
  "if present": {
    decide: (from, api) => (api === "DeleteLoginProfile" ? "person" : boundaryInRequest(from)),
    words: "If it exists by then, before the last call",
  },
  "after evidence is kept and no legitimate use is seen": {
    decide: person,
    words: "Later, once the evidence is kept and nobody turns out to need it",
  },
  "only if takeover is confirmed": {
    decide: person,
    words: "Only if it is confirmed that the account was taken over",
  },
  "only if the owner needs a replacement": {
    decide: person,
    words: "Only if the owner needs a replacement",
  },
  "replacement only": { decide: person, words: "Only if the owner needs a replacement" },
  "or remove console access while investigating": {
    decide: person,
    words: "Instead, to take console access away while the matter is looked into",
  },
  "put the account back into its owner's hands": { decide: always, words: "" },
  "a new device, to be enrolled by its holder": {
    decide: always,
    words: "The new device protects nothing until its holder enrols it",
    standing: "always",
  },
  "device not yet enabled": {
    decide: always,
    words: "AWS refuses this while the device is assigned to a user",
    standing: "always",
  },
  "not in use by a load balancer": {
    decide: always,
    words: "Make sure that no load balancer uses the certificate",
    standing: "always",
  },
  "the service no longer uses it": {
    decide: always,
    words: "AWS refuses this while the service still uses the role",
    standing: "always",
  },
  "only before SendDelegationToken": {
    decide: always,
    words: "Works only before the token was sent",
    standing: "always",
  },
  "device still exists and its holder can read two codes": {
    decide: always,
    words: "Works only while the device exists and its holder reads two codes in a row",
    standing: "always",
  },
  "serial is an arn:...:mfa/ virtual device": {
    decide: virtualDevice,
    words: "Only if the device was made for this alone, because its seed is lost with it",
  },
  "it was not in place before": {
    decide: newlyInPlace,
    words: "If it was not in place before, which the log does not tell",
    needless:
      "It was in place before, so the call changed nothing and there is nothing to take back.",
  },
  "it was Inactive before": {
    decide: wasInactive,
    words: "If it was Inactive before, because a restored one is Active",
  },
  "for each instance that used it; ec2:AssociateIamInstanceProfile when no association is left": {
    decide: always,
    words: "An instance without an association needs ec2:AssociateIamInstanceProfile instead",
    standing: "always",
  },
};

/** One rule that is known means that there was a policy; all of them proven absent, that there was none. */
function passwordPolicy(facts: Sources["facts"], ifKnown: Verdict, ifNone: Verdict): Verdict {
  const states = passwordRules.map((rule) => {
    const member = rule.charAt(0).toUpperCase() + rule.slice(1);
    return resolveFact(`passwordPolicy.${rule}`, member, facts).state;
  });
  if (states.includes("known")) return ifKnown;
  return states.every((state) => state === "none") ? ifNone : "open";
}

const passwordRules = [
  "minimumPasswordLength",
  "requireSymbols",
  "requireNumbers",
  "requireUppercaseCharacters",
  "requireLowercaseCharacters",
  "allowUsersToChangePassword",
  "maxPasswordAge",
  "passwordReusePrevention",
  "hardExpiry",
];

/** The meaning of a `when` of the knowledge base; null for one that is not known here, which a person must decide. */
export function conditionOf(when: string): Condition | null {
  return Object.hasOwn(conditions, when) ? (conditions[when] ?? null) : null;
}
