import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import { parseArn } from "../iam/arn.ts";
import type { PriorFacts } from "../remediation/prior-facts.ts";
import type { AccountFacts, EntityFacts } from "../state/account-facts.ts";
import { markOf } from "../state/fact.ts";
import { findEntity, findPolicy, findProfile, findThing } from "../state/find.ts";
import { linkEvents, noLinks, standing, takenOff } from "../state/links.ts";
import type { Links } from "../state/links.ts";
import { asked, askedEntity, askedUser } from "../state/request.ts";
import {
  memberOf,
  members,
  ofCredential,
  ofThing,
  one,
  tagsOf,
  touchedTags,
  value,
} from "./prior-answers.ts";
import type { Answer } from "./prior-answers.ts";

/** Answers `$prior.` paths for one event from the facts just before it. */
export function priorFacts(account: AccountFacts, event: CloudTrailEvent): PriorFacts {
  return (path) => {
    const [head = "", ...rest] = path.split(".");
    const resolve = Object.hasOwn(resolvers, head) ? resolvers[head] : undefined;
    return resolve?.(account, event, rest.join(".")) ?? null;
  };
}

type Resolver = (account: AccountFacts, event: CloudTrailEvent, tail: string) => Answer;

const resolvers: Readonly<Record<string, Resolver>> = {
  policy: (account, event, tail) => {
    const arn = asked(event, "policyArn");
    const policy = findPolicy(account, arn);
    const parsed = arn === null ? null : parseArn(arn);
    if (tail === "tags") return tagsOf(account, event);
    if (tail === "description") return one(policy?.description);
    if (parsed === null) return null;
    // Name and path are part of the ARN that the event itself holds.
    return tail === "name" || tail === "path"
      ? { value: parsed[tail], evidence: [event.id] }
      : null;
  },
  policyDefaultDocument: (account, event) => {
    const policy = findPolicy(account, asked(event, "policyArn"));
    const version = policy?.defaultVersion ?? null;
    return version === null ? null : one(policy?.versions.get(version.value));
  },
  previousDefaultVersionId: (account, event) =>
    one(findPolicy(account, asked(event, "policyArn"))?.defaultVersion),
  versionDocument: (account, event) => {
    const version = asked(event, "versionId");
    const policy = findPolicy(account, asked(event, "policyArn"));
    return version === null ? null : one(policy?.versions.get(version));
  },
  policyAttachments: (account, event, tail) => {
    const policy = findPolicy(account, asked(event, "policyArn"));
    if (tail !== "users[]" && tail !== "groups[]" && tail !== "roles[]") return null;
    const kind = tail === "users[]" ? "users" : tail === "groups[]" ? "groups" : "roles";
    if (policy === null) return null;
    const entity = kind === "users" ? "user" : kind === "groups" ? "group" : "role";
    return members(
      account,
      event,
      policy[kind],
      policy.created !== null,
      (name) => name,
      (name) => findEntity(account, entity, name),
    );
  },
  user: (account, event, tail) => ofEntity(account, event, "user", tail),
  group: (account, event, tail) => ofEntity(account, event, "group", tail),
  role: (account, event, tail) => ofEntity(account, event, "role", tail),
  instanceProfile: (account, event, tail) => {
    const profile = findProfile(account, asked(event, "instanceProfileName"));
    if (tail === "path") return one(profile?.path);
    if (tail === "tags") return tagsOf(account, event);
    if (tail !== "role" || profile === null) return null;
    const held = standing(profile.roles).at(-1);
    const removed = takenOff(profile.roles, markOf(event)).at(-1);
    const last = held ?? (event.name === "DeleteInstanceProfile" ? removed : undefined);
    if (last !== undefined) {
      const deleted = findEntity(account, "role", last.value)?.deleted ?? null;
      const fact = { value: last.value, evidence: linkEvents(last) };
      return deleted === null ? fact : { ...fact, deletedBy: deleted.id };
    }
    // What was taken out earlier than on the way to this event was gone by then.
    const isOpen = [...profile.roles.values()].some(({ uncertain }) => uncertain !== undefined);
    return profile.roles.whole !== null && !isOpen ? [] : null;
  },
  inlineDocument: (account, event) => {
    const entity = entityOf(account, event);
    const name = asked(event, "policyName");
    if (entity === null || name === null) return null;
    const known = entity.inline.get(name.toLowerCase());
    if (known === undefined) return entity.isListComplete ? [] : null;
    if (known.ended !== null) return [];
    return known.value.document === null
      ? null
      : { value: known.value.document, evidence: linkEvents(known) };
  },
  inPlace: (account, event) => inPlace(account, event),
  mfa: (account, event, tail) => {
    if (tail === "tags") return tagsOf(account, event);
    const path = /:mfa(\/(?:.*\/)?)[^/]*$/.exec(asked(event, "serialNumber") ?? "")?.[1];
    return tail === "path" && path !== undefined ? { value: path, evidence: [event.id] } : null;
  },
  permissionsBoundary: (account, event) => one(entityOf(account, event)?.boundary),
  trustPolicy: (account, event) =>
    one(findEntity(account, "role", asked(event, "roleName"))?.trust),
  tags: (account, event) => touchedTags(account, event),
  passwordPolicy: (account, _event, tail) => {
    const known = account.values.get("passwordPolicy");
    if (known === undefined) return null;
    const set = memberOf(known.value, tail);
    // The call replaces the whole policy: a member it leaves out falls back to its default.
    return set === null ? [] : { value: set, evidence: [known.by.id] };
  },
  oidc: (account, event, tail) =>
    tail === "tags"
      ? tagsOf(account, event)
      : ofThing(
          account,
          "oidc-provider",
          asked(event, "openIDConnectProviderArn"),
          `${tail.slice(0, 1).toUpperCase()}${tail.slice(1)}`,
        ),
  saml: (account, event, tail) => (tail === "tags" ? tagsOf(account, event) : null),
  samlMetadata: (account, event) =>
    ofThing(account, "saml-provider", asked(event, "sAMLProviderArn"), "SAMLMetadataDocument"),
  serverCert: (account, event) =>
    ofThing(account, "server-certificate", asked(event, "serverCertificateName"), "Path"),
  status: (account, event) => ofCredential(account, event, "Status"),
  accessKeyStatus: (account, event) => ofCredential(account, event, "Status"),
  certificateBody: (account, event) => ofCredential(account, event, "Body"),
  sshPublicKeyBody: (account, event) => ofCredential(account, event, "Body"),
  serviceName: (account, event) => ofCredential(account, event, "ServiceName"),
  accountAlias: (account) => value(account, "accountAlias"),
  accountProperties: (account) => value(account, "accountProperties"),
  globalEndpointTokenVersion: (account) => value(account, "globalEndpointTokenVersion"),
  notes: (account, event) =>
    ofThing(account, "delegation-request", asked(event, "delegationRequestId"), "Notes"),
};

/** What a call puts in place, where it was there before: AWS then accepts the call and changes nothing. */
function inPlace(account: AccountFacts, event: CloudTrailEvent): Answer {
  const client = asked(event, "clientID");
  if (client !== null) {
    const provider = asked(event, "openIDConnectProviderArn");
    const known = findThing(account, "oidc-provider", provider)?.values.get("ClientIDList");
    if (known === undefined || known.uncertain !== undefined || !Array.isArray(known.value))
      return null;
    return known.value.includes(client) ? { value: client, evidence: [known.by.id] } : [];
  }
  const isMembership = event.name === "AddUserToGroup";
  const name = asked(event, isMembership ? "groupName" : "policyArn");
  const entity = isMembership
    ? findEntity(account, "user", asked(event, "userName"))
    : entityOf(account, event);
  const links = entity?.[isMembership ? "members" : "attached"];
  if (links === undefined || name === null) return null;
  const known = links.get(name.toLowerCase());
  if (known === undefined) return links.whole === null ? null : [];
  if (known.uncertain !== undefined) return null;
  return known.ended === null ? { value: known.value, evidence: linkEvents(known) } : [];
}

/** The user, group or role whose policy or boundary a call is about. */
function entityOf(account: AccountFacts, event: CloudTrailEvent): EntityFacts | null {
  const role = asked(event, "roleName");
  if (role !== null) return findEntity(account, "role", role);
  const group = asked(event, "groupName");
  if (group !== null) return findEntity(account, "group", group);
  return findEntity(account, "user", askedUser(event));
}

function ofEntity(
  account: AccountFacts,
  event: CloudTrailEvent,
  kind: EntityFacts["kind"],
  tail: string,
): Answer {
  const name = askedEntity(event, kind);
  const entity = findEntity(account, kind, name);
  if (entity === null) return null;
  const isComplete = entity.isListComplete;
  switch (tail) {
    case "path":
      return one(entity.path);
    case "description":
      return one(entity.description);
    case "maxSessionDuration":
      return one(entity.maxSessionDuration);
    case "permissionsBoundary":
      return one(entity.boundary);
    case "servicePrincipal":
      return one(entity.servicePrincipal);
    case "customSuffix":
      return one(entity.customSuffix) ?? (entity.created === null ? null : []);
    case "tags":
      return tagsOf(account, event);
    case "attachedPolicies[]":
      return members(
        account,
        event,
        entity.attached,
        isComplete,
        (arn) => arn,
        (arn) => findPolicy(account, arn),
      );
    case "groups[]":
    case "members[]":
      return members(
        account,
        event,
        entity.members,
        isComplete,
        (other) => other,
        (other) => findEntity(account, kind === "user" ? "group" : "user", other),
      );
    case "instanceProfiles[]":
      return members(
        account,
        event,
        entity.profiles,
        isComplete,
        (profile) => profile,
        (profile) => findProfile(account, profile),
      );
    case "inline[].name":
      return members(account, event, readable(entity), isComplete, (inline) => inline.name);
    case "inline[].document":
      return members(account, event, readable(entity), isComplete, (inline) => inline.document);
    default:
      return null;
  }
}

/** Inline policies whose document the log holds: only these can be written back. */
function readable(entity: EntityFacts): Links<{ name: string; document: string }> {
  const links = noLinks<{ name: string; document: string }>();
  for (const [key, { value: inline, since, ended }] of entity.inline) {
    const { name, document } = inline;
    if (document !== null) links.set(key, { value: { name, document }, since, ended });
  }
  return links;
}
