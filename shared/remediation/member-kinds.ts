/**
 * How a member of an API request travels in scripts. `document`: text of many lines, kept in a file. `secret`:
 * never printed, read from a file. `json`: a list, map or structure. `flag`: a boolean option of the CLI.
 */
export type MemberKind = "text" | "document" | "secret" | "json" | "integer" | "flag";

const kinds: Readonly<Record<string, MemberKind>> = {
  AssumeRolePolicyDocument: "document",
  PolicyDocument: "document",
  SAMLMetadataDocument: "document",
  CertificateBody: "document",
  SSHPublicKeyBody: "document",
  Password: "secret",
  ClientIDList: "json",
  EventSelectors: "json",
  Filters: "json",
  IamInstanceProfile: "json",
  Properties: "json",
  TagKeys: "json",
  Tags: "json",
  ThumbprintList: "json",
  MaxPasswordAge: "integer",
  MaxSessionDuration: "integer",
  MinimumPasswordLength: "integer",
  PasswordReusePrevention: "integer",
  AllowUsersToChangePassword: "flag",
  EnableLogFileValidation: "flag",
  HardExpiry: "flag",
  IncludeGlobalServiceEvents: "flag",
  IsMultiRegionTrail: "flag",
  PasswordResetRequired: "flag",
  RequireLowercaseCharacters: "flag",
  RequireNumbers: "flag",
  RequireSymbols: "flag",
  RequireUppercaseCharacters: "flag",
  SetAsDefault: "flag",
};

/** The kind of a request member by its API name; `text` for every other string. */
export function memberKind(member: string): MemberKind {
  return Object.hasOwn(kinds, member) ? (kinds[member] ?? "text") : "text";
}

/** APIs whose answers hold a secret that AWS shows only once. Scripts keep it in a file of the owner's, never print it. */
export const secretAnswers: ReadonlySet<string> = new Set([
  "iam:CreateAccessKey",
  "iam:CreateServiceSpecificCredential",
  "iam:CreateVirtualMFADevice",
  "iam:ResetServiceSpecificCredential",
]);

/** Services without one global endpoint: their calls need the Region of the thing they act on. */
export function needsRegion(service: string): boolean {
  return service !== "iam" && service !== "sts" && service !== "organizations";
}
