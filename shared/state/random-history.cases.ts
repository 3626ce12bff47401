/** A small IAM for tests: it refuses what IAM refuses, and writes the events that CloudTrail would. */
import type { CloudTrailEvent, JsonObject } from "../cloudtrail-event.ts";
import { makeEvent } from "../analysis/test-events.ts";

interface Owner {
  readonly inline: Map<string, string>;
  readonly attached: Set<string>;
  readonly tags: Map<string, string>;
  readonly id: string;
  path: string;
  boundary: string | null;
}

export interface TrueUser extends Owner {
  readonly keys: Map<string, string>;
  readonly mfa: Set<string>;
  login: boolean;
}

export interface TrueRole extends Owner {
  trust: string;
  description: string | null;
}

export interface TruePolicy {
  readonly id: string;
  readonly versions: Map<string, string>;
  default: string;
  next: number;
}

/** The account as it really is. */
export interface Truth {
  readonly users: Map<string, TrueUser>;
  readonly groups: Map<string, Owner & { readonly members: Set<string> }>;
  readonly roles: Map<string, TrueRole>;
  readonly policies: Map<string, TruePolicy>;
  readonly profiles: Map<string, { role: string | null }>;
  readonly alias: { value: string | null };
}

const account = "123456789012";
const arnOf = (name: string) => `arn:aws:iam::${account}:policy/${name}`;
const document = (n: number) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: `s3:Get${n}`, Resource: "*" }],
  });

/** One step of a history: the call, with numbers that choose what it names, and seconds since the step before. */
export interface Step {
  readonly call: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly later: number;
}

export interface History {
  readonly events: readonly CloudTrailEvent[];
  /** The truth after all events of each time, and after the steps that were not logged at "". */
  readonly truths: ReadonlyMap<string, Truth>;
}

/** Plays steps; those that IAM would refuse write nothing. The first `silent` leave no event. */
export function play(steps: readonly Step[], silent: number): History {
  const truth: Truth = {
    users: new Map(),
    groups: new Map(),
    roles: new Map(),
    policies: new Map(),
    profiles: new Map(),
    alias: { value: null },
  };
  const truths = new Map<string, Truth>();
  const events: CloudTrailEvent[] = [];
  let second = 0;
  let serial = 0;
  steps.forEach((step, i) => {
    second += i < silent ? 0 : step.later;
    const made = calls[step.call % calls.length]?.(truth, step, () => ++serial) ?? null;
    if (i < silent) {
      truths.set("", copyOf(truth));
      return;
    }
    if (made === null) return;
    const at = new Date(Date.parse("2026-10-06T02:00:00Z") + second * 1000)
      .toISOString()
      .replace(".000Z", "Z");
    const [name, request, response = null] = made;
    // The id says nothing of the order.
    const id = `${((step.a * 7919 + step.b * 104_729 + i * 15_485_863) % 1_000_003).toString(36)}-${i}`;
    events.push(makeEvent(name, { id, at, request, response }));
    truths.set(at, copyOf(truth));
  });
  return { events, truths };
}

function copyOf({ users, groups, roles, policies, profiles, alias }: Truth): Truth {
  const each = <T>(table: ReadonlyMap<string, T>, copy: (one: T) => T) =>
    new Map([...table].map(([name, one]) => [name, copy(one)]));
  const own = (one: Owner) => ({
    inline: new Map(one.inline),
    attached: new Set(one.attached),
    tags: new Map(one.tags),
  });
  return {
    users: each(users, (u) => ({ ...u, ...own(u), keys: new Map(u.keys), mfa: new Set(u.mfa) })),
    groups: each(groups, (g) => ({ ...g, ...own(g), members: new Set(g.members) })),
    roles: each(roles, (r) => ({ ...r, ...own(r) })),
    policies: each(policies, (p) => ({ ...p, versions: new Map(p.versions) })),
    profiles: each(profiles, (p) => ({ ...p })),
    alias: { ...alias },
  };
}

type Made = readonly [name: string, request: JsonObject, response?: JsonObject] | null;
type Call = (truth: Truth, step: Step, serial: () => number) => Made;

const pick = (prefix: string, n: number, of: number) => `${prefix}${n % of}`;
const user = (s: Step) => pick("user", s.a, 3);
const group = (s: Step) => pick("group", s.b, 2);
const role = (s: Step) => pick("role", s.a, 3);
const policy = (s: Step) => pick("policy", s.b, 3);
const inline = (s: Step) => pick("inline", s.b, 2);
const profile = (s: Step) => pick("profile", s.b, 2);
const tag = (s: Step) => pick("tag", s.b, 2);

function owner(id: string, path: string, boundary: string | null): Owner {
  return { inline: new Map(), attached: new Set(), tags: new Map(), id, path, boundary };
}

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

const calls: readonly Call[] = [
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
  (t, s, serial) => {
    if (t.policies.has(policy(s))) return null;
    const id = `ANPA${serial()}`;
    t.policies.set(policy(s), {
      id,
      versions: new Map([["v1", document(s.c % 3)]]),
      default: "v1",
      next: 2,
    });
    return [
      "CreatePolicy",
      { policyName: policy(s), policyDocument: document(s.c % 3) },
      {
        policy: {
          policyName: policy(s),
          policyId: id,
          arn: arnOf(policy(s)),
          defaultVersionId: "v1",
        },
      },
    ];
  },
  (t, s) => {
    const name = policy(s);
    const one = t.policies.get(name);
    if (one === undefined || one.versions.size > 1) return null;
    const holders = [...t.users.values(), ...t.groups.values(), ...t.roles.values()];
    if (holders.some((h) => h.attached.has(name) || h.boundary === name)) return null;
    t.policies.delete(name);
    return ["DeletePolicy", { policyArn: arnOf(name) }];
  },
  (t, s) => {
    const one = t.policies.get(policy(s));
    if (one === undefined || one.versions.size === 5) return null;
    const id = `v${one.next++}`;
    one.versions.set(id, document(s.c % 3));
    const isDefault = s.a % 2 === 0;
    if (isDefault) one.default = id;
    return [
      "CreatePolicyVersion",
      { policyArn: arnOf(policy(s)), policyDocument: document(s.c % 3), setAsDefault: isDefault },
      { policyVersion: { versionId: id, isDefaultVersion: isDefault } },
    ];
  },
  (t, s) => {
    const one = t.policies.get(policy(s));
    const id = [...(one?.versions.keys() ?? [])][s.a % 5];
    if (one === undefined || id === undefined || id === one.default) return null;
    one.versions.delete(id);
    return ["DeletePolicyVersion", { policyArn: arnOf(policy(s)), versionId: id }];
  },
  (t, s) => {
    const one = t.policies.get(policy(s));
    const id = [...(one?.versions.keys() ?? [])][s.a % 5];
    if (one === undefined || id === undefined) return null;
    one.default = id;
    return ["SetDefaultPolicyVersion", { policyArn: arnOf(policy(s)), versionId: id }];
  },
  (t, s, serial) => {
    const one = t.users.get(user(s));
    if (one === undefined || one.keys.size === 2) return null;
    const id = `AKIA${serial()}`;
    one.keys.set(id, "Active");
    return [
      "CreateAccessKey",
      { userName: user(s) },
      { accessKey: { accessKeyId: id, status: "Active", userName: user(s) } },
    ];
  },
  (t, s) => {
    const one = t.users.get(user(s));
    const id = [...(one?.keys.keys() ?? [])][s.b % 2];
    if (one === undefined || id === undefined) return null;
    const status = s.c % 2 === 0 ? "Active" : "Inactive";
    one.keys.set(id, status);
    return ["UpdateAccessKey", { userName: user(s), accessKeyId: id, status }];
  },
  (t, s) => {
    const one = t.users.get(user(s));
    const id = [...(one?.keys.keys() ?? [])][s.b % 2];
    if (one === undefined || id === undefined) return null;
    one.keys.delete(id);
    return ["DeleteAccessKey", { userName: user(s), accessKeyId: id }];
  },
  (t, s) => {
    const one = t.users.get(user(s));
    if (one === undefined || one.login) return null;
    one.login = true;
    return ["CreateLoginProfile", { userName: user(s) }];
  },
  (t, s) => {
    const one = t.users.get(user(s));
    if (one?.login !== true) return null;
    one.login = false;
    return ["DeleteLoginProfile", { userName: user(s) }];
  },
  (t, s) => {
    const one = t.users.get(user(s));
    const id = `arn:aws:iam::${account}:mfa/m${s.b % 2}`;
    if (one === undefined || [...t.users.values()].some((u) => u.mfa.has(id))) return null;
    one.mfa.add(id);
    return ["EnableMFADevice", { userName: user(s), serialNumber: id }];
  },
  (t, s) => {
    const one = t.users.get(user(s));
    const id = `arn:aws:iam::${account}:mfa/m${s.b % 2}`;
    if (one?.mfa.delete(id) !== true) return null;
    return ["DeactivateMFADevice", { userName: user(s), serialNumber: id }];
  },
  (t, s) => {
    if (t.profiles.has(profile(s))) return null;
    t.profiles.set(profile(s), { role: null });
    return ["CreateInstanceProfile", { instanceProfileName: profile(s) }];
  },
  (t, s) => {
    const one = t.profiles.get(profile(s));
    if (one === undefined || one.role !== null) return null;
    t.profiles.delete(profile(s));
    return ["DeleteInstanceProfile", { instanceProfileName: profile(s) }];
  },
  (t, s) => {
    const one = t.profiles.get(profile(s));
    if (one === undefined || one.role !== null || !t.roles.has(role(s))) return null;
    one.role = role(s);
    return ["AddRoleToInstanceProfile", { instanceProfileName: profile(s), roleName: role(s) }];
  },
  (t, s) => {
    const one = t.profiles.get(profile(s));
    if (one === undefined || one.role !== role(s)) return null;
    one.role = null;
    return [
      "RemoveRoleFromInstanceProfile",
      { instanceProfileName: profile(s), roleName: role(s) },
    ];
  },
  (t, s) => {
    t.alias.value = `alias${s.a % 3}`;
    return ["CreateAccountAlias", { accountAlias: t.alias.value }];
  },
  (t) => {
    if (t.alias.value === null) return null;
    const accountAlias = t.alias.value;
    t.alias.value = null;
    return ["DeleteAccountAlias", { accountAlias }];
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
