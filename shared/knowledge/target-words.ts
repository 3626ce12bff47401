import type { TargetType } from "./entry.ts";

const words: Readonly<Record<TargetType, string>> = {
  "access-key": "Access key",
  account: "Account",
  delegation: "Delegation request",
  group: "Group",
  "instance-profile": "Instance profile",
  "login-profile": "Console password",
  mfa: "MFA device",
  oidc: "OIDC provider",
  organization: "Organization",
  policy: "Policy",
  role: "Role",
  saml: "SAML provider",
  "server-cert": "Server certificate",
  "service-credential": "Service-specific credential",
  "signing-cert": "Signing certificate",
  "ssh-key": "SSH public key",
  user: "User",
};

/** What people call this kind of target, capitalized as at the start of a title. */
export function targetWord(target: TargetType): string {
  return words[target];
}
