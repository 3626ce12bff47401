import type { Detection } from "./detection.ts";
import { adminDocument } from "./iam-001-admin-document.ts";
import { adminPolicyAttached } from "./iam-002-admin-policy-attached.ts";
import { notAction } from "./iam-003-not-action.ts";
import { passAnyRole } from "./iam-004-pass-any-role.ts";
import { escalationGranted } from "./iam-005-escalation-granted.ts";
import { trustEveryone } from "./iam-006-trust-everyone.ts";
import { trustExternal } from "./iam-007-trust-external.ts";
import { trustWebIdentity } from "./iam-008-trust-web-identity.ts";
import { noMfaCondition } from "./iam-009-no-mfa-condition.ts";
import { versionSwitched } from "./iam-010-version-switched.ts";
import { keyForOther } from "./iam-011-key-for-other.ts";
import { rootKey } from "./iam-012-root-key.ts";
import { passwordForOther } from "./iam-013-password-for-other.ts";
import { passwordReset } from "./iam-014-password-reset.ts";
import { mfaOff } from "./iam-015-mfa-off.ts";
import { mfaRegistered } from "./iam-016-mfa-registered.ts";
import { credentialReactivated } from "./iam-017-credential-reactivated.ts";
import { rareCredential } from "./iam-018-rare-credential.ts";
import { federationToken } from "./iam-019-federation-token.ts";
import { backdoorUser } from "./iam-020-backdoor-user.ts";
import { backdoorRole } from "./iam-021-backdoor-role.ts";
import { selfChange } from "./iam-022-self-change.ts";
import { privilegedGroup } from "./iam-023-privileged-group.ts";
import { boundaryLifted } from "./iam-024-boundary.ts";
import { guardRail } from "./iam-025-guard-rail.ts";
import { policyDismantled } from "./iam-026-policy-dismantled.ts";
import { destructionBurst } from "./iam-027-destruction-burst.ts";
import { shortLived } from "./iam-028-short-lived.ts";
import { profileDismantled } from "./iam-029-profile-dismantled.ts";
import { rolePassed } from "./iam-030-role-passed.ts";
import { federationProvider } from "./iam-031-federation-provider.ts";
import { passwordPolicy } from "./iam-032-password-policy.ts";
import { rolesAnywhere } from "./iam-033-roles-anywhere.ts";
import { identityCenterAdmin } from "./iam-034-identity-center.ts";
import { rootActivity } from "./iam-035-root.ts";
import { noMfaSignIn } from "./iam-036-no-mfa-sign-in.ts";
import { passwordGuessed } from "./iam-037-password-guessing.ts";
import { permissionProbing } from "./iam-038-permission-probing.ts";
import { reconnaissance } from "./iam-039-reconnaissance.ts";
import { principalEnumeration } from "./iam-040-principal-probing.ts";
import { offensiveClient } from "./iam-041-offensive-client.ts";
import { newContext } from "./iam-042-new-context.ts";
import { assumedAfterTrust } from "./iam-043-assumed-after-trust.ts";
import { workloadCredentials } from "./iam-044-workload-credentials.ts";
import { rootSession } from "./iam-045-root-session.ts";
import { trailImpaired } from "./iam-046-trail-impaired.ts";
import { organizationGuard } from "./iam-047-organization.ts";
import { quarantine } from "./iam-048-quarantine.ts";
import { logSilence } from "./iam-049-silence.ts";
import { delegation } from "./iam-050-delegation.ts";
import { accessTags } from "./iam-051-access-tags.ts";
import { renamed } from "./iam-052-renamed.ts";
import { newRegion } from "./iam-053-new-region.ts";

/** All detections, by number. */
export const detections: readonly Detection[] = [
  adminDocument,
  adminPolicyAttached,
  notAction,
  passAnyRole,
  escalationGranted,
  trustEveryone,
  trustExternal,
  trustWebIdentity,
  noMfaCondition,
  versionSwitched,
  keyForOther,
  rootKey,
  passwordForOther,
  passwordReset,
  mfaOff,
  mfaRegistered,
  credentialReactivated,
  rareCredential,
  federationToken,
  backdoorUser,
  backdoorRole,
  selfChange,
  privilegedGroup,
  boundaryLifted,
  guardRail,
  policyDismantled,
  destructionBurst,
  shortLived,
  profileDismantled,
  rolePassed,
  federationProvider,
  passwordPolicy,
  rolesAnywhere,
  identityCenterAdmin,
  rootActivity,
  noMfaSignIn,
  passwordGuessed,
  permissionProbing,
  reconnaissance,
  principalEnumeration,
  offensiveClient,
  newContext,
  assumedAfterTrust,
  workloadCredentials,
  rootSession,
  trailImpaired,
  organizationGuard,
  quarantine,
  logSilence,
  delegation,
  accessTags,
  renamed,
  newRegion,
];
