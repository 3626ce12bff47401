import { expect, test } from "vitest";
import type { Outcome } from "./cloudtrail-event.ts";
import { outcomeOf } from "./outcome.ts";

const cases: readonly [string | null, string | null, Outcome][] = [
  [null, null, "success"],
  ["", "", "success"],
  [" ", null, "success"],
  ["AccessDenied", "User: … is not authorized", "denied"],
  ["AccessDenied", null, "denied"],
  ["AccessDeniedException", null, "denied"],
  ["UnauthorizedOperation", null, "denied"],
  ["Client.UnauthorizedOperation", null, "denied"],
  ["VpceAccessDenied", null, "denied"],
  ["NotAuthorized", null, "denied"],
  ["NotAuthorizedException", null, "denied"],
  ["UnauthorizedAccess", null, "denied"],
  ["UnauthorizedAccessException", null, "denied"],
  ["AuthorizationErrorException", null, "denied"],
  ["NoSuchEntity", null, "failed"],
  ["NoSuchEntityException", "The user with name x cannot be found.", "failed"],
  ["DeleteConflictException", null, "failed"],
  ["Client.RequestLimitExceeded", null, "failed"],
  ["ThrottlingException", null, "failed"],
  ["InvalidClientTokenId", null, "failed"],
  ["accessdenied-like", null, "failed"],
  ["x.AccessDenied", null, "failed"],
  [null, "Failed authentication", "failed"],
  ["", "Failed authentication", "failed"],
];

test.each(cases)("errorCode %j and errorMessage %j end in %s", (code, message, outcome) => {
  expect(outcomeOf(code, message)).toBe(outcome);
});
