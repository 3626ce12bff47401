import { describe, expect, test } from "vitest";
import type { JsonObject } from "../cloudtrail-event.ts";
import { plain } from "../span.ts";
import { allow, documentText, lastFinding, makeEvent } from "./test-events.ts";

const arn = (name: string) => `arn:aws:iam::123456789012:policy/${name}`;

describe("title of a change", () => {
  test.each<[string, JsonObject, JsonObject | null, string]>([
    [
      "CreateRole",
      { roleName: "X", permissionsBoundary: arn("AWSDenyAll") },
      null,
      "Role X created with permissions boundary AWSDenyAll",
    ],
    [
      "CreateUser",
      { userName: "x", permissionsBoundary: arn("B") },
      null,
      "User x created with permissions boundary B",
    ],
    [
      "PutRolePermissionsBoundary",
      { roleName: "X", permissionsBoundary: arn("B") },
      null,
      "Role X had a permissions boundary set: B",
    ],
    [
      "CreatePolicy",
      {
        policyName: "DenyWithoutMFA",
        description: "Guard rail: no work without a second factor",
        policyDocument: documentText(allow("s3:GetObject")),
      },
      { policy: { arn: arn("DenyWithoutMFA"), defaultVersionId: "v1" } },
      "Policy DenyWithoutMFA created",
    ],
    [
      "CreateServiceLinkedRole",
      { aWSServiceName: "autoscaling.amazonaws.com" },
      { role: { roleName: "AWSServiceRoleForAutoScaling" } },
      "Role AWSServiceRoleForAutoScaling created for an AWS service: autoscaling.amazonaws.com",
    ],
    [
      "CreatePolicyVersion",
      { policyArn: arn("P"), setAsDefault: true },
      { policyVersion: { versionId: "v4" } },
      "Policy P got a new version: v4",
    ],
    [
      "CreateAccessKey",
      { userName: "x" },
      { accessKey: { accessKeyId: "AKIAIOSFODNN7EXAMPLE" } },
      "User x was given a new access key: AKIAIOSFODNN7EXAMPLE",
    ],
    [
      "AttachRolePolicy",
      { roleName: "X", policyArn: arn("P") },
      null,
      "Role X was given a managed policy: P",
    ],
    [
      "AddRoleToInstanceProfile",
      { instanceProfileName: "W", roleName: "X" },
      null,
      "Instance profile W was given a role: X",
    ],
    ["RemoveUserFromGroup", { groupName: "G", userName: "x" }, null, "Group G lost a member: x"],
    [
      "UpdateUser",
      { userName: "x", newUserName: "y" },
      null,
      "User x renamed or moved to another path: y",
    ],
    ["CreateGroup", { groupName: "G", path: "/teams/" }, null, "Group G created"],
  ])("%s %j", (name, request, response, title) => {
    const finding = lastFinding([makeEvent(name, { request, response })]);
    expect(plain(finding.title)).toBe(title);
    expect(plain(finding.happened[0]!).toLowerCase()).toContain(title.toLowerCase());
  });
});

describe("title of a call that changed nothing", () => {
  const request = { policyArn: arn("X") };
  test.each([
    ["failed", "DeleteConflict", "DeletePolicy on policy X failed (DeleteConflict)"],
    ["failed", undefined, "DeletePolicy on policy X failed"],
    ["denied", "AccessDenied", "DeletePolicy on policy X denied"],
  ] as const)("%s with code %s", (outcome, errorCode, title) => {
    const code = errorCode === undefined ? {} : { errorCode };
    const finding = lastFinding([makeEvent("DeletePolicy", { request, outcome, ...code })]);
    expect(plain(finding.title)).toBe(title);
    if (outcome === "failed" && errorCode !== undefined)
      expect(finding.title).toContainEqual({ t: "log", s: errorCode, kind: "other" });
  });
});
