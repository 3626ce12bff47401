import type { ActionEntry } from "../entry.ts";
import { readAction } from "./define-action.ts";

/** Policies: calls that only read or simulate. */
export const policyReads: readonly ActionEntry[] = [
  readAction({
    name: "GetPolicy",
    target: "policy",
    targetFields: ["request.policyArn"],
    done: "was read",
    severityReason:
      "Reads the settings of a managed policy, not its document, and changes nothing.",
    mitre: ["T1069.003"],
  }),
  readAction({
    name: "GetPolicyVersion",
    target: "policy",
    targetFields: ["request.policyArn"],
    done: "had a version read",
    severityReason: "Reads one document of a managed policy and changes nothing.",
    mitre: ["T1069.003"],
  }),
  readAction({
    name: "ListPolicies",
    target: "account",
    targetFields: [],
    done: "had its policies listed",
    severityReason:
      "Lists the managed policies of the account, which is routine and also a step of reconnaissance.",
    mitre: ["T1069.003"],
  }),
  readAction({
    name: "ListPolicyVersions",
    target: "policy",
    targetFields: ["request.policyArn"],
    done: "had its versions listed",
    severityReason:
      "Lists the versions of a policy, which is also how somebody finds an older and wider one to switch back to.",
    mitre: ["T1069.003"],
  }),
  readAction({
    name: "ListEntitiesForPolicy",
    target: "policy",
    targetFields: ["request.policyArn"],
    done: "had its holders listed",
    severityReason: "Lists the users, groups and roles that hold a policy and changes nothing.",
    mitre: ["T1069.003"],
  }),
  readAction({
    name: "ListPoliciesGrantingServiceAccess",
    target: "account",
    targetFields: ["request.arn"],
    done: "had the policies behind its service access listed",
    severityReason:
      "Lists the policies that let an identity use a service, a common step in finding out what it can do.",
    mitre: ["T1069.003"],
  }),
  readAction({
    name: "GetContextKeysForCustomPolicy",
    target: "account",
    targetFields: [],
    done: "had condition keys of a supplied policy read",
    severityReason:
      "Evaluates a policy text that the caller supplied and reads nothing of the account.",
  }),
  readAction({
    name: "GetContextKeysForPrincipalPolicy",
    target: "account",
    targetFields: ["request.policySourceArn"],
    done: "had the condition keys of its policies read",
    severityReason:
      "Reads which condition keys the policies of an identity use, in preparation of a simulation.",
    mitre: ["T1069.003"],
  }),
  readAction({
    name: "SimulateCustomPolicy",
    target: "account",
    targetFields: [],
    done: "had a supplied policy simulated",
    severity: "low",
    severityReason:
      "Tests what a supplied policy would allow, which administrators do before a change and attackers before an attempt.",
    mitre: ["T1069.003"],
  }),
  readAction({
    name: "SimulatePrincipalPolicy",
    target: "account",
    targetFields: ["request.policySourceArn"],
    done: "had its permissions simulated",
    severity: "low",
    severityReason:
      "Tests what an identity is allowed to do without doing it, which finds usable permissions without any refused call.",
    mitre: ["T1069.003"],
  }),
];
