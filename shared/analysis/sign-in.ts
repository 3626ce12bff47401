import { field, textField } from "../cloudtrail-event.ts";
import type { CloudTrailEvent } from "../cloudtrail-event.ts";

/** Whether a console sign-in used a second factor; null when the record does not say, or an outside provider asked. */
export function usedMfa(event: CloudTrailEvent): boolean | null {
  const more = event.more?.additional ?? undefined;
  if (field(more, "SamlProviderArn") !== undefined) return null;
  const word = textField(more, "MFAUsed")?.toLowerCase();
  return word === "yes" ? true : word === "no" ? false : null;
}

/** Whether a sign-in succeeded: its result stands in responseElements. */
export function isSignedIn(event: CloudTrailEvent): boolean {
  return (
    event.outcome === "success" &&
    textField(event.response ?? undefined, "ConsoleLogin") !== "Failure"
  );
}
