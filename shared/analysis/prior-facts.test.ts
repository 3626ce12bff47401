import { describe, expect, test } from "vitest";
import type { CloudTrailEvent, JsonObject } from "../cloudtrail-event.ts";
import { createLedger } from "../state/ledger.ts";
import { priorFacts } from "./prior-facts.ts";
import { allow, documentText, makeEvent, user } from "./test-events.ts";

type Parts = Parameters<typeof makeEvent>[1];

/** The answer to a path for the last event of a story. */
function ask(path: string, ...events: readonly CloudTrailEvent[]) {
  const ledger = createLedger();
  const last = events.at(-1)!;
  for (const event of events.slice(0, -1)) ledger.apply(event);
  return priorFacts(ledger.facts(last), last)(path);
}
function ev(name: string, request: JsonObject, more: Parts = {}): CloudTrailEvent {
  return makeEvent(name, { id: name, request, ...more });
}

const arn = "arn:aws:iam::123456789012:policy/team/P";
const doc = documentText(allow("s3:GetObject"));
const other = documentText(allow("s3:PutObject"));
const policy = ev(
  "CreatePolicy",
  {
    policyName: "P",
    path: "/team/",
    policyDocument: doc,
    description: "d",
    tags: [{ key: "k", value: "v" }],
  },
  { response: { policy: { arn } } },
);
const version2 = ev(
  "CreatePolicyVersion",
  { policyArn: arn, policyDocument: other, setAsDefault: true },
  { id: "v2", response: { policyVersion: { versionId: "v2" } } },
);
const onPolicy = ev("DeletePolicy", { policyArn: arn });
const role = ev("CreateRole", {
  roleName: "R",
  path: "/app/",
  assumeRolePolicyDocument: doc,
  maxSessionDuration: 7200,
});
const onRole = ev("DeleteRole", { roleName: "R" });
const putInline = ev("PutRolePolicy", { roleName: "R", policyName: "I", policyDocument: doc });
const onInline = ev(
  "PutRolePolicy",
  { roleName: "R", policyName: "I", policyDocument: other },
  { id: "now" },
);
const deleteInline = ev("DeleteRolePolicy", { roleName: "R", policyName: "I" }, { at: 0 });
const attachRole = ev("AttachRolePolicy", { roleName: "R", policyArn: arn });
const detachRole = ev("DetachRolePolicy", { roleName: "R", policyArn: arn });

const join = ev("AddUserToGroup", { groupName: "g", userName: "u" });
const serial = "arn:aws:iam::123456789012:mfa/team/phone";
const onDevice = ev("DeleteVirtualMFADevice", { serialNumber: serial });
const update = (request: JsonObject) => ev("UpdateRole", { roleName: "R", ...request });
const describe2 = ev("UpdateRoleDescription", { roleName: "R", description: "d" });

function fact(value: unknown, ...evidence: readonly string[]) {
  return { value, evidence };
}

describe("managed policies", () => {
  test.each([
    ["policy.name", [onPolicy], fact("P", "DeletePolicy")],
    ["policy.path", [onPolicy], fact("/team/", "DeletePolicy")],
    ["policy.description", [policy, onPolicy], fact("d", "CreatePolicy")],
    ["policy.description", [onPolicy], null],
    ["policy.tags", [policy, onPolicy], fact([{ Key: "k", Value: "v" }], "CreatePolicy")],
    ["policyDefaultDocument", [policy, onPolicy], fact(doc, "CreatePolicy")],
    ["policyDefaultDocument", [policy, version2, onPolicy], fact(other, "v2")],
    ["policyDefaultDocument", [onPolicy], null],
    ["previousDefaultVersionId", [policy, version2, onPolicy], fact("v2", "v2")],
    [
      "previousDefaultVersionId",
      [policy, { ...version2, outcome: "denied" as const }, onPolicy],
      fact("v1", "CreatePolicy"),
    ],
    [
      "versionDocument",
      [policy, ev("DeletePolicyVersion", { policyArn: arn, versionId: "v1" })],
      fact(doc, "CreatePolicy"),
    ],
    ["policyAttachments.roles[]", [attachRole, onPolicy], [fact("R", "AttachRolePolicy")]],
    [
      "policyAttachments.roles[]",
      [attachRole, detachRole, onPolicy],
      [fact("R", "AttachRolePolicy", "DetachRolePolicy")],
    ],
    ["policyAttachments.users[]", [policy, onPolicy], []],
    ["policyAttachments.users[]", [attachRole, onPolicy], null],
  ])("%s", (path, events, expected) => {
    expect(ask(path, ...events)).toEqual(expected);
  });

  test("an old partition of the same policy is the same policy", () => {
    const china = ev("DeletePolicy", { policyArn: arn.replace("arn:aws:", "arn:aws-cn:") });
    expect(ask("policyDefaultDocument", policy, china)).toEqual(fact(doc, "CreatePolicy"));
  });

  test("facts of one account say nothing of another", () => {
    expect(
      ask("policyDefaultDocument", policy, { ...onPolicy, account: "111122223333" }),
    ).toBeNull();
  });
});

describe("roles, users and groups", () => {
  test.each([
    ["trustPolicy", [role, onRole], fact(doc, "CreateRole")],
    [
      "trustPolicy",
      [role, ev("UpdateAssumeRolePolicy", { roleName: "R", policyDocument: other }), onRole],
      fact(other, "UpdateAssumeRolePolicy"),
    ],
    ["trustPolicy", [onRole], null],
    ["role.path", [role, onRole], fact("/app/", "CreateRole")],
    ["role.maxSessionDuration", [role, onRole], fact(7200, "CreateRole")],
    ["role.description", [role, onRole], []],
    ["role.permissionsBoundary", [role, onRole], []],
    ["role.permissionsBoundary", [onRole], null],
    [
      "role.attachedPolicies[]",
      [role, attachRole, detachRole, onRole],
      [fact(arn, "AttachRolePolicy", "DetachRolePolicy")],
    ],
    [
      "role.inline[].name",
      [role, putInline, deleteInline, onRole],
      [fact("I", "PutRolePolicy", "DeleteRolePolicy")],
    ],
    [
      "role.inline[].document",
      [role, putInline, onRole, deleteInline, onRole],
      [fact(doc, "PutRolePolicy", "DeleteRolePolicy")],
    ],
    ["role.instanceProfiles[]", [role, onRole], []],
    ["inlineDocument", [putInline, onInline], fact(doc, "PutRolePolicy")],
    ["inlineDocument", [role, onInline], []],
    ["inlineDocument", [putInline, deleteInline, onInline], []],
    ["inlineDocument", [onInline], null],
    [
      "permissionsBoundary",
      [
        ev("PutRolePermissionsBoundary", { roleName: "R", permissionsBoundary: arn }),
        ev("DeleteRolePermissionsBoundary", { roleName: "R" }),
      ],
      fact(arn, "PutRolePermissionsBoundary"),
    ],
    [
      "user.groups[]",
      [
        ev("AddUserToGroup", { userName: "u", groupName: "G" }),
        ev("DeleteUser", { userName: "u" }),
      ],
      [fact("G", "AddUserToGroup")],
    ],
    [
      "group.members[]",
      [
        ev("AddUserToGroup", { userName: "u", groupName: "G" }),
        ev("UpdateUser", { userName: "u", newUserName: "w" }),
        ev("DeleteGroup", { groupName: "g" }),
      ],
      [fact("w", "AddUserToGroup")],
    ],
    [
      "user.path",
      [ev("CreateUser", { userName: "n.albrecht", path: "/p/" }), ev("DeleteUser", {})],
      fact("/p/", "CreateUser"),
    ],
  ])("%s", (path, events, expected) => {
    expect(ask(path, ...events)).toEqual(expected);
  });

  test("a role made anew does not inherit from the one deleted", () => {
    const again = { ...role, id: "again", at: "2026-10-07T00:00:00Z" };
    const late = { ...onInline, at: "2026-10-07T00:01:00Z" };
    expect(ask("inlineDocument", role, putInline, onRole, again, late)).toEqual([]);
  });

  test("a role in use after its deletion is an unknown one: its new creation is missing", () => {
    const late = { ...onInline, at: "2026-10-07T00:01:00Z" };
    const put = {
      ...putInline,
      at: "2026-10-07T00:00:00Z",
      request: { ...putInline.request, policyName: "J" },
    };
    expect(ask("inlineDocument", role, onRole, put, late)).toBeNull();
  });

  test("a change that stands before the creation of the same second is kept", () => {
    expect(ask("inlineDocument", putInline, role, onInline)).toEqual(fact(doc, "PutRolePolicy"));
  });

  test("policies that AWS puts on a service-linked role leave no event, so its list is never complete", () => {
    const linked = ev(
      "CreateServiceLinkedRole",
      { aWSServiceName: "autoscaling.amazonaws.com" },
      { response: { role: { roleName: "R" } } },
    );
    const removed = ev("DeleteServiceLinkedRole", { roleName: "R" });
    expect(ask("role.attachedPolicies[]", linked, removed)).toBeNull();
    expect(ask("role.servicePrincipal", linked, removed)).toEqual(
      fact("autoscaling.amazonaws.com", "CreateServiceLinkedRole"),
    );
    expect(ask("role.customSuffix", linked, removed)).toEqual([]);
  });
});

describe("what was taken off before a deletion", () => {
  test.each([
    [
      "within 24 hours by the same actor",
      "2026-10-07T02:00:00Z",
      user("n.albrecht"),
      [fact("R", "AttachRolePolicy", "DetachRolePolicy")],
    ],
    ["24 hours and a second later", "2026-10-07T02:00:01Z", user("n.albrecht"), []],
    ["by another actor", "2026-10-06T02:00:00Z", user("v.costa"), null],
  ])("%s", (_, at, by, expected) => {
    expect(
      ask("policyAttachments.roles[]", attachRole, detachRole, { ...onPolicy, at, identity: by }),
    ).toEqual(expected);
  });
});

describe("profiles, credentials, providers, settings and tags", () => {
  const profile = ev("CreateInstanceProfile", { instanceProfileName: "W", path: "/w/" });
  const addRole = ev("AddRoleToInstanceProfile", { instanceProfileName: "W", roleName: "R" });
  const takeRole = ev("RemoveRoleFromInstanceProfile", { instanceProfileName: "W", roleName: "R" });
  const onProfile = ev("DeleteInstanceProfile", { instanceProfileName: "W" });
  const key = ev(
    "CreateAccessKey",
    { userName: "u" },
    { response: { accessKey: { accessKeyId: "AKIAEXAMPLE" } } },
  );
  const onKey = ev(
    "UpdateAccessKey",
    { userName: "u", accessKeyId: "AKIAEXAMPLE", status: "Inactive" },
    { id: "now" },
  );
  const oidc = "arn:aws:iam::123456789012:oidc-provider/idp.example.com";
  const provider = ev(
    "CreateOpenIDConnectProvider",
    { url: "https://idp.example.com", clientIDList: ["a"], thumbprintList: ["t"] },
    { response: { openIDConnectProviderArn: oidc } },
  );
  const addAudience = (clientID: string) =>
    ev("AddClientIDToOpenIDConnectProvider", { openIDConnectProviderArn: oidc, clientID });
  const passwords = ev("UpdateAccountPasswordPolicy", {
    minimumPasswordLength: 14,
    requireSymbols: true,
  });
  const onPasswords = ev(
    "UpdateAccountPasswordPolicy",
    { minimumPasswordLength: 6 },
    { id: "now" },
  );
  const onSaml = ev(
    "UpdateSAMLProvider",
    {
      sAMLProviderArn: "arn:aws:iam::123456789012:saml-provider/I",
      sAMLMetadataDocument: "<new/>",
    },
    { id: "now" },
  );
  const saml = ev(
    "CreateSAMLProvider",
    { name: "I", sAMLMetadataDocument: "<old/>" },
    { response: { sAMLProviderArn: "arn:aws:iam::123456789012:saml-provider/I" } },
  );
  test.each([
    ["instanceProfile.path", [profile, onProfile], fact("/w/", "CreateInstanceProfile")],
    [
      "instanceProfile.role",
      [addRole, takeRole, onProfile],
      fact("R", "AddRoleToInstanceProfile", "RemoveRoleFromInstanceProfile"),
    ],
    ["instanceProfile.role", [addRole, onProfile], fact("R", "AddRoleToInstanceProfile")],
    ["instanceProfile.role", [profile, onProfile], []],
    ["instanceProfile.role", [onProfile], null],
    ["accessKeyStatus", [key, onKey], fact("Active", "CreateAccessKey")],
    ["accessKeyStatus", [onKey], null],
    [
      "oidc.clientIDList",
      [
        provider,
        ev("AddClientIDToOpenIDConnectProvider", { openIDConnectProviderArn: oidc, clientID: "b" }),
        ev("DeleteOpenIDConnectProvider", { openIDConnectProviderArn: oidc }),
      ],
      fact(["a", "b"], "AddClientIDToOpenIDConnectProvider"),
    ],
    [
      "oidc.url",
      [provider, ev("DeleteOpenIDConnectProvider", { openIDConnectProviderArn: oidc })],
      fact("https://idp.example.com", "CreateOpenIDConnectProvider"),
    ],
    ["samlMetadata", [saml, onSaml], fact("<old/>", "CreateSAMLProvider")],
    [
      "passwordPolicy.minimumPasswordLength",
      [passwords, onPasswords],
      fact(14, "UpdateAccountPasswordPolicy"),
    ],
    ["passwordPolicy.maxPasswordAge", [passwords, onPasswords], []],
    ["passwordPolicy.maxPasswordAge", [ev("DeleteAccountPasswordPolicy", {}), onPasswords], []],
    ["passwordPolicy.maxPasswordAge", [onPasswords], null],
    [
      "accountAlias",
      [
        ev("CreateAccountAlias", { accountAlias: "old" }),
        ev("CreateAccountAlias", { accountAlias: "new" }, { id: "now" }),
      ],
      fact("old", "CreateAccountAlias"),
    ],
    [
      "accountAlias",
      [
        ev("DeleteAccountAlias", { accountAlias: "old" }),
        ev("CreateAccountAlias", { accountAlias: "new" }),
      ],
      [],
    ],
    // A call that puts in place what is there changes nothing; only a list known whole proves that it was not.
    ["inPlace", [role, attachRole, attachRole], fact(arn, "AttachRolePolicy")],
    ["inPlace", [role, attachRole, detachRole, attachRole], []],
    ["inPlace", [role, attachRole], []],
    ["inPlace", [attachRole], null],
    ["inPlace", [join, join], fact("g", "AddUserToGroup")],
    ["inPlace", [join], null],
    ["inPlace", [provider, addAudience("a")], fact("a", "CreateOpenIDConnectProvider")],
    ["inPlace", [provider, addAudience("b")], []],
    ["inPlace", [addAudience("a")], null],
    // A policy that was deleted after it was taken off can't be put back.
    [
      "role.attachedPolicies[]",
      [role, attachRole, detachRole, onPolicy, onRole],
      [{ ...fact(arn, "AttachRolePolicy", "DetachRolePolicy"), deletedBy: "DeletePolicy" }],
    ],
    ["mfa.path", [onDevice], fact("/team/", "DeleteVirtualMFADevice")],
    [
      "mfa.tags",
      [ev("TagMFADevice", { serialNumber: serial, tags: [{ key: "k", value: "1" }] }), onDevice],
      // The log does not begin with its creation.
      { ...fact([{ Key: "k", Value: "1" }], "TagMFADevice"), isPartial: true },
    ],
    // An empty description takes it away; a duration that UpdateRole leaves out falls back to an hour.
    [
      "role.description",
      [role, update({ description: "d" }), update({ description: "" }), onRole],
      [],
    ],
    ["role.maxSessionDuration", [role, update({ description: "d" }), onRole], []],
    ["role.maxSessionDuration", [role, describe2, onRole], fact(7200, "CreateRole")],
    ["no.such.fact", [onPasswords], null],
    ["constructor", [onPasswords], null],
  ])("%s", (path, events, expected) => {
    expect(ask(path, ...events)).toEqual(expected);
  });

  const tag = (value: string, id = "TagRole") =>
    ev("TagRole", { roleName: "R", tags: [{ key: "k", value }] }, { id });
  const both = ev(
    "TagRole",
    {
      roleName: "R",
      tags: [
        { key: "k", value: "2" },
        { key: "n", value: "2" },
      ],
    },
    { id: "now" },
  );
  test.each([
    ["the earlier value", [tag("1"), tag("2", "now")], fact([{ Key: "k", Value: "1" }], "TagRole")],
    ["a key the log proves new", [role, tag("2", "now")], []],
    [
      "a key taken away before",
      [tag("1"), ev("UntagRole", { roleName: "R", tagKeys: ["k"] }), tag("2", "now")],
      [],
    ],
    ["a key of unknown past", [tag("2", "now")], null],
    ["one key of unknown past among known ones", [tag("1"), both], null],
    [
      "one new key among known ones",
      [role, tag("1"), both],
      fact([{ Key: "k", Value: "1" }], "TagRole"),
    ],
    [
      "an access key made for the user does not clear its tags",
      [
        ev("TagUser", { userName: "u", tags: [{ key: "k", value: "1" }] }),
        ev("CreateAccessKey", { userName: "u" }),
        ev("TagUser", { userName: "u", tags: [{ key: "k", value: "2" }] }, { id: "now" }),
      ],
      fact([{ Key: "k", Value: "1" }], "TagUser"),
    ],
  ])("tags: %s", (_, events, expected) => {
    expect(ask("tags", ...events)).toEqual(expected);
  });
});
