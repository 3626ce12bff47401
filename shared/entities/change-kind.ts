/** What an event does to a thing, by its name. */
import type { EntityChange } from "../ipc/entities.ts";

/** What events make and end, by the words behind Create, Upload and Delete. */
const words: Readonly<Record<string, string>> = {
  User: "user",
  Group: "group",
  Role: "role",
  ServiceLinkedRole: "role",
  Policy: "policy",
  InstanceProfile: "instance-profile",
  AccessKey: "access-key",
  SAMLProvider: "saml-provider",
  OpenIDConnectProvider: "oidc-provider",
  ServerCertificate: "server-certificate",
  VirtualMFADevice: "mfa-device",
};

/** Whether an event makes, ends or changes the thing of a key. */
export function changeKind(name: string, key: string): EntityChange["kind"] {
  const kind = key.slice(0, key.indexOf("/"));
  const match = /^(Create|Upload|Delete)(.+)$/.exec(name);
  const of = match?.[2] === undefined ? undefined : words[match[2]];
  if (of !== kind) return "changed";
  return match?.[1] === "Delete" ? "deleted" : "created";
}
