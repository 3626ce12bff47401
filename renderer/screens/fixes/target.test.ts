import { expect, test } from "vitest";
import { callName, cellsOf, targetOf } from "./target.ts";

test.each([
  ['{"RoleName":"backup-runner","PolicyName":"s3-sync"}', "backup-runner / s3-sync"],
  ['{"PolicyArn":"arn:aws:iam::123456789012:policy/team/ci","UserName":"a"}', "a / ci"],
  ['{"PolicyDocument":"{}"}', ""],
  ['{"UserName":{"ask":"NAME"}}', ""],
  ["not json", ""],
  ["null", ""],
])("%s is about %j", (request, expected) => {
  expect(targetOf(request)).toBe(expected);
});

test("cells show a value as it is, a document by its length, and count further changes", () => {
  expect(
    cellsOf([
      { what: "a", before: null, after: "{\n}\n" },
      { what: "b", before: "x", after: "y" },
    ]),
  ).toEqual({ before: "absent", after: "JSON, 2 lines", further: 1 });
  expect(cellsOf([])).toEqual({ before: "–", after: "–", further: 0 });
});

test("only the service of most calls is left out", () => {
  expect([callName("iam:GetUser"), callName("cloudtrail:StartLogging")]).toEqual([
    "GetUser",
    "cloudtrail:StartLogging",
  ]);
});
