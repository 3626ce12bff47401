import { accountCalls } from "./calls-account.ts";
import { roleCalls } from "./calls-roles.ts";
import type { Maker } from "./calls-users.ts";
import { call, userCalls } from "./calls-users.ts";
import type { Dice } from "./dice.ts";
import type { Call } from "./moto.ts";
import type { Truth } from "./truth.ts";

const makers: readonly (readonly [number, Maker])[] = [...userCalls, ...roleCalls, ...accountCalls];

const totalWeight = makers.reduce((sum, [weight]) => sum + weight, 0);

/** The next calls of a history: mostly one; all that it takes where a thing in use is deleted. */
export function nextCalls(truth: Truth, dice: Dice): readonly Call[] {
  if (dice.chance(0.07)) return deletion(truth, dice);
  if (dice.chance(0.04)) return refused(truth, dice);
  for (let tries = 0; tries < 50; tries++) {
    let at = dice.number(totalWeight);
    const chosen = makers.find(([weight]) => (at -= weight) < 0);
    const made = chosen?.[1](truth, dice) ?? null;
    if (made !== null) return [made];
  }
  return [];
}

/** Calls that IAM refuses: nothing of that name, a name that is taken, a thing in use. */
function refused(truth: Truth, dice: Dice): readonly Call[] {
  const user = dice.pick(Object.keys(truth.users)) ?? "nobody";
  const role = dice.pick(Object.keys(truth.roles)) ?? "nothing";
  return [
    dice.of([
      call("DeleteUser", { UserName: "nobody" }),
      call("DetachRolePolicy", { RoleName: role, PolicyArn: "arn:aws:iam::aws:policy/None" }),
      call("CreateUser", { UserName: user, Path: "/refused/" }),
      call("DeleteUserPolicy", { UserName: user, PolicyName: "never-there" }),
      call("UpdateUser", { UserName: "nobody", NewUserName: "somebody" }),
      call("DeleteRolePermissionsBoundary", { RoleName: "nothing" }),
      call("DeleteGroupPolicy", { GroupName: "nothing", PolicyName: "inline" }),
    ]),
  ];
}

/** Deletes a thing: at once, which AWS refuses while it is in use, or after all that is on it. */
function deletion(truth: Truth, dice: Dice): readonly Call[] {
  const user = dice.pick(Object.keys(truth.users));
  const group = dice.pick(Object.keys(truth.groups));
  const role = dice.pick(
    Object.keys(truth.roles).filter((name) => !name.startsWith("AWSServiceRole")),
  );
  const policy = dice.pick(Object.keys(truth.policies));
  const profile = dice.pick(Object.keys(truth.profiles));
  const ways: readonly (readonly Call[])[] = [
    user === undefined ? [] : userDeletion(truth, user),
    group === undefined ? [] : groupDeletion(truth, group),
    role === undefined ? [] : roleDeletion(truth, role),
    policy === undefined ? [] : policyDeletion(truth, policy),
    profile === undefined ? [] : profileDeletion(truth, profile),
  ];
  const chosen = dice.pick(ways.filter((way) => way.length > 0)) ?? [];
  // At once: AWS refuses it where anything is left on the thing.
  return dice.chance(0.2)
    ? chosen.slice(-1)
    : [...dice.shuffle(chosen.slice(0, -1)), ...chosen.slice(-1)];
}

function userDeletion(truth: Truth, UserName: string): readonly Call[] {
  const user = truth.users[UserName];
  if (user === undefined) return [];
  return [
    ...user.attached.map((PolicyArn) => call("DetachUserPolicy", { UserName, PolicyArn })),
    ...Object.keys(user.inline).map((PolicyName) =>
      call("DeleteUserPolicy", { UserName, PolicyName }),
    ),
    ...user.groups.map((GroupName) => call("RemoveUserFromGroup", { GroupName, UserName })),
    ...Object.keys(user.keys).map((AccessKeyId) =>
      call("DeleteAccessKey", { UserName, AccessKeyId }),
    ),
    ...(user.login === null ? [] : [call("DeleteLoginProfile", { UserName })]),
    ...user.mfa.map((SerialNumber) => call("DeactivateMFADevice", { UserName, SerialNumber })),
    ...Object.keys(user.ssh).map((SSHPublicKeyId) =>
      call("DeleteSSHPublicKey", { UserName, SSHPublicKeyId }),
    ),
    ...Object.keys(user.signing).map((CertificateId) =>
      call("DeleteSigningCertificate", { UserName, CertificateId }),
    ),
    ...Object.keys(user.services).map((ServiceSpecificCredentialId) =>
      call("DeleteServiceSpecificCredential", { UserName, ServiceSpecificCredentialId }),
    ),
    call("DeleteUser", { UserName }),
  ];
}

function groupDeletion(truth: Truth, GroupName: string): readonly Call[] {
  const group = truth.groups[GroupName];
  if (group === undefined) return [];
  return [
    ...group.attached.map((PolicyArn) => call("DetachGroupPolicy", { GroupName, PolicyArn })),
    ...Object.keys(group.inline).map((PolicyName) =>
      call("DeleteGroupPolicy", { GroupName, PolicyName }),
    ),
    ...group.members.map((UserName) => call("RemoveUserFromGroup", { GroupName, UserName })),
    call("DeleteGroup", { GroupName }),
  ];
}

function roleDeletion(truth: Truth, RoleName: string): readonly Call[] {
  const role = truth.roles[RoleName];
  if (role === undefined) return [];
  return [
    ...role.attached.map((PolicyArn) => call("DetachRolePolicy", { RoleName, PolicyArn })),
    ...Object.keys(role.inline).map((PolicyName) =>
      call("DeleteRolePolicy", { RoleName, PolicyName }),
    ),
    ...role.profiles.map((InstanceProfileName) =>
      call("RemoveRoleFromInstanceProfile", { InstanceProfileName, RoleName }),
    ),
    call("DeleteRole", { RoleName }),
  ];
}

function policyDeletion(truth: Truth, PolicyArn: string): readonly Call[] {
  const policy = truth.policies[PolicyArn];
  if (policy === undefined) return [];
  const holders = <T extends { readonly attached: readonly string[] }>(
    table: Readonly<Record<string, T>>,
  ): readonly string[] =>
    Object.keys(table).filter((name) => table[name]?.attached.includes(PolicyArn));
  const bounded = <T extends { readonly boundary: string | null }>(
    table: Readonly<Record<string, T>>,
  ): readonly string[] => Object.keys(table).filter((name) => table[name]?.boundary === PolicyArn);
  return [
    ...holders(truth.users).map((UserName) => call("DetachUserPolicy", { UserName, PolicyArn })),
    ...holders(truth.groups).map((GroupName) =>
      call("DetachGroupPolicy", { GroupName, PolicyArn }),
    ),
    ...holders(truth.roles).map((RoleName) => call("DetachRolePolicy", { RoleName, PolicyArn })),
    ...bounded(truth.users).map((UserName) => call("DeleteUserPermissionsBoundary", { UserName })),
    ...bounded(truth.roles).map((RoleName) => call("DeleteRolePermissionsBoundary", { RoleName })),
    ...Object.keys(policy.versions)
      .filter((id) => id !== policy.default)
      .map((VersionId) => call("DeletePolicyVersion", { PolicyArn, VersionId })),
    call("DeletePolicy", { PolicyArn }),
  ];
}

function profileDeletion(truth: Truth, InstanceProfileName: string): readonly Call[] {
  const profile = truth.profiles[InstanceProfileName];
  if (profile === undefined) return [];
  return [
    ...profile.roles.map((RoleName) =>
      call("RemoveRoleFromInstanceProfile", { InstanceProfileName, RoleName }),
    ),
    call("DeleteInstanceProfile", { InstanceProfileName }),
  ];
}
