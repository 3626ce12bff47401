import type { ActionEntry } from "../entry.ts";
import { readAction } from "./define-action.ts";

/** The whole account: calls that only read. */
export const accountReads: readonly ActionEntry[] = [
  readAction({
    name: "GetAccountAuthorizationDetails",
    target: "account",
    targetFields: [],
    done: "had all its IAM details read",
    severity: "low",
    severityReason:
      "One call returns every user, group, role and policy, which serves backups and audits and is complete reconnaissance as well.",
    mitre: ["T1087.004", "T1069.003"],
  }),
  readAction({
    name: "GetCredentialReport",
    target: "account",
    targetFields: [],
    done: "had its credential report read",
    severity: "low",
    severityReason:
      "The report shows the password, key and MFA state of all users, so it also shows the weakest ones.",
    mitre: ["T1087.004"],
  }),
  readAction({
    name: "GenerateCredentialReport",
    target: "account",
    targetFields: [],
    done: "had a credential report prepared",
    severityReason:
      "The call starts the credential report and changes no identity, although some records mark it as a write.",
    mitre: ["T1087.004"],
  }),
  readAction({
    name: "GetAccountPasswordPolicy",
    target: "account",
    targetFields: [],
    done: "had its password policy read",
    severityReason: "Reads the rules for passwords and changes nothing.",
    mitre: ["T1201"],
  }),
  readAction({
    name: "GetAccountProperties",
    target: "account",
    targetFields: [],
    done: "had its account-wide IAM settings read",
    severityReason: "Reads account-wide settings such as Role Manager and changes nothing.",
  }),
  readAction({
    name: "GetAccountSummary",
    target: "account",
    targetFields: [],
    done: "had its IAM summary read",
    severityReason:
      "Reads counts and quotas, including whether the root user has MFA or access keys, and changes nothing.",
    mitre: ["T1087.004"],
  }),
  readAction({
    name: "ListAccountAliases",
    target: "account",
    targetFields: [],
    done: "had its sign-in alias read",
    severityReason:
      "Reads the alias of the account, which is routine in the console and also a common first probe of a found key.",
    mitre: ["T1526"],
  }),
  readAction({
    name: "GenerateServiceLastAccessedDetails",
    target: "account",
    targetFields: ["request.arn"],
    done: "had a last-access report prepared",
    severityReason:
      "Starts a report on which services an identity or policy used and changes nothing.",
    mitre: ["T1087.004"],
  }),
  readAction({
    name: "GetServiceLastAccessedDetails",
    target: "account",
    targetFields: [],
    done: "had a last-access report read",
    severityReason:
      "Reads a report on used services, a tool for trimming permissions, and changes nothing.",
    mitre: ["T1087.004"],
  }),
  readAction({
    name: "GetServiceLastAccessedDetailsWithEntities",
    target: "account",
    targetFields: [],
    done: "had a last-access report by identity read",
    severityReason:
      "Reads which identities used a service, a tool for trimming permissions, and changes nothing.",
    mitre: ["T1087.004"],
  }),
];
