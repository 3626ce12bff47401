import type { Dice } from "./dice.ts";
import type { Call } from "./moto.ts";
import type { Truth } from "./truth.ts";
import {
  certificateBody,
  credentialServices,
  deviceNames,
  groupNames,
  inlineNames,
  managed,
  paths,
  policyDocument,
  sshBody,
  tags,
  userNames,
} from "./values.ts";

/** Makes a call that fits what exists, or none where nothing fits. */
export type Maker = (truth: Truth, dice: Dice) => Call | null;

/** A call of an API name and its request; members that are undefined are left out. */
export function call(api: string, input: Readonly<Record<string, unknown>>): Call {
  return {
    api,
    input: Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)),
  };
}

/** A name of the list that is free. */
export function free(
  dice: Dice,
  names: readonly string[],
  taken: Readonly<Record<string, unknown>>,
): string | null {
  return dice.pick(names.filter((name) => !Object.hasOwn(taken, name))) ?? null;
}

/** Makes a call for one of the things that exist. */
export function withOne<T>(
  table: (truth: Truth) => Readonly<Record<string, T>>,
  make: (name: string, thing: T, dice: Dice, truth: Truth) => Call | null,
): Maker {
  return (truth, dice) => {
    const one = dice.pick(Object.entries(table(truth)));
    return one === undefined ? null : make(one[0], one[1], dice, truth);
  };
}

/** A managed policy, AWS's or the account's own. */
export function anyPolicy(truth: Truth, dice: Dice): string {
  return (
    dice.pick([...managed, ...Object.keys(truth.policies), ...Object.keys(truth.policies)]) ?? ""
  );
}

const users = (truth: Truth): Truth["users"] => truth.users;
const groups = (truth: Truth): Truth["groups"] => truth.groups;

const flip = (status: string): string => (status === "Active" ? "Inactive" : "Active");

const password = "Sample-Password-1";

/** Calls on users, their credentials, and groups. */
export const userCalls: readonly (readonly [weight: number, Maker])[] = [
  [
    8,
    (truth, dice) => {
      const name = free(dice, userNames, truth.users);
      if (name === null) return null;
      const own = dice.chance(0.3) ? anyPolicy(truth, dice) : undefined;
      const given = tags(dice);
      return call("CreateUser", {
        UserName: name,
        Path: dice.chance(0.5) ? dice.of(paths) : undefined,
        PermissionsBoundary: own,
        Tags: given.length > 0 ? given : undefined,
      });
    },
  ],
  [
    2,
    withOne(users, (UserName, _user, dice, truth) => {
      const fresh = dice.chance(0.7) ? free(dice, userNames, truth.users) : null;
      const path = fresh === null || dice.chance(0.3) ? dice.of(paths) : undefined;
      return call("UpdateUser", { UserName, NewUserName: fresh ?? undefined, NewPath: path });
    }),
  ],
  [
    4,
    withOne(users, (UserName, _user, dice, truth) =>
      call("AttachUserPolicy", { UserName, PolicyArn: anyPolicy(truth, dice) }),
    ),
  ],
  [
    2,
    withOne(users, (UserName, user, dice) => {
      const PolicyArn = dice.pick(user.attached);
      return PolicyArn === undefined ? null : call("DetachUserPolicy", { UserName, PolicyArn });
    }),
  ],
  [
    4,
    withOne(users, (UserName, _user, dice) =>
      call("PutUserPolicy", {
        UserName,
        PolicyName: dice.pick(inlineNames),
        PolicyDocument: policyDocument(dice),
      }),
    ),
  ],
  [
    2,
    withOne(users, (UserName, user, dice) => {
      const PolicyName = dice.pick(Object.keys(user.inline));
      return PolicyName === undefined ? null : call("DeleteUserPolicy", { UserName, PolicyName });
    }),
  ],
  [
    2,
    withOne(users, (UserName, _user, dice, truth) =>
      call("PutUserPermissionsBoundary", {
        UserName,
        PermissionsBoundary: anyPolicy(truth, dice),
      }),
    ),
  ],
  [
    1,
    withOne(users, (UserName, user) =>
      user.boundary === null ? null : call("DeleteUserPermissionsBoundary", { UserName }),
    ),
  ],
  [
    3,
    withOne(users, (UserName, _user, dice) => {
      const Tags = tags(dice);
      return Tags.length === 0 ? null : call("TagUser", { UserName, Tags });
    }),
  ],
  [
    2,
    withOne(users, (UserName, user, dice) => {
      const key = dice.pick(Object.keys(user.tags));
      return key === undefined ? null : call("UntagUser", { UserName, TagKeys: [key, "absent"] });
    }),
  ],
  [
    3,
    withOne(users, (UserName, user) =>
      Object.keys(user.keys).length >= 2 ? null : call("CreateAccessKey", { UserName }),
    ),
  ],
  [
    2,
    withOne(users, (UserName, user, dice) => {
      const one = dice.pick(Object.entries(user.keys));
      return one === undefined
        ? null
        : call("UpdateAccessKey", { UserName, AccessKeyId: one[0], Status: flip(one[1]) });
    }),
  ],
  [
    1,
    withOne(users, (UserName, user, dice) => {
      const AccessKeyId = dice.pick(Object.keys(user.keys));
      return AccessKeyId === undefined ? null : call("DeleteAccessKey", { UserName, AccessKeyId });
    }),
  ],
  [
    3,
    withOne(users, (UserName, user, dice) =>
      user.login === null
        ? call("CreateLoginProfile", {
            UserName,
            Password: password,
            PasswordResetRequired: dice.chance(0.5) ? dice.chance(0.5) : undefined,
          })
        : dice.chance(0.6)
          ? call("UpdateLoginProfile", { UserName, PasswordResetRequired: dice.chance(0.5) })
          : call("DeleteLoginProfile", { UserName }),
    ),
  ],
  [
    2,
    (truth, dice) => {
      const taken = Object.fromEntries(
        Object.keys(truth.mfa).map((serial) => [serial.slice(serial.lastIndexOf("/") + 1), true]),
      );
      const name = free(dice, deviceNames, taken);
      const Tags = tags(dice);
      return name === null
        ? null
        : call("CreateVirtualMFADevice", {
            VirtualMFADeviceName: name,
            Path: dice.chance(0.3) ? dice.of(paths) : undefined,
            Tags: Tags.length > 0 ? Tags : undefined,
          });
    },
  ],
  [
    3,
    withOne(
      (truth) => truth.mfa,
      (SerialNumber, device, dice, truth) => {
        const UserName = dice.pick(Object.keys(truth.users));
        if (device.user !== null)
          return dice.chance(0.4)
            ? call("DeactivateMFADevice", { UserName: device.user, SerialNumber })
            : null;
        const codes = { AuthenticationCode1: "123456", AuthenticationCode2: "654321" };
        return UserName === undefined
          ? null
          : call("EnableMFADevice", { UserName, SerialNumber, ...codes });
      },
    ),
  ],
  [
    1,
    withOne(
      (truth) => truth.mfa,
      (SerialNumber, device, dice) => {
        const Tags = tags(dice);
        if (dice.chance(0.3) && device.user === null)
          return call("DeleteVirtualMFADevice", { SerialNumber });
        return Tags.length === 0 ? null : call("TagMFADevice", { SerialNumber, Tags });
      },
    ),
  ],
  [
    2,
    withOne(users, (UserName, user, dice) => {
      const one = dice.pick(Object.entries(user.ssh));
      if (one === undefined || dice.chance(0.3))
        return call("UploadSSHPublicKey", { UserName, SSHPublicKeyBody: sshBody(dice) });
      return dice.chance(0.5)
        ? call("UpdateSSHPublicKey", {
            UserName,
            SSHPublicKeyId: one[0],
            Status: flip(one[1][0]),
          })
        : call("DeleteSSHPublicKey", { UserName, SSHPublicKeyId: one[0] });
    }),
  ],
  [
    2,
    withOne(users, (UserName, user, dice) => {
      const one = dice.pick(Object.entries(user.signing));
      if (one === undefined)
        return call("UploadSigningCertificate", { UserName, CertificateBody: certificateBody });
      return dice.chance(0.5)
        ? call("UpdateSigningCertificate", {
            UserName,
            CertificateId: one[0],
            Status: flip(one[1][0]),
          })
        : call("DeleteSigningCertificate", { UserName, CertificateId: one[0] });
    }),
  ],
  [
    2,
    withOne(users, (UserName, user, dice) => {
      const one = dice.pick(Object.entries(user.services));
      if (one === undefined)
        return call("CreateServiceSpecificCredential", {
          UserName,
          ServiceName: dice.of(credentialServices),
        });
      const ServiceSpecificCredentialId = one[0];
      return dice.chance(0.5)
        ? call("UpdateServiceSpecificCredential", {
            UserName,
            ServiceSpecificCredentialId,
            Status: flip(one[1][0]),
          })
        : call("DeleteServiceSpecificCredential", { UserName, ServiceSpecificCredentialId });
    }),
  ],
  [
    4,
    (truth, dice) => {
      const name = free(dice, groupNames, truth.groups);
      return name === null
        ? null
        : call("CreateGroup", {
            GroupName: name,
            Path: dice.chance(0.4) ? dice.of(paths) : undefined,
          });
    },
  ],
  [
    1,
    withOne(groups, (GroupName, _group, dice, truth) => {
      const fresh = dice.chance(0.7) ? free(dice, groupNames, truth.groups) : null;
      const path = fresh === null || dice.chance(0.3) ? dice.of(paths) : undefined;
      return call("UpdateGroup", { GroupName, NewGroupName: fresh ?? undefined, NewPath: path });
    }),
  ],
  [
    5,
    withOne(groups, (GroupName, _group, dice, truth) => {
      const UserName = dice.pick(Object.keys(truth.users));
      return UserName === undefined ? null : call("AddUserToGroup", { GroupName, UserName });
    }),
  ],
  [
    2,
    withOne(groups, (GroupName, group, dice) => {
      const UserName = dice.pick(group.members);
      return UserName === undefined ? null : call("RemoveUserFromGroup", { GroupName, UserName });
    }),
  ],
  [
    3,
    withOne(groups, (GroupName, _group, dice, truth) =>
      call("AttachGroupPolicy", { GroupName, PolicyArn: anyPolicy(truth, dice) }),
    ),
  ],
  [
    2,
    withOne(groups, (GroupName, group, dice) => {
      const PolicyArn = dice.pick(group.attached);
      return PolicyArn === undefined ? null : call("DetachGroupPolicy", { GroupName, PolicyArn });
    }),
  ],
  [
    3,
    withOne(groups, (GroupName, _group, dice) =>
      call("PutGroupPolicy", {
        GroupName,
        PolicyName: dice.pick(inlineNames),
        PolicyDocument: policyDocument(dice),
      }),
    ),
  ],
  [
    1,
    withOne(groups, (GroupName, group, dice) => {
      const PolicyName = dice.pick(Object.keys(group.inline));
      return PolicyName === undefined ? null : call("DeleteGroupPolicy", { GroupName, PolicyName });
    }),
  ],
];
