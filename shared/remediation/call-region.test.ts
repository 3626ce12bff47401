import { expect, test } from "vitest";
import { operation } from "../../test/fixtures/remediation/plans.ts";
import { asksRegion, regionMember, servicesToAsk } from "./call-region.ts";

test.each([
  ["eu-central-1", true],
  ["us-gov-west-1", true],
  ["us-isob-east-1", true],
  ["ap-southeast-12", true],
  ["aws-global", false],
  ["EU-CENTRAL-1", false],
  ["eu-central-1\n", false],
  ["--profile", false],
  ["", false],
  [null, false],
])("%j is a Region: %s", (name, is) => {
  expect(regionMember(name)).toEqual(is ? { region: name } : {});
});

test("asks for the Region of services that need one and have none", () => {
  const calls = [
    operation("iam:DeleteUser"),
    { ...operation("ec2:DescribeInstances"), region: "eu-west-1" },
    operation("cloudtrail:StartLogging"),
    operation("cloudtrail:GetTrailStatus"),
  ];
  expect(calls.map(asksRegion)).toEqual([false, false, true, true]);
  expect(servicesToAsk(calls)).toEqual(["cloudtrail"]);
});
