import type { ActionEntry } from "./entry.ts";
import { accountTexts } from "./texts/account.ts";
import type { ActionText, WrittenTexts } from "./texts/action-text.ts";
import { toActionText } from "./texts/action-text.ts";
import { certificateTexts, serviceCredentialTexts, sshKeyTexts } from "./texts/certificates.ts";
import { delegationTexts, organizationTexts } from "./texts/delegation.ts";
import { accessKeyTexts, loginProfileTexts, mfaTexts } from "./texts/credentials.ts";
import { oidcTexts, outboundFederationTexts, samlTexts } from "./texts/federation.ts";
import { groupPolicyTexts, groupTexts } from "./texts/group.ts";
import { instanceProfileTexts } from "./texts/instance-profile.ts";
import { policyTexts } from "./texts/policy.ts";
import { accountReadTexts } from "./texts/reads-account.ts";
import { identityReadTexts } from "./texts/reads-identities.ts";
import { policyReadTexts } from "./texts/reads-policies.ts";
import { rolePolicyTexts } from "./texts/role-policy.ts";
import { roleTexts } from "./texts/role.ts";
import { tagTexts } from "./texts/tags.ts";
import { userPolicyTexts } from "./texts/user-policy.ts";
import { userTexts } from "./texts/user.ts";

/** A part of the IAM API, as a chapter of the docs. */
export interface TextArea {
  /** Also the name of its page. */
  readonly id: string;
  readonly title: string;
  readonly texts: WrittenTexts;
}

/** All texts by area, in the order in which they are browsed. */
export const textAreas: readonly TextArea[] = [
  { id: "roles", title: "Roles", texts: { ...roleTexts, ...rolePolicyTexts } },
  { id: "users", title: "Users", texts: { ...userTexts, ...userPolicyTexts } },
  { id: "groups", title: "Groups", texts: { ...groupTexts, ...groupPolicyTexts } },
  { id: "policies", title: "Managed policies", texts: policyTexts },
  { id: "instance-profiles", title: "Instance profiles", texts: instanceProfileTexts },
  {
    id: "credentials",
    title: "Access keys, passwords and MFA",
    texts: { ...accessKeyTexts, ...loginProfileTexts, ...mfaTexts },
  },
  {
    id: "federation",
    title: "Federation",
    texts: { ...samlTexts, ...oidcTexts, ...outboundFederationTexts },
  },
  {
    id: "certificates",
    title: "Certificates, SSH keys and keys for single services",
    texts: { ...certificateTexts, ...sshKeyTexts, ...serviceCredentialTexts },
  },
  {
    id: "account",
    title: "Account, delegation and organization",
    texts: { ...accountTexts, ...delegationTexts, ...organizationTexts },
  },
  { id: "tags", title: "Tags", texts: tagTexts },
  {
    id: "reads",
    title: "Calls that only read",
    texts: { ...identityReadTexts, ...policyReadTexts, ...accountReadTexts },
  },
];

const byName: ReadonlyMap<string, ActionText> = new Map(
  textAreas.flatMap(({ texts }) =>
    Object.entries(texts).map(([name, written]) => [name, toActionText(name, written)] as const),
  ),
);

/** The text of an IAM action. Null: none is written, which a test rules out for the table's actions. */
export function actionText({ name }: Pick<ActionEntry, "name">): ActionText | null {
  return byName.get(name) ?? null;
}
