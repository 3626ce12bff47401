import { expect, test } from "vitest";
import { isAwsManaged, nameOf, parseArn } from "./arn.ts";

test.each([
  ["arn:aws:iam::123456789012:role/app/Web", "role", "/app/", "Web"],
  ["arn:aws-cn:iam::123456789012:policy/P", "policy", "/", "P"],
  ["arn:aws:sts::123456789012:assumed-role/Deploy/ci-7f", "assumed-role", "/Deploy/", "ci-7f"],
  ["arn:aws:iam::123456789012:root", null, "/", "root"],
  ["arn:aws:logs:eu-central-1:123456789012:log-group:a:b", "log-group", "/", "a:b"],
])("%s", (text, type, path, name) => {
  expect(parseArn(text)).toMatchObject({ type, path, name });
});

test.each(["", "arn", "arn:aws:iam", "arn::iam::1:x", "Web", "arn:aws:iam::123456789012:"])(
  "%s is no ARN",
  (text) => {
    expect(parseArn(text)).toBeNull();
    expect(nameOf(text)).toBe(text);
  },
);

test.each([
  ["arn:aws:iam::aws:policy/job-function/Billing", true],
  ["arn:aws-us-gov:iam::aws:policy/ReadOnlyAccess", true],
  ["arn:aws:iam::123456789012:policy/aws:policy/AdministratorAccess", false],
  ["arn:aws:s3::aws:policy/ReadOnlyAccess", false],
])("%s belongs to AWS: %s", (arn, is) => {
  expect(isAwsManaged(arn)).toBe(is);
});
