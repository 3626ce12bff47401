import { field } from "../cloudtrail-event.ts";
import type { CloudTrailEvent, Json } from "../cloudtrail-event.ts";
import type { PlanValue } from "../remediation/plan.ts";
import type { AccountFacts } from "./account-facts.ts";
import { policyKey } from "./account-facts.ts";
import type { Mark } from "./fact.ts";
import type { Fold, Folds } from "./fold.ts";
import { answered, asked, askedTags, listOf } from "./request.ts";

type Path = readonly string[];

/** Sets a value whose id stands in the request, or in the answer. */
function set(prefix: string, id: Path, value: (event: CloudTrailEvent) => PlanValue | null): Fold {
  return (account, event, mark) => {
    const key = asked(event, id.at(-1) ?? "") ?? answered(event, ...id);
    const told = value(event);
    if (key !== null && told !== null)
      account.values.set(`${prefix}/${key}`, { value: told, by: mark });
  };
}

function all(...folds: readonly Fold[]): Fold {
  return (account, event, mark) => folds.forEach((fold) => fold(account, event, mark));
}

const status = (event: CloudTrailEvent) => asked(event, "status");
const active = () => "Active";

function whole(key: string, value: (event: CloudTrailEvent) => PlanValue | null): Fold {
  return (account, event, mark) => account.values.set(key, { value: value(event), by: mark });
}

function none(): null {
  return null;
}

/** A JSON value as a plan value; members that are null are left out. */
function planValue(value: Json | undefined): PlanValue | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== "object") return value;
  if (Array.isArray(value)) {
    return value.flatMap((member: Json) => planValue(member) ?? []);
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, member]) => {
      const known = planValue(member);
      return known === null ? [] : [[key, known]];
    }),
  );
}

const oidcId = ["openIDConnectProviderArn"];

function oidc(account: AccountFacts, event: CloudTrailEvent, mark: Mark): void {
  for (const name of ["url", "clientIDList", "thumbprintList"]) {
    const value = planValue(field(event.request ?? undefined, name));
    set(`oidc.${name}`, oidcId, () => value)(account, event, mark);
  }
}

/** Adds to or takes from the audiences of an OIDC provider, when the list before is known. */
function clientId(isAdded: boolean): Fold {
  return (account, event, mark) => {
    const key = `oidc.clientIDList/${asked(event, "openIDConnectProviderArn") ?? ""}`;
    const id = asked(event, "clientID");
    const before = account.values.get(key)?.value;
    if (id === null || !Array.isArray(before)) return;
    const rest = before.filter((member: PlanValue) => member !== id);
    account.values.set(key, { value: isAdded ? [...rest, id] : rest, by: mark });
  };
}

/** The tag table of the thing an event names, or null. */
export function tagTable(
  account: AccountFacts,
  event: CloudTrailEvent,
): Map<string, { value: string | null; by: Mark }> | null {
  const key = tagOwner(event);
  if (key === null) return null;
  const known = account.tags.get(key);
  if (known !== undefined) return known;
  const fresh = new Map<string, { value: string | null; by: Mark }>();
  account.tags.set(key, fresh);
  return fresh;
}

const owners: readonly (readonly [name: string, ...response: readonly string[]])[] = [
  ["policyArn", "policy", "arn"],
  ["openIDConnectProviderArn", "openIDConnectProviderArn"],
  ["sAMLProviderArn", "sAMLProviderArn"],
  ["instanceProfileName"],
  ["serverCertificateName"],
  ["serialNumber", "virtualMFADevice", "serialNumber"],
  ["roleName"],
  ["userName"],
];

/** One key for the thing that tags belong to, from the request or the answer of the call that made it. */
function tagOwner(event: CloudTrailEvent): string | null {
  for (const [name, ...response] of owners) {
    const id = asked(event, name) ?? (response.length > 0 ? answered(event, ...response) : null);
    if (id !== null) return `${name}/${name === "policyArn" ? policyKey(id) : id.toLowerCase()}`;
  }
  return null;
}

/** Calls that make a thing which can have tags: those of an earlier thing of that name are gone. */
const tagCreators: ReadonlySet<string> = new Set([
  "CreateInstanceProfile",
  "CreateOpenIDConnectProvider",
  "CreatePolicy",
  "CreateRole",
  "CreateSAMLProvider",
  "CreateUser",
  "CreateVirtualMFADevice",
  "UploadServerCertificate",
]);

/** Takes in the tags of any IAM event that sets or removes some. */
export function foldTags(account: AccountFacts, event: CloudTrailEvent, mark: Mark): void {
  if (tagCreators.has(event.name)) {
    const owner = tagOwner(event);
    if (owner !== null) account.tags.delete(owner);
  }
  const tags = askedTags(event);
  const keys = event.name.startsWith("Untag")
    ? listOf(field(event.request ?? undefined, "tagKeys"))
    : [];
  if (tags.length === 0 && keys.length === 0) return;
  const table = tagTable(account, event);
  for (const { key, value } of tags) table?.set(key, { value, by: mark });
  for (const key of keys) if (typeof key === "string") table?.set(key, { value: null, by: mark });
}

/** What IAM events do to credentials, providers and account settings. */
export const valueFolds: Folds = {
  CreateAccessKey: set("status", ["accessKey", "accessKeyId"], active),
  UpdateAccessKey: set("status", ["accessKeyId"], status),
  UploadSigningCertificate: all(
    set("status", ["certificate", "certificateId"], active),
    set("body", ["certificate", "certificateId"], (e) => asked(e, "certificateBody")),
  ),
  UpdateSigningCertificate: set("status", ["certificateId"], status),
  UploadSSHPublicKey: all(
    set("status", ["sSHPublicKey", "sSHPublicKeyId"], active),
    set("body", ["sSHPublicKey", "sSHPublicKeyId"], (e) => asked(e, "sSHPublicKeyBody")),
  ),
  UpdateSSHPublicKey: set("status", ["sSHPublicKeyId"], status),
  CreateServiceSpecificCredential: all(
    set("status", ["serviceSpecificCredential", "serviceSpecificCredentialId"], active),
    set("service", ["serviceSpecificCredential", "serviceSpecificCredentialId"], (e) =>
      asked(e, "serviceName"),
    ),
  ),
  UpdateServiceSpecificCredential: set("status", ["serviceSpecificCredentialId"], status),
  UpdateAccountPasswordPolicy: whole("passwordPolicy", (e) => planValue(e.request) ?? {}),
  DeleteAccountPasswordPolicy: whole("passwordPolicy", none),
  CreateAccountAlias: whole("accountAlias", (e) => asked(e, "accountAlias")),
  DeleteAccountAlias: whole("accountAlias", none),
  SetSecurityTokenServicePreferences: whole("globalEndpointTokenVersion", (e) =>
    asked(e, "globalEndpointTokenVersion"),
  ),
  PutAccountProperties: whole("accountProperties", (e) =>
    planValue(field(e.request ?? undefined, "properties")),
  ),
  UpdateDelegationRequest: set("notes", ["delegationRequestId"], (e) => asked(e, "notes")),
  CreateSAMLProvider: set("saml", ["sAMLProviderArn"], (e) => asked(e, "sAMLMetadataDocument")),
  UpdateSAMLProvider: set("saml", ["sAMLProviderArn"], (e) => asked(e, "sAMLMetadataDocument")),
  CreateOpenIDConnectProvider: oidc,
  UpdateOpenIDConnectProviderThumbprint: set("oidc.thumbprintList", oidcId, (e) =>
    planValue(field(e.request ?? undefined, "thumbprintList")),
  ),
  AddClientIDToOpenIDConnectProvider: clientId(true),
  RemoveClientIDFromOpenIDConnectProvider: clientId(false),
  UploadServerCertificate: set(
    "serverCert",
    ["serverCertificateName"],
    (e) => asked(e, "path") ?? "/",
  ),
  UpdateServerCertificate: set("serverCert", ["serverCertificateName"], (e) => asked(e, "newPath")),
};
