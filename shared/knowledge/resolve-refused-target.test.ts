import { test } from "vitest";
import {
  alice,
  iamEvent,
  iamRequest,
  refusedIamEvent,
  root,
} from "../../test/fixtures/iam-event.ts";
import { expectTarget, type TargetCase } from "../../test/fixtures/expect-target.ts";

const iam = "arn:aws:iam::123456789012";

const refusals: readonly TargetCase[] = [
  {
    event: refusedIamEvent("DeletePolicy", `policy ${iam}:policy/Guard`),
    type: "policy",
    id: `${iam}:policy/Guard`,
    label: "Policy Guard",
  },
  {
    event: refusedIamEvent("PutRolePolicy", "role DeployRole"),
    type: "role",
    id: "DeployRole",
    label: "Role DeployRole",
  },
  {
    event: refusedIamEvent("CreateUser", `${iam}:user/mallory`),
    type: "user",
    id: `${iam}:user/mallory`,
    label: "User mallory",
  },
  {
    event: refusedIamEvent("AddUserToGroup", "group Admins"),
    type: "group",
    id: "Admins",
    label: "Group Admins",
  },
  {
    event: refusedIamEvent("CreateAccessKey", "user bob"),
    type: "user",
    id: "bob",
    label: "User bob",
  },
  {
    event: refusedIamEvent("CreateLoginProfile", "user bob"),
    type: "login-profile",
    id: "bob",
    label: "Console password of user bob",
  },
  {
    event: refusedIamEvent("DeleteAccessKey", "user bob"),
    type: "access-key",
    id: null,
    label: "Access key (id not in the log) of user bob",
  },
  {
    event: refusedIamEvent("SimulatePrincipalPolicy", `${iam}:role/DeployRole`),
    type: "role",
    id: `${iam}:role/DeployRole`,
    label: "Role DeployRole",
  },
  {
    event: refusedIamEvent("ListUsers", `${iam}:user/`),
    type: "account",
    id: "123456789012",
    label: "Account 123456789012",
  },
  {
    event: refusedIamEvent("CreateInstanceProfile", `${iam}:role/DeployRole`),
    type: "instance-profile",
    id: null,
    label: "Instance profile (name not in the log)",
  },
  {
    event: iamEvent("DeleteRole", { outcome: "denied", errorMessage: "Access denied" }),
    type: "role",
    id: null,
    label: "Role (name not in the log)",
  },
  {
    event: { ...refusedIamEvent("DeleteRole", "role DeployRole"), outcome: "failed" },
    type: "role",
    id: null,
    label: "Role (name not in the log)",
  },
  {
    event: refusedIamEvent("BrandNewAction", "role DeployRole"),
    type: "role",
    id: "DeployRole",
    label: "Role DeployRole",
  },
  {
    event: refusedIamEvent("BrandNewAction", "something"),
    type: "unknown",
    id: null,
    label: "Target (not in the log)",
  },
];

test.each(refusals)("a refused $event.name: $label", expectTarget);

const implied: readonly TargetCase[] = [
  { event: iamRequest("CreateAccessKey", null), type: "user", id: "alice", label: "User alice" },
  {
    event: iamRequest("CreateAccessKey", null, {
      identity: { ...alice, type: "AssumedRole", userName: null },
      response: { accessKey: { userName: "bob", accessKeyId: "AKIAI44QH8DHBEXAMPLE" } },
    }),
    type: "user",
    id: "bob",
    label: "User bob",
  },
  {
    event: iamRequest("CreateAccessKey", null, {
      identity: { ...alice, type: "AssumedRole", userName: null },
    }),
    type: "user",
    id: null,
    label: "User (name not in the log)",
  },
  {
    event: iamRequest("CreateAccessKey", null, {
      identity: { ...alice, type: "FederatedUser", userName: "somebody" },
    }),
    type: "user",
    id: null,
    label: "User (name not in the log)",
  },
  {
    event: iamRequest("CreateAccessKey", null, { identity: root }),
    type: "user",
    id: `${iam}:root`,
    label: "Root user",
  },
  {
    event: iamRequest("DeleteLoginProfile", null, { identity: root }),
    type: "login-profile",
    id: `${iam}:root`,
    label: "Console password of the root user",
  },
  {
    event: iamRequest("ChangePassword", null, { outcome: "denied", errorCode: "AccessDenied" }),
    type: "login-profile",
    id: "alice",
    label: "Console password of user alice",
  },
  {
    event: iamRequest("DeleteLoginProfile", null, { outcome: "denied", errorCode: "AccessDenied" }),
    type: "login-profile",
    id: null,
    label: "Console password (name not in the log)",
  },
  {
    event: iamRequest("EnableMFADevice", {
      userName: "AWS ROOT USER",
      serialNumber: `${iam}:mfa/root-account-mfa-device`,
    }),
    type: "mfa",
    id: `${iam}:mfa/root-account-mfa-device`,
    label: "MFA device root-account-mfa-device of the root user",
  },
  {
    event: iamRequest("ListMFADevices", { userName: "AWS ROOT USER" }),
    type: "user",
    id: "AWS ROOT USER",
    label: "Root user",
  },
];

test.each(implied)(
  "$event.name by $event.identity.type without a plain name: $label",
  expectTarget,
);
