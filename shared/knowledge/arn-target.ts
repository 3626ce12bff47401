import type { TargetType } from "./entry.ts";

/** The resource kinds in IAM ARNs (Service Authorization Reference, "AWS Identity and Access Management"). */
const kinds: ReadonlyMap<string, TargetType> = new Map([
  ["delegation-request", "delegation"],
  ["group", "group"],
  ["instance-profile", "instance-profile"],
  ["mfa", "mfa"],
  ["oidc-provider", "oidc"],
  ["policy", "policy"],
  ["role", "role"],
  ["saml-provider", "saml"],
  ["server-certificate", "server-cert"],
  ["sms-mfa", "mfa"],
  ["u2f", "mfa"],
  ["user", "user"],
]);

/** What an ARN names. */
export interface ArnTarget {
  /** Null when the ARN is not one of IAM, or of a kind that Trailproof does not know. */
  readonly type: TargetType | null;
  /** The last segment of the path; for OIDC providers the whole address. Empty when the ARN names a listing. */
  readonly name: string;
}

/** Reads `arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE`, null when the text has another form. */
export function arnTarget(arn: string): ArnTarget | null {
  const [prefix, , service, , , ...rest] = arn.split(":");
  if (prefix !== "arn" || rest.length === 0) return null;
  const resource = rest.join(":");
  const slash = resource.indexOf("/");
  if (slash < 0) return { type: null, name: resource };
  const type = service === "iam" ? (kinds.get(resource.slice(0, slash)) ?? null) : null;
  // The name of an OIDC provider is its address, which may have a path of its own.
  const cut = type === "oidc" ? slash : resource.lastIndexOf("/");
  return { type, name: resource.slice(cut + 1) };
}
