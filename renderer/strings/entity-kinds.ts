/** What kinds of things of IAM are called. */
import type { EntityKind } from "../../shared/ipc/entities.ts";

export const kindWords: Readonly<Record<EntityKind, string>> = {
  policy: "Managed policy",
  role: "Role",
  group: "Group",
  user: "User",
  "instance-profile": "Instance profile",
  "access-key": "Access key",
  "saml-provider": "SAML provider",
  "oidc-provider": "OIDC provider",
  "server-certificate": "Server certificate",
  "mfa-device": "MFA device",
  "delegation-request": "Delegation request",
};
