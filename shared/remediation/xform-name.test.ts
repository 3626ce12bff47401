import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { xformName } from "./xform-name.ts";

const table = JSON.parse(
  readFileSync(
    new URL("../../test/fixtures/remediation/xform-names.json", import.meta.url),
    "utf8",
  ),
) as [string, string][];

describe("xformName", () => {
  it("agrees with botocore on every operation and member of IAM", () => {
    expect(table.length).toBeGreaterThan(300);
    for (const [name, option] of table) {
      expect([name, xformName(name, "-")]).toEqual([name, option]);
      expect([name, xformName(name, "_")]).toEqual([name, option.replaceAll("-", "_")]);
    }
  });

  it.each([
    ["SAMLProviderArn", "saml-provider-arn"],
    ["OpenIDConnectProviderArn", "open-id-connect-provider-arn"],
    ["SSHPublicKeyId", "ssh-public-key-id"],
    ["EnableMFADevice", "enable-mfa-device"],
    ["AuthenticationCode1", "authentication-code1"],
    ["ListARNs", "list-arns"],
    ["already-done", "already-done"],
  ])("%s", (name, option) => {
    expect(xformName(name, "-")).toBe(option);
  });
});
