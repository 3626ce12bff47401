import { describe, expect, it } from "vitest";
import { operation, planOf } from "../../test/fixtures/remediation/plans.ts";
import { account, sampleDocument } from "../../test/fixtures/remediation/sample-values.ts";
import { log, say } from "../span.ts";
import type { Operation } from "./plan.ts";
import { printPythonBrief } from "./print-python-brief.ts";
import { printPython } from "./print-python.ts";

const script = (...operations: readonly Operation[]): string =>
  printPython(planOf(operations), { account });

describe("printPython", () => {
  it("changes nothing unless told to, and only in its account", () => {
    const text = printPython(planOf([operation("iam:DeleteUser", { UserName: "it's" })]), {
      account,
      profile: "example",
    });
    expect(text).toContain("APPLY = '--apply' in sys.argv[1:]");
    expect(text).toContain("ACCOUNT = '123456789012'");
    expect(text).toContain("session = boto3.Session(profile_name='example')");
    expect(text).toContain(String.raw`perform(iam.delete_user, UserName='it\'s')`);
  });

  it("asks for an account that the log does not name", () => {
    const text = printPython(planOf([operation("iam:DeleteUser")]), { account: null });
    expect(text).toContain("ACCOUNT = answer('ACCOUNT_ID'");
  });

  it("keeps the first two lines free of log text, where Python looks for an encoding", () => {
    const why = say`${log("coding: utf-7")}`;
    const text = printPython(planOf([{ ...operation("iam:DeleteUser"), why }]), { account });
    expect(text.split("\n").slice(0, 2).join()).not.toContain("coding:");
    expect(text).toContain("# coding: utf-7\n");
  });

  it("holds policies as JSON and other texts as they are", () => {
    const text = script(
      operation("iam:CreatePolicy", { PolicyDocument: sampleDocument }),
      operation("iam:PutRolePolicy", { PolicyDocument: sampleDocument }),
      operation("iam:UpdateSAMLProvider", { SAMLMetadataDocument: "<a>'\n</a>" }),
    );
    expect(text).toContain("DOCUMENT_1 = json.dumps({");
    expect(text).toContain("'Statement': [{'Effect': 'Deny', 'Action': '*', 'Resource': '*'}]");
    expect(text.match(/PolicyDocument=DOCUMENT_1/g)).toHaveLength(2);
    expect(text).toContain(String.raw`DOCUMENT_2 = '<a>\'\n</a>'`);
  });

  it("asks by the kind of the value", () => {
    const text = script(
      operation("iam:UpdateRole", {
        MaxSessionDuration: { ask: "SECONDS", question: "How long?" },
      }),
      operation("iam:TagRole", { Tags: { ask: "TAGS", question: "Which tags?" } }),
      operation("iam:AttachUserPolicy", {
        UserName: { ask: "USERS", question: "Which users?", each: true },
      }),
    );
    expect(text).toMatch(/SECONDS = int\(answer\(/);
    expect(text).toMatch(/TAGS = json\.loads\(answer\(/);
    expect(text).toMatch(/empty=True,\n\)\.split\(\)/);
    expect(text).toContain("for one in USERS:\n    perform(iam.attach_user_policy, UserName=one)");
  });

  it("keeps secret answers in files and asks for the Region of other services", () => {
    const text = script(
      operation("iam:CreateAccessKey", { UserName: "a" }),
      operation("ec2:AssociateIamInstanceProfile", { InstanceId: "i-1" }),
    );
    expect(text).toContain(
      "perform_and_keep(\n    'create-access-key-answer.json',\n    iam.create_access_key,",
    );
    expect(text).toContain("EC2_REGION = answer(");
  });

  it("has a client for each service and Region", () => {
    const call = operation("ec2:DescribeInstances");
    const plan = planOf([
      operation("iam:DeleteUser", { UserName: "a" }),
      { ...call, region: "eu-central-1" },
      { ...call, region: "eu-west-1" },
      { ...call, region: "eu_west_1'" },
      call,
    ]);
    for (const text of [printPython(plan, { account }), printPythonBrief(plan, { account })]) {
      expect(text.match(/^\w+ = session\.client\(.*$/gm)).toEqual([
        "iam = session.client('iam')",
        "ec2_eu_central_1 = session.client('ec2', region_name='eu-central-1')",
        "ec2_eu_west_1 = session.client('ec2', region_name='eu-west-1')",
        String.raw`ec2_eu_west_1_ = session.client('ec2', region_name='eu_west_1\'')`,
        expect.stringMatching(/^ec2 = session\.client\('ec2', region_name=.*EC2_REGION/),
      ]);
      expect(text).toMatch(/\bec2_eu_west_1\.describe_instances/);
      expect(text).toMatch(/\bec2\.describe_instances/);
    }
  });

  it("names the only client of a service by the service, and asks for no Region it knows", () => {
    const plan = planOf([{ ...operation("cloudtrail:StartLogging"), region: "us-west-2" }], {
      verify: [{ ...operation("cloudtrail:GetTrailStatus"), region: "us-west-2" }],
    });
    const whole = printPython(plan, { account });
    expect(whole).toContain("show(cloudtrail, 'get_trail_status')");
    for (const text of [whole, printPythonBrief(plan, { account })]) {
      expect(text).toContain("cloudtrail = session.client('cloudtrail', region_name='us-west-2')");
      expect(text).not.toContain("CLOUDTRAIL_REGION");
    }
  });

  it("says so when there is nothing to run", () => {
    expect(script()).toContain("# No call takes this back.");
  });
});
