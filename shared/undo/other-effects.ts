import { field } from "../cloudtrail-event.ts";
import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import { answered, asked, askedTags, askedUser, listOf } from "../state/request.ts";
import type { Effect } from "./effect.ts";
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

function ofUser(slot: SlotKind, id: readonly string[], what: What): Credential {
  const [holder] = id;
  return { slot, id, what, ...(holder === undefined ? {} : { owner: [holder, "userName"] }) };
}

const credentials: Readonly<Record<string, Credential>> = {
  CreateAccessKey: ofUser("access-key", accessKey, "make"),
  UpdateAccessKey: ofUser("access-key", accessKey, "set"),
  DeleteAccessKey: ofUser("access-key", accessKey, "end"),
  CreateLoginProfile: ofUser("login-profile", [], "make"),
  UpdateLoginProfile: ofUser("login-profile", [], "set"),
  ChangePassword: ofUser("login-profile", [], "set"),
  DeleteLoginProfile: ofUser("login-profile", [], "end"),
  EnableMFADevice: ofUser("mfa", ["serialNumber"], "make"),
  DeactivateMFADevice: ofUser("mfa", ["serialNumber"], "end"),
  UploadSSHPublicKey: ofUser("ssh-key", sshKey, "make"),
  UpdateSSHPublicKey: ofUser("ssh-key", sshKey, "set"),
  DeleteSSHPublicKey: ofUser("ssh-key", sshKey, "end"),
  UploadSigningCertificate: ofUser("certificate", certificate, "make"),
  UpdateSigningCertificate: ofUser("certificate", certificate, "set"),
  DeleteSigningCertificate: ofUser("certificate", certificate, "end"),
  CreateServiceSpecificCredential: ofUser("service-credential", service, "make"),
  UpdateServiceSpecificCredential: ofUser("service-credential", service, "set"),
  DeleteServiceSpecificCredential: ofUser("service-credential", service, "end"),
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
      value: valueOf(event, what, slot),
      ...(what === "set" ? {} : { prior: what === "make" ? ("none" as const) : ("some" as const) }),
    },
  ];
}

/** A status as it is; what has no readable value is told apart by the event that set it. */
function valueOf(event: CloudTrailEvent, what: What, slot: SlotKind): Value {
  if (what === "end") return null;
  // A password that is set again is another one.
  if (slot === "login-profile") return `set by ${event.id}`;
  return asked(event, "status") ?? (what === "make" ? "Active" : `set by ${event.id}`);
}

interface Setting {
  /** Names the setting among those of the account. */
  readonly topic: string;
  /** Members that name the thing it belongs to. */
  readonly of: readonly string[];
  readonly what: What;
}

function topicOf(topic: string, what: What, ...of: readonly string[]): Setting {
  return { topic, of, what };
}

const saml = "sAMLProviderArn";
const oidc = "openIDConnectProviderArn";
const serverCert = "serverCertificateName";
const delegation = "delegationRequestId";

const settings: Readonly<Record<string, Setting>> = {
  CreateSAMLProvider: topicOf("saml", "make", saml),
  UpdateSAMLProvider: topicOf("saml-metadata", "set", saml),
  DeleteSAMLProvider: topicOf("saml", "end", saml),
  CreateOpenIDConnectProvider: topicOf("oidc", "make", oidc),
  DeleteOpenIDConnectProvider: topicOf("oidc", "end", oidc),
  UpdateOpenIDConnectProviderThumbprint: topicOf("thumbprints", "set", oidc),
  AddClientIDToOpenIDConnectProvider: topicOf("audience", "set", oidc, "clientID"),
  RemoveClientIDFromOpenIDConnectProvider: topicOf("audience", "set", oidc, "clientID"),
  UploadServerCertificate: topicOf("server-certificate", "make", serverCert),
  UpdateServerCertificate: topicOf("server-certificate-name", "set", serverCert),
  DeleteServerCertificate: topicOf("server-certificate", "end", serverCert),
  CreateVirtualMFADevice: topicOf("mfa-device", "make", "serialNumber"),
  DeleteVirtualMFADevice: topicOf("mfa-device", "end", "serialNumber"),
  ResyncMFADevice: topicOf("mfa-sync", "set", "serialNumber"),
  ResetServiceSpecificCredential: topicOf("service-password", "set", "serviceSpecificCredentialId"),
  CreateServiceLinkedRole: topicOf("service-role", "make", "roleName"),
  DeleteServiceLinkedRole: topicOf("service-role", "end", "roleName"),
  AcquireRole: topicOf("acquired-role", "set", "roleName"),
  UpdateAccountPasswordPolicy: topicOf("password-policy", "set"),
  DeleteAccountPasswordPolicy: topicOf("password-policy", "end"),
  CreateAccountAlias: topicOf("alias", "set"),
  DeleteAccountAlias: topicOf("alias", "end"),
  SetSecurityTokenServicePreferences: topicOf("token-version", "set"),
  PutAccountProperties: topicOf("account-properties", "set"),
  EnableOrganizationsRootCredentialsManagement: topicOf("root-credentials", "set"),
  DisableOrganizationsRootCredentialsManagement: topicOf("root-credentials", "set"),
  EnableOrganizationsRootSessions: topicOf("root-sessions", "set"),
  DisableOrganizationsRootSessions: topicOf("root-sessions", "set"),
  EnableOutboundWebIdentityFederation: topicOf("outbound-federation", "set"),
  DisableOutboundWebIdentityFederation: topicOf("outbound-federation", "set"),
  CreateDelegationRequest: topicOf("delegation", "make", delegation),
  AcceptDelegationRequest: topicOf("delegation-answer", "set", delegation),
  AssociateDelegationRequest: topicOf("delegation-owner", "set", delegation),
  RejectDelegationRequest: topicOf("delegation-answer", "set", delegation),
  SendDelegationToken: topicOf("delegation-token", "set", delegation),
  UpdateDelegationRequest: topicOf("delegation-notes", "set", delegation),
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
  const to = asked(event, "newServerCertificateName");
  const alias = event.name === "DeleteAccountAlias" ? asked(event, "accountAlias") : null;
  const [name = "", ...further] = ids.includes(null) ? [event.id] : ids;
  return [
    {
      t: "set",
      kind: "other",
      name: name ?? "",
      slot: "other",
      key: [topic, ...further].join(" "),
      value: what === "end" ? null : settingValue(event),
      ...(what === "set" ? {} : { prior: what === "make" ? ("none" as const) : ("some" as const) }),
      ...(alias === null ? {} : { before: alias }),
    },
    ...(to === null
      ? []
      : [{ t: "renamed" as const, kind: "other" as const, name: name ?? "", to }]),
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
