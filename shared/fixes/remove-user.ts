/** Deletes a user in the order that IAM asks for, and makes it again. */
import { distinctAsks } from "../remediation/distinct-asks.ts";
import { log, say } from "../span.ts";
import type { CredentialState, StateList, UserState } from "../state/state-types.ts";
import type { FixRequest, NoFix } from "./fix.ts";
import { factEvents, isSure, itemEvents, unknownList, untold } from "./known.ts";
import type { Known } from "./known.ts";
import { byHand, call, fixPlan, undoPlan } from "./make.ts";
import type { Made } from "./make.ts";
import { creationOf, denyFirst, removePolicies, sureItems, takeOffAll } from "./remove-parts.ts";
import type { Removal } from "./remove-parts.ts";
import { goneAlready, nameIn, unsureOf, userOf } from "./targets.ts";

/** Deletes a user with all that hangs on it: credentials first, so that it can do nothing more meanwhile. */
export function deleteUser({ target }: FixRequest, known: Known): Made | NoFix {
  if (target.startsWith("root/")) return { refused: say`The root user can't be deleted.` };
  const name = nameIn(target, "user");
  if (name === null) return { refused: say`Name the user.` };
  const state = userOf(known, name);
  if (state !== null && state.life.exists === false) return goneAlready(state);
  const user = state ?? unknownUser(name);
  const removal: Removal = {
    operations: [],
    undo: [],
    lost: [],
    unknown: [...unsureOf(state, name, "user")],
  };
  const { input, after } = creationOf(removal, "User", user);
  const evidence = [
    ...factEvents(user.arn),
    ...factEvents(user.boundary),
    ...user.tags.items.flatMap((one) => itemEvents(one)),
  ];
  removal.undo.push(
    call(
      "CreateUser",
      input,
      say`${log(name, "user")} is there again, under a new unique id.`,
      evidence,
    ),
    ...after,
  );
  denyFirst(removal, "User", name, user);
  removeCredentials(removal, user);
  removeDevices(removal, user);
  removeGroups(removal, user);
  removePolicies(removal, "User", name, user);
  removal.operations.push(
    call(
      "DeleteUser",
      { UserName: name },
      say`Delete ${log(name, "user")}: nothing hangs on it any more.`,
      evidence,
    ),
  );
  removal.lost.push({
    what: say`The unique id (AIDA…) of ${log(name, "user")}`,
    why: say`A user that is made again gets another one. Trust, resource and key policies that named it hold the dead id: save them again with its ARN.`,
  });
  const { operations, lost, unknown } = removal;
  return {
    plan: fixPlan(known, {
      operations,
      lost,
      manual: [
        byHand(
          say`Save what you may need as evidence first: aws iam generate-credential-report, get-access-key-last-used, list-groups-for-user.`,
        ),
      ],
    }),
    undo: distinct(undoPlan(known, { operations: removal.undo, lost })),
    unknown,
  };
}

/** Questions of one name that ask for different things get names of their own. */
export function distinct(plan: Made["undo"]): Made["undo"] {
  const parts = plan.operations.map((one) => ({ ...plan, operations: [one], verify: [] }));
  return { ...plan, operations: distinctAsks(parts).flatMap(({ operations }) => operations) };
}

function unknownUser(name: string): UserState {
  return {
    kind: "user",
    key: `user/${name}`,
    name,
    life: { exists: null, why: null, created: null, deleted: null, firstSeen: null },
    id: untold,
    arn: untold,
    path: untold,
    boundary: untold,
    tags: unknownList,
    inline: unknownList,
    attached: unknownList,
    groups: unknownList,
    loginProfile: untold,
    accessKeys: unknownList,
    mfaDevices: unknownList,
    sshKeys: unknownList,
    signingCertificates: unknownList,
    serviceCredentials: unknownList,
  };
}

function removeCredentials(removal: Removal, user: UserState): void {
  const { name, loginProfile } = user;
  const input = { UserName: name };
  const label = log(name, "user");
  if (!isSure(loginProfile) || loginProfile.value !== null) {
    removal.operations.push(
      call(
        "DeleteLoginProfile",
        isSure(loginProfile)
          ? input
          : {
              UserName: {
                ask: "USER_WITH_PASSWORD",
                question:
                  "Does the user have a sign-in password? Give the user's name if so, and leave it empty if not.",
                each: true,
              },
            },
        say`Delete the sign-in password of ${label}.`,
        factEvents(loginProfile),
      ),
    );
    removal.lost.push({
      what: isSure(loginProfile)
        ? say`The password of ${label}`
        : say`The password of ${label}, if there is one`,
      why: say`CloudTrail does not record it: give the owner a new one (create-login-profile).`,
    });
  }
  credentials(removal, user.accessKeys, input, {
    api: "DeleteAccessKey",
    member: "AccessKeyId",
    noun: "access key",
    nouns: "access keys (ids)",
    ask: "FURTHER_ACCESS_KEY_IDS",
    why: say`AWS keeps no secret key: give the owner a new one if it is needed (create-access-key).`,
  });
  credentials(removal, user.signingCertificates, input, {
    api: "DeleteSigningCertificate",
    member: "CertificateId",
    noun: "signing certificate",
    nouns: "signing certificates (ids)",
    ask: "FURTHER_CERTIFICATE_IDS",
    why: say`It gets another id when its owner uploads it again.`,
  });
  credentials(removal, user.sshKeys, input, {
    api: "DeleteSSHPublicKey",
    member: "SSHPublicKeyId",
    noun: "SSH public key",
    nouns: "SSH public keys (ids)",
    ask: "FURTHER_SSH_KEY_IDS",
    why: say`It gets another id when its owner uploads it again.`,
  });
  credentials(removal, user.serviceCredentials, input, {
    api: "DeleteServiceSpecificCredential",
    member: "ServiceSpecificCredentialId",
    noun: "service-specific credential",
    nouns: "service-specific credentials (ids)",
    ask: "FURTHER_SERVICE_CREDENTIAL_IDS",
    why: say`AWS keeps no password of it: give the owner a new one.`,
  });
}

function credentials(
  removal: Removal,
  list: StateList<CredentialState>,
  input: { readonly UserName: string },
  words: {
    readonly api: string;
    readonly member: string;
    readonly noun: string;
    readonly nouns: string;
    readonly ask: string;
    readonly why: Removal["lost"][number]["why"];
  },
): void {
  const more = takeOffAll(removal, list, {
    ...words,
    input,
    id: ({ id }) => id,
    why: (id) => say`Delete the ${{ t: "text", s: words.noun }} ${id}.`,
  });
  for (const { value } of sureItems(list))
    removal.lost.push({
      what: say`The ${{ t: "text", s: words.noun }} ${log(value.id, "key")}`,
      why: words.why,
    });
  if (more !== null)
    removal.lost.push({
      what: say`Further ${{ t: "text", s: words.nouns }}, if there are any`,
      why: words.why,
    });
}

function removeDevices(removal: Removal, { name, mfaDevices }: UserState): void {
  const more = takeOffAll(removal, mfaDevices, {
    api: "DeactivateMFADevice",
    input: { UserName: name },
    member: "SerialNumber",
    id: (serial) => serial,
    noun: "MFA device",
    nouns: "MFA devices (serial numbers)",
    ask: "FURTHER_MFA_SERIALS",
    why: (serial) => say`Take the MFA device ${serial} off the user.`,
  });
  for (const item of sureItems(mfaDevices)) {
    if (item.value.includes(":mfa/"))
      removal.operations.push(
        call(
          "DeleteVirtualMFADevice",
          { SerialNumber: item.value },
          say`Delete the virtual device ${log(item.value, "arn")}: nobody can use it any more.`,
          itemEvents(item),
        ),
      );
    removal.lost.push({
      what: say`The MFA device ${log(item.value, "arn")}`,
      why: say`Its seed is known to nobody but the device: the owner has to enable one anew.`,
    });
  }
  if (more !== null)
    removal.lost.push({
      what: say`Further MFA devices of ${log(name, "user")}, if there are any`,
      why: say`The owner has to enable one anew. Virtual ones stay in the account, used by nobody: delete them (delete-virtual-mfa-device).`,
    });
}

function removeGroups(removal: Removal, { name, groups }: UserState): void {
  const more = takeOffAll(removal, groups, {
    api: "RemoveUserFromGroup",
    input: { UserName: name },
    member: "GroupName",
    id: (group) => group,
    noun: "group",
    nouns: "groups of the user (names)",
    ask: "FURTHER_GROUPS",
    why: (group) => say`Take the user out of ${group}.`,
  });
  for (const item of sureItems(groups))
    removal.undo.push(
      call(
        "AddUserToGroup",
        { GroupName: item.value, UserName: name },
        say`${log(name, "user")} is a member of ${log(item.value, "group")} again.`,
        itemEvents(item),
      ),
    );
  if (more !== null)
    removal.undo.push(
      call(
        "AddUserToGroup",
        { GroupName: more, UserName: name },
        say`${log(name, "user")} is a member again of the further groups that it was taken out of.`,
      ),
    );
}
