import { account, arnOf, document, policy, profile, role, user } from "./model-world.cases.ts";
import type { Call } from "./model-world.cases.ts";

/** Calls about policies, credentials, instance profiles and the account. */
export const otherCalls: readonly Call[] = [
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
];
