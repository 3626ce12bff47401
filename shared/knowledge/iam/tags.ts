import type { ActionEntry, InverseCall, TargetType } from "../entry.ts";
import { readAction, writeAction } from "./define-action.ts";
import { call, reversible } from "./define-inverse.ts";

interface Taggable {
  /** The name in the actions: `Tag…`, `Untag…`, `List…Tags`. */
  readonly thing: string;
  readonly target: TargetType;
  /** The member that names the thing in the API, and the same as CloudTrail spells it. */
  readonly member: string;
  readonly logged: string;
}

const plain: readonly Taggable[] = [
  {
    thing: "InstanceProfile",
    target: "instance-profile",
    member: "InstanceProfileName",
    logged: "instanceProfileName",
  },
  { thing: "MFADevice", target: "mfa", member: "SerialNumber", logged: "serialNumber" },
  {
    thing: "OpenIDConnectProvider",
    target: "oidc",
    member: "OpenIDConnectProviderArn",
    logged: "openIDConnectProviderArn",
  },
  { thing: "Policy", target: "policy", member: "PolicyArn", logged: "policyArn" },
  { thing: "SAMLProvider", target: "saml", member: "SAMLProviderArn", logged: "sAMLProviderArn" },
  {
    thing: "ServerCertificate",
    target: "server-cert",
    member: "ServerCertificateName",
    logged: "serverCertificateName",
  },
];

const role: Taggable = { thing: "Role", target: "role", member: "RoleName", logged: "roleName" };
const user: Taggable = { thing: "User", target: "user", member: "UserName", logged: "userName" };

function untag(of: Taggable, when: string): InverseCall {
  const who = { [of.member]: `$rp.${of.logged}` };
  return call(`Untag${of.thing}`, { ...who, TagKeys: "$rp.tags[].key" }, when);
}

function retag(of: Taggable, when: string): InverseCall {
  return call(`Tag${of.thing}`, { [of.member]: `$rp.${of.logged}`, Tags: "$prior.tags" }, when);
}

function targetOf(of: Taggable): Pick<ActionEntry, "target" | "targetFields"> {
  return { target: of.target, targetFields: [`request.${of.logged}`] };
}

function listTags(of: Taggable): ActionEntry {
  return readAction({
    name: `List${of.thing}Tags`,
    ...targetOf(of),
    done: "had its tags listed",
    severityReason: "Lists tags, which describe and sort resources, and changes nothing.",
  });
}

function describingTags(of: Taggable): readonly ActionEntry[] {
  const severityReason =
    "Tags mostly describe and sort resources, though a policy condition may rely on them.";
  return [
    writeAction({
      name: `Tag${of.thing}`,
      ...targetOf(of),
      done: "got new tags",
      severity: "info",
      severityReason,
      mitre: [],
      inverse: reversible([untag(of, "new keys"), retag(of, "changed keys")]),
    }),
    writeAction({
      name: `Untag${of.thing}`,
      ...targetOf(of),
      done: "lost tags",
      severity: "info",
      severityReason,
      mitre: [],
      inverse: reversible([retag(of, "always")]),
    }),
    listTags(of),
  ];
}

/** Tags of resources, and of the identities for which tags can decide about access (`aws:PrincipalTag`). */
export const tagActions: readonly ActionEntry[] = [
  ...plain.flatMap(describingTags),
  writeAction({
    name: "TagRole",
    ...targetOf(role),
    done: "got new tags",
    severity: "low",
    severityReason:
      "Where policies decide by the tags of the caller, a new tag can give the role access.",
    mitre: ["T1098"],
    inverse: reversible([untag(role, "new keys"), retag(role, "changed keys")]),
  }),
  writeAction({
    name: "UntagRole",
    ...targetOf(role),
    done: "lost tags",
    severity: "low",
    severityReason:
      "Where policies decide by the tags of the caller, a removed tag can take access from the role or lift a deny.",
    mitre: ["T1098"],
    inverse: reversible([retag(role, "always")]),
  }),
  listTags(role),
  writeAction({
    name: "TagUser",
    ...targetOf(user),
    done: "got new tags",
    severity: "low",
    severityReason:
      "Where policies decide by the tags of the caller, a new tag can give the user access.",
    mitre: ["T1098"],
    inverse: reversible([
      untag(user, "key did not exist before"),
      retag(user, "key existed: put the old value back"),
    ]),
  }),
  writeAction({
    name: "UntagUser",
    ...targetOf(user),
    done: "lost tags",
    severity: "low",
    severityReason:
      "Where policies decide by the tags of the caller, a removed tag can take access from the user or lift a deny.",
    mitre: ["T1098"],
    inverse: reversible([retag(user, "always")]),
  }),
  listTags(user),
];
