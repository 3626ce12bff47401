import type { Question } from "./live-questions.ts";
import { liveQuestions } from "./live-questions.ts";
import { memberKind } from "./member-kinds.ts";
import type { Ask } from "./plan.ts";
import { xformName } from "./xform-name.ts";

/** What earlier events would have told; by the path after `$prior.`, without `[]`. */
const priorQuestions: Readonly<Record<string, Question>> = {
  accessKeyStatus: ["EARLIER_KEY_STATUS", "Was the access key Active or Inactive before?"],
  accountAlias: ["EARLIER_ACCOUNT_ALIAS", "Which alias did the account have before?"],
  accountProperties: [
    "EARLIER_PROPERTIES",
    "Which account properties were set before, as a JSON map of one namespace?",
  ],
  certificateBody: [
    "CERTIFICATE_FILE",
    "Which file holds the deleted signing certificate (PEM, from its owner)?",
  ],
  globalEndpointTokenVersion: [
    "EARLIER_TOKEN_VERSION",
    "Did the global endpoint issue v1Token or v2Token before?",
  ],
  "group.attachedPolicies": [
    "GROUP_POLICY_ARNS",
    "Which managed policies (ARNs) did the group have?",
  ],
  "group.inline.document": ["INLINE_DOCUMENT_FILE", "Which file holds the group's inline policy?"],
  "group.inline.name": ["INLINE_POLICY_NAME", "What was the name of the group's inline policy?"],
  "group.members": ["GROUP_MEMBERS", "Which users were members of the group?"],
  "group.path": ["EARLIER_PATH", "Which path did the group have before (such as / or /teams/)?"],
  inlineDocument: [
    "EARLIER_DOCUMENT_FILE",
    "Which file holds the earlier JSON document of this inline policy?",
  ],
  "instanceProfile.path": ["EARLIER_PATH", "Which path did the instance profile have?"],
  "instanceProfile.role": ["EARLIER_ROLE_NAME", "Which role was in the instance profile before?"],
  "instanceProfile.tags": ["EARLIER_TAGS", "Which tags did it have, as a JSON list?"],
  "mfa.path": ["EARLIER_PATH", "Which path did the device have?"],
  "mfa.tags": ["EARLIER_TAGS", "Which tags did it have, as a JSON list?"],
  notes: ["EARLIER_NOTES", "Which notes did the delegation request have before?"],
  "oidc.clientIDList": [
    "AUDIENCES",
    "Which audiences (client ids) did the provider accept, as a JSON list?",
  ],
  "oidc.tags": ["EARLIER_TAGS", "Which tags did it have, as a JSON list?"],
  "oidc.thumbprintList": [
    "THUMBPRINTS",
    "Which certificate thumbprints did the provider have, as a JSON list?",
  ],
  "oidc.url": ["PROVIDER_URL", "Which URL did the provider have?"],
  "passwordPolicy.allowUsersToChangePassword": [
    "ALLOW_CHANGE",
    "Could users change their own password, true or false?",
  ],
  "passwordPolicy.hardExpiry": ["HARD_EXPIRY", "Were expired passwords locked, true or false?"],
  "passwordPolicy.maxPasswordAge": ["MAX_AGE", "After how many days did passwords expire?"],
  "passwordPolicy.minimumPasswordLength": ["MIN_LENGTH", "How long had passwords to be?"],
  "passwordPolicy.passwordReusePrevention": [
    "REUSE_PREVENTION",
    "How many earlier passwords could not be used again?",
  ],
  "passwordPolicy.requireLowercaseCharacters": [
    "NEED_LOWER",
    "Were lower-case letters required, true or false?",
  ],
  "passwordPolicy.requireNumbers": ["NEED_NUMBERS", "Were digits required, true or false?"],
  "passwordPolicy.requireSymbols": ["NEED_SYMBOLS", "Were symbols required, true or false?"],
  "passwordPolicy.requireUppercaseCharacters": [
    "NEED_UPPER",
    "Were upper-case letters required, true or false?",
  ],
  permissionsBoundary: [
    "EARLIER_BOUNDARY_ARN",
    "Which policy (ARN) was the permissions boundary before?",
  ],
  "policy.description": ["EARLIER_DESCRIPTION", "Which description did the policy have?"],
  "policy.name": ["POLICY_NAME", "What was the name of the policy?"],
  "policy.path": ["EARLIER_PATH", "Which path did the policy have (such as / or /guardrails/)?"],
  "policy.tags": ["EARLIER_TAGS", "Which tags did it have, as a JSON list?"],
  "policyAttachments.groups": [
    "ATTACHED_GROUPS",
    "Which groups was the policy attached to before it was deleted?",
  ],
  "policyAttachments.roles": [
    "ATTACHED_ROLES",
    "Which roles was the policy attached to before it was deleted?",
  ],
  "policyAttachments.users": [
    "ATTACHED_USERS",
    "Which users was the policy attached to before it was deleted?",
  ],
  policyDefaultDocument: [
    "POLICY_DOCUMENT_FILE",
    "Which file holds the last JSON document of the deleted policy?",
  ],
  previousDefaultVersionId: [
    "EARLIER_VERSION_ID",
    "Which version was the default before (such as v3; aws iam list-policy-versions lists them)?",
  ],
  "role.attachedPolicies": ["ROLE_POLICY_ARNS", "Which managed policies (ARNs) did the role have?"],
  "role.customSuffix": ["CUSTOM_SUFFIX", "Which custom suffix did the role's name have?"],
  "role.description": ["EARLIER_DESCRIPTION", "Which description did the role have before?"],
  "role.inline.document": ["INLINE_DOCUMENT_FILE", "Which file holds the role's inline policy?"],
  "role.inline.name": ["INLINE_POLICY_NAME", "What was the name of the role's inline policy?"],
  "role.instanceProfiles": ["INSTANCE_PROFILES", "Which instance profiles held the role?"],
  "role.maxSessionDuration": [
    "EARLIER_SESSION_SECONDS",
    "How long could sessions of the role last before, in seconds (3600 to 43200)?",
  ],
  "role.path": ["EARLIER_PATH", "Which path did the role have?"],
  "role.permissionsBoundary": [
    "EARLIER_BOUNDARY_ARN",
    "Which policy (ARN) was the role's permissions boundary?",
  ],
  "role.servicePrincipal": [
    "SERVICE_PRINCIPAL",
    "Which service did the role belong to (such as autoscaling.amazonaws.com)?",
  ],
  "role.tags": ["EARLIER_TAGS", "Which tags did it have, as a JSON list?"],
  "saml.assertionEncryptionMode": [
    "ENCRYPTION_MODE",
    "Were encrypted assertions Required or Allowed?",
  ],
  "saml.tags": ["EARLIER_TAGS", "Which tags did it have, as a JSON list?"],
  samlMetadata: [
    "SAML_METADATA_FILE",
    "Which file holds the earlier metadata document (XML) of the identity provider?",
  ],
  "serverCert.path": ["EARLIER_PATH", "Which path did the certificate have before?"],
  serviceName: [
    "SERVICE_NAME",
    "For which service was the credential (such as codecommit.amazonaws.com)?",
  ],
  sshPublicKeyBody: [
    "SSH_PUBLIC_KEY_FILE",
    "Which file holds the deleted SSH public key (from its owner)?",
  ],
  status: ["EARLIER_STATUS", "Was it Active or Inactive before?"],
  tags: ["EARLIER_TAGS", "Which of these tags existed before, with values, as a JSON list?"],
  trustPolicy: [
    "EARLIER_TRUST_FILE",
    "Which file holds the earlier trust policy (JSON) of the role?",
  ],
  "user.attachedPolicies": ["USER_POLICY_ARNS", "Which managed policies (ARNs) did the user have?"],
  "user.groups": ["USER_GROUPS", "Of which groups was the user a member?"],
  "user.inline.document": ["INLINE_DOCUMENT_FILE", "Which file holds the user's inline policy?"],
  "user.inline.name": ["INLINE_POLICY_NAME", "What was the name of the user's inline policy?"],
  "user.path": ["EARLIER_PATH", "Which path did the user have before?"],
  "user.permissionsBoundary": [
    "EARLIER_BOUNDARY_ARN",
    "Which policy (ARN) was the user's permissions boundary?",
  ],
  "user.tags": ["EARLIER_TAGS", "Which tags did it have, as a JSON list?"],
  versionDocument: [
    "VERSION_DOCUMENT_FILE",
    "Which file holds the JSON document of the deleted version?",
  ],
};

/** What only a person knows, or what is made at the time; by the name after `$human.` or `$generated.`. */
const personQuestions: Readonly<Record<string, Question>> = {
  code1: ["MFA_CODE_1", "Which code does the device show now (read by its holder)?"],
  code2: ["MFA_CODE_2", "Which code does the device show next?"],
  password: [
    "NEW_PASSWORD_FILE",
    "Which file, readable only by you, holds the new password in its only line?",
  ],
  userName: ["USER_NAME", "Which IAM user does this belong to?"],
};

const manyHint = "Separate several by spaces; leave it empty for none.";

/** Whether a source that only a person can resolve has its hand-written question; `member` as in the call. */
export function hasQuestion(source: string, api: string, member: string): boolean {
  return questionOf(source, api, member) !== null;
}

/**
 * The question for a value that the evidence does not hold. `source` is the value source of the inverse call
 * (`$prior.policy.name`); its last alternative counts. `each`: the answer may name none or several.
 */
export function askFor(source: string, api: string, member: string, each: boolean): Ask {
  const [ask, question] = questionOf(source, api, member) ?? [
    xformName(member, "_").toUpperCase() + (memberKind(member) === "document" ? "_FILE" : ""),
    `What is the ${member} that the log does not show?`,
  ];
  return each ? { ask, question: `${question} ${manyHint}`, each: true } : { ask, question };
}

function questionOf(source: string, api: string, member: string): Question | null {
  const last = source.split("|else:").at(-1) ?? source;
  const path = last.slice(last.indexOf(".") + 1).replaceAll("[]", "");
  if (last.startsWith("$prior.")) return own(priorQuestions, path);
  if (last.startsWith("$live.")) return own(liveQuestions, `${api}.${member}`);
  if (last.startsWith("$human.") || last.startsWith("$generated."))
    return own(personQuestions, path);
  return null;
}

function own(table: Readonly<Record<string, Question>>, key: string): Question | null {
  return Object.hasOwn(table, key) ? (table[key] ?? null) : null;
}
