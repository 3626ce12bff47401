/** Answers of AWS without what is secret in them. */
import type { Json } from "../../shared/cloudtrail-event.ts";

const secret: ReadonlySet<string> = new Set([
  "SecretAccessKey",
  "SessionToken",
  "Password",
  "NewPassword",
  "OldPassword",
  "ServicePassword",
  "ServiceCredentialSecret",
  "Base32StringSeed",
  "QRCodePNG",
  "PrivateKey",
  "AuthenticationCode1",
  "AuthenticationCode2",
]);

/** Stands where something secret was. */
export const notKept = "(not kept)";

/** A value as JSON that may be stored. Bytes are left out: in IAM's answers they are pictures of secrets. */
export function redacted(value: unknown): Json {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return notKept;
  if (Array.isArray(value)) return value.map((one: unknown) => redacted(one));
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, one]: [string, unknown]) => {
        if (one === undefined) return [];
        return [[name, secret.has(name) ? notKept : redacted(one)] as const];
      }),
    );
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? value
    : null;
}
