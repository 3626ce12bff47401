import { describe, expect, it } from "vitest";
import { operation, planOf } from "../../test/fixtures/remediation/plans.ts";
import { account, sampleDocument } from "../../test/fixtures/remediation/sample-values.ts";
import { log, say } from "../span.ts";
import type { Operation } from "./plan.ts";
import { printCli } from "./print-cli.ts";

const arn = "arn:aws:iam::123456789012:policy/guardrails/DenyWithoutMFA";

function commands(...operations: readonly Operation[]): string {
  const { script } = printCli(planOf(operations), { account });
  return script.slice(script.indexOf("# Reason"));
}

function put(name: string, document: string): Operation {
  const input = { RoleName: "r", PolicyName: name, PolicyDocument: document };
  return operation("iam:PutRolePolicy", input);
}

describe("printCli", () => {
  it("begins with the guard of the account", () => {
    const { script } = printCli(planOf([operation("iam:DeleteUser", { UserName: "a" })]), {
      account,
      profile: "example prod",
    });
    expect(script.split("\n").slice(0, 8)).toEqual([
      "#!/bin/sh",
      "# Takes changes found in CloudTrail back: shows its calls, with --apply makes them.",
      "set -eu",
      'test "${1-}" = --apply && apply=yes || apply=no',
      "export AWS_PROFILE='example prod'",
      // What only shows its calls needs no credentials.
      'test "$apply" = no ||',
      'test "$(aws sts get-caller-identity --query Account --output text)" = 123456789012 ||',
      "  { echo 'These credentials are not of account 123456789012.' >&2; exit 1; }",
    ]);
  });

  it.each([null, "1234", "123456789012; rm -rf /"])(
    "asks for the account when it is %j",
    (name) => {
      const { script } = printCli(planOf([operation("iam:DeleteUser", { UserName: "a" })]), {
        account: name,
      });
      expect(script).toContain("# Say which account this is for");
      expect(script).toContain(': "${ACCOUNT_ID:?');
      expect(script).toContain('--output text)" = "$ACCOUNT_ID" ||');
      expect(script).not.toContain("rm -rf");
    },
  );

  it.each<[string, Operation["input"], string]>([
    [
      "iam:SetDefaultPolicyVersion",
      { VersionId: "v3" },
      "set-default-policy-version --version-id v3",
    ],
    ["iam:DeleteSAMLProvider", { SAMLProviderArn: arn }, `--saml-provider-arn ${arn}`],
    ["iam:CreatePolicyVersion", { SetAsDefault: true }, "create-policy-version --set-as-default"],
    ["iam:CreatePolicyVersion", { SetAsDefault: false }, "--no-set-as-default"],
    ["iam:UpdateRole", { MaxSessionDuration: 3600 }, "--max-session-duration 3600"],
    [
      "iam:TagRole",
      { Tags: [{ Key: "a", Value: "it's" }] },
      String.raw`--tags '[{"Key":"a","Value":"it'\''s"}]'`,
    ],
    ["iam:UntagRole", { TagKeys: ["a", "b"] }, `--tag-keys '["a","b"]'`],
    ["iam:DeleteUser", { UserName: "-rf" }, "--user-name=-rf"],
    ["iam:UpdateRole", { Description: "" }, "--description ''"],
    [
      "ec2:AssociateIamInstanceProfile",
      { InstanceId: "i-1" },
      '--instance-id i-1 --region "$EC2_REGION"',
    ],
    [
      "iam:CreateAccessKey",
      { UserName: "a" },
      "keep create-access-key-answer.json iam create-access-key --user-name a",
    ],
    ["iam:CreateVirtualMFADevice", { VirtualMFADeviceName: "a" }, "--bootstrap-method QRCodePNG"],
    [
      "iam:CreateOpenIDConnectProvider",
      { Url: "https://token.example.com" },
      "--url https://token.example.com",
    ],
    [
      "ec2:AssociateIamInstanceProfile",
      { IamInstanceProfile: { Name: { ask: "PROFILE", question: "Which?" } } },
      '--iam-instance-profile "Name=$PROFILE"',
    ],
  ])("%s %j", (api, input, command) => {
    expect(commands(operation(api, input)).replaceAll(/ \\\n +/g, " ")).toContain(command);
  });

  it.each([
    ["eu-central-1", "--region eu-central-1"],
    ["-x", "--region=-x"],
    ["a'; touch PWNED", String.raw`--region 'a'\''; touch PWNED'`],
    ["a\0", "# ec2:DescribeInstances is left out"],
  ])("makes a call in Region %j", (region, words) => {
    const { script } = printCli(planOf([{ ...operation("ec2:DescribeInstances"), region }]), {
      account,
    });
    expect(script).toContain(words);
    expect(script).not.toContain("EC2_REGION");
  });

  it("asks for the Region of the calls that have none only", () => {
    const start = operation("cloudtrail:StartLogging", { Name: "t" });
    const { script } = printCli(
      planOf([{ ...start, region: "us-west-2" }, operation("ec2:DescribeInstances")]),
      { account },
    );
    expect(script).toContain("cloudtrail start-logging --name t --region us-west-2");
    expect(script).toContain(': "${EC2_REGION:?In which Region are the ec2 calls to be made?}"');
    expect(script).not.toContain("CLOUDTRAIL_REGION");
  });

  it("breaks between arguments only, within 86 columns", () => {
    const text = commands(
      operation("iam:AttachGroupPolicy", { GroupName: "Developers".repeat(5), PolicyArn: arn }),
    );
    expect(text).toContain(
      `call iam attach-group-policy \\\n  --group-name ${"Developers".repeat(5)} \\\n  --policy-arn ${arn}\n`,
    );
    const { script } = printCli(
      planOf([
        operation("iam:PutRolePolicy", {
          RoleName: "r",
          PolicyName: "p",
          PolicyDocument: sampleDocument,
        }),
      ]),
      { account },
    );
    for (const line of script.split("\n")) expect(line.length).toBeLessThanOrEqual(86);
  });

  it("keeps documents in files and shows them", () => {
    const { script, files } = printCli(
      planOf([
        put("../a b", sampleDocument),
        put("A/a-b", '{"x":1}'),
        put("a-b", sampleDocument),
        operation("iam:UpdateAssumeRolePolicy", { RoleName: "..", PolicyDocument: "no json" }),
      ]),
      { account },
    );
    expect(files.map((file) => file.name)).toEqual([
      "policy-a-b.json",
      "policy-a-b-2.json",
      "trust.json",
    ]);
    expect(files[0]!.text).toContain('\n  "Version": "2012-10-17"');
    expect(files.at(-1)!.text).toBe("no json");
    expect(script).toContain("--policy-document file://policy-a-b.json");
    expect(script).toContain("for file in policy-a-b.json policy-a-b-2.json trust.json; do");
  });

  it.each([
    "file:///home/anna/.aws/credentials",
    "fileb://x",
    "http://203.0.113.1/",
    "https://example.com/x",
  ])("never lets the CLI fetch %s for a value", (value) => {
    const { script, files } = printCli(
      planOf([operation("iam:UpdateRole", { RoleName: "r", Description: value })]),
      { account },
    );
    expect(script).toContain("--description file://value-description-r.txt");
    expect(files).toEqual([{ name: "value-description-r.txt", text: value }]);
  });

  it("asks before the first command", () => {
    const { script } = printCli(
      planOf([
        operation("iam:SetDefaultPolicyVersion", {
          PolicyArn: arn,
          VersionId: { ask: "EARLIER_VERSION_ID", question: "Which version?" },
        }),
        operation("iam:CreatePolicy", {
          PolicyDocument: { ask: "DOCUMENT_FILE", question: "Which file?" },
        }),
        operation("iam:AttachUserPolicy", {
          UserName: { ask: "USERS", question: "Which users?", each: true },
        }),
        operation("iam:UpdateLoginProfile", {
          UserName: "a",
          Password: { ask: "NEW_PASSWORD_FILE", question: "Which file?" },
        }),
      ]),
      { account },
    );
    const first = script.indexOf("call iam");
    for (const line of [
      ': "${EARLIER_VERSION_ID:?Which version?}"',
      ': "${DOCUMENT_FILE:?Which file?}"',
      ': "${USERS?Which users?}"',
      'for file in "$DOCUMENT_FILE" "$NEW_PASSWORD_FILE"; do',
    ]) {
      expect(script).toContain(line);
      expect(script.indexOf(line)).toBeLessThan(first);
    }
    expect(script).toContain('--version-id "$EARLIER_VERSION_ID"');
    expect(script).toContain('--policy-document "file://$DOCUMENT_FILE"');
    expect(script).toContain(
      'for one in $USERS; do\n  call iam attach-user-policy --user-name "$one"\ndone',
    );
    expect(script).toContain(`tr -d '\\r\\n' <"$NEW_PASSWORD_FILE" |\n  call iam`);
  });

  it.each(["a\0b", "a\ud800"])("refuses %j with a comment", (name) => {
    const text = commands(operation("iam:DeleteUser", { UserName: name }));
    expect(text).toContain("# iam:DeleteUser is left out");
    expect(text).not.toMatch(/^call/m);
  });

  it("never prints a password that stands in a plan", () => {
    const text = commands(
      operation("iam:UpdateLoginProfile", { UserName: "a", Password: "Secret-1" }),
    );
    expect(text).not.toContain("Secret-1");
    expect(text).not.toMatch(/^call/m);
  });

  it("prints checks last, and manual steps as comments", () => {
    const { script } = printCli(
      planOf([operation("iam:DeleteUser", { UserName: "a" })], {
        verify: [operation("iam:GetUser", { UserName: "a" })],
        manual: [{ text: say`Ask ${log("anna\nrm -rf /")}.`, evidence: [] }],
      }),
      { account },
    );
    expect(script).toMatch(
      /delete-user[^]*# check: Reason[^]*get-user --user-name a\n\n# By hand: Ask anna rm -rf \/\.\n$/,
    );
  });

  it("says so when there is nothing to run", () => {
    expect(printCli(planOf([]), { account }).script).toBe(
      "#!/bin/sh\n\n# No call takes this back.\n",
    );
  });
});
