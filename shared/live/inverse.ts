/* oxlint-disable max-lines -- one table: of each call its undoing */
/** What takes one applied call back: from what was there before it, and what it set. */
import type { Json } from "../cloudtrail-event.ts";
import type { LiveUndo } from "../ipc/live.ts";
import type { Effect, World } from "./facts.ts";
import { freshName, membersOf, partOf, partsOf, partWords, splitThing } from "./facts.ts";
import type { Input } from "./input.ts";
import { givenText, textOf } from "./input.ts";

/** A call without its reasons. */
export interface BareCall {
  /** e.g. iam:AttachUserPolicy. */
  readonly api: string;
  readonly input: Input;
}

/** The calls that take a call back, in their order, and what they don't bring back. */
export interface Inverse {
  readonly calls: readonly BareCall[];
  /** Sentences. */
  readonly lost: readonly string[];
  /** Something comes back otherwise than it was. */
  readonly isPartial: boolean;
}

const nothing: Inverse = { calls: [], lost: [], isPartial: false };

/** The inverse of a call in a world. `effects`: what it sets, with AWS's names of fresh things where they are known. */
export function inverseOf(
  { api, input }: BareCall,
  before: World,
  effects: readonly Effect[],
): Inverse {
  const renamed = renameBack(api, input, before);
  if (renamed !== null) return renamed;
  const changed = effects.filter(
    ({ thing, part, value, isUnseen }) =>
      isUnseen === true || partOf(before, thing, part) !== value,
  );
  const whole = changed.find(({ part }) => part === "");
  if (whole !== undefined)
    return whole.value === null ? remake(whole.thing, before) : unmake(whole.thing);
  if (changed.some(({ thing }) => thing === "account")) return accountBack(changed, before);
  return join(changed.map((effect) => partBack(effect, input, before, changed)));
}

/** How an inverse is told before it is needed. */
export function undoWords({ calls, lost, isPartial }: Inverse): LiveUndo {
  return {
    certainty:
      calls.length === 0
        ? lost.length > 0
          ? "lost"
          : "exact"
        : lost.length > 0 || isPartial
          ? "partial"
          : "exact",
    calls: calls.map(({ api }) => api),
    lost,
  };
}

function join(all: readonly Inverse[]): Inverse {
  const calls = new Map(
    all.flatMap((each) => each.calls).map((call) => [JSON.stringify(call), call]),
  );
  return {
    calls: [...calls.values()],
    lost: [...new Set(all.flatMap(({ lost }) => lost))],
    isPartial: all.some(({ isPartial }) => isPartial),
  };
}

function one(api: string, input: Readonly<Record<string, Json | null>>): Inverse {
  const given = Object.entries(input).filter(([, value]) => value !== null);
  return {
    calls: [{ api: `iam:${api}`, input: Object.fromEntries(given) }],
    lost: [],
    isPartial: false,
  };
}

function lose(...lost: readonly string[]): Inverse {
  return { calls: [], lost, isPartial: false };
}

function renameBack(api: string, input: Input, before: World): Inverse | null {
  const found = /^iam:Update(User|Group|ServerCertificate)$/.exec(api)?.[1];
  if (found === undefined) return null;
  const kind = found === "ServerCertificate" ? "certificate" : found.toLowerCase();
  const name = `${found}Name`;
  const old = textOf(input, name);
  const next = givenText(input, `New${name}`);
  const path = input["NewPath"] === undefined ? null : partOf(before, `${kind}/${old}`, "path");
  return one(found === "ServerCertificate" ? "UpdateServerCertificate" : `Update${found}`, {
    [name]: next ?? old,
    [`New${name}`]: next === null ? null : old,
    NewPath: path,
  });
}

const nouns: Readonly<Record<string, readonly [noun: string, member: string]>> = {
  user: ["User", "UserName"],
  group: ["Group", "GroupName"],
  role: ["Role", "RoleName"],
  policy: ["Policy", "PolicyArn"],
  profile: ["InstanceProfile", "InstanceProfileName"],
  saml: ["SAMLProvider", "SAMLProviderArn"],
  oidc: ["OpenIDConnectProvider", "OpenIDConnectProviderArn"],
  mfa: ["VirtualMFADevice", "SerialNumber"],
  certificate: ["ServerCertificate", "ServerCertificateName"],
};

function unmake(thing: string): Inverse {
  const [kind, name] = splitThing(thing);
  const [noun, member] = nouns[kind] ?? ["", ""];
  return noun === "" ? nothing : one(`Delete${noun}`, { [member]: name });
}

/** The tags of a thing as requests take them; null without any. */
function tagList(world: World, thing: string): Json | null {
  const names = membersOf(world, thing, "tag");
  if (names.length === 0) return null;
  return names.map((key) => ({ Key: key, Value: partOf(world, thing, `tag|${key}`) ?? "" }));
}

function remake(thing: string, before: World): Inverse {
  const [kind, name] = splitThing(thing);
  const part = (what: string): string | null => partOf(before, thing, what);
  const Tags = tagList(before, thing);
  const Path = part("path");
  const again = partWords(thing, "");
  const id = `The unique id of ${again}: it gets a new one, and what names the old one no longer fits.`;
  switch (kind) {
    case "user":
      return {
        ...one("CreateUser", { UserName: name, Path, PermissionsBoundary: part("boundary"), Tags }),
        lost: [id],
      };
    case "group":
      return { ...one("CreateGroup", { GroupName: name, Path }), lost: [id] };
    case "role":
      return Path?.startsWith("/aws-service-role/") === true
        ? lose(`${again}: AWS makes roles of services itself.`)
        : {
            ...one("CreateRole", {
              RoleName: name,
              Path,
              AssumeRolePolicyDocument: part("trust"),
              Description: part("description"),
              MaxSessionDuration: Number(part("maxSession") ?? 3600),
              PermissionsBoundary: part("boundary"),
              Tags,
            }),
            lost: [id],
          };
    case "policy":
      return {
        ...one("CreatePolicy", {
          PolicyName: name.slice(name.lastIndexOf("/") + 1),
          Path: Path ?? "/",
          Description: part("description"),
          PolicyDocument: part("defaultDocument"),
          Tags,
        }),
        lost: [`The numbers of versions of ${again}: its document becomes version v1.`],
      };
    case "profile":
      return {
        ...one("CreateInstanceProfile", { InstanceProfileName: name, Path, Tags }),
        lost: [id],
      };
    case "saml":
      return one("CreateSAMLProvider", {
        Name: name.slice(name.lastIndexOf("/") + 1),
        SAMLMetadataDocument: part("metadata"),
        Tags,
      });
    case "oidc":
      return one("CreateOpenIDConnectProvider", {
        Url: `https://${part("url") ?? name.slice(name.indexOf("oidc-provider/") + "oidc-provider/".length)}`,
        ClientIDList: membersOf(before, thing, "client"),
        ThumbprintList: part("thumbprints")?.split("\n") ?? null,
        Tags,
      });
    case "mfa":
      return lose(
        `${again}: its secret is known to the device alone, so that a new one must be enrolled.`,
      );
    default:
      return lose(`${again}: its private key can't be read back; upload the certificate again.`);
  }
}

/** Settings of the account, each with one call. */
function accountBack(changed: readonly Effect[], before: World): Inverse {
  const parts = partsOf(before, "account");
  const isRules = changed.some(({ part }) => part.startsWith("passwordPolicy"));
  const alias = parts.get("alias") ?? null;
  const aliasNow = changed.find(({ part }) => part === "alias")?.value ?? null;
  if (!isRules)
    return alias === null
      ? one("DeleteAccountAlias", { AccountAlias: aliasNow })
      : one("CreateAccountAlias", { AccountAlias: alias });
  if (!parts.has("passwordPolicy")) return one("DeleteAccountPasswordPolicy", {});
  const rules = membersOf(before, "account", "passwordPolicy").map((name) => {
    const value = parts.get(`passwordPolicy|${name}`) ?? "";
    return [name, value === "true" ? true : Number(value)] as const;
  });
  return one("UpdateAccountPasswordPolicy", Object.fromEntries(rules));
}

/** Puts one part back. */
function partBack(
  { thing, part }: Effect,
  input: Input,
  before: World,
  changed: readonly Effect[],
): Inverse {
  const [kind, name] = splitThing(thing);
  const bar = part.indexOf("|");
  const [what, which] = bar === -1 ? [part, ""] : [part.slice(0, bar), part.slice(bar + 1)];
  const was = partOf(before, thing, part);
  const [noun = "", nameMember = ""] = nouns[kind] ?? [];
  const named = { [nameMember]: name };
  switch (what) {
    case "attached":
      return one(`${was === null ? "Detach" : "Attach"}${noun}Policy`, {
        ...named,
        PolicyArn: which,
      });
    case "inline":
      return was === null
        ? one(`Delete${noun}Policy`, { ...named, PolicyName: which })
        : one(`Put${noun}Policy`, { ...named, PolicyName: which, PolicyDocument: was });
    case "boundary":
      return was === null
        ? one(`Delete${noun}PermissionsBoundary`, named)
        : one(`Put${noun}PermissionsBoundary`, { ...named, PermissionsBoundary: was });
    case "group":
      return one(was === null ? "RemoveUserFromGroup" : "AddUserToGroup", {
        GroupName: which,
        UserName: name,
      });
    case "role":
      return one(was === null ? "RemoveRoleFromInstanceProfile" : "AddRoleToInstanceProfile", {
        InstanceProfileName: name,
        RoleName: which,
      });
    case "tag":
      return was === null
        ? one(`Untag${kind === "mfa" ? "MFADevice" : noun}`, { ...named, TagKeys: [which] })
        : one(`Tag${kind === "mfa" ? "MFADevice" : noun}`, {
            ...named,
            Tags: [{ Key: which, Value: was }],
          });
    case "trust":
      return one("UpdateAssumeRolePolicy", { RoleName: name, PolicyDocument: was });
    case "description":
      return one("UpdateRole", { RoleName: name, Description: was ?? "" });
    case "maxSession":
      return one("UpdateRole", { RoleName: name, MaxSessionDuration: Number(was ?? 3600) });
    case "default":
      return one("SetDefaultPolicyVersion", { PolicyArn: name, VersionId: was });
    case "document":
      return versionBack(thing, which, was, input, before, changed);
    case "client":
      return one(
        was === null
          ? "RemoveClientIDFromOpenIDConnectProvider"
          : "AddClientIDToOpenIDConnectProvider",
        { OpenIDConnectProviderArn: name, ClientID: which },
      );
    case "thumbprints":
      return one("UpdateOpenIDConnectProviderThumbprint", {
        OpenIDConnectProviderArn: name,
        ThumbprintList: was?.split("\n") ?? [],
      });
    case "metadata":
      return one("UpdateSAMLProvider", { SAMLProviderArn: name, SAMLMetadataDocument: was });
    default:
      return credentialBack({ thing, what, which, was }, before, changed);
  }
}

/** A version that was made is deleted, after the earlier default; one that was deleted is made again under a new number. */
function versionBack(
  thing: string,
  document: string,
  was: string | null,
  input: Input,
  before: World,
  changed: readonly Effect[],
): Inverse {
  const [, PolicyArn] = splitThing(thing);
  if (was !== null)
    return {
      ...one("CreatePolicyVersion", { PolicyArn, PolicyDocument: document }),
      isPartial: true,
    };
  const made = changed
    .find(({ part }) => part.startsWith("version|"))
    ?.part.slice("version|".length);
  return join([
    input["SetAsDefault"] === true
      ? one("SetDefaultPolicyVersion", { PolicyArn, VersionId: partOf(before, thing, "default") })
      : nothing,
    one("DeletePolicyVersion", { PolicyArn, VersionId: made ?? freshName }),
  ]);
}

const credentialNames: Readonly<Record<string, readonly [noun: string, member: string]>> = {
  key: ["AccessKey", "AccessKeyId"],
  ssh: ["SSHPublicKey", "SSHPublicKeyId"],
  signing: ["SigningCertificate", "CertificateId"],
  service: ["ServiceSpecificCredential", "ServiceSpecificCredentialId"],
};

/** Public halves that are read before they are deleted. */
const uploads: Readonly<Record<string, readonly [noun: string, body: string]>> = {
  ssh: ["SSHPublicKey", "SSHPublicKeyBody"],
  signing: ["SigningCertificate", "CertificateBody"],
};

interface Credential {
  readonly thing: string;
  readonly what: string;
  readonly which: string;
  readonly was: string | null;
}

function credentialBack(
  { thing, what, which, was }: Credential,
  before: World,
  changed: readonly Effect[],
): Inverse {
  const UserName = splitThing(thing)[1];
  const now = changed.find(
    ({ part }) => part === (which === "" ? what : `${what}|${which}`),
  )?.value;
  const credential = credentialNames[what];
  if (credential !== undefined) {
    const [noun, member] = credential;
    if (was === null) return one(`Delete${noun}`, { UserName, [member]: which });
    if (now !== null) return one(`Update${noun}`, { UserName, [member]: which, Status: was });
    const upload = uploads[what];
    const named = partWords(thing, `${what}|${which}`);
    if (upload === undefined)
      return lose(
        `${named}: AWS makes a new one with another id and secret; the old one does not come back.`,
      );
    const [uploaded, bodyMember] = upload;
    const body = partOf(before, thing, `${what}Body|${which}`);
    if (body === null) return lose(`${named}: its body could not be read.`);
    // What is uploaded is active at once: nothing that was switched off comes back switched on.
    if (was !== "Active")
      return lose(
        `${named}: it was inactive, and AWS would make an active one of it; upload it by hand.`,
      );
    return {
      ...one(`Upload${uploaded}`, { UserName, [bodyMember]: body }),
      lost: [`The id of ${named}: it gets a new one.`],
    };
  }
  switch (what) {
    case "login":
      return was === null
        ? one("DeleteLoginProfile", { UserName })
        : lose(`The password of ${partWords(thing, "")}: a new one must be set.`);
    case "loginReset":
      // Set along with a profile that is made or deleted, it is no change of its own.
      return changed.some(({ part }) => part === "login")
        ? nothing
        : one("UpdateLoginProfile", { UserName, PasswordResetRequired: was === "yes" });
    case "password":
      return changed.some(({ part }) => part === "login")
        ? nothing
        : lose(`The former password of ${partWords(thing, "")}.`);
    case "mfa":
      return was === null
        ? one("DeactivateMFADevice", { UserName, SerialNumber: which })
        : lose(
            `MFA device ${which} of ${partWords(thing, "")}: it must be enabled again with two codes of the device.`,
          );
    default:
      // `member`, `profile`, `version`, `defaultDocument`: the other side of a part that is put back.
      return nothing;
  }
}
