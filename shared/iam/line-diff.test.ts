import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { diffLines, documentLines, foldUnchanged } from "./line-diff.ts";
import { readPolicyDocument } from "./policy-document.ts";

const lines = fc.array(fc.constantFrom("a", "b", "c", "{", "}"), { maxLength: 25 });

function numbered(n: number, tag = "l"): string[] {
  return Array.from({ length: n }, (_, i) => `${tag}${i}`);
}

describe("diffLines", () => {
  test("puts removed lines before added ones and keeps the rest", () => {
    const diff = diffLines(["a", "x", "b", "c"], ["a", "y", "z", "b", "c"]);
    expect(diff.map((l) => l.k + l.s)).toEqual([" a", "-x", "+y", "+z", " b", " c"]);
  });

  test("applied to the old text gives the new one, and back", () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const diff = diffLines(before, after);
        expect(diff.filter((l) => l.k !== "-").map((l) => l.s)).toEqual(after);
        expect(diff.filter((l) => l.k !== "+").map((l) => l.s)).toEqual(before);
      }),
    );
  });

  test("changes no more lines than a longest common subsequence leaves", () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const kept = diffLines(before, after).filter((l) => l.k === " ").length;
        expect(kept).toBe(longest(before, after));
      }),
      { numRuns: 60 },
    );
  });

  test("takes texts too large to compare line by line as replaced", () => {
    const diff = diffLines(["head", ...numbered(2500, "a")], ["head", ...numbered(2500, "b")]);
    expect(diff).toHaveLength(5001);
    expect(diff[0]).toEqual({ k: " ", s: "head" });
  });
});

function longest(a: readonly string[], b: readonly string[]): number {
  const row = Array.from({ length: b.length + 1 }, () => 0);
  for (const x of a) {
    let corner = 0;
    b.forEach((y, j) => {
      const above = row[j + 1]!;
      row[j + 1] = x === y ? corner + 1 : Math.max(above, row[j]!);
      corner = above;
    });
  }
  return row.at(-1)!;
}

describe("foldUnchanged", () => {
  test("keeps three lines around a change and counts the rest", () => {
    const before = numbered(20);
    const after = before.with(10, "new");
    expect(foldUnchanged(diffLines(before, after)).map((l) => l.k + l.s)).toEqual([
      " … 7 unchanged lines …",
      " l7",
      " l8",
      " l9",
      "-l10",
      "+new",
      " l11",
      " l12",
      " l13",
      " … 6 unchanged lines …",
    ]);
  });

  test("does not fold a single line", () => {
    const before = numbered(8);
    const after = before.with(4, "new");
    expect(foldUnchanged(diffLines(before, after)).map((l) => l.s)).toEqual(
      diffLines(before, after).map((l) => l.s),
    );
  });
});

test.each([
  ['{"Statement":[]}', ["{", '  "Statement": []', "}"]],
  ["not\r\nJSON", ["not", "JSON"]],
  [null, []],
])("lines of %s", (text, expected) => {
  expect(documentLines(readPolicyDocument(text))).toEqual(expected);
});
