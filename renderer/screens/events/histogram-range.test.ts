import { describe, expect, test } from "vitest";
import { axisSpan, chosenSpan, spanOf, viewSpan } from "./histogram-range.ts";

const hour = 3600;
const bin = (start: number) => ({ start, succeeded: 1, failed: 0 });
const whole = { from: 0, to: 1000 * hour };

test("bars span from the first to the end of the last", () => {
  expect(spanOf({ bins: [bin(0), bin(7200)], binSeconds: hour })).toEqual({
    from: 0,
    to: 3 * hour,
  });
  expect(spanOf({ bins: [], binSeconds: hour })).toBeNull();
});

test.each([
  [{}, null],
  [
    { from: 5, to: 9 },
    { from: 5, to: 9 },
  ],
  [{ from: 5 }, { from: 5, to: whole.to }],
  [{ to: 9 }, { from: 0, to: 9 }],
  [{ from: whole.to + 5 }, { from: whole.to + 5, to: whole.to + 6 }],
])("%j chooses %j", (filter, span) => {
  expect(chosenSpan(filter, whole)).toEqual(span);
});

describe("the view", () => {
  const narrow = { from: 500 * hour, to: 502 * hour };
  test("is all, unless the choice would be a hair in it", () => {
    expect(viewSpan(null, whole)).toBeNull();
    expect(viewSpan({ from: 0, to: 100 * hour }, whole)).toBeNull();
    expect(viewSpan(narrow, whole)).toEqual({ from: 477 * hour, to: 525 * hour });
    expect(viewSpan({ from: 0, to: 2 * hour }, whole)).toEqual({ from: 0, to: 25 * hour });
  });
});

test.each([
  [null, { from: 7200, to: 14_400 }],
  [
    { from: 100, to: 7300 },
    { from: 0, to: 10_800 },
  ],
  [
    { from: 0, to: 7200 },
    { from: 0, to: 7200 },
  ],
  [
    { from: -1e10, to: 1e10 },
    { from: 7200, to: 14_400 },
  ],
])("the axis of view %j is %j", (view, axis) => {
  expect(axisSpan({ bins: [bin(7200), bin(10_800)], binSeconds: hour }, view)).toEqual(axis);
});
