import { describe, expect, it } from "vitest";
import { operation, planOf } from "../../test/fixtures/remediation/plans.ts";
import { account, sampleDocument } from "../../test/fixtures/remediation/sample-values.ts";
import { log, say } from "../span.ts";
import type { Operation } from "./plan.ts";
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

  it("says so when there is nothing to run", () => {
    expect(script()).toContain("# No call takes this back.");
  });
});
