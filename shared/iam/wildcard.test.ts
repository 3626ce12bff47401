import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  actionCovers,
  isAnything,
  isEveryAction,
  matchesAction,
  matchesPattern,
  patternCovers,
} from "./wildcard.ts";

describe("matching", () => {
  test.each([
    ["*", "", true],
    ["*", "anything", true],
    ["s3:Get*", "s3:GetObject", true],
    ["s3:Get*", "s3:PutObject", false],
    ["a?c", "abc", true],
    ["a?c", "ac", false],
    ["*b", "aab", true],
    ["a*b*c", "a-b-b-c", true],
    ["a*b*c", "a-c-b", false],
    ["", "", true],
    ["", "x", false],
    ["A", "a", false],
    ["[a-z]", "a", false],
    [".*", "x", false],
  ])("%s matches %s: %s", (pattern, text, is) => {
    expect(matchesPattern(pattern, text)).toBe(is);
  });

  test("actions ignore case", () => {
    expect(matchesAction("IAM:create*", "iam:CreateUser")).toBe(true);
  });

  test("takes a hostile pattern in good time", () => {
    const pattern = `${"*a".repeat(500)}b`;
    expect(matchesPattern(pattern, "a".repeat(5000))).toBe(false);
  });
});

describe("covering", () => {
  test.each([
    ["*", "s3:*", true],
    ["*:*", "*", false],
    ["s3:*", "s3:Get*", true],
    ["s3:Get*", "s3:*", false],
    ["i*:*", "iam:CreateUser", true],
    ["a?", "a*", false],
    ["a*", "a?", true],
    ["?*", "*?", true],
    ["a?b", "a?b", true],
    ["aab", "a?b", false],
    ["*a*", "a", true],
  ])("%s covers %s: %s", (general, specific, is) => {
    expect(patternCovers(general, specific)).toBe(is);
  });

  test.each([
    ["*", true],
    ["*:*", true],
    ["**", true],
    ["iam:*", false],
    ["?:*", false],
  ])("%s means every action: %s", (pattern, is) => {
    expect(isEveryAction(pattern)).toBe(is);
  });

  test("actions ignore case", () => {
    expect(actionCovers("S3:get*", "s3:GetObject*")).toBe(true);
  });

  test.each([
    ["*", true],
    ["***", true],
    ["", false],
    ["*a", false],
  ])("%s is nothing but stars: %s", (pattern, is) => {
    expect(isAnything(pattern)).toBe(is);
  });
});

const letters = fc.constantFrom("a", "b", "*", "?");
const pattern = fc.array(letters, { maxLength: 7 }).map((all) => all.join(""));
const text = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 7 }).map((all) => all.join(""));

/** The obvious matcher: branches at every star. */
function slow(p: string, t: string): boolean {
  if (p === "") return t === "";
  if (p.startsWith("*")) return slow(p.slice(1), t) || (t !== "" && slow(p, t.slice(1)));
  return t !== "" && (p[0] === "?" || p[0] === t[0]) && slow(p.slice(1), t.slice(1));
}

function textsUpTo(length: number): string[] {
  const out = [""];
  for (let from = 0, n = 0; n < length; n++) {
    const end = out.length;
    for (; from < end; from++) for (const c of "abc") out.push(`${out[from]}${c}`);
  }
  return out;
}
const short = textsUpTo(6);

describe("properties", () => {
  test("agrees with the obvious matcher", () => {
    fc.assert(fc.property(pattern, text, (p, t) => matchesPattern(p, t) === slow(p, t)));
  });

  const tiny = fc.array(letters, { maxLength: 4 }).map((all) => all.join(""));

  test("what covers a pattern matches all that it matches", () => {
    fc.assert(
      fc.property(tiny, tiny, (general, specific) => {
        if (!patternCovers(general, specific)) return true;
        return short.every((t) => !slow(specific, t) || slow(general, t));
      }),
      { numRuns: 1000 },
    );
  });

  test("a pattern of stars covers all that it includes", () => {
    const stars = tiny.map((p) => p.replaceAll("?", "a"));
    fc.assert(
      fc.property(stars, tiny, (general, specific) => {
        const included = short.every((t) => !slow(specific, t) || slow(general, t));
        return patternCovers(general, specific) === included;
      }),
      { numRuns: 1000 },
    );
  });
});
