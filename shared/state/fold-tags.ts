import { field } from "../cloudtrail-event.ts";
import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import type { AccountFacts, Life } from "./account-facts.ts";
import { sureMark } from "./fact.ts";
import type { Mark } from "./fact.ts";
import { findEntity, findPolicy, findProfile, findThing } from "./find.ts";
import { entityFor, policyFor, profileFor, thingFor } from "./find.ts";
import { link, takenFreely, unlink } from "./links.ts";
import { answered, asked, askedTags, listOf } from "./request.ts";

/** What a call names whose tags it sets or removes. */
interface Owner {
  readonly id: (event: CloudTrailEvent) => string | null;
  readonly find: (account: AccountFacts, id: string) => Life | null;
  readonly touch: (account: AccountFacts, id: string, mark: Mark) => Life;
}

/** By what follows Tag, Untag, Create or Upload in the name of the call. */
const owners: Readonly<Record<string, Owner>> = {
  Policy: {
    id: (e) => asked(e, "policyArn") ?? answered(e, "policy", "arn"),
    find: findPolicy,
    touch: policyFor,
  },
  OpenIDConnectProvider: thing(
    "oidc-provider",
    (e) => asked(e, "openIDConnectProviderArn") ?? answered(e, "openIDConnectProviderArn"),
  ),
  SAMLProvider: thing(
    "saml-provider",
    (e) => asked(e, "sAMLProviderArn") ?? answered(e, "sAMLProviderArn"),
  ),
  InstanceProfile: {
    id: (e) => asked(e, "instanceProfileName"),
    find: findProfile,
    touch: profileFor,
  },
  ServerCertificate: thing("server-certificate", (e) => asked(e, "serverCertificateName")),
  MFADevice: thing("mfa-device", (e) => asked(e, "serialNumber")),
  VirtualMFADevice: thing(
    "mfa-device",
    (e) => asked(e, "serialNumber") ?? answered(e, "virtualMFADevice", "serialNumber"),
  ),
  Role: entity("role"),
  User: entity("user"),
};

function entity(kind: "user" | "role"): Owner {
  return {
    id: (e) => asked(e, `${kind}Name`),
    find: (account, id) => findEntity(account, kind, id),
    touch: (account, id, mark) => entityFor(account, kind, id, mark),
  };
}

function thing(
  kind: "oidc-provider" | "saml-provider" | "server-certificate" | "mfa-device",
  id: Owner["id"],
): Owner {
  return {
    id,
    find: (account, key) => findThing(account, kind, key),
    touch: (account, key, mark) => thingFor(account, kind, key, mark),
  };
}

function ownerOf(event: CloudTrailEvent): Owner | null {
  const name = event.name.replace(/^(?:Tag|Untag|Create|Upload|Delete)/, "");
  return Object.hasOwn(owners, name) ? (owners[name] ?? null) : null;
}

/** The thing whose tags an event sets or removes, or that it deletes, as known so far; or null. */
export function tagOwner(account: AccountFacts, event: CloudTrailEvent): Life | null {
  const owner = ownerOf(event);
  const id = owner?.id(event) ?? null;
  return owner === null || id === null ? null : owner.find(account, id);
}

/**
 * The key of a tag in `Life.tags`. IAM compares the keys of users' and roles' tags without case, those of other
 * things with it.
 */
export function tagId(owner: Life, key: string): string {
  const isFolded = "kind" in owner && (owner.kind === "user" || owner.kind === "role");
  // Links fold case themselves: where it counts, the key is spelled in codes.
  return isFolded ? key : Array.from(key, (c) => (c === c.toLowerCase() ? c : `^${c}`)).join("");
}

/** Takes in the tags of any IAM event that sets or removes some. */
export function foldTags(account: AccountFacts, event: CloudTrailEvent, mark: Mark): void {
  const tags = askedTags(event);
  const keys = event.name.startsWith("Untag")
    ? listOf(field(event.request ?? undefined, "tagKeys"))
    : [];
  if (tags.length === 0 && keys.length === 0) return;
  const place = ownerOf(event);
  const id = place?.id(event) ?? null;
  if (place === null || id === null) return;
  const owner = place.touch(account, id, mark);
  const by = sureMark(owner, mark);
  for (const tag of tags) link(owner.tags, tagId(owner, tag.key), tag, by, takenFreely);
  for (const key of keys)
    if (typeof key === "string")
      unlink(owner.tags, tagId(owner, key), { key, value: "" }, by, takenFreely);
}
