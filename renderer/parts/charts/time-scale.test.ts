import { describe, expect, test } from "vitest";
import { amountTicks, timeTicks } from "./time-scale.ts";

const at = (text: string): number => Date.parse(text) / 1000;

describe("ticks of time", () => {
  test.each([
    ["2026-03-11T00:00:00Z", "2026-03-11T06:00:00Z", 8, "11 Mar 00:00", "01:00"],
    ["2026-03-02T00:00:00Z", "2026-03-16T00:00:00Z", 14, "2 Mar", "3 Mar"],
    ["2025-12-31T00:00:00Z", "2026-01-02T00:00:00Z", 2, "31 Dec", "1 Jan 2026"],
    ["2020-01-01T00:00:00Z", "2026-01-01T00:00:00Z", 8, "2020", "2021"],
    ["2025-11-15T00:00:00Z", "2026-05-01T00:00:00Z", 8, "Dec 2025", "Jan 2026"],
  ])("%s to %s", (from, to, most, first, second) => {
    const ticks = timeTicks(at(from), at(to), most);
    expect(ticks.length).toBeLessThanOrEqual(most + 1);
    expect(ticks.map((tick) => tick.label).slice(0, 2)).toEqual([first, second]);
  });
});

test.each([
  [0, [0, 1]],
  [1, [0, 1]],
  [50, [0, 20, 40, 60]],
  [9, [0, 5, 10]],
  [1_000_000, [0, 500_000, 1_000_000]],
])("amounts up to %i", (most, wanted) => {
  expect(amountTicks(most)).toEqual(wanted);
});
