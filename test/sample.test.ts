import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { makeSample } from "../build/make-sample.ts";
import { field, type Json, textField } from "../shared/cloudtrail-event.ts";

const folder = join(import.meta.dirname, "../build/sample");
const files = makeSample();
const isLog = (path: string): boolean => path.includes("/CloudTrail/");

interface Row {
  readonly path: string;
  readonly record: Json;
  readonly text: string;
}

const rows: readonly Row[] = files
  .filter(({ path }) => isLog(path))
  .flatMap(({ path, text }) =>
    (JSON.parse(text) as { Records: Json[] }).Records.map((record) => ({
      path,
      record,
      text: JSON.stringify(record),
    })),
  );

const time = (record: Json): string => textField(record, "eventTime") ?? "";

/** Every event once, in the order of the calls. */
const distinct: readonly Json[] = [
  ...new Map(rows.map(({ record }) => [textField(record, "eventID"), record])).values(),
].toSorted((x, y) => time(x).localeCompare(time(y)));

const value = (record: Json, ...path: readonly string[]): Json | undefined =>
  path.reduce<Json | undefined>((at, name) => field(at, name), record);

/** Records of one API, e.g. `iam:DeletePolicy`, with an error code or (null) successful. */
function calls(api: string, errorCode: string | null = null): readonly Json[] {
  const [service, name] = api.split(":");
  return distinct.filter(
    (record) =>
      textField(record, "eventSource") === `${service}.amazonaws.com` &&
      textField(record, "eventName") === name &&
      textField(record, "errorCode") === errorCode,
  );
}

/** The policy document of a request. */
function documentOf(record: Json): { readonly Statement: readonly Record<string, unknown>[] } {
  return JSON.parse(textField(field(record, "requestParameters"), "policyDocument") ?? "null");
}

const requested = (api: string, member: string, wanted: string): readonly Json[] =>
  calls(api).filter((record) => value(record, "requestParameters", member) === wanted);

/** The inflated content of a committed file. */
function inflated(path: string): string {
  const bytes = readFileSync(join(folder, path));
  return (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
}

const isDefault = (record: Json): Json | undefined =>
  value(record, "responseElements", "policyVersion", "isDefaultVersion");

describe("the committed archive", () => {
  it("is what the generator makes, file by file", () => {
    const committed = globSync("**/*.*", { cwd: folder }).map((path) => path.replaceAll("\\", "/"));
    expect(committed.toSorted()).toEqual(files.map(({ path }) => path).toSorted());
    const changed = files.filter(({ path, text }) => inflated(path) !== text);
    expect(changed.map(({ path }) => path)).toEqual([]);
  });

  it("is made the same twice", () => {
    expect(makeSample()).toEqual(files);
  });

  it("keeps to its size", () => {
    const sizes = files.map(({ path }) => readFileSync(join(folder, path)).length);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(1_000_000);
    expect(files.length).toBeGreaterThanOrEqual(60);
    expect(files.length).toBeLessThanOrEqual(155);
    expect(rows.length).toBeGreaterThanOrEqual(3000);
    expect(rows.length).toBeLessThanOrEqual(4000);
  });
});

describe("what the sample is made of", () => {
  it("has paths as CloudTrail writes them, holding the Region they name", () => {
    const pattern =
      /^AWSLogs\/123456789012\/CloudTrail\/(us-east-1|eu-central-1)\/2026\/10\/\d\d\/123456789012_CloudTrail_\1_202610\d\dT\d{4}Z_[A-Za-z0-9]{16}\.json\.gz$/;
    for (const { path, record } of rows) {
      expect([path, pattern.exec(path)?.[1]]).toEqual([path, textField(record, "awsRegion")]);
    }
  });

  it("uses documentation addresses and keys only", () => {
    const addresses = /\b\d{1,3}(?:\.\d{1,3}){3}\b/g;
    for (const { record, text } of rows) {
      const ip = textField(record, "sourceIPAddress") ?? "";
      expect(ip).toMatch(
        /^(?:(?:192\.0\.2|198\.51\.100|203\.0\.113)\.\d+|[a-z0-9.-]+\.amazonaws\.com)$/,
      );
      const agent = textField(record, "userAgent") ?? "";
      for (const address of text.replaceAll(agent, "").match(addresses) ?? []) {
        expect(address).toMatch(/^(?:192\.0\.2|198\.51\.100|203\.0\.113)\./);
      }
      for (const key of text.match(/\b(?:AKIA|ASIA)[A-Z0-9]+/g) ?? []) {
        expect(key).toMatch(/^.{13}EXAMPLE$/);
      }
    }
  });

  it("delivers a few events twice, with equal content, and none with different content", () => {
    const contents = new Map<string, Set<string>>();
    for (const { record, text } of rows) {
      const id = textField(record, "eventID") ?? "";
      contents.set(id, (contents.get(id) ?? new Set()).add(text));
    }
    expect([...contents.values()].filter((set) => set.size > 1)).toEqual([]);
    const again = rows.length - contents.size;
    expect(again).toBeGreaterThanOrEqual(5);
    expect(again).toBeLessThanOrEqual(20);
  });

  it("writes four versions and IAM in us-east-1 only", () => {
    const versions = new Set(rows.map(({ record }) => textField(record, "eventVersion")));
    expect(versions).toEqual(new Set(["1.08", "1.09", "1.10", "1.11"]));
    const iam = rows.filter(
      ({ record }) => textField(record, "eventSource") === "iam.amazonaws.com",
    );
    expect(new Set(iam.map(({ record }) => textField(record, "awsRegion")))).toEqual(
      new Set(["us-east-1"]),
    );
  });

  it("records nothing while logging is stopped", () => {
    const silent = rows.filter(
      ({ record }) =>
        time(record) > "2026-10-09T02:31:09Z" && time(record) < "2026-10-09T03:18:44Z",
    );
    expect(silent).toEqual([]);
  });

  it("names true hashes in its digest", () => {
    const digest = files.find(({ path }) => path.includes("/CloudTrail-Digest/"));
    const { logFiles } = JSON.parse(digest!.text) as {
      logFiles: readonly { s3Object: string; hashValue: string }[];
    };
    expect(logFiles.length).toBeGreaterThan(0);
    for (const { s3Object, hashValue } of logFiles) {
      const text = files.find(({ path }) => path === s3Object)!.text;
      expect(createHash("sha256").update(text).digest("hex")).toBe(hashValue);
    }
  });
});

describe("the story", () => {
  it.each([
    ["iam:DeletePolicy", 2],
    ["iam:DetachGroupPolicy", 2],
    ["iam:CreatePolicyVersion", 5],
    ["iam:PutRolePolicy", 9],
    ["iam:DeleteInstanceProfile", 1],
    ["iam:UpdateAssumeRolePolicy", 1],
    ["iam:CreateAccessKey", 1],
    ["iam:DeactivateMFADevice", 1],
    ["iam:CreateUser", 1],
    ["iam:CreateLoginProfile", 1],
    ["iam:AttachUserPolicy", 2],
    ["iam:AddUserToGroup", 9],
    ["cloudtrail:StopLogging", 1],
    ["cloudtrail:StartLogging", 1],
    ["ec2:RunInstances", 1],
    ["iot:DeletePolicy", 1],
  ])("has %s succeed %i times", (api, times) => {
    expect(calls(api)).toHaveLength(times);
  });

  it("refuses 22 changes by the stolen key, with nothing but a message", () => {
    const denied = distinct.filter(
      (record) =>
        textField(record, "errorCode") === "AccessDenied" &&
        textField(record, "sourceIPAddress") === "203.0.113.77",
    );
    expect(denied).toHaveLength(22);
    expect(denied.every((record) => value(record, "requestParameters") === null)).toBe(true);
    expect(denied.map((record) => textField(record, "eventName"))).toEqual(
      expect.arrayContaining(["DeletePolicy", "PutRolePolicy", "DeactivateMFADevice"]),
    );
    const success = time(calls("iam:DeactivateMFADevice")[0]!);
    for (const record of denied) expect(time(record) < success).toBe(true);
  });

  it("knows the guard rail before it goes: document, group, members, detachment, deletion", () => {
    const arn = "arn:aws:iam::123456789012:policy/guardrails/DenyWithoutMFA";
    const created = requested("iam:CreatePolicy", "policyName", "DenyWithoutMFA")[0]!;
    const document = documentOf(created);
    expect(document.Statement[0]?.["Effect"]).toBe("Deny");
    const order = [
      created,
      ...requested("iam:AttachGroupPolicy", "policyArn", arn),
      ...requested("iam:DetachGroupPolicy", "policyArn", arn),
      ...requested("iam:DeletePolicy", "policyArn", arn),
    ].map(time);
    expect(order).toEqual(order.toSorted());
    expect(order).toHaveLength(4);
    expect(requested("iam:AddUserToGroup", "groupName", "Developers")).toHaveLength(8);
    expect(calls("iam:DeletePolicy", "DeleteConflictException")).toHaveLength(1);
  });

  it("leads from the key of build-agent through DeployRole to every act of the night", () => {
    const keys = new Set(
      calls("sts:AssumeRole").map((r) =>
        value(r, "responseElements", "credentials", "accessKeyId"),
      ),
    );
    const acts = distinct.filter((record) =>
      textField(field(record, "userIdentity"), "arn")?.endsWith("/ci-7f"),
    );
    expect(acts.length).toBeGreaterThan(8);
    for (const act of acts) {
      expect(keys.has(value(act, "userIdentity", "accessKeyId"))).toBe(true);
    }
    const start = calls("sts:AssumeRole").find(
      (r) => value(r, "requestParameters", "roleSessionName") === "ci-7f",
    )!;
    expect(value(start, "userIdentity", "accessKeyId")).toBe("AKIAIOSFODNN7EXAMPLE");
  });

  it("widens DeveloperAccess with its fourth version and leaves two versions unused", () => {
    const versions = calls("iam:CreatePolicyVersion");
    expect(versions.filter((r) => isDefault(r) === false)).toHaveLength(2);
    const v4 = versions.find(
      (r) => value(r, "responseElements", "policyVersion", "versionId") === "v4",
    )!;
    expect(isDefault(v4)).toBe(true);
    const [self] = documentOf(v4).Statement;
    expect(self?.["Action"]).toEqual(
      expect.arrayContaining(["iam:CreateAccessKey", "iam:UpdateLoginProfile"]),
    );
    expect([self?.["Resource"], self?.["Condition"]]).toEqual(["*", undefined]);
  });

  it("knows the earlier inline document, and the profile from its making to its end", () => {
    const inline = requested("iam:PutRolePolicy", "roleName", "ci-artifact-reader");
    const documents = inline.map((r) => value(r, "requestParameters", "policyDocument"));
    expect(new Set(documents).size).toBe(2);
    const profile = [
      ...requested("iam:CreateInstanceProfile", "instanceProfileName", "web-frontend"),
      ...requested("iam:AddRoleToInstanceProfile", "instanceProfileName", "web-frontend"),
      ...calls("ec2:RunInstances"),
      ...requested("iam:RemoveRoleFromInstanceProfile", "instanceProfileName", "web-frontend"),
      ...requested("iam:DeleteInstanceProfile", "instanceProfileName", "web-frontend"),
      ...calls("ec2:RebootInstances"),
    ].map(time);
    expect(profile).toHaveLength(6);
    expect(profile).toEqual(profile.toSorted());
    expect(calls("ec2:TerminateInstances")).toEqual([]);
  });

  it("shows the opened trust in use by the unknown account", () => {
    const opened = time(calls("iam:UpdateAssumeRolePolicy")[0]!);
    const uses = calls("sts:AssumeRole").filter(
      (r) => value(r, "userIdentity", "accountId") === "111122223333",
    );
    expect(uses).toHaveLength(2);
    for (const use of uses) expect(time(use) > opened).toBe(true);
  });
});
