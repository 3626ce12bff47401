/** The password policy and the summary of an account. */
import type { Json } from "../cloudtrail-event.ts";
import { booleanField, isJsonObject } from "../cloudtrail-event.ts";
import type { PasswordPolicyFact, SummaryFact } from "./facts.ts";
import { countField } from "./members.ts";

/** `PasswordPolicy` of get-account-password-policy; null when it is no object. */
export function readPasswordPolicy(value: Json): PasswordPolicyFact | null {
  if (!isJsonObject(value)) return null;
  return {
    type: "password-policy",
    isSet: true,
    minimumLength: countField(value, "MinimumPasswordLength"),
    symbols: booleanField(value, "RequireSymbols"),
    numbers: booleanField(value, "RequireNumbers"),
    uppercase: booleanField(value, "RequireUppercaseCharacters"),
    lowercase: booleanField(value, "RequireLowercaseCharacters"),
    usersMayChange: booleanField(value, "AllowUsersToChangePassword"),
    expires: booleanField(value, "ExpirePasswords"),
    maxAge: countField(value, "MaxPasswordAge"),
    reusePrevention: countField(value, "PasswordReusePrevention"),
    hardExpiry: booleanField(value, "HardExpiry"),
  };
}

/** AWS answered NoSuchEntity: the account has no password policy of its own. */
export const noPasswordPolicy: PasswordPolicyFact = {
  type: "password-policy",
  isSet: false,
  minimumLength: null,
  symbols: null,
  numbers: null,
  uppercase: null,
  lowercase: null,
  usersMayChange: null,
  expires: null,
  maxAge: null,
  reusePrevention: null,
  hardExpiry: null,
};

/** How the AWS CLI says that no password policy is set; it names the account. */
const noPolicyAnswer =
  /\(NoSuchEntity\) when calling the GetAccountPasswordPolicy operation(?:[^:\n]{0,80})?: The Password Policy with domain name (\d{12})?/;

/** The answer that no password policy is set, with its account where it names one; null for any other text. */
export function readNoPolicyAnswer(text: string): { readonly account: string | null } | null {
  const found = noPolicyAnswer.exec(text.slice(0, 4096));
  return found === null ? null : { account: found[1] ?? null };
}

/** Most counts that are read; AWS answers some thirty. */
const maxCounts = 500;

/** `SummaryMap` of get-account-summary; null when it is no object. */
export function readSummary(value: Json): SummaryFact | null {
  if (!isJsonObject(value)) return null;
  const counts = new Map<string, number>();
  for (const name of Object.keys(value).slice(0, maxCounts)) {
    const count = countField(value, name);
    if (count !== null) counts.set(name, count);
  }
  return { type: "summary", counts };
}
