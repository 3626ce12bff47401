import { field } from "../cloudtrail-event.ts";
import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import type { PlanValue } from "../remediation/plan.ts";
import { setFact } from "./fact.ts";
import { accountKey } from "./fold-credentials.ts";
import type { Fold, Folds } from "./fold.ts";
import { planValue } from "./plan-value.ts";
import { asked } from "./request.ts";

/** Sets one value of the account; undefined: the record does not say to what. */
function whole(key: string, value: (event: CloudTrailEvent) => PlanValue | null | undefined): Fold {
  return (account, event, mark) => {
    const told = value(event);
    account.touched?.add(accountKey);
    if (told === undefined) {
      account.values.delete(key);
      account.vague.add(key);
    } else account.values.set(key, setFact(account.values.get(key), told, mark));
  };
}

const none = () => null;

/** What IAM events do to the settings of the account. */
export const accountFolds: Folds = {
  // The call replaces the whole policy: what it leaves out has AWS's default.
  UpdateAccountPasswordPolicy: whole("passwordPolicy", (e) =>
    e.request === null ? undefined : (planValue(e.request) ?? {}),
  ),
  DeleteAccountPasswordPolicy: whole("passwordPolicy", none),
  CreateAccountAlias: whole("accountAlias", (e) => asked(e, "accountAlias") ?? undefined),
  DeleteAccountAlias: whole("accountAlias", none),
  SetSecurityTokenServicePreferences: whole(
    "globalEndpointTokenVersion",
    (e) => asked(e, "globalEndpointTokenVersion") ?? undefined,
  ),
  PutAccountProperties: whole(
    "accountProperties",
    (e) => planValue(field(e.request ?? undefined, "properties")) ?? undefined,
  ),
  EnableOutboundWebIdentityFederation: whole("outboundWebIdentityFederation", () => true),
  DisableOutboundWebIdentityFederation: whole("outboundWebIdentityFederation", () => false),
  EnableOrganizationsRootCredentialsManagement: whole("organizationRootCredentials", () => true),
  DisableOrganizationsRootCredentialsManagement: whole("organizationRootCredentials", () => false),
  EnableOrganizationsRootSessions: whole("organizationRootSessions", () => true),
  DisableOrganizationsRootSessions: whole("organizationRootSessions", () => false),
};
