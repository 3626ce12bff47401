import { expect, test } from "vitest";
import { isExternalAllowed } from "./external-hosts.ts";

test.each([
  "https://docs.aws.amazon.com",
  "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateUser.html#Errors",
  "https://console.aws.amazon.com/iam/home?region=us-east-1#/users",
  "https://attack.mitre.org/techniques/T1098/001/",
  "https://pathfinding.cloud/paths/iam-001",
])("%s is opened", (url) => {
  expect(isExternalAllowed(url)).toBe(true);
});

test.each([
  "http://docs.aws.amazon.com/",
  "https://docs.aws.amazon.com.example.com/",
  "https://example.com/docs.aws.amazon.com/",
  "https://example.com/?https://docs.aws.amazon.com/",
  "https://docs.aws.amazon.com@example.com/",
  "https://user:secret@docs.aws.amazon.com/",
  "https://docs.aws.amazon.com:8443/",
  "https://docs.aws.amazon.com\\@example.com/",
  "https://docs.aws.amazon.com/\\\\example.com",
  "https://DOCS.AWS.AMAZON.COM/",
  "https://docs.aws.amazon.com./",
  "https://docs.aws.amazon.com/ and more",
  "https://docs.aws.amazon.com/\u202Egnp",
  "https:docs.aws.amazon.com",
  "https:///docs.aws.amazon.com",
  " https://docs.aws.amazon.com/",
  "file:///etc/passwd",
  "javascript:alert(1)",
  "",
])("%j is not", (url) => {
  expect(isExternalAllowed(url)).toBe(false);
});
