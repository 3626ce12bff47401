/**
 * Members that a call works without and that no sensible answer is needed for: where neither the event nor earlier
 * ones tell them, they are left out and the plan says so. All other members of an undoing call must be known or are
 * asked for, also where AWS calls them optional: without `UserName` a call would act on the caller.
 */
const optional: Readonly<Record<string, readonly string[]>> = {
  CreateGroup: ["Path"],
  CreateInstanceProfile: ["Path", "Tags"],
  CreateOpenIDConnectProvider: ["ThumbprintList", "Tags"],
  CreatePolicy: ["Path", "Description", "Tags"],
  CreateRole: ["Path", "Description", "MaxSessionDuration", "PermissionsBoundary", "Tags"],
  CreateSAMLProvider: ["Tags", "AssertionEncryptionMode"],
  CreateServiceLinkedRole: ["CustomSuffix", "Description"],
  CreateUser: ["Path", "PermissionsBoundary", "Tags"],
  CreateVirtualMFADevice: ["Path", "Tags"],
  UpdateAccountPasswordPolicy: [
    "MinimumPasswordLength",
    "RequireSymbols",
    "RequireNumbers",
    "RequireUppercaseCharacters",
    "RequireLowercaseCharacters",
    "AllowUsersToChangePassword",
    "MaxPasswordAge",
    "PasswordReusePrevention",
    "HardExpiry",
  ],
};

/** Whether a member of an undoing call may be left out when nothing is known of it. */
export function isOptional(api: string, member: string): boolean {
  return Object.hasOwn(optional, api) && (optional[api]?.includes(member) ?? false);
}

/**
 * What a call that replaces values says about a member that proven was not set before: an empty text clears a
 * description, while a left-out duration falls back to AWS's default (iam UpdateRole). Undefined for all members
 * without which a call makes no sense.
 */
export function valueForNone(api: string, member: string): "" | "left out" | undefined {
  if (member === "Description" && api.startsWith("UpdateRole")) return "";
  if (member === "Notes") return "";
  return api === "UpdateRole" && member === "MaxSessionDuration" ? "left out" : undefined;
}

/**
 * Members that put a rename or a move back. They belong into the call only when the event changed that very thing:
 * renaming to the same name is an error.
 */
export const renaming: ReadonlySet<string> = new Set([
  "NewGroupName",
  "NewPath",
  "NewServerCertificateName",
  "NewUserName",
]);

const memberWords: Readonly<Record<string, string>> = {
  AssertionEncryptionMode: "its encryption mode",
  CustomSuffix: "a custom suffix of its name",
  Description: "its description",
  MaxSessionDuration: "its maximum session duration",
  Path: "its path",
  PermissionsBoundary: "its permissions boundary",
  Tags: "its tags",
  ThumbprintList: "its certificate thumbprints",
};

/** A left-out member in words, for the list of what can't come back. */
export function memberWord(member: string): string {
  return Object.hasOwn(memberWords, member) ? (memberWords[member] ?? member) : member;
}
