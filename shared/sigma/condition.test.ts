import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Condition } from "./condition.ts";
import { namesOf, parseCondition } from "./condition.ts";

/** A condition with all its parentheses. */
function shown(condition: Condition): string {
  switch (condition.kind) {
    case "and":
    case "or":
      return `(${condition.parts.map(shown).join(` ${condition.kind} `)})`;
    case "not":
      return `!${shown(condition.part)}`;
    case "name":
      return condition.name;
    case "any-of":
    case "all-of":
      return `${condition.kind}:${condition.pattern}`;
  }
}

describe("conditions", () => {
  test.each([
    ["selection", "selection"],
    ["a or b and c", "(a or (b and c))"],
    ["a and b or c", "((a and b) or c)"],
    ["not a and b", "(!a and b)"],
    ["not (a and b)", "!(a and b)"],
    ["not not a", "a"],
    ["not not not a", "!a"],
    ["(a or b) and (c or d)", "((a or b) and (c or d))"],
    ["a AND NOT b", "(a and !b)"],
    ["1 of selection*", "any-of:selection*"],
    ["all of selection_* and not 1 of filter_*", "(all-of:selection_* and !any-of:filter_*)"],
    ["any of them", "any-of:them"],
    ["ALL OF THEM", "all-of:them"],
    ["1 of them or a", "(any-of:them or a)"],
    ["  a\n and\tb ", "(a and b)"],
    ["sel-1 and sel.2", "(sel-1 and sel.2)"],
    ["(((a)))", "a"],
  ])("%j is %s", (text, expected) => {
    const parsed = parseCondition(text);
    expect(parsed.ok && shown(parsed.condition)).toBe(expected);
  });

  test.each([
    ["", 0, "The condition ends where the name of a search identifier is expected."],
    ["a and", 5, "The condition ends where the name of a search identifier is expected."],
    ["a b", 2, '"b" stands where "and" or "or" is expected.'],
    ["and a", 0, '"and" stands where the name of a search identifier is expected.'],
    ["a and (b or c", 6, "This parenthesis is not closed."],
    ["a)", 1, "This parenthesis closes nothing."],
    ["()", 1, '")" stands where the name of a search identifier is expected.'],
    ["2 of sel*", 0, '"2" can\'t stand before "of": Sigma knows "1 of" and "all of".'],
    ["1 of", 4, '"of" needs "them" or a pattern such as selection* behind it.'],
    ["sel*", 0, '"sel*" needs "1 of" or "all of" in front of it.'],
    [
      "a | count() > 5",
      2,
      "Aggregations behind | (count, near and so on) are no longer part of Sigma; write a correlation rule.",
    ],
    ["(".repeat(65), 64, "Parentheses are nested more than 64 deep."],
    ["a".repeat(8193), 0, "The condition is longer than 8192 characters."],
  ])("%j fails at %i: %s", (text, offset, problem) => {
    expect(parseCondition(text)).toEqual({ ok: false, problem: { offset, text: problem } });
  });

  const names = ["a", "b", "c", "d"];
  const tree: fc.Arbitrary<Condition> = fc.letrec<{ node: Condition }>((tie) => ({
    node: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.constantFrom(...names).map((name): Condition => ({ kind: "name", name, offset: 0 })),
      tie("node").map((part): Condition => ({ kind: "not", part })),
      fc
        .record({
          kind: fc.constantFrom("and" as const, "or" as const),
          parts: fc.array(tie("node"), { minLength: 2, maxLength: 3 }),
        })
        .map((one): Condition => one),
    ),
  })).node;

  /** What a condition means, written down once more without care for speed. */
  function means(condition: Condition, holds: ReadonlySet<string>): boolean {
    if (condition.kind === "and") return condition.parts.every((part) => means(part, holds));
    if (condition.kind === "or") return condition.parts.some((part) => means(part, holds));
    if (condition.kind === "not") return !means(condition.part, holds);
    return condition.kind === "name" && holds.has(condition.name);
  }

  /** Text with parentheses only where the binding of the words needs them. */
  function written(condition: Condition, binding: number): string {
    if (condition.kind === "name") return condition.name;
    if (condition.kind === "not") return `not ${written(condition.part, 3)}`;
    if (condition.kind !== "and" && condition.kind !== "or") return "";
    const own = condition.kind === "and" ? 2 : 1;
    const text = condition.parts.map((part) => written(part, own)).join(` ${condition.kind} `);
    return own < binding ? `(${text})` : text;
  }

  test("what is written means the same when it is parsed, for all values of the names", () => {
    fc.assert(
      fc.property(tree, (condition) => {
        const parsed = parseCondition(written(condition, 0));
        if (!parsed.ok) throw new Error(parsed.problem.text);
        for (let bits = 0; bits < 16; bits++) {
          const holds = new Set(names.filter((_, at) => (bits & (1 << at)) !== 0));
          expect(means(parsed.condition, holds)).toBe(means(condition, holds));
        }
      }),
      { numRuns: 500 },
    );
  });

  test("any text is a condition or a problem inside it", () => {
    const word = fc.constantFrom(
      "a",
      "and",
      "or",
      "not",
      "1",
      "all",
      "of",
      "them",
      "(",
      ")",
      "x*",
      "|",
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        const text = words.join(" ");
        const parsed = parseCondition(text);
        if (!parsed.ok) expect(parsed.problem.offset).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("patterns of names", () => {
  const all = ["selection", "selection_a", "selection_b", "filter", "_hidden", "my_sel"];
  test.each([
    ["them", ["selection", "selection_a", "selection_b", "filter", "my_sel"]],
    ["selection*", ["selection", "selection_a", "selection_b"]],
    ["selection_*", ["selection_a", "selection_b"]],
    ["*_b", ["selection_b"]],
    ["*sel*", ["selection", "selection_a", "selection_b", "my_sel"]],
    ["s*n_*", ["selection_a", "selection_b"]],
    ["_*", ["_hidden"]],
    ["*", ["selection", "selection_a", "selection_b", "filter", "my_sel"]],
    ["filter", ["filter"]],
    ["fil", []],
    ["filter*filter", []],
  ])("%s", (pattern, expected) => {
    expect(namesOf(pattern, all)).toEqual(expected);
  });
});
