import { field } from "../cloudtrail-event.ts";
import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import { answered, asked, askedNumber, askedUser, listOf } from "../state/request.ts";
import type { Effect } from "./effect.ts";
import { documentOf, set, tagsOf } from "./effect.ts";
import { otherEffects } from "./other-effects.ts";
import {
  createPolicy,
  createVersion,
  policyGone,
  profileGone,
  profileMade,
  setDefault,
} from "./policy-effects.ts";
import type { ThingKind } from "./thing.ts";

type Maker = (event: CloudTrailEvent) => readonly Effect[];
type Holder = "user" | "group" | "role";

/** Everything that a successful event of IAM changed; empty where nothing is known of it. */
export function effectsOf(event: CloudTrailEvent): readonly Effect[] {
  if (event.source !== "iam.amazonaws.com" || event.outcome !== "success") return [];
  const own = Object.hasOwn(makers, event.name) ? makers[event.name] : undefined;
  return own?.(event) ?? otherEffects(event);
}

function nameOf(event: CloudTrailEvent, kind: Holder): string | null {
  if (kind === "user") return askedUser(event) ?? answered(event, "user", "userName");
  return asked(event, `${kind}Name`) ?? answered(event, kind, `${kind}Name`);
}

function create(kind: Holder): Maker {
  return (event) => {
    const name = nameOf(event, kind);
    if (name === null) return [];
    const path = asked(event, "path") ?? answered(event, kind, "path") ?? "/";
    const limit = asked(event, "permissionsBoundary");
    const role =
      kind === "role"
        ? [
            ...set(kind, name, "description", "", asked(event, "description")),
            ...set(kind, name, "max-session", "", askedNumber(event, "maxSessionDuration") ?? 3600),
            ...set(kind, name, "trust", "", documentOf(event, "assumeRolePolicyDocument")),
          ]
        : [];
    return [
      { t: "made", kind, name },
      ...set(kind, name, "path", "", path),
      ...(kind === "group" ? [] : set(kind, name, "boundary", "", limit)),
      ...role,
      ...tagsOf(event, kind, name),
    ];
  };
}

function gone(kind: Holder): Maker {
  return (event) => {
    const name = nameOf(event, kind);
    return name === null ? [] : [{ t: "gone", kind, name }];
  };
}

function update(kind: Holder): Maker {
  return (event) => {
    const name = nameOf(event, kind);
    if (name === null) return [];
    const path = asked(event, "newPath");
    const to = asked(event, kind === "user" ? "newUserName" : "newGroupName");
    // An empty text clears a description; a member that is not in the request leaves it as it is.
    const described = field(event.request ?? undefined, "description");
    const duration = askedNumber(event, "maxSessionDuration");
    const isRole = kind === "role";
    return [
      ...(isRole && typeof described === "string"
        ? set(kind, name, "description", "", described === "" ? null : described)
        : []),
      // UpdateRole without a duration falls back to an hour (IAM API reference).
      ...(isRole && event.name === "UpdateRole"
        ? set(kind, name, "max-session", "", duration ?? 3600)
        : []),
      ...(path === null || isRole ? [] : set(kind, name, "path", "", path)),
      ...(to === null || isRole ? [] : [{ t: "renamed" as const, kind, name, to }]),
    ];
  };
}

function attach(kind: Holder, isIn: boolean): Maker {
  return (event) => {
    const value = isIn ? true : null;
    const prior = isIn ? undefined : "some";
    return set(kind, nameOf(event, kind), "attached", asked(event, "policyArn"), value, prior);
  };
}

function inline(kind: Holder, isIn: boolean): Maker {
  return (event) => {
    const value = isIn ? documentOf(event, "policyDocument") : null;
    const prior = isIn ? undefined : "some";
    return set(kind, nameOf(event, kind), "inline", asked(event, "policyName"), value, prior);
  };
}

function boundary(kind: "user" | "role"): Maker {
  return (event) =>
    set(kind, nameOf(event, kind), "boundary", "", asked(event, "permissionsBoundary"));
}

/** The group stands as its name here; the history turns it into its number. */
function membership(isIn: boolean): Maker {
  return (event) =>
    set(
      "user",
      asked(event, "userName"),
      "group",
      asked(event, "groupName"),
      isIn ? true : null,
      isIn ? undefined : "some",
    );
}

function profileRole(isIn: boolean): Maker {
  return (event) =>
    // AWS refuses a second role, and refuses to take out one that is not in.
    set(
      "instance-profile",
      asked(event, "instanceProfileName"),
      "role",
      asked(event, "roleName"),
      isIn ? true : null,
      isIn ? "none" : "some",
    );
}

function tag(kind: ThingKind, member: string): Maker {
  return (event) => {
    const name = kind === "user" ? askedUser(event) : asked(event, member);
    return name === null ? [] : tagsOf(event, kind, name);
  };
}

function untag(kind: ThingKind, member: string): Maker {
  return (event) => {
    const name = kind === "user" ? askedUser(event) : asked(event, member);
    const keys = listOf(field(event.request ?? undefined, "tagKeys"));
    return keys.flatMap((key) =>
      typeof key === "string" ? set(kind, name, "tag", key, null) : [],
    );
  };
}

const makers: Readonly<Record<string, Maker>> = {
  CreateUser: create("user"),
  CreateGroup: create("group"),
  CreateRole: create("role"),
  DeleteUser: gone("user"),
  DeleteGroup: gone("group"),
  DeleteRole: gone("role"),
  UpdateUser: update("user"),
  UpdateGroup: update("group"),
  UpdateRole: update("role"),
  UpdateRoleDescription: update("role"),
  UpdateAssumeRolePolicy: (event) =>
    set("role", asked(event, "roleName"), "trust", "", documentOf(event, "policyDocument")),
  AttachUserPolicy: attach("user", true),
  AttachGroupPolicy: attach("group", true),
  AttachRolePolicy: attach("role", true),
  DetachUserPolicy: attach("user", false),
  DetachGroupPolicy: attach("group", false),
  DetachRolePolicy: attach("role", false),
  PutUserPolicy: inline("user", true),
  PutGroupPolicy: inline("group", true),
  PutRolePolicy: inline("role", true),
  DeleteUserPolicy: inline("user", false),
  DeleteGroupPolicy: inline("group", false),
  DeleteRolePolicy: inline("role", false),
  PutUserPermissionsBoundary: boundary("user"),
  PutRolePermissionsBoundary: boundary("role"),
  DeleteUserPermissionsBoundary: boundary("user"),
  DeleteRolePermissionsBoundary: boundary("role"),
  AddUserToGroup: membership(true),
  RemoveUserFromGroup: membership(false),
  CreatePolicy: createPolicy,
  CreatePolicyVersion: createVersion,
  SetDefaultPolicyVersion: setDefault,
  DeletePolicyVersion: (event) =>
    set("policy", asked(event, "policyArn"), "version", asked(event, "versionId"), null, "some"),
  DeletePolicy: policyGone,
  CreateInstanceProfile: profileMade,
  DeleteInstanceProfile: profileGone,
  AddRoleToInstanceProfile: profileRole(true),
  RemoveRoleFromInstanceProfile: profileRole(false),
  TagUser: tag("user", "userName"),
  TagRole: tag("role", "roleName"),
  TagPolicy: tag("policy", "policyArn"),
  TagInstanceProfile: tag("instance-profile", "instanceProfileName"),
  UntagUser: untag("user", "userName"),
  UntagRole: untag("role", "roleName"),
  UntagPolicy: untag("policy", "policyArn"),
  UntagInstanceProfile: untag("instance-profile", "instanceProfileName"),
};
