import { expect, test } from "vitest";
import { expectTarget, type TargetCase } from "../../test/fixtures/expect-target.ts";
import { alice, iamEvent, iamRequest } from "../../test/fixtures/iam-event.ts";
import type { JsonObject } from "../cloudtrail-event.ts";
import { plain } from "../span.ts";
import type { TargetType } from "./entry.ts";
import { actionEntry, iamActions } from "./iam-actions.ts";
import { resolveTarget } from "./resolve-target.ts";

const iam = "arn:aws:iam::123456789012";

const byType: Readonly<Record<TargetType, Omit<TargetCase, "type">>> = {
  "access-key": {
    event: iamRequest("DeleteAccessKey", { userName: "bob", accessKeyId: "AKIAI44QH8DHBEXAMPLE" }),
    id: "AKIAI44QH8DHBEXAMPLE",
    label: "Access key AKIAI44QH8DHBEXAMPLE of user bob",
  },
  account: {
    event: iamRequest("DeleteAccountPasswordPolicy", null),
    id: "123456789012",
    label: "Account 123456789012",
  },
  delegation: {
    event: iamRequest("AcceptDelegationRequest", { delegationRequestId: "dr-1" }),
    id: "dr-1",
    label: "Delegation request dr-1",
  },
  group: {
    event: iamRequest("DetachGroupPolicy", {
      groupName: "Developers",
      policyArn: `${iam}:policy/Guard`,
    }),
    id: "Developers",
    label: "Group Developers",
  },
  "instance-profile": {
    event: iamRequest("DeleteInstanceProfile", { instanceProfileName: "web-frontend" }),
    id: "web-frontend",
    label: "Instance profile web-frontend",
  },
  "login-profile": {
    event: iamRequest("UpdateLoginProfile", { userName: "bob" }),
    id: "bob",
    label: "Console password of user bob",
  },
  mfa: {
    event: iamRequest("DeactivateMFADevice", { userName: "bob", serialNumber: `${iam}:mfa/phone` }),
    id: `${iam}:mfa/phone`,
    label: "MFA device phone of user bob",
  },
  oidc: {
    event: iamRequest(
      "CreateOpenIDConnectProvider",
      { url: "https://oidc.example.com/id/AB12" },
      {
        response: { openIDConnectProviderArn: `${iam}:oidc-provider/oidc.example.com/id/AB12` },
      },
    ),
    id: `${iam}:oidc-provider/oidc.example.com/id/AB12`,
    label: "OIDC provider oidc.example.com/id/AB12",
  },
  organization: {
    event: iamRequest("EnableOrganizationsRootSessions", null, {
      response: { organizationId: "o-exampleorg" },
    }),
    id: "o-exampleorg",
    label: "Organization o-exampleorg",
  },
  policy: {
    event: iamRequest("CreatePolicyVersion", { policyArn: `${iam}:policy/team/DeveloperAccess` }),
    id: `${iam}:policy/team/DeveloperAccess`,
    label: "Policy DeveloperAccess",
  },
  role: {
    event: iamRequest("PutRolePolicy", { roleName: "DeployRole", policyName: "emergency-fix" }),
    id: "DeployRole",
    label: "Role DeployRole",
  },
  saml: {
    event: iamRequest("UpdateSAMLProvider", { sAMLProviderArn: `${iam}:saml-provider/corp` }),
    id: `${iam}:saml-provider/corp`,
    label: "SAML provider corp",
  },
  "server-cert": {
    event: iamRequest("DeleteServerCertificate", { serverCertificateName: "web" }),
    id: "web",
    label: "Server certificate web",
  },
  "service-credential": {
    event: iamRequest("ResetServiceSpecificCredential", {
      userName: "bob",
      serviceSpecificCredentialId: "ACCAEXAMPLE",
    }),
    id: "ACCAEXAMPLE",
    label: "Service-specific credential ACCAEXAMPLE of user bob",
  },
  "signing-cert": {
    event: iamRequest("DeleteSigningCertificate", { certificateId: "TA7SMPEXAMPLE" }),
    id: "TA7SMPEXAMPLE",
    label: "Signing certificate TA7SMPEXAMPLE",
  },
  "ssh-key": {
    event: iamRequest("UpdateSSHPublicKey", { userName: "bob", sSHPublicKeyId: "APKAEXAMPLE" }),
    id: "APKAEXAMPLE",
    label: "SSH public key APKAEXAMPLE of user bob",
  },
  user: {
    event: iamRequest("AttachUserPolicy", { userName: "bob", policyArn: `${iam}:policy/Guard` }),
    id: "bob",
    label: "User bob",
  },
};

test.each(Object.entries(byType))("a target of type %s", (type, expected) => {
  expectTarget({ type, ...expected });
});

test("a request that AWS cut says so instead of naming nothing", () => {
  expectTarget({
    event: iamRequest("UpdateAssumeRolePolicy", { omitted: true }),
    type: "role",
    id: null,
    label: "Role (name cut by AWS at its size limit)",
  });
});

test("an ARN tells the kind where an action takes any identity", () => {
  const id = `${iam}:role/service/DeployRole`;
  expectTarget({
    event: iamRequest("SimulatePrincipalPolicy", { policySourceArn: id }),
    type: "role",
    id,
    label: "Role DeployRole",
  });
});

test("the spelling of the first letters does not matter", () => {
  expectTarget({
    event: iamRequest("DeleteRole", { RoleName: "x" }),
    type: "role",
    id: "x",
    label: "Role x",
  });
});

test("an account that the record does not name stays unknown", () => {
  expectTarget({
    event: iamRequest("DeleteAccountPasswordPolicy", null, { account: null }),
    type: "account",
    id: null,
    label: "Account (id not in the log)",
  });
});

const hostile = "<script>\u202e$(id)";

/** An object in which the last name of the path holds the value. */
function holding(path: string, value: string): JsonObject {
  return path
    .split(".")
    .slice(1)
    .reduceRight<JsonObject | string>((inner, name) => ({ [name]: inner }), value) as JsonObject;
}

test.each(
  iamActions.flatMap(({ name, targetFields }) => targetFields.map((path) => [name, path] as const)),
)("%s: a hostile value at %s travels as log text only", (name, path) => {
  const [head] = path.split(".");
  const value = holding(path, hostile);
  const event = iamEvent(name, {
    identity: { ...alice, userName: head === "identity" ? hostile : null },
    request: head === "request" ? value : null,
    response: head === "response" ? value : null,
  });
  const { id, label } = resolveTarget(actionEntry(event.source, name), event);
  expect(id).toBe(hostile);
  expect(label.filter((span) => span.t === "log")).toMatchObject([{ s: hostile }]);
  expect(plain(label.filter((span) => span.t !== "log"))).not.toContain("script");
});
