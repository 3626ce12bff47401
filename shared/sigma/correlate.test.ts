import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Occurrence } from "./correlate.ts";
import { correlate } from "./correlate.ts";
import type { Bound, Correlation, CorrelationType } from "./correlation-rule.ts";

const at = { line: 1, column: 1 };

function correlation(
  type: CorrelationType,
  timespan: number,
  bounds: readonly Bound[],
  rules = 1,
): Correlation {
  return {
    type,
    timespan,
    bounds,
    rules: Array.from({ length: rules }, (_, n) => ({ word: `rule ${n}`, at })),
    groupBy: [],
    fields: [],
    percentile: 50,
    generate: false,
  };
}

/** `t`, or `t:rule`, or `t:rule:values`; with `#id` where it is not the place in the list. */
function occurrences(text: string): readonly Occurrence[] {
  return text
    .split(" ")
    .filter((word) => word !== "")
    .map((word, place) => {
      const [main = "", id] = word.split("#");
      const [t, rule, values] = main.split(":");
      return {
        t: Number(t),
        id: id === undefined ? place : Number(id),
        rule: Number(rule ?? 0),
        values: values?.split(",") ?? [],
      };
    });
}

const found = (rule: Correlation, text: string): readonly string[] =>
  correlate(rule, occurrences(text)).map(
    ({ from, to, value, occurrences: all }) => `${from}-${to} ${value} of ${all.length}`,
  );

const gte = (value: number): readonly Bound[] => [{ operator: "gte", value }];

describe("counts", () => {
  test.each<[string, Correlation, string, readonly string[]]>([
    ["three within ten", correlation("event_count", 10, gte(3)), "0 5 10", ["0-10 3 of 3"]],
    ["three within eleven are too late", correlation("event_count", 10, gte(3)), "0 5 11", []],
    [
      "a burst is one match",
      correlation("event_count", 10, gte(3)),
      "0 1 2 3 12 13",
      ["0-13 4 of 6"],
    ],
    [
      "two bursts are two",
      correlation("event_count", 10, gte(2)),
      "0 1 50 51",
      ["0-1 2 of 2", "50-51 2 of 2"],
    ],
    [
      "across what fixed windows would cut",
      correlation("event_count", 10, gte(3)),
      "8 9 11",
      ["8-11 3 of 3"],
    ],
    ["gt is more than", correlation("event_count", 10, [{ operator: "gt", value: 2 }]), "0 1", []],
    [
      "an event that two rules match is one",
      correlation("event_count", 10, gte(2), 2),
      "0:0#1 0:1#1",
      [],
    ],
    [
      "different values",
      correlation("value_count", 10, gte(2)),
      "0:0:a 1:0:a 2:0:b",
      ["0-2 2 of 3"],
    ],
    ["the same value", correlation("value_count", 10, gte(2)), "0:0:a 1:0:a 2:0:a", []],
    ["values leave the window", correlation("value_count", 10, gte(2)), "0:0:a 11:0:b", []],
    ["no value", correlation("value_count", 10, gte(1)), "0", []],
    [
      "fewer than, over a stretch",
      correlation("event_count", 10, [{ operator: "lt", value: 3 }]),
      "0 1 2 20 21",
      ["20-21 2 of 2"],
    ],
    [
      "exactly, over a stretch",
      correlation("event_count", 10, [{ operator: "eq", value: 2 }]),
      "0 1 2 20 21",
      ["20-21 2 of 2"],
    ],
    [
      "from to, over a stretch",
      correlation("event_count", 10, [...gte(2), { operator: "lte", value: 3 }]),
      "0 1 2 3 20 21",
      ["20-21 2 of 2"],
    ],
    [
      "not so many",
      correlation("event_count", 10, [{ operator: "neq", value: 1 }]),
      "0 20 21",
      ["20-21 2 of 2"],
    ],
    ["sum", correlation("value_sum", 10, gte(100)), "0:0:60 5:0:40", ["0-5 100 of 2"]],
    ["sum of what left the window", correlation("value_sum", 10, gte(100)), "0:0:60 11:0:40", []],
    [
      "average over a stretch",
      correlation("value_avg", 10, gte(50)),
      "0:0:100 1:0:0 2:0:0 20:0:60",
      ["20-20 60 of 1"],
    ],
    ["median", correlation("value_percentile", 10, gte(5)), "0:0:1 1:0:5 2:0:9", ["0-2 5 of 3"]],
    ["no number at all", correlation("value_avg", 10, [{ operator: "lt", value: 5 }]), "0 1", []],
    ["nothing", correlation("event_count", 10, gte(1)), "", []],
  ])("%s", (_, rule, text, expected) => {
    expect(found(rule, text)).toEqual(expected);
  });
});

describe("temporal", () => {
  const both = correlation("temporal", 10, gte(2), 2);
  const ordered = correlation("temporal_ordered", 10, gte(2), 2);
  const three = correlation("temporal_ordered", 10, gte(3), 3);
  test.each<[string, Correlation, string, readonly string[]]>([
    ["in any order", both, "0:1 5:0", ["0-5 2 of 2"]],
    ["one rule alone", both, "0:1 5:1", []],
    ["too far apart", both, "0:1 11:0", []],
    ["in order", ordered, "0:0 5:1", ["0-5 2 of 2"]],
    ["in the wrong order", ordered, "0:1 5:0", []],
    ["in order, too late", ordered, "0:0 11:1", []],
    ["the later beginning counts", ordered, "0:0 8:0 15:1", ["8-15 2 of 2"]],
    ["within a second any order may be right", ordered, "5:1#0 5:0#1", ["5-5 2 of 2"]],
    ["one event is not both", ordered, "5:0#7 5:1#7", []],
    ["an event of both and another", ordered, "5:0#7 5:1#7 6:1#8", ["5-6 2 of 2"]],
    ["each is used once", ordered, "0:0 1:1 2:1", ["0-1 2 of 2"]],
    ["twice", ordered, "0:0 1:1 20:0 21:1", ["0-1 2 of 2", "20-21 2 of 2"]],
    ["two beginnings and two ends", ordered, "0:0 1:0 2:1 3:1", ["1-2 2 of 2", "0-3 2 of 2"]],
    ["two of each within a second", ordered, "5:0 5:0 5:1 5:1", ["5-5 2 of 2", "5-5 2 of 2"]],
    ["three steps", three, "0:0 1:2 2:1 3:2", ["0-3 3 of 3"]],
    ["three steps in all too long", three, "0:0 6:1 11:2", []],
  ])("%s", (_, rule, text, expected) => {
    expect(found(rule, text)).toEqual(expected);
  });

  const list = fc
    .array(fc.record({ t: fc.nat({ max: 40 }), rule: fc.nat({ max: 2 }) }), { maxLength: 14 })
    .map((all) =>
      all.toSorted((a, b) => a.t - b.t).map((one, id): Occurrence => ({ ...one, id, values: [] })),
    );

  test("a count matches when some timespan holds enough, and each match does", () => {
    fc.assert(
      fc.property(list, fc.integer({ min: 1, max: 5 }), (all, least) => {
        const matches = correlate(correlation("event_count", 10, gte(least)), all);
        const windows = all.map(({ t }) => all.filter((one) => one.t >= t && one.t <= t + 10));
        const inWindows = new Set(windows.filter((one) => one.length >= least).flat());
        const inMatches = matches.flatMap(({ occurrences: own }) => own);
        expect(new Set(inMatches)).toEqual(inWindows);
        expect(inMatches).toHaveLength(inWindows.size);
      }),
      { numRuns: 1000 },
    );
  });

  test("an order is found exactly when three occurrences are in it", () => {
    fc.assert(
      fc.property(list, (all) => {
        const is = all.some((a) =>
          all.some((b) =>
            all.some(
              (c) =>
                a.rule === 0 &&
                b.rule === 1 &&
                c.rule === 2 &&
                a.t <= b.t &&
                b.t <= c.t &&
                c.t - a.t <= 10,
            ),
          ),
        );
        expect(correlate(three, all).length > 0).toBe(is);
      }),
      { numRuns: 1000 },
    );
  });
});
