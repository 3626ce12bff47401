/** Which fixes fit which events. */
import type { FixName } from "./fix.ts";

/** What a row makes its requests for. */
export type FixOf =
  | "user"
  | "role"
  | "key"
  | "detach"
  | "policy"
  | "provider"
  | "account"
  | "trail";

/** Fixes by eventName, for what the event acted on. The first is to be thought of first. */
export const fixTable: Readonly<Record<string, readonly (readonly [FixName, FixOf])[]>> = {
  CreateAccessKey: [
    ["deactivate-key", "key"],
    ["delete-key", "key"],
    ["quarantine", "user"],
  ],
  UpdateAccessKey: [["deactivate-key", "key"]],
  CreateLoginProfile: [
    ["remove-login-profile", "user"],
    ["reset-password", "user"],
    ["revoke-sessions", "user"],
  ],
  UpdateLoginProfile: [
    ["reset-password", "user"],
    ["remove-login-profile", "user"],
    ["revoke-sessions", "user"],
  ],
  ConsoleLogin: [
    ["reset-password", "user"],
    ["revoke-sessions", "user"],
    ["quarantine", "user"],
  ],
  ChangePassword: [["reset-password", "user"]],
  DeactivateMFADevice: [
    ["reset-password", "user"],
    ["quarantine", "user"],
  ],
  CreateUser: [
    ["quarantine", "user"],
    ["delete-user", "user"],
  ],
  AttachUserPolicy: [
    ["detach-policy", "detach"],
    ["quarantine", "user"],
  ],
  AttachGroupPolicy: [["detach-policy", "detach"]],
  AttachRolePolicy: [
    ["detach-policy", "detach"],
    ["quarantine", "role"],
    ["revoke-sessions", "role"],
  ],
  PutUserPolicy: [["quarantine", "user"]],
  PutRolePolicy: [
    ["quarantine", "role"],
    ["revoke-sessions", "role"],
  ],
  AddUserToGroup: [["quarantine", "user"]],
  PutUserPermissionsBoundary: [["quarantine", "user"]],
  DeleteUserPermissionsBoundary: [["quarantine", "user"]],
  PutRolePermissionsBoundary: [["quarantine", "role"]],
  DeleteRolePermissionsBoundary: [["quarantine", "role"]],
  CreateRole: [
    ["quarantine", "role"],
    ["revoke-sessions", "role"],
    ["delete-role", "role"],
  ],
  AssumeRole: [["revoke-sessions", "role"]],
  AssumeRoleWithSAML: [["revoke-sessions", "role"]],
  AssumeRoleWithWebIdentity: [["revoke-sessions", "role"]],
  UpdateAssumeRolePolicy: [
    ["revoke-sessions", "role"],
    ["quarantine", "role"],
  ],
  CreateOpenIDConnectProvider: [["delete-provider", "provider"]],
  AddClientIDToOpenIDConnectProvider: [["delete-provider", "provider"]],
  UpdateOpenIDConnectProviderThumbprint: [["delete-provider", "provider"]],
  CreateSAMLProvider: [["delete-provider", "provider"]],
  UpdateSAMLProvider: [["delete-provider", "provider"]],
  UpdateAccountPasswordPolicy: [["set-password-policy", "account"]],
  DeleteAccountPasswordPolicy: [["set-password-policy", "account"]],
  CreatePolicy: [["least-privilege", "policy"]],
  CreatePolicyVersion: [["least-privilege", "policy"]],
  SetDefaultPolicyVersion: [["least-privilege", "policy"]],
  StopLogging: [
    ["restart-logging", "trail"],
    ["harden-trail", "trail"],
  ],
  UpdateTrail: [["harden-trail", "trail"]],
  PutEventSelectors: [["harden-trail", "trail"]],
};

/** Fixes for who made the call, by what it acted with; also where the call was refused. */
export const actorTable: Readonly<Record<"key" | "user" | "role", readonly FixName[]>> = {
  key: ["deactivate-key"],
  user: ["quarantine"],
  role: ["revoke-sessions", "quarantine"],
};
