/** The key of the thing that a finding or an event is about. */
import { nameOf } from "../iam/arn.ts";

/** Target types of findings, and the kind whose state shows what became of them. */
const kinds: Readonly<Record<string, string>> = {
  user: "user",
  "login-profile": "user",
  group: "group",
  role: "role",
  policy: "policy",
  "instance-profile": "instance-profile",
  "access-key": "access-key",
  saml: "saml-provider",
  oidc: "oidc-provider",
  "server-cert": "server-certificate",
  mfa: "mfa-device",
};

/** Kinds whose key has the whole ARN. */
const byArn: ReadonlySet<string> = new Set([
  "policy",
  "saml-provider",
  "oidc-provider",
  "mfa-device",
]);

/** `kind/name` for a target's type and id; null where nothing in IAM bears it. */
export function targetKey(type: string, id: string | null): string | null {
  const kind = Object.hasOwn(kinds, type) ? kinds[type] : undefined;
  if (kind === undefined || id === null || id === "") return null;
  return `${kind}/${byArn.has(kind) ? id : nameOf(id)}`;
}
