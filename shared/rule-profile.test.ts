import { describe, expect, test } from "vitest";
import { printProfile, readProfile } from "./rule-profile.ts";

const said = { why: "Ours.", who: "Jane", at: "2026-10-01T08:00:00Z" };

describe("a file of settings", () => {
  test("is read as it was printed, without who and when", () => {
    const text = printProfile(
      new Map([
        ["IAM-001", { rule: "IAM-001", off: said, severity: null }],
        ["iam/CreateUser", { rule: "iam/CreateUser", off: null, severity: { ...said, to: "low" } }],
      ]),
    );
    expect(text).not.toContain("Jane");
    expect(readProfile(text)).toEqual([
      { rule: "IAM-001", edit: { kind: "off", why: "Ours." } },
      { rule: "IAM-001", edit: { kind: "own" } },
      { rule: "iam/CreateUser", edit: { kind: "on" } },
      { rule: "iam/CreateUser", edit: { kind: "severity", to: "low", why: "Ours." } },
    ]);
  });

  const file = (rules: unknown): string =>
    JSON.stringify({ trailproof: "rule settings", version: 1, rules });
  test.each([
    ["no JSON", "{", "it is no JSON"],
    ["another file", "{}", `it does not say "trailproof": "rule settings", "version": 1`],
    ["no list", file({}), `"rules" is no list`],
    ["no name", file([{ off: { why: "x" } }]), `rule 1: "rule" is missing`],
    [
      "no reason",
      file([{ rule: "IAM-001" }, { rule: "IAM-002", off: { why: " " } }]),
      `rule 2: IAM-002 is switched off without a reason ("off": {"why": …})`,
    ],
    [
      "no severity",
      file([{ rule: "IAM-001", severity: { to: "worst", why: "x" } }]),
      `rule 1: IAM-001 has no severity critical, high, medium, low or info ("to")`,
    ],
    [
      "no reason of a severity",
      file([{ rule: "IAM-001", severity: { to: "low" } }]),
      `rule 1: the severity of IAM-001 has no reason ("why")`,
    ],
  ])("%s", (_, text, why) => {
    expect(readProfile(text)).toBe(why);
  });
});
