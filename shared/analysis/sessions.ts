import { field, textField } from "../cloudtrail-event.ts";
import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import { secondsBetween } from "./facts/fact.ts";

/** Who started a session, as its STS event says. */
export interface SessionStart {
  /** eventID of the STS event. */
  readonly id: string;
  readonly at: string | null;
  readonly name: string;
  readonly identity: CloudTrailEvent["identity"];
}

/** Links the temporary credentials of later events to the STS event that issued them. */
export interface Sessions {
  /** Takes in an STS event. */
  note(event: CloudTrailEvent): void;
  /** The start of the session that signed an event, or null when the log does not hold it. */
  startOf(event: CloudTrailEvent): SessionStart | null;
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

/** An empty register. Sessions that must have ended are dropped, so that its size follows 36 hours of the log. */
export function createSessions(): Sessions {
  const byKey = new Map<string, SessionStart>();
  return {
    note(event) {
      if (event.outcome !== "success" || !sessionEvents.has(event.name)) return;
      const key = textField(field(event.response ?? undefined, "credentials"), "accessKeyId");
      if (key === null) return;
      for (const [old, start] of byKey) {
        const age = secondsBetween(start.at, event.at);
        if (age !== null && age <= longest) break;
        byKey.delete(old);
      }
      byKey.set(key, { id: event.id, at: event.at, name: event.name, identity: event.identity });
    },
    startOf: (event) =>
      event.identity.accessKeyId === null ? null : (byKey.get(event.identity.accessKeyId) ?? null),
  };
}
