import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import { secondsBetween } from "../state/fact.ts";

/** Who started a session, as its STS event says. Members that the case does not keep as columns are null. */
export interface SessionStart {
  /** eventID of the STS event. */
  readonly id: string;
  readonly at: string | null;
  readonly name: string;
  readonly identity: CloudTrailEvent["identity"];
  /** From where it was called; absent or null: not known. */
  readonly sourceIp?: string | null;
  /** How the session that signed this call was begun, where the log holds that. */
  readonly before?: SessionStart | null;
}

/** STS calls that hand out credentials. */
export const sessionEvents: ReadonlySet<string> = new Set([
  "AssumeRole",
  "AssumeRoleWithSAML",
  "AssumeRoleWithWebIdentity",
  "AssumeRoot",
  "GetFederationToken",
  "GetSessionToken",
]);

/** No session lasts longer: GetFederationToken and GetSessionToken allow 36 hours. */
const longest = 36 * 3600;

/**
 * The start of the session that signed an event, or null when the log does not hold it. `find` gives the STS event
 * that handed out an access key id; it counts only if it came before, and not longer ago than a session lasts.
 */
export function startOf(
  event: CloudTrailEvent,
  find: (accessKeyId: string) => SessionStart | null,
): SessionStart | null {
  const key = event.identity.accessKeyId;
  // Permanent keys (AKIA…) begin no session.
  if (key === null || !key.startsWith("ASIA")) return null;
  const start = find(key);
  if (start === null) return null;
  const age = secondsBetween(start.at, event.at);
  return age !== null && (age < 0 || age > longest) ? null : start;
}
