/** Fixes by which whoever makes them would be locked out. */
import { parseArn } from "../iam/arn.ts";
import { log, say } from "../span.ts";
import type { FixName, FixRequest, NoFix } from "./fix.ts";

/** After these the one that they are of may do nothing any more. */
const shutting: ReadonlySet<FixName> = new Set([
  "quarantine",
  "revoke-sessions",
  "delete-user",
  "delete-role",
]);

/** Why a fix is not made with these credentials; null: it may be. `caller`: the ARN that GetCallerIdentity answers. */
export function locksOut({ name, target }: FixRequest, caller: string): NoFix | null {
  if (!shutting.has(name)) return null;
  const own = identityOf(caller);
  // Long-term keys of a user are no sessions that are revoked.
  if (own === null || own !== target || (name === "revoke-sessions" && own.startsWith("user/")))
    return null;
  return {
    refused: say`The credentials are those of ${log(caller, "arn")} itself, which this would lock out in its midst: connect as somebody else.`,
  };
}

/** The user or role behind an ARN, e.g. user/alice; null: neither. */
function identityOf(arn: string): string | null {
  const found = parseArn(arn);
  if (found === null) return null;
  if (found.type === "user") return `user/${found.resource.split("/").at(-1) ?? ""}`;
  if (found.type === "assumed-role") return `role/${found.resource.split("/")[1] ?? ""}`;
  return null;
}
