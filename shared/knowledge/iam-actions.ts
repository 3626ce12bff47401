import type { ActionEntry } from "./entry.ts";
import { accessKeyActions } from "./iam/access-key.ts";
import { accountActions } from "./iam/account.ts";
import { accountReads } from "./iam/account-reads.ts";
import { certificateActions } from "./iam/certificates.ts";
import { delegationActions } from "./iam/delegation.ts";
import { groupActions } from "./iam/group.ts";
import { groupPolicyActions } from "./iam/group-policy.ts";
import { groupReads } from "./iam/group-reads.ts";
import { instanceProfileActions } from "./iam/instance-profile.ts";
import { loginProfileActions } from "./iam/login-profile.ts";
import { managedRoleActions } from "./iam/managed-role.ts";
import { mfaActions } from "./iam/mfa.ts";
import { oidcActions } from "./iam/oidc.ts";
import { organizationActions } from "./iam/organization.ts";
import { outboundFederationActions } from "./iam/outbound-federation.ts";
import { policyActions } from "./iam/policy.ts";
import { policyReads } from "./iam/policy-reads.ts";
import { roleActions } from "./iam/role.ts";
import { rolePolicyActions } from "./iam/role-policy.ts";
import { roleReads } from "./iam/role-reads.ts";
import { samlActions } from "./iam/saml.ts";
import { serviceCredentialActions } from "./iam/service-credential.ts";
import { sshKeyActions } from "./iam/ssh-key.ts";
import { tagActions } from "./iam/tags.ts";
import { userActions } from "./iam/user.ts";
import { userPolicyActions } from "./iam/user-policy.ts";
import { userReads } from "./iam/user-reads.ts";

/** What Trailproof knows about each action of the IAM API (version 2010-05-08). */
export const iamActions: readonly ActionEntry[] = [
  ...roleActions,
  ...managedRoleActions,
  ...rolePolicyActions,
  ...roleReads,
  ...userActions,
  ...userPolicyActions,
  ...userReads,
  ...groupActions,
  ...groupPolicyActions,
  ...groupReads,
  ...policyActions,
  ...policyReads,
  ...instanceProfileActions,
  ...accessKeyActions,
  ...loginProfileActions,
  ...mfaActions,
  ...samlActions,
  ...oidcActions,
  ...certificateActions,
  ...sshKeyActions,
  ...serviceCredentialActions,
  ...accountActions,
  ...accountReads,
  ...outboundFederationActions,
  ...delegationActions,
  ...organizationActions,
  ...tagActions,
];

const byKey: ReadonlyMap<string, ActionEntry> = new Map(
  iamActions.map((entry) => [keyOf(entry.source, entry.name), entry]),
);

/** The entry of an event by its eventSource and eventName, both exactly as logged; null when there is none. */
export function actionEntry(source: string, name: string): ActionEntry | null {
  return byKey.get(keyOf(source, name)) ?? null;
}

function keyOf(source: string, name: string): string {
  return `${source} ${name}`;
}
