import {
  arnOf,
  document,
  group,
  inline,
  owner,
  pick,
  policy,
  role,
  tag,
  user,
} from "./model-world.cases.ts";
import type { Call, Owner, Step, Truth } from "./model-world.cases.ts";

type Kind = "User" | "Group" | "Role";
const tableOf = (t: Truth, kind: Kind): Map<string, Owner> =>
  kind === "User" ? t.users : kind === "Group" ? t.groups : t.roles;
const nameOf = (s: Step, kind: Kind) =>
  kind === "User" ? user(s) : kind === "Group" ? pick("group", s.a, 2) : role(s);
const member = (kind: Kind) => `${kind.toLowerCase()}Name`;

const put =
  (kind: Kind): Call =>
  (t, s) => {
    const one = tableOf(t, kind).get(nameOf(s, kind));
    if (one === undefined) return null;
    one.inline.set(inline(s), document(s.c % 3));
    return [
      `Put${kind}Policy`,
      { [member(kind)]: nameOf(s, kind), policyName: inline(s), policyDocument: document(s.c % 3) },
    ];
  };
const deleteInline =
  (kind: Kind): Call =>
  (t, s) => {
    const one = tableOf(t, kind).get(nameOf(s, kind));
    if (one?.inline.delete(inline(s)) !== true) return null;
    return [`Delete${kind}Policy`, { [member(kind)]: nameOf(s, kind), policyName: inline(s) }];
  };
const attach =
  (kind: Kind): Call =>
  (t, s) => {
    const one = tableOf(t, kind).get(nameOf(s, kind));
    if (one === undefined || !t.policies.has(policy(s))) return null;
    one.attached.add(policy(s));
    return [
      `Attach${kind}Policy`,
      { [member(kind)]: nameOf(s, kind), policyArn: arnOf(policy(s)) },
    ];
  };
const detach =
  (kind: Kind): Call =>
  (t, s) => {
    const one = tableOf(t, kind).get(nameOf(s, kind));
    if (one?.attached.delete(policy(s)) !== true) return null;
    return [
      `Detach${kind}Policy`,
      { [member(kind)]: nameOf(s, kind), policyArn: arnOf(policy(s)) },
    ];
  };
const putBoundary =
  (kind: "User" | "Role"): Call =>
  (t, s) => {
    const one = tableOf(t, kind).get(nameOf(s, kind));
    if (one === undefined || !t.policies.has(policy(s))) return null;
    one.boundary = policy(s);
    return [
      `Put${kind}PermissionsBoundary`,
      { [member(kind)]: nameOf(s, kind), permissionsBoundary: arnOf(policy(s)) },
    ];
  };
const deleteBoundary =
  (kind: "User" | "Role"): Call =>
  (t, s) => {
    const one = tableOf(t, kind).get(nameOf(s, kind));
    if (one === undefined) return null;
    one.boundary = null;
    return [`Delete${kind}PermissionsBoundary`, { [member(kind)]: nameOf(s, kind) }];
  };
const addTag =
  (kind: "User" | "Role"): Call =>
  (t, s) => {
    const one = tableOf(t, kind).get(nameOf(s, kind));
    if (one === undefined) return null;
    one.tags.set(tag(s), `v${s.c % 2}`);
    return [
      `Tag${kind}`,
      { [member(kind)]: nameOf(s, kind), tags: [{ key: tag(s), value: `v${s.c % 2}` }] },
    ];
  };
const removeTag =
  (kind: "User" | "Role"): Call =>
  (t, s) => {
    const one = tableOf(t, kind).get(nameOf(s, kind));
    if (one === undefined) return null;
    one.tags.delete(tag(s));
    return [`Untag${kind}`, { [member(kind)]: nameOf(s, kind), tagKeys: [tag(s)] }];
  };
const isBare = (one: Owner) => one.inline.size + one.attached.size === 0;

/** Calls about users, groups and roles. */
export const principalCalls: readonly Call[] = [
  (t, s, serial) => {
    if (t.users.has(user(s))) return null;
    const id = `AIDA${serial()}`;
    const boundary = s.c % 3 === 0 && t.policies.has(policy(s)) ? policy(s) : null;
    t.users.set(user(s), {
      ...owner(id, "/", boundary),
      keys: new Map(),
      mfa: new Set(),
      login: false,
    });
    return [
      "CreateUser",
      { userName: user(s), ...(boundary === null ? {} : { permissionsBoundary: arnOf(boundary) }) },
      { user: { userName: user(s), userId: id } },
    ];
  },
  (t, s) => {
    const one = t.users.get(user(s));
    if (one === undefined || !isBare(one) || one.keys.size + one.mfa.size > 0 || one.login)
      return null;
    if ([...t.groups.values()].some((g) => g.members.has(user(s)))) return null;
    t.users.delete(user(s));
    return ["DeleteUser", { userName: user(s) }];
  },
  (t, s) => {
    const one = t.users.get(user(s));
    const to = pick("user", s.b, 3);
    if (one === undefined || t.users.has(to)) return null;
    t.users.delete(user(s));
    t.users.set(to, one);
    for (const g of t.groups.values()) if (g.members.delete(user(s))) g.members.add(to);
    return ["UpdateUser", { userName: user(s), newUserName: to }];
  },
  (t, s) => {
    const one = t.users.get(user(s));
    if (one === undefined) return null;
    one.path = `/p${s.b % 3}/`;
    return ["UpdateUser", { userName: user(s), newPath: one.path }];
  },
  (t, s, serial) => {
    const name = pick("group", s.a, 2);
    if (t.groups.has(name)) return null;
    const id = `AGPA${serial()}`;
    t.groups.set(name, { ...owner(id, "/", null), members: new Set() });
    return ["CreateGroup", { groupName: name }, { group: { groupName: name, groupId: id } }];
  },
  (t, s) => {
    const name = pick("group", s.a, 2);
    const one = t.groups.get(name);
    if (one === undefined || !isBare(one) || one.members.size > 0) return null;
    t.groups.delete(name);
    return ["DeleteGroup", { groupName: name }];
  },
  (t, s) => {
    if (!t.users.has(user(s)) || !t.groups.has(group(s))) return null;
    t.groups.get(group(s))?.members.add(user(s));
    return ["AddUserToGroup", { userName: user(s), groupName: group(s) }];
  },
  (t, s) => {
    if (!t.users.has(user(s)) || !t.groups.has(group(s))) return null;
    t.groups.get(group(s))?.members.delete(user(s));
    return ["RemoveUserFromGroup", { userName: user(s), groupName: group(s) }];
  },
  (t, s, serial) => {
    if (t.roles.has(role(s))) return null;
    const id = `AROA${serial()}`;
    t.roles.set(role(s), { ...owner(id, "/", null), trust: document(s.c % 3), description: null });
    return [
      "CreateRole",
      { roleName: role(s), assumeRolePolicyDocument: document(s.c % 3) },
      { role: { roleName: role(s), roleId: id } },
    ];
  },
  (t, s) => {
    const one = t.roles.get(role(s));
    if (one === undefined || !isBare(one)) return null;
    if ([...t.profiles.values()].some((p) => p.role === role(s))) return null;
    t.roles.delete(role(s));
    return ["DeleteRole", { roleName: role(s) }];
  },
  (t, s) => {
    const one = t.roles.get(role(s));
    if (one === undefined) return null;
    one.trust = document(s.c % 3);
    return ["UpdateAssumeRolePolicy", { roleName: role(s), policyDocument: one.trust }];
  },
  (t, s) => {
    const one = t.roles.get(role(s));
    if (one === undefined) return null;
    one.description = `d${s.c % 2}`;
    return ["UpdateRole", { roleName: role(s), description: one.description }];
  },
  ...(["User", "Group", "Role"] as const).flatMap((kind) => [
    put(kind),
    put(kind),
    deleteInline(kind),
    attach(kind),
    attach(kind),
    detach(kind),
  ]),
  ...(["User", "Role"] as const).flatMap((kind) => [
    putBoundary(kind),
    deleteBoundary(kind),
    addTag(kind),
    removeTag(kind),
  ]),
];
