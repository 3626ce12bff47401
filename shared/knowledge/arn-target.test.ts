import { expect, test } from "vitest";
import { arnTarget } from "./arn-target.ts";

test.each([
  ["arn:aws:iam::123456789012:role/service/DeployRole", "role", "DeployRole"],
  ["arn:aws-cn:iam::123456789012:user/alice", "user", "alice"],
  ["arn:aws:iam::aws:policy/AdministratorAccess", "policy", "AdministratorAccess"],
  ["arn:aws:iam::123456789012:u2f/user/alice/key-1", "mfa", "key-1"],
  [
    "arn:aws:iam::123456789012:oidc-provider/oidc.example.com/id/AB12",
    "oidc",
    "oidc.example.com/id/AB12",
  ],
  ["arn:aws:iam::123456789012:server-certificate/web", "server-cert", "web"],
  ["arn:aws:iam::123456789012:saml-provider/corp", "saml", "corp"],
  ["arn:aws:iam::123456789012:root", null, "root"],
  ["arn:aws:iam::123456789012:user/", "user", ""],
  ["arn:aws:sts::123456789012:assumed-role/DeployRole/s1", null, "s1"],
  ["arn:aws:s3:::bucket/user/x", null, "x"],
  ["arn:aws:s3:::user/x", null, "x"],
])("%s is %j %j", (arn, type, name) => {
  expect(arnTarget(arn)).toEqual({ type, name });
});

test.each(["", "alice", "arn:aws:iam", "ARN:aws:iam::1:user/x", "urn:aws:iam::1:user/x"])(
  "%j is no ARN",
  (text) => {
    expect(arnTarget(text)).toBeNull();
  },
);
