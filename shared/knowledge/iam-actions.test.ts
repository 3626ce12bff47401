import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Inverse } from "./entry.ts";
import { actionEntry, iamActions } from "./iam-actions.ts";
import { techniqueName } from "./mitre.ts";

const apiActions = readFileSync(
  new URL("../../test/fixtures/iam-api-actions.txt", import.meta.url),
  "utf8",
)
  .trim()
  .split("\n");

const writes = iamActions.filter((entry) => entry.access === "write");

/** Actions whose UserName may be left out, because IAM then takes the user of the credentials. */
const impliedUser = [
  "CreateAccessKey",
  "CreateLoginProfile",
  "DeactivateMFADevice",
  "DeleteAccessKey",
  "DeleteLoginProfile",
  "DeleteServiceSpecificCredential",
  "DeleteSigningCertificate",
  "ResetServiceSpecificCredential",
  "UpdateAccessKey",
  "UpdateServiceSpecificCredential",
  "UpdateSigningCertificate",
  "UploadSigningCertificate",
];

test("every action of the IAM API has exactly one entry", () => {
  expect(apiActions).toHaveLength(180);
  expect(iamActions.map((entry) => entry.name).toSorted()).toEqual(apiActions.toSorted());
});

test("the counts of reads and writes are those of the API", () => {
  expect([writes.length, iamActions.length - writes.length]).toEqual([108, 72]);
});

test.each(iamActions)("$name: its words are whole and its techniques have names", (entry) => {
  expect(entry.severityReason).toMatch(/^[A-Z]\S*( \S+){4,}\.$/u);
  expect(entry.severityReason).not.toMatch(/[.!?] /u);
  expect(entry.done).toMatch(/^[a-z][^.]*[^. ]$/u);
  expect(entry.mitre.filter((id) => techniqueName(id) === null)).toEqual([]);
  expect(entry.inverse.note).toMatch(/^$|^[A-Z].* .*\.$/u);
  for (const lost of entry.inverse.lost) expect(lost).toMatch(/^[a-z].* .*[^.]$/u);
  for (const path of entry.targetFields) {
    expect(path).toMatch(/^(request|response)(\.[a-z][A-Za-z]*)+$|^identity\.userName$/u);
  }
});

/** Of each kind of inverse, what an entry of that kind must have. */
const complete: Readonly<Record<Inverse["possible"], (inverse: Inverse) => boolean>> = {
  yes: ({ calls }) => calls.length > 0,
  partial: ({ calls, lost }) => calls.length > 0 && lost.length > 0,
  no: ({ note, lost }) => note !== "" || lost.length > 0,
  none: ({ calls, note }) => calls.length === 0 && note !== "",
};

test.each(writes)("$name: says how it is taken back", ({ inverse }) => {
  expect(complete[inverse.possible](inverse)).toBe(true);
});

test.each(iamActions.filter((entry) => entry.access === "read"))(
  "$name: only reads, so nothing is taken back and no severity above low is due",
  ({ inverse, severity }) => {
    expect([inverse.possible, inverse.calls]).toEqual(["none", []]);
    expect(["info", "low"]).toContain(severity);
  },
);

test.each(writes)(
  "$name: its undoing calls exist and their values have a source",
  ({ inverse }) => {
    const known = [...apiActions, "ec2:ReplaceIamInstanceProfileAssociation"];
    expect(inverse.calls.filter(({ api, when }) => when === "" || !known.includes(api))).toEqual(
      [],
    );
    const sources = inverse.calls
      .flatMap(({ params }) => Object.values(params))
      .filter((value) => typeof value === "string" && value !== "Inactive")
      .flatMap((value) => String(value).split("|else:"));
    const unclear = sources.filter(
      (source) => !/^\$(rp|re|ui|prior|live|human|generated)\.[a-zA-Z]/u.test(source),
    );
    expect(unclear).toEqual([]);
  },
);

test.each(impliedUser)(
  "%s: a user left out of the request is not left out when undoing",
  (name) => {
    const calls = actionEntry("iam.amazonaws.com", name)?.inverse.calls ?? [];
    const users = calls.flatMap(({ params }) => ("UserName" in params ? [params["UserName"]] : []));
    expect(users).not.toEqual([]);
    for (const user of users)
      expect(user).toMatch(/^\$rp\.userName\|else:.*\|else:\$human\.userName$/u);
  },
);

test("an entry is found by source and name together, exactly", () => {
  expect(actionEntry("iam.amazonaws.com", "DeletePolicy")?.target).toBe("policy");
  expect(actionEntry("iot.amazonaws.com", "DeletePolicy")).toBeNull();
  expect(actionEntry("iam.amazonaws.com", "deletepolicy")).toBeNull();
  expect(actionEntry("iam.amazonaws.com", "PassRole")).toBeNull();
  expect(actionEntry("iam.amazonaws.com DeletePolicy", "")).toBeNull();
});

/** The changes that are high before any context is looked at; whoever changes a baseline confirms it here. */
const high = [
  "AcceptDelegationRequest",
  "AddClientIDToOpenIDConnectProvider",
  "CreateOpenIDConnectProvider",
  "CreateSAMLProvider",
  "DeactivateMFADevice",
  "DeleteAccountPasswordPolicy",
  "DeleteOpenIDConnectProvider",
  "DeleteRolePermissionsBoundary",
  "DeleteSAMLProvider",
  "DeleteUserPermissionsBoundary",
  "DisableOrganizationsRootCredentialsManagement",
  "EnableOrganizationsRootCredentialsManagement",
  "EnableOrganizationsRootSessions",
  "SendDelegationToken",
  "SetDefaultPolicyVersion",
  "UpdateAssumeRolePolicy",
  "UpdateOpenIDConnectProviderThumbprint",
  "UpdateSAMLProvider",
  "UploadSigningCertificate",
];

test("exactly the listed actions have a high baseline, and none is critical without context", () => {
  const found = iamActions.filter(({ severity }) => severity === "high" || severity === "critical");
  expect(found.map(({ name }) => name).toSorted()).toEqual(high);
  expect(found.filter(({ severity }) => severity === "critical")).toEqual([]);
});
