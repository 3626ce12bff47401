/** Credentials of users, and settings of the account. */
import type { Json } from "../cloudtrail-event.ts";
import type { CallModel, CallTable } from "./call-model.ts";
import { fresh, member, mustBe, set } from "./call-model.ts";
import type { Effect, World } from "./facts.ts";
import { membersOf, partOf, partsOf, partWords, there } from "./facts.ts";
import type { Input } from "./input.ts";
import { textOf } from "./input.ts";

const user = (input: Input): string => `user/${textOf(input, "UserName")}`;

/** The part of a login profile's password, which no call reads. */
const password = (input: Input): readonly Effect[] =>
  input["Password"] === undefined
    ? []
    : [{ thing: user(input), part: "password", value: "(not shown)", isUnseen: true }];

function status(kind: string, id: string): CallModel {
  const part = (input: Input): string => `${kind}|${textOf(input, id)}`;
  return {
    needs: (input) => [{ thing: user(input), groups: [kind] }],
    effects: (input) => [set(user(input), part(input), textOf(input, "Status"))],
    refusals: (input, world) =>
      partOf(world, user(input), part(input)) === null
        ? [`There is no ${partWords(user(input), part(input))}.`]
        : [],
  };
}

function taking(kind: string, id: string, isDestructive: boolean): CallModel {
  return {
    needs: (input) => [{ thing: user(input), groups: [kind] }],
    effects: (input) => [set(user(input), `${kind}|${textOf(input, id)}`, null)],
    isDestructive,
  };
}

function adding(kind: string, most: number, path: string): CallModel {
  return {
    needs: (input) => [{ thing: user(input), groups: [kind] }],
    effects: (input, _world, _account, made) => [fresh(user(input), kind, "Active", made)],
    refusals: (input, world) => [
      ...mustBe(world, user(input)),
      ...(membersOf(world, user(input), kind).length >= most
        ? [`${partWords(user(input), "")} has ${most} of them, which is the most that AWS allows.`]
        : []),
    ],
    fresh: path,
    isRepeatable: false,
  };
}

const rules = [
  "MinimumPasswordLength",
  "RequireSymbols",
  "RequireNumbers",
  "RequireUppercaseCharacters",
  "RequireLowercaseCharacters",
  "AllowUsersToChangePassword",
  "MaxPasswordAge",
  "PasswordReusePrevention",
  "HardExpiry",
] as const;

/** A rule that is off has no part. */
function ruleValue(name: string, value: Json | undefined): string | null {
  if (typeof value === "number" && value !== 0) return String(value);
  if (value === true) return "true";
  return name === "MinimumPasswordLength" ? "6" : null;
}

const account = "account";

function passwordPolicy(input: Input): readonly Effect[] {
  return [
    set(account, "passwordPolicy", there),
    ...rules.map((name) => set(account, `passwordPolicy|${name}`, ruleValue(name, input[name]))),
  ];
}

function noPasswordPolicy(world: World): readonly Effect[] {
  return [...partsOf(world, account).keys()]
    .filter((part) => part.startsWith("passwordPolicy|"))
    .map((part) => set(account, part, null))
    .concat(set(account, "passwordPolicy", null));
}

/** The rows of this topic. */
export const credentialCalls: CallTable = {
  CreateAccessKey: adding("key", 2, "AccessKey.AccessKeyId"),
  UpdateAccessKey: status("key", "AccessKeyId"),
  DeleteAccessKey: taking("key", "AccessKeyId", true),
  CreateLoginProfile: {
    needs: (input) => [{ thing: user(input), groups: ["login"] }],
    effects: (input) => [
      member(user(input), "login", true),
      set(user(input), "loginReset", input["PasswordResetRequired"] === true ? "yes" : "no"),
      ...password(input),
    ],
    refusals: (input, world) => [
      ...mustBe(world, user(input)),
      ...(partOf(world, user(input), "login") === null
        ? []
        : [`There is ${partWords(user(input), "login")} already.`]),
    ],
  },
  UpdateLoginProfile: {
    needs: (input) => [{ thing: user(input), groups: ["login"] }],
    effects: (input) => [
      ...(input["PasswordResetRequired"] === undefined
        ? []
        : [set(user(input), "loginReset", input["PasswordResetRequired"] === true ? "yes" : "no")]),
      ...password(input),
    ],
    refusals: (input, world) =>
      partOf(world, user(input), "login") === null
        ? [`There is no ${partWords(user(input), "login")}.`]
        : [],
  },
  DeleteLoginProfile: {
    needs: (input) => [{ thing: user(input), groups: ["login"] }],
    effects: (input) => [set(user(input), "login", null), set(user(input), "loginReset", null)],
    isDestructive: true,
  },
  EnableMFADevice: {
    needs: (input) => [{ thing: user(input), groups: ["mfa"] }],
    effects: (input) => [member(user(input), `mfa|${textOf(input, "SerialNumber")}`, true)],
    follows: (input) => [
      set(`mfa/${textOf(input, "SerialNumber")}`, "user", textOf(input, "UserName")),
    ],
    refusals: (input, world) => mustBe(world, user(input)),
  },
  DeactivateMFADevice: {
    ...taking("mfa", "SerialNumber", true),
    follows: (input) => [set(`mfa/${textOf(input, "SerialNumber")}`, "user", null)],
  },
  UploadSSHPublicKey: adding("ssh", 5, "SSHPublicKey.SSHPublicKeyId"),
  UpdateSSHPublicKey: status("ssh", "SSHPublicKeyId"),
  DeleteSSHPublicKey: taking("ssh", "SSHPublicKeyId", false),
  UploadSigningCertificate: adding("signing", 2, "Certificate.CertificateId"),
  UpdateSigningCertificate: status("signing", "CertificateId"),
  DeleteSigningCertificate: taking("signing", "CertificateId", false),
  CreateServiceSpecificCredential: adding(
    "service",
    2,
    "ServiceSpecificCredential.ServiceSpecificCredentialId",
  ),
  UpdateServiceSpecificCredential: status("service", "ServiceSpecificCredentialId"),
  DeleteServiceSpecificCredential: taking("service", "ServiceSpecificCredentialId", true),
  CreateAccountAlias: {
    needs: () => [{ thing: account, groups: ["alias"] }],
    effects: (input) => [set(account, "alias", textOf(input, "AccountAlias"))],
  },
  DeleteAccountAlias: {
    needs: () => [{ thing: account, groups: ["alias"] }],
    effects: (input, world) =>
      partOf(world, account, "alias") === textOf(input, "AccountAlias") ||
      partOf(world, account, "alias") === null
        ? [set(account, "alias", null)]
        : [],
  },
  UpdateAccountPasswordPolicy: {
    needs: () => [{ thing: account, groups: ["passwordPolicy"] }],
    effects: passwordPolicy,
  },
  DeleteAccountPasswordPolicy: {
    needs: () => [{ thing: account, groups: ["passwordPolicy"] }],
    effects: (_input, world) => noPasswordPolicy(world),
  },
};
