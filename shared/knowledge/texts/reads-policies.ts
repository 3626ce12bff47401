import type { WrittenTexts } from "./action-text.ts";

/** What reading and simulating policies gives away. */
export const policyReadTexts: WrittenTexts = {
  GetPolicy: {
    does: "[api] Returns name, default version, number of holders and tags of a managed policy, not its document.",
    matters:
      "[T1069.003] It shows whether a policy is in use and how often, and which version holds.",
    benign: "[reason] The first of two calls of any tool that reads a policy.",
    technique: { "T1069.003": "Facts on a permission set are gathered." },
  },
  GetPolicyVersion: {
    does: "[api] Returns the document of one version of a managed policy.",
    matters:
      "[T1069.003] The text can be searched at leisure for mistakes such as iam:PassRole on all roles.",
    benign: "[reason] Plans, reviews and scanners read it by the hundred.",
    technique: { "T1069.003": "Permissions are read in full." },
  },
  ListPolicies: {
    does: "[api] Lists the managed policies, those of AWS or of the account, with the number of holders.",
    matters: "[T1069.003] With the filter on attached ones it shows what is really in use.",
    benign: "[reason] The console's list of policies, opened to attach one.",
    technique: { "T1069.003": "Permission sets of the account are enumerated." },
  },
  ListPolicyVersions: {
    does: "[api] Lists the versions of a policy, with the default and the dates.",
    matters:
      "[T1069.003] Before SetDefaultPolicyVersion an attacker needs to know what older versions there are.",
    benign: "[reason] Terraform asks it to find the oldest version, before it adds one.",
    technique: { "T1069.003": "Alternative permissions are looked for." },
  },
  ListPolicyTags: {
    does: "[api] Lists the tags of a managed policy.",
    matters:
      "[reason] Owner and application; conditions on these tags show who may edit the policy.",
    benign: "[reason] Tools that keep their own policies apart from others.",
    technique: {},
  },
  ListEntitiesForPolicy: {
    does: "[api] Lists the users, groups and roles that hold a policy, or have it as their boundary.",
    matters:
      "[T1069.003] Asked about AdministratorAccess it names every administrator of the account.",
    benign:
      "[reason] Shown by the console on the page of a policy, and needed before its deletion.",
    technique: { "T1069.003": "The holders of a privilege are enumerated." },
  },
  ListPoliciesGrantingServiceAccess: {
    does: "[api] Lists the policies through which an identity reaches given services.",
    matters: "[T1069.003] It answers quickly what a found identity can touch.",
    benign: "[access] The console's last-accessed tab uses it.",
    technique: { "T1069.003": "It maps an identity to services." },
  },
  GetContextKeysForCustomPolicy: {
    does: "[api] Returns the condition keys that occur in policy texts which the caller sends along.",
    matters: "[reason] It reads nothing of the account; the caller knows the text already.",
    benign: "[simulator] The policy simulator needs it to ask for values.",
    technique: {},
  },
  GetContextKeysForPrincipalPolicy: {
    does: "[api] Returns the condition keys in all policies of an identity.",
    matters:
      "[T1069.003] It betrays by which conditions an identity is held, such as addresses, MFA or tags.",
    benign: "[simulator] The simulator prepares a run for a user or role.",
    technique: { "T1069.003": "The conditions of permissions are discovered." },
  },
  SimulateCustomPolicy: {
    does: "[api] Evaluates given policy texts for given actions and resources, without carrying anything out.",
    matters: "[T1069.003] A text can be tried out before it is planted.",
    benign: "[simulator] Tests of policies in development pipelines.",
    technique: { "T1069.003": "The effect of permissions is explored." },
  },
  SimulatePrincipalPolicy: {
    does: "[api] Tells whether an identity of the account would be allowed to carry out given actions.",
    matters:
      "[T1069.003] Permissions are probed without a single refused call in the log. Long lists of actions are typical of tools for escalation.",
    benign:
      "[simulator] Administrators look for the reason of a refusal; installers check that they may do what they need.",
    technique: { "T1069.003": "What an identity may do is found out in one step." },
  },
};
