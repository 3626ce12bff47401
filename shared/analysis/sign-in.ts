import { field, textField } from "../cloudtrail-event.ts";
import type { CloudTrailEvent } from "../cloudtrail-event.ts";

/** Whether a console sign-in used a second factor; null when the record does not say, or an outside provider asked. */
export function usedMfa(event: CloudTrailEvent): boolean | null {
  const more = event.more?.additional ?? undefined;
  if (field(more, "SamlProviderArn") !== undefined) return null;
  const word = textField(more, "MFAUsed")?.toLowerCase();
  return word === "yes" ? true : word === "no" ? false : null;
}

/** Events of a sign-in that tell whether a password or second factor was right. */
export const signInSteps: readonly string[] = [
  "ConsoleLogin",
  "CheckMfa",
  "CredentialVerification",
];

/** Whether a step of a sign-in failed: by an error, or by what its answer or details say. */
export function isFailedSignIn(event: CloudTrailEvent): boolean {
  return (
    event.outcome === "failed" ||
    textField(event.response ?? undefined, event.name) === "Failure" ||
    textField(event.more?.details ?? undefined, event.name) === "Failure"
  );
}

/** Whether a sign-in succeeded: its result stands in responseElements. */
export function isSignedIn(event: CloudTrailEvent): boolean {
  return (
    event.outcome === "success" &&
    textField(event.response ?? undefined, "ConsoleLogin") !== "Failure"
  );
}
