import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Anchor, Pattern } from "./pattern.ts";
import { anchored, patternTest, plainText, readPattern, withAnyDash } from "./pattern.ts";

const matches = (source: string, text: string, isCased = false): boolean =>
  patternTest(readPattern(source), isCased)(text);

describe("wildcards and escapes", () => {
  test.each([
    ["abc", "abc", true],
    ["abc", "ABC", true],
    ["abc", "abcd", false],
    ["a*c", "abbc", true],
    ["a*c", "ac", true],
    ["a?c", "abc", true],
    ["a?c", "ac", false],
    ["a?c", "a😀c", true],
    ["a??c", "a😀c", false],
    ["*", "", true],
    ["?", "", false],
    ["", "", true],
    ["", "x", false],
    ["*a*b*", "xxaxxbxx", true],
    ["*a*b*", "xxbxxaxx", false],
    ["ab*ba", "aba", false],
    ["*ab*b", "ab", false],
    ["*ab*b", "abb", true],
    [String.raw`a\*c`, "a*c", true],
    [String.raw`a\*c`, "abc", false],
    [String.raw`a\?c`, "a?c", true],
    // A single backslash and two of them are one.
    [String.raw`a\c`, String.raw`a\c`, true],
    [String.raw`a\\c`, String.raw`a\c`, true],
    // An escaped backslash before a star that is one.
    [String.raw`a\\*`, String.raw`a\xyz`, true],
    [String.raw`a\\*`, "a*", false],
    [String.raw`a\\\*`, String.raw`a\*`, true],
    [String.raw`a\\\*`, String.raw`a\x`, false],
    // Three and four are two.
    [String.raw`a\\\c`, String.raw`a\\c`, true],
    [String.raw`a\\\\c`, String.raw`a\\c`, true],
    ["a\\", "a\\", true],
    ["[a-z]+", "[a-z]+", true],
    ["Ä*", "äpfel", true],
  ])("%j matches %j: %s", (source, text, expected) => {
    expect(matches(source, text)).toBe(expected);
  });

  test("cased patterns tell cases apart", () => {
    expect(matches("Ab*", "AbC", true)).toBe(true);
    expect(matches("Ab*", "abC", true)).toBe(false);
  });

  test.each<[Anchor, string, boolean]>([
    ["contains", "xxabxx", true],
    ["startswith", "abxx", true],
    ["startswith", "xab", false],
    ["endswith", "xxab", true],
    ["endswith", "abx", false],
    ["whole", "ab", true],
    ["whole", "xab", false],
  ])("%s in %s: %s", (anchor, text, expected) => {
    expect(patternTest(anchored(readPattern("ab"), anchor), false)(text)).toBe(expected);
  });

  test.each([
    ["-a", true],
    ["/a", true],
    ["\u2013a", true],
    ["\u2014a", true],
    ["\u2015a", true],
    ["+a", false],
    ["a", false],
  ])("any dash takes %j: %s", (text, expected) => {
    expect(patternTest(withAnyDash(readPattern("-a")), false)(text)).toBe(expected);
  });

  test("the text of a pattern without wildcards", () => {
    expect(plainText(readPattern(String.raw`a\*b`))).toBe("a*b");
    expect(plainText(readPattern("a*b"))).toBeNull();
  });

  /** What a pattern means, tried out: exponential, for short texts. */
  function naive(pattern: Pattern, text: readonly string[]): boolean {
    const [piece, ...rest] = pattern;
    if (piece === undefined) return text.length === 0;
    switch (piece.kind) {
      case "many":
        return text.some((_, at) => naive(rest, text.slice(at))) || naive(rest, []);
      case "one":
      case "dash":
        return text.length > 0 && naive(rest, text.slice(1));
      case "text": {
        const own = Array.from(piece.text);
        return (
          own.every((letter, at) => text[at] === letter) && naive(rest, text.slice(own.length))
        );
      }
    }
  }

  test("matching agrees with trying everything out", () => {
    const source = fc
      .array(fc.constantFrom("a", "b", "*", "?", "\\", "😀"), { maxLength: 8 })
      .map((letters) => letters.join(""));
    const text = fc.array(fc.constantFrom("a", "b", "*", "\\", "😀"), { maxLength: 8 });
    fc.assert(
      fc.property(source, text, (pattern, letters) => {
        const read = readPattern(pattern);
        expect(patternTest(read, true)(letters.join(""))).toBe(naive(read, letters));
      }),
      { numRuns: 5000 },
    );
  });

  test("takes hostile patterns in good time", () => {
    const text = "a".repeat(20_000);
    expect(matches(`${"*a".repeat(1000)}*b`, text)).toBe(false);
    expect(matches(`${"*?a".repeat(500)}b`, text)).toBe(false);
  }, 10_000);
});
