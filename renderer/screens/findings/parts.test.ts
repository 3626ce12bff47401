import { describe, expect, test } from "vitest";
import type { DiffLine } from "../../../shared/finding.ts";
import { shownLines } from "../../parts/shown-lines.ts";
import { allTicks, isTicked, noTicks, tickCount, tickSubject, withTicks } from "./ticks.ts";

describe("the lines of a diff", () => {
  const lines: readonly DiffLine[] = [
    ..."abcdef".split("").map((s): DiffLine => ({ k: " ", s })),
    { k: "-", s: "old" },
    { k: "+", s: "new" },
    ..."ghijkl".split("").map((s): DiffLine => ({ k: " ", s })),
  ];
  test("leave long equal runs out, and say how long they are", () => {
    expect(
      shownLines(lines, false).map((one) =>
        "hidden" in one ? one.hidden : `${String(one.number)}${one.line.k}${one.line.s}`,
      ),
    ).toEqual([4, "5 e", "6 f", "7-old", "7+new", "8 g", "9 h", 4]);
  });
  test("mark what differs within a line that was changed, and nothing in one that is another", () => {
    const changed: readonly DiffLine[] = [
      { k: "-", s: '  "Action": ["iam:GetRole"],' },
      { k: "-", s: "abc" },
      { k: "+", s: '  "Action": ["iam:*"],' },
      { k: "+", s: "xyz" },
      { k: "+", s: "new" },
    ];
    expect(
      shownLines(changed, true).map((one) =>
        "hidden" in one || one.differs === null ? null : one.line.s.slice(...one.differs),
      ),
    ).toEqual(["GetRole", null, "*", null, null]);
  });
  test("are all there when wanted", () => {
    expect(shownLines(lines, true)).toHaveLength(lines.length);
  });
});

describe("ticks", () => {
  test("of some", () => {
    const some = withTicks(withTicks(noTicks, ["a", "b"], true), ["a"], false);
    expect([isTicked(some, "a"), isTicked(some, "b"), tickCount(some, 9)]).toEqual([
      false,
      true,
      1,
    ]);
    expect(tickSubject(some, { text: "x" })).toEqual({ ids: ["b"] });
  });
  test("of all but a few", () => {
    const most = withTicks(allTicks, ["a"], false);
    expect([isTicked(most, "a"), isTicked(most, "z"), tickCount(most, 9)]).toEqual([
      false,
      true,
      8,
    ]);
    expect(tickSubject(most, { text: "x" })).toEqual({ query: { text: "x" }, except: ["a"] });
    expect(tickSubject(withTicks(most, ["a"], true), {})).toEqual({ query: {} });
  });
});
