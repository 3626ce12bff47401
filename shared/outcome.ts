import type { Outcome } from "./cloudtrail-event.ts";

/**
 * How services begin the code of a refusal for lack of permission, with or without `Exception` at the end:
 * AccessDenied (most services), UnauthorizedOperation (EC2), VpceAccessDenied (network activity events),
 * NotAuthorized (Cognito and others), UnauthorizedAccess, AuthorizationError (SNS).
 */
const refusals: readonly string[] = [
  "AccessDenied",
  "UnauthorizedOperation",
  "VpceAccessDenied",
  "NotAuthorized",
  "UnauthorizedAccess",
  "AuthorizationError",
];

/** EC2 writes its codes with the party at fault in front. */
const parties: readonly string[] = ["Client.", "Server."];

/**
 * How a call ended, by errorCode and errorMessage of its record. Null and the empty string count as absent. A
 * message without a code is a failure. Sign-in events carry their result in responseElements instead, and service
 * events in serviceEventDetails: this function does not see those.
 */
export function outcomeOf(errorCode: string | null, errorMessage: string | null): Outcome {
  const code = errorCode?.trim() ?? "";
  if (code !== "") return isRefusal(code) ? "denied" : "failed";
  return (errorMessage?.trim() ?? "") === "" ? "success" : "failed";
}

function isRefusal(code: string): boolean {
  const party = parties.find((p) => code.startsWith(p));
  const bare = party === undefined ? code : code.slice(party.length);
  return refusals.some((r) => bare.startsWith(r));
}
