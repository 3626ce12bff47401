import { field } from "../cloudtrail-event.ts";
import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import { answered, asked, askedTags, askedUser, listOf } from "../state/request.ts";
import type { Effect } from "./effects.ts";
import type { SlotKind, Value } from "./thing.ts";

/** Effects of events whose values are taken back by the inverse of the event itself: credentials, providers, settings. */
export function otherEffects(event: CloudTrailEvent): readonly Effect[] {
  const credential = Object.hasOwn(credentials, event.name) ? credentials[event.name] : undefined;
  if (credential !== undefined) return ofCredential(event, credential);
  const setting = Object.hasOwn(settings, event.name) ? settings[event.name] : undefined;
  if (setting !== undefined) return ofSetting(event, setting);
  return tagEffects(event);
}

interface Credential {
  readonly slot: SlotKind;
  /** Members of requestParameters, or a path into responseElements, that name the credential; none where a user has one only. */
  readonly id: readonly string[];
  readonly owner?: readonly string[];
  readonly what: What;
}

/** `make` and `end` prove what was there before; `set` changes a value. */
type What = "make" | "end" | "set";

const accessKey = ["accessKey", "accessKeyId"];
const sshKey = ["sSHPublicKey", "sSHPublicKeyId"];
const certificate = ["certificate", "certificateId"];
const service = ["serviceSpecificCredential", "serviceSpecificCredentialId"];

function credential(slot: SlotKind, id: readonly string[], what: What): Credential {
  const [holder] = id;
  return { slot, id, what, ...(holder === undefined ? {} : { owner: [holder, "userName"] }) };
}

const credentials: Readonly<Record<string, Credential>> = {
  CreateAccessKey: credential("access-key", accessKey, "make"),
  UpdateAccessKey: credential("access-key", accessKey, "set"),
  DeleteAccessKey: credential("access-key", accessKey, "end"),
  CreateLoginProfile: credential("login-profile", [], "make"),
  UpdateLoginProfile: credential("login-profile", [], "set"),
  ChangePassword: credential("login-profile", [], "set"),
  DeleteLoginProfile: credential("login-profile", [], "end"),
  EnableMFADevice: credential("mfa", ["serialNumber"], "make"),
  DeactivateMFADevice: credential("mfa", ["serialNumber"], "end"),
  UploadSSHPublicKey: credential("ssh-key", sshKey, "make"),
  UpdateSSHPublicKey: credential("ssh-key", sshKey, "set"),
  DeleteSSHPublicKey: credential("ssh-key", sshKey, "end"),
  UploadSigningCertificate: credential("certificate", certificate, "make"),
  UpdateSigningCertificate: credential("certificate", certificate, "set"),
  DeleteSigningCertificate: credential("certificate", certificate, "end"),
  CreateServiceSpecificCredential: credential("service-credential", service, "make"),
  UpdateServiceSpecificCredential: credential("service-credential", service, "set"),
  DeleteServiceSpecificCredential: credential("service-credential", service, "end"),
};

function ofCredential(
  event: CloudTrailEvent,
  { slot, id, owner, what }: Credential,
): readonly Effect[] {
  const user = (owner === undefined ? null : answered(event, ...owner)) ?? askedUser(event);
  const last = id.at(-1);
  const key = last === undefined ? "" : (asked(event, last) ?? answered(event, ...id));
  if (user === null || key === null) return [];
  return [
    {
      t: "set",
      kind: "user",
      name: user,
      slot,
      key,
      value: valueOf(event, what),
      ...(what === "set" ? {} : { prior: what === "make" ? ("none" as const) : ("some" as const) }),
    },
  ];
}

/** A status as it is; what has no readable value is told apart by the event that set it. */
function valueOf(event: CloudTrailEvent, what: What): Value {
  if (what === "end") return null;
  return asked(event, "status") ?? (what === "make" ? "Active" : `set by ${event.id}`);
}

interface Setting {
  /** Names the setting among those of the account. */
  readonly topic: string;
  /** Members that name the thing it belongs to. */
  readonly of: readonly string[];
  readonly what: What;
}

function setting(topic: string, what: What, ...of: readonly string[]): Setting {
  return { topic, of, what };
}

const saml = "sAMLProviderArn";
const oidc = "openIDConnectProviderArn";
const serverCert = "serverCertificateName";
const delegation = "delegationRequestId";

const settings: Readonly<Record<string, Setting>> = {
  CreateSAMLProvider: setting("saml", "make", saml),
  UpdateSAMLProvider: setting("saml", "set", saml),
  DeleteSAMLProvider: setting("saml", "end", saml),
  CreateOpenIDConnectProvider: setting("oidc", "make", oidc),
  DeleteOpenIDConnectProvider: setting("oidc", "end", oidc),
  UpdateOpenIDConnectProviderThumbprint: setting("thumbprints", "set", oidc),
  AddClientIDToOpenIDConnectProvider: setting("audience", "set", oidc, "clientID"),
  RemoveClientIDFromOpenIDConnectProvider: setting("audience", "set", oidc, "clientID"),
  UploadServerCertificate: setting("server-certificate", "make", serverCert),
  UpdateServerCertificate: setting("server-certificate", "set", serverCert),
  DeleteServerCertificate: setting("server-certificate", "end", serverCert),
  CreateVirtualMFADevice: setting("mfa-device", "make", "serialNumber"),
  DeleteVirtualMFADevice: setting("mfa-device", "end", "serialNumber"),
  ResyncMFADevice: setting("mfa-sync", "set", "serialNumber"),
  ResetServiceSpecificCredential: setting("service-password", "set", "serviceSpecificCredentialId"),
  CreateServiceLinkedRole: setting("service-role", "make", "roleName"),
  DeleteServiceLinkedRole: setting("service-role", "end", "roleName"),
  AcquireRole: setting("acquired-role", "set", "roleName"),
  UpdateAccountPasswordPolicy: setting("password-policy", "set"),
  DeleteAccountPasswordPolicy: setting("password-policy", "end"),
  CreateAccountAlias: setting("alias", "set"),
  DeleteAccountAlias: setting("alias", "end"),
  SetSecurityTokenServicePreferences: setting("token-version", "set"),
  PutAccountProperties: setting("account-properties", "set"),
  EnableOrganizationsRootCredentialsManagement: setting("root-credentials", "set"),
  DisableOrganizationsRootCredentialsManagement: setting("root-credentials", "set"),
  EnableOrganizationsRootSessions: setting("root-sessions", "set"),
  DisableOrganizationsRootSessions: setting("root-sessions", "set"),
  EnableOutboundWebIdentityFederation: setting("outbound-federation", "set"),
  DisableOutboundWebIdentityFederation: setting("outbound-federation", "set"),
  CreateDelegationRequest: setting("delegation", "make", delegation),
  AcceptDelegationRequest: setting("delegation-answer", "set", delegation),
  AssociateDelegationRequest: setting("delegation-owner", "set", delegation),
  RejectDelegationRequest: setting("delegation-answer", "set", delegation),
  SendDelegationToken: setting("delegation-token", "set", delegation),
  UpdateDelegationRequest: setting("delegation-notes", "set", delegation),
};

/** Where the answer names a thing that the request does not. */
const inAnswer: Readonly<Record<string, readonly string[]>> = {
  [saml]: ["sAMLProviderArn"],
  [oidc]: ["openIDConnectProviderArn"],
  [serverCert]: ["serverCertificateMetadata", "serverCertificateName"],
  serialNumber: ["virtualMFADevice", "serialNumber"],
  roleName: ["role", "roleName"],
  [delegation]: ["delegationRequestId"],
};

function ofSetting(event: CloudTrailEvent, { topic, of, what }: Setting): readonly Effect[] {
  const ids = of.map((member) => {
    const path = inAnswer[member];
    return asked(event, member) ?? (path === undefined ? null : answered(event, ...path));
  });
  // A thing that the record does not name is one of its own: nothing is known to be about the same.
  const key = ids.includes(null) ? event.id : ids.join(" ");
  return [
    {
      t: "set",
      kind: "other",
      name: key,
      slot: "other",
      key: topic,
      value: what === "end" ? null : settingValue(event),
      ...(what === "set" ? {} : { prior: what === "make" ? ("none" as const) : ("some" as const) }),
    },
  ];
}

/** Switches have two values; of other settings only a change is told. */
function settingValue(event: CloudTrailEvent): Value {
  if (/^(?:Enable|Add)/.test(event.name)) return "on";
  if (/^(?:Disable|Remove)/.test(event.name)) return "off";
  return (
    asked(event, "accountAlias") ??
    asked(event, "globalEndpointTokenVersion") ??
    `set by ${event.id}`
  );
}

/** Tags of providers, devices and certificates, each key for itself. */
function tagEffects(event: CloudTrailEvent): readonly Effect[] {
  if (
    !/^(?:Unt|T)ag(?:MFADevice|OpenIDConnectProvider|SAMLProvider|ServerCertificate)$/.test(
      event.name,
    )
  )
    return [];
  const owner = [saml, oidc, serverCert, "serialNumber"]
    .map((member) => asked(event, member))
    .find((one) => one !== null);
  if (owner === undefined) return [];
  const removed = listOf(field(event.request ?? undefined, "tagKeys"));
  const set = (tag: string, value: string | null): Effect => ({
    t: "set",
    kind: "other",
    name: owner,
    slot: "other",
    key: `tag ${tag}`,
    value,
  });
  return [
    ...askedTags(event).map(({ key, value }) => set(key, value)),
    ...removed.flatMap((key) => (typeof key === "string" ? [set(key, null)] : [])),
  ];
}
