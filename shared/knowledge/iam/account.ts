import type { ActionEntry } from "../entry.ts";
import { writeAction } from "./define-action.ts";
import { call, reversible } from "./define-inverse.ts";

/** Settings of the whole account. */
export const accountActions: readonly ActionEntry[] = [
  writeAction({
    name: "UpdateAccountPasswordPolicy",
    target: "account",
    targetFields: [],
    done: "got a new password policy",
    severity: "medium",
    severityReason:
      "The policy holds for all users, and every rule left out of the call falls back to its default, so that it can be weakened unnoticed.",
    mitre: ["T1556"],
    inverse: reversible(
      [
        call(
          "UpdateAccountPasswordPolicy",
          {
            MinimumPasswordLength: "$prior.passwordPolicy.minimumPasswordLength",
            RequireSymbols: "$prior.passwordPolicy.requireSymbols",
            RequireNumbers: "$prior.passwordPolicy.requireNumbers",
            RequireUppercaseCharacters: "$prior.passwordPolicy.requireUppercaseCharacters",
            RequireLowercaseCharacters: "$prior.passwordPolicy.requireLowercaseCharacters",
            AllowUsersToChangePassword: "$prior.passwordPolicy.allowUsersToChangePassword",
            MaxPasswordAge: "$prior.passwordPolicy.maxPasswordAge",
            PasswordReusePrevention: "$prior.passwordPolicy.passwordReusePrevention",
            HardExpiry: "$prior.passwordPolicy.hardExpiry",
          },
          "an earlier UpdateAccountPasswordPolicy is in the log",
        ),
        call("DeleteAccountPasswordPolicy", {}, "the log shows no policy existed before"),
      ],
      {
        note: "Send the complete earlier set, because the call replaces all rules. A maximum age or reuse limit of zero must be left out, not sent.",
      },
    ),
  }),
  writeAction({
    name: "DeleteAccountPasswordPolicy",
    target: "account",
    targetFields: [],
    done: "lost its password policy",
    severity: "high",
    severityReason:
      "The account falls back to the IAM default of eight characters from three of four classes, without expiry or reuse rules.",
    mitre: ["T1556"],
    inverse: reversible(
      [
        call("UpdateAccountPasswordPolicy", {
          MinimumPasswordLength: "$prior.passwordPolicy.minimumPasswordLength",
          RequireSymbols: "$prior.passwordPolicy.requireSymbols",
          RequireNumbers: "$prior.passwordPolicy.requireNumbers",
          RequireUppercaseCharacters: "$prior.passwordPolicy.requireUppercaseCharacters",
          RequireLowercaseCharacters: "$prior.passwordPolicy.requireLowercaseCharacters",
          AllowUsersToChangePassword: "$prior.passwordPolicy.allowUsersToChangePassword",
          MaxPasswordAge: "$prior.passwordPolicy.maxPasswordAge",
          PasswordReusePrevention: "$prior.passwordPolicy.passwordReusePrevention",
          HardExpiry: "$prior.passwordPolicy.hardExpiry",
        }),
      ],
      {
        note: "Without an earlier event in the log, set a recommended baseline instead: fourteen characters or more, all four classes, no reuse of the last 24 passwords.",
      },
    ),
  }),
  writeAction({
    name: "CreateAccountAlias",
    target: "account",
    targetFields: [],
    done: "got a new sign-in alias",
    severity: "low",
    severityReason:
      "The alias changes the sign-in address of the account, and an alias chosen by a stranger helps phishing.",
    mitre: ["T1098"],
    inverse: reversible(
      [
        call("DeleteAccountAlias", { AccountAlias: "$rp.accountAlias" }),
        call(
          "CreateAccountAlias",
          { AccountAlias: "$prior.accountAlias" },
          "an alias existed before (a new one replaces it)",
        ),
      ],
      {
        note: "Aliases are unique across all AWS customers: a name that was given up can be taken by anybody.",
      },
    ),
  }),
  writeAction({
    name: "DeleteAccountAlias",
    target: "account",
    targetFields: [],
    done: "lost its sign-in alias",
    severity: "low",
    severityReason: "The friendly sign-in address stops working and anybody may take the name.",
    mitre: ["T1531"],
    inverse: reversible([call("CreateAccountAlias", { AccountAlias: "$rp.accountAlias" })]),
  }),
  writeAction({
    name: "SetSecurityTokenServicePreferences",
    target: "account",
    targetFields: [],
    done: "got another version of session tokens",
    severity: "medium",
    severityReason:
      "Tokens of version 2 from the global endpoint are valid in all Regions, also in those that the account opted in to, which widens their reach.",
    mitre: ["T1098"],
    inverse: reversible(
      [
        call("SetSecurityTokenServicePreferences", {
          GlobalEndpointTokenVersion: "$prior.globalEndpointTokenVersion",
        }),
      ],
      {
        note: "The value now in force is shown by GetAccountSummary as GlobalEndpointTokenVersion; version 1 is the default.",
      },
    ),
  }),
  writeAction({
    name: "PutAccountProperties",
    target: "account",
    targetFields: [],
    done: "got new account-wide IAM settings",
    severity: "medium",
    severityReason: "The call switches IAM features for the whole account, such as Role Manager.",
    mitre: ["T1098"],
    inverse: reversible(
      [call("PutAccountProperties", { Properties: "$prior.accountProperties" })],
      { note: "One request can change one namespace only." },
    ),
  }),
];
