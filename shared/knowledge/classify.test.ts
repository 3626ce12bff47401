import { expect, test } from "vitest";
import { iamEvent } from "../../test/fixtures/iam-event.ts";
import { plain } from "../span.ts";
import { classify, isIamWrite } from "./classify.ts";
import { iamActions } from "./iam-actions.ts";

test("a known action takes its words and baseline from the table", () => {
  const event = iamEvent("DeletePolicy", {
    request: { policyArn: "arn:aws:iam::123456789012:policy/DenyWithoutMFA" },
  });
  const { entry, severityReason, target, ...rest } = classify(event);
  expect(entry?.name).toBe("DeletePolicy");
  expect(plain(severityReason)).toBe(entry?.severityReason);
  expect(plain(target.label)).toBe("Policy DenyWithoutMFA");
  expect(rest).toEqual({
    access: "write",
    severity: "medium",
    mitre: ["T1531", "T1485", "T1562"],
    isIam: true,
  });
});

test.each(iamActions)("$name is classified as the table says", ({ name, access, severity }) => {
  expect(classify(iamEvent(name))).toMatchObject({ access, severity, isIam: true });
});

test.each([
  ["iot.amazonaws.com", "DeletePolicy", false, "write"],
  ["organizations.amazonaws.com", "CreatePolicy", false, "write"],
  ["sts.amazonaws.com", "AssumeRole", true, "read"],
  ["ec2.amazonaws.com", "RunInstances", null, "unknown"],
] as const)("%s %s is not IAM, whatever its name", (source, name, readOnly, access) => {
  const event = iamEvent(name, { source, readOnly, request: { policyName: "DenyWithoutMFA" } });
  expect(classify(event)).toMatchObject({
    entry: null,
    access,
    severity: "info",
    mitre: [],
    isIam: false,
    target: { type: "unknown", id: null },
  });
});

test.each([
  ["FrobnicateRole", "write", "medium"],
  ["getRole", "write", "medium"],
  ["GetFrobnication", "read", "info"],
  ["ListFrobnications", "read", "info"],
  ["SimulateFrobnication", "read", "info"],
  ["GenerateFrobnication", "read", "info"],
] as const)(
  "an IAM action that the table lacks, %s, is a %s and says so",
  (name, access, severity) => {
    const found = classify(iamEvent(name));
    expect(found).toMatchObject({ entry: null, access, severity, isIam: true });
    expect(plain(found.severityReason)).toContain("does not know this IAM action");
    expect(isIamWrite("iam.amazonaws.com", name)).toBe(access === "write");
  },
);

test.each([
  ["iam.amazonaws.com", "DeletePolicy", true],
  ["iam.amazonaws.com", "GetPolicy", false],
  ["iam.amazonaws.com", "GenerateCredentialReport", false],
  ["iot.amazonaws.com", "DeletePolicy", false],
  ["iam.example.com", "DeletePolicy", false],
  ["", "", false],
])("isIamWrite(%j, %j) is %j", (source, name, expected) => {
  expect(isIamWrite(source, name)).toBe(expected);
});
