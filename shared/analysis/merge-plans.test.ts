import { describe, expect, test } from "vitest";
import { operation, planOf } from "../../test/fixtures/remediation/plans.ts";
import type { Operation } from "../remediation/plan.ts";
import { say } from "../span.ts";
import { mergePlans } from "./merge-plans.ts";

const status = (value: string) =>
  operation("iam:UpdateAccessKey", { AccessKeyId: "A", Status: value });
const create = operation("iam:CreateRole", { RoleName: "r" });
const put = (document: string) =>
  operation("iam:PutRolePolicy", { RoleName: "r", PolicyName: "p", PolicyDocument: document });
const attach = (arn: string) =>
  operation("iam:AttachRolePolicy", { RoleName: "r", PolicyArn: arn });
const rename = (from: string, to: string) =>
  operation("iam:UpdateUser", { UserName: from, NewUserName: to });

describe("operations", () => {
  test.each<[string, readonly (readonly Operation[])[], readonly Operation[]]>([
    [
      "the last change is taken back first",
      [[attach("a")], [attach("b")]],
      [attach("b"), attach("a")],
    ],
    [
      "a value that was there first stands in the end",
      [[status("Active")], [status("Inactive")], [status("Active")]],
      [status("Inactive"), status("Active")],
    ],
    [
      "what is made is made once, before anything is put on it",
      [
        [create, put("x"), attach("a")],
        [create, put("x"), attach("b")],
      ],
      [create, attach("b"), put("x"), attach("a")],
    ],
    [
      "renames lead back step by step",
      [[rename("b", "a")], [rename("a", "b")], [rename("b", "a")]],
      [rename("b", "a"), rename("a", "b"), rename("b", "a")],
    ],
    [
      "equal calls in two Regions are two calls",
      [
        [{ ...operation("ec2:Sample"), region: "eu-west-1" }],
        [{ ...operation("ec2:Sample"), region: "eu-central-1" }],
      ],
      [
        { ...operation("ec2:Sample"), region: "eu-central-1" },
        { ...operation("ec2:Sample"), region: "eu-west-1" },
      ],
    ],
  ])("%s", (_, plans, expected) => {
    expect(mergePlans(plans.map((all) => planOf(all))).operations).toEqual(expected);
  });
});

test("questions about different things have different names", () => {
  const asking = (id: string) => {
    const value = { ask: "EARLIER_KEY_STATUS", question: "Active or Inactive?" };
    const call = operation("iam:UpdateAccessKey", { AccessKeyId: id, Status: value });
    return planOf([call], { certainty: "ask" });
  };
  const merged = mergePlans([asking("A"), asking("B"), asking("A")]);
  expect(merged.operations.map((o) => [o.input["AccessKeyId"], o.input["Status"]])).toMatchObject([
    ["B", { ask: "EARLIER_KEY_STATUS_2" }],
    ["A", { ask: "EARLIER_KEY_STATUS" }],
  ]);
  expect(merged.certainty).toBe("ask");
});

test("notes, losses and checks stand once", () => {
  const plan = planOf([attach("a")], {
    manual: [{ text: say`Ask.`, evidence: ["e"] }],
    lost: [{ what: say`It.`, why: say`Gone.` }],
    verify: [operation("iam:GetRole", { RoleName: "r" })],
  });
  const merged = mergePlans([plan, plan]);
  expect([merged.manual, merged.lost, merged.verify].map((all) => all.length)).toEqual([1, 1, 1]);
});
