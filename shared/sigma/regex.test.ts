import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RegexProblem } from "./regex-parse.ts";
import { regexTest } from "./regex.ts";

const none = { ignoreCase: false, multiLine: false, dotAll: false };
const found = (source: string, text: string, flags = none): boolean =>
  regexTest(source, flags)(text);

describe("regular expressions", () => {
  test.each([
    [".+:assumed-role/aws:.+", "arn:aws:sts::1:assumed-role/aws:ec2-instance/i-1", true],
    ["b", "abc", true],
    ["^b", "abc", false],
    ["^abc$", "abc", true],
    ["^abc$", "abcd", false],
    ["a|b|c", "xxcxx", true],
    ["^(a|bc)*d$", "abcabcd", true],
    ["^(?:ab){2,3}$", "abab", true],
    ["^(?:ab){2,3}$", "ab", false],
    ["^(?:ab){2,3}$", "abababab", false],
    ["^a{2}$", "aa", true],
    ["^a{2,}$", "aaaaa", true],
    ["a{,2}", "a{,2}", true],
    ["^[a-c]+$", "abcabc", true],
    ["^[^a-c]+$", "xyz", true],
    ["^[^a-c]+$", "xbz", false],
    ["^[]a]+$", "]a]", true],
    ["^[a-]+$", "a-a", true],
    [String.raw`^\d{12}$`, "123456789012", true],
    [String.raw`^\w+\s\W$`, "ab_1 !", true],
    [String.raw`^[\d.]+$`, "1.2.3", true],
    [String.raw`\.`, "a.b", true],
    [String.raw`\.`, "ab", false],
    [String.raw`\bcat\b`, "a cat!", true],
    [String.raw`\bcat\b`, "concat", false],
    [String.raw`\Bcat`, "concat", true],
    [String.raw`\x41\u0042\x{43}`, "ABC", true],
    [String.raw`\Aab\z`, "ab", true],
    ["a.c", "a\nc", false],
    ["^.$", "😀", true],
    ["(a*)*b", "aaab", true],
    ["()", "", true],
    ["", "x", true],
    ["a*?b", "aab", true],
    ["x^", "x", false],
    ["(?i)ABC", "abc", true],
    ["(a{1000}){3}", "a".repeat(2999), false],
    ["[A-Z]", "a", false],
  ])("%j in %j: %s", (source, text, expected) => {
    expect(found(source, text)).toBe(expected);
  });

  test.each([
    ["ABC[d-f]", "abcE", { ...none, ignoreCase: true }, true],
    ["[^a]", "A", { ...none, ignoreCase: true }, false],
    ["Ä", "ä", { ...none, ignoreCase: true }, true],
    ["^b$", "a\nb\nc", { ...none, multiLine: true }, true],
    ["^b$", "a\nb\nc", none, false],
    ["a.c", "a\nc", { ...none, dotAll: true }, true],
  ])("%j in %j with %j: %s", (source, text, flags, expected) => {
    expect(found(source, text, flags)).toBe(expected);
  });

  test.each([
    ["a(?=b)", 1, "lookaround, (?=…) and its like, can't be matched in linear time"],
    ["(?<!a)b", 0, "lookaround, (?=…) and its like, can't be matched in linear time"],
    [String.raw`(a)\1`, 3, "back-references can't be matched in linear time"],
    ["(?>a)", 0, "atomic groups, (?>…), are not supported"],
    ["a++", 2, "possessive quantifiers (++, *+, ?+) are not supported"],
    ["(?P<n>a)", 0, "groups that begin with (? are not supported, except (?:…)"],
    ["a(?i)b", 1, "flags are supported at the very beginning, or as re|i, re|m, re|s"],
    ["(*ACCEPT)", 0, "(*…) verbs are not supported"],
    ["[[:alpha:]]", 1, "classes such as [:alpha:] are not supported"],
    [String.raw`\p{L}`, 0, String.raw`the escape \p is not supported`],
    ["(a", 0, "this group is not closed"],
    ["a)", 1, "this parenthesis closes nothing"],
    ["[a", 0, "this class is not closed"],
    ["[z-a]", 1, "this range has no end above its beginning"],
    ["*a", 0, '"*" repeats nothing'],
    ["a**", 2, '"*" repeats nothing'],
    ["^*", 0, "an anchor can't be repeated"],
    ["a{3,2}", 1, "the counts are in the wrong order"],
    ["a{1001}", 1, "a count above 1000 is not supported"],
    ["a\\", 1, "it ends with a lone backslash"],
    [String.raw`\xZZ`, 0, String.raw`\x needs hexadecimal digits behind it`],
    ["(a{1000}){1000}", 0, "it takes more than 4000 steps when its counts are written out"],
    ["(a{1000}){5}", 0, "it takes more than 4000 steps when its counts are written out"],
    ["((){1000}){1000}", 0, "it takes more than 4000 steps when its counts are written out"],
    ["(".repeat(51), 50, "groups are nested more than 50 deep"],
    ["a".repeat(4097), 0, "it is longer than 4096 characters"],
  ])("%j is refused at %i: %s", (source, offset, problem) => {
    let thrown: unknown;
    try {
      regexTest(source, none);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(RegexProblem);
    expect({ ...(thrown as RegexProblem), text: (thrown as RegexProblem).message }).toMatchObject({
      offset,
      text: problem,
    });
  });

  test("agrees with RegExp where both know an expression", () => {
    const atom = fc.constantFrom(
      "a",
      "b",
      ".",
      "[ab]",
      "[^a]",
      String.raw`\w`,
      String.raw`\b`,
      "^",
      "$",
      "\n",
    );
    const part: fc.Arbitrary<string> = fc.letrec<{ part: string }>((tie) => ({
      part: fc.oneof(
        { depthSize: "small" },
        atom,
        fc.array(tie("part"), { maxLength: 3 }).map((all) => all.join("")),
        fc.tuple(tie("part"), tie("part")).map(([a, b]) => `(?:${a}|${b})`),
        fc
          .tuple(tie("part"), fc.constantFrom("*", "+", "?", "{2}", "{1,2}", "{0,}", "*?"))
          .map(([a, times]) => `(?:${a})${times}`),
      ),
    })).part;
    const text = fc.array(fc.constantFrom("a", "b", "c", " ", "\n"), { maxLength: 7 });
    fc.assert(
      fc.property(
        part,
        text,
        fc.record({ ignoreCase: fc.boolean(), multiLine: fc.boolean(), dotAll: fc.boolean() }),
        (source, letters, flags) => {
          const words = `${flags.ignoreCase ? "i" : ""}${flags.multiLine ? "m" : ""}${flags.dotAll ? "s" : ""}u`;
          expect(found(source, letters.join(""), flags)).toBe(
            new RegExp(source, words).test(letters.join("")),
          );
        },
      ),
      { numRuns: 3000 },
    );
  });

  test("takes hostile expressions in good time", () => {
    const text = `${"a".repeat(50_000)}!`;
    expect(found("^(a+)+$", text)).toBe(false);
    expect(found("^(a|a)*$", text)).toBe(false);
    expect(found("^(.*a){40}b", text)).toBe(false);
    const many = regexTest("(a|b)*a(a|b){12}c", none);
    let mixed = "";
    for (let at = 0, seed = 1; at < 20_000; at++, seed = (seed * 48_271) % 2_147_483_647)
      mixed += seed % 2 === 0 ? "a" : "b";
    expect(many(mixed)).toBe(false);
    expect(many(`${mixed}abbbbbbbbbbbbc`)).toBe(true);
  }, 20_000);
});
