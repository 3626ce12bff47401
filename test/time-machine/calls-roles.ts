import type { Maker } from "./calls-users.ts";
import { anyPolicy, call, free, withOne } from "./calls-users.ts";
import type { Dice } from "./dice.ts";
import type { Truth } from "./truth.ts";
import {
  description,
  inlineNames,
  paths,
  policyArn,
  policyDocument,
  policyNames,
  profileNames,
  roleNames,
  tags,
  trustDocument,
} from "./values.ts";

const roles = (truth: Truth): Truth["roles"] =>
  Object.fromEntries(
    Object.entries(truth.roles).filter(([, role]) => !role.path.startsWith("/aws-service-role/")),
  );
const policies = (truth: Truth): Truth["policies"] => truth.policies;
const profiles = (truth: Truth): Truth["profiles"] => truth.profiles;

function optionalTags(dice: Dice): ReturnType<typeof tags> | undefined {
  const some = tags(dice);
  return some.length > 0 ? some : undefined;
}

/** Calls on roles, instance profiles and managed policies. */
export const roleCalls: readonly (readonly [weight: number, Maker])[] = [
  [
    6,
    (truth, dice) => {
      const name = free(dice, roleNames, truth.roles);
      return name === null
        ? null
        : call("CreateRole", {
            RoleName: name,
            AssumeRolePolicyDocument: trustDocument(dice),
            Path: dice.chance(0.5) ? dice.of(paths) : undefined,
            Description: description(dice),
            MaxSessionDuration: dice.chance(0.4) ? 7200 : undefined,
            PermissionsBoundary: dice.chance(0.3) ? anyPolicy(truth, dice) : undefined,
            Tags: optionalTags(dice),
          });
    },
  ],
  [
    3,
    withOne(roles, (RoleName, _role, dice) => {
      const Description = description(dice);
      const MaxSessionDuration = dice.chance(0.5) ? 3600 * (1 + dice.number(12)) : undefined;
      return Description === undefined && MaxSessionDuration === undefined
        ? null
        : call("UpdateRole", { RoleName, Description, MaxSessionDuration });
    }),
  ],
  [
    1,
    withOne(roles, (RoleName, _role, dice) =>
      call("UpdateRoleDescription", { RoleName, Description: description(dice) ?? "" }),
    ),
  ],
  [
    3,
    withOne(roles, (RoleName, _role, dice) =>
      call("UpdateAssumeRolePolicy", { RoleName, PolicyDocument: trustDocument(dice) }),
    ),
  ],
  [
    4,
    withOne(roles, (RoleName, _role, dice, truth) =>
      call("AttachRolePolicy", { RoleName, PolicyArn: anyPolicy(truth, dice) }),
    ),
  ],
  [
    2,
    withOne(roles, (RoleName, role, dice) => {
      const PolicyArn = dice.pick(role.attached);
      return PolicyArn === undefined ? null : call("DetachRolePolicy", { RoleName, PolicyArn });
    }),
  ],
  [
    4,
    withOne(roles, (RoleName, _role, dice) =>
      call("PutRolePolicy", {
        RoleName,
        PolicyName: dice.pick(inlineNames),
        PolicyDocument: policyDocument(dice),
      }),
    ),
  ],
  [
    2,
    withOne(roles, (RoleName, role, dice) => {
      const PolicyName = dice.pick(Object.keys(role.inline));
      return PolicyName === undefined ? null : call("DeleteRolePolicy", { RoleName, PolicyName });
    }),
  ],
  [
    2,
    withOne(roles, (RoleName, _role, dice, truth) =>
      call("PutRolePermissionsBoundary", {
        RoleName,
        PermissionsBoundary: anyPolicy(truth, dice),
      }),
    ),
  ],
  [
    1,
    withOne(roles, (RoleName, role) =>
      role.boundary === null ? null : call("DeleteRolePermissionsBoundary", { RoleName }),
    ),
  ],
  [
    2,
    withOne(roles, (RoleName, role, dice) => {
      const key = dice.chance(0.4) ? dice.pick(Object.keys(role.tags)) : undefined;
      if (key !== undefined) return call("UntagRole", { RoleName, TagKeys: [key] });
      const Tags = optionalTags(dice);
      return Tags === undefined ? null : call("TagRole", { RoleName, Tags });
    }),
  ],
  [
    3,
    (truth, dice) => {
      const name = free(dice, profileNames, truth.profiles);
      return name === null
        ? null
        : call("CreateInstanceProfile", {
            InstanceProfileName: name,
            Path: dice.chance(0.4) ? dice.of(paths) : undefined,
            Tags: optionalTags(dice),
          });
    },
  ],
  [
    3,
    withOne(profiles, (InstanceProfileName, profile, dice, truth) => {
      const held = profile.roles[0];
      if (held !== undefined)
        return dice.chance(0.5)
          ? call("RemoveRoleFromInstanceProfile", { InstanceProfileName, RoleName: held })
          : null;
      const RoleName = dice.pick(Object.keys(roles(truth)));
      return RoleName === undefined
        ? null
        : call("AddRoleToInstanceProfile", { InstanceProfileName, RoleName });
    }),
  ],
  [
    1,
    withOne(profiles, (InstanceProfileName, profile, dice) => {
      const key = dice.chance(0.4) ? dice.pick(Object.keys(profile.tags)) : undefined;
      if (key !== undefined)
        return call("UntagInstanceProfile", { InstanceProfileName, TagKeys: [key] });
      const Tags = optionalTags(dice);
      return Tags === undefined ? null : call("TagInstanceProfile", { InstanceProfileName, Tags });
    }),
  ],
  [
    7,
    (truth, dice) => {
      const Path = dice.of(paths);
      const name = dice.pick(
        policyNames.filter((one) => !Object.hasOwn(truth.policies, policyArn(Path, one))),
      );
      return name === undefined || Object.keys(truth.policies).length > 7
        ? null
        : call("CreatePolicy", {
            PolicyName: name,
            Path: Path === "/" && dice.chance(0.5) ? undefined : Path,
            PolicyDocument: policyDocument(dice),
            Description: description(dice),
            Tags: optionalTags(dice),
          });
    },
  ],
  [
    5,
    withOne(policies, (PolicyArn, policy, dice) =>
      Object.keys(policy.versions).length >= 5 && dice.chance(0.8)
        ? null
        : call("CreatePolicyVersion", {
            PolicyArn,
            PolicyDocument: policyDocument(dice),
            SetAsDefault: dice.chance(0.8) ? dice.chance(0.7) : undefined,
          }),
    ),
  ],
  [
    2,
    withOne(policies, (PolicyArn, policy, dice) =>
      call("SetDefaultPolicyVersion", {
        PolicyArn,
        VersionId: dice.pick(Object.keys(policy.versions)),
      }),
    ),
  ],
  [
    3,
    withOne(policies, (PolicyArn, policy, dice) => {
      const VersionId = dice.pick(
        Object.keys(policy.versions).filter((id) => id !== policy.default),
      );
      return VersionId === undefined ? null : call("DeletePolicyVersion", { PolicyArn, VersionId });
    }),
  ],
  [
    2,
    withOne(policies, (PolicyArn, policy, dice) => {
      const key = dice.chance(0.4) ? dice.pick(Object.keys(policy.tags)) : undefined;
      if (key !== undefined) return call("UntagPolicy", { PolicyArn, TagKeys: [key] });
      const Tags = optionalTags(dice);
      return Tags === undefined ? null : call("TagPolicy", { PolicyArn, Tags });
    }),
  ],
];
