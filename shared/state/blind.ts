import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import type { AccountFacts } from "./account-facts.ts";
import type { Mark } from "./fact.ts";
import { iamFolds } from "./folds.ts";

/** Calls that need no parameter, or only secret ones, which no record holds. */
const bare: ReadonlySet<string> = new Set([
  "ChangePassword",
  "CreateAccessKey",
  "CreateLoginProfile",
  // An account has one alias at most.
  "DeleteAccountAlias",
  "DeleteAccountPasswordPolicy",
  "DeleteLoginProfile",
  "DisableOrganizationsRootCredentialsManagement",
  "DisableOrganizationsRootSessions",
  "DisableOutboundWebIdentityFederation",
  "EnableOrganizationsRootCredentialsManagement",
  "EnableOrganizationsRootSessions",
  "EnableOutboundWebIdentityFederation",
]);

/**
 * Notes an event that changed something and whose record does not say what: some formats keep no requestParameters, and
 * AWS leaves large ones out. True when it did.
 */
export function noteBlind(account: AccountFacts, event: CloudTrailEvent, mark: Mark): boolean {
  const { name, request } = event;
  if (!Object.hasOwn(iamFolds, name) && !/^(?:Tag|Untag)[A-Z]/.test(name)) return false;
  if (request === null ? bare.has(name) : !Object.hasOwn(request, "omitted")) return false;
  account.blind.set(name, { name, by: mark });
  return true;
}
