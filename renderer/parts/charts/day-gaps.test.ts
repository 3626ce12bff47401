import { expect, test } from "vitest";
import type { CoverageDay } from "../../../shared/ipc/evidence.ts";
import { dayGaps } from "./day-gaps.ts";

const day = (number: number, events: number, quiet = 0): CoverageDay => ({
  day: number,
  events,
  hours: { events: events > 0 ? 1 : 0, quiet, missing: 0, unknown: 23 },
});
const row = (...days: readonly CoverageDay[]) => ({ account: "1", region: "r", events: 1, days });
const seconds = 86_400;

test.each([
  ["nothing has a time", { from: null, to: null, rows: [] }, []],
  ["every day has events", { from: 10, to: 11, rows: [row(day(10, 1), day(11, 5))] }, []],
  [
    "days of two places fill each other's gaps",
    { from: 10, to: 16, rows: [row(day(10, 1), day(13, 1)), row(day(12, 2), day(16, 1))] },
    [
      { from: 11 * seconds, to: 12 * seconds },
      { from: 14 * seconds, to: 16 * seconds },
    ],
  ],
  [
    "a quiet day that is proved is no gap",
    { from: 10, to: 12, rows: [row(day(10, 1), day(11, 0, 24), day(12, 1))] },
    [],
  ],
  ["centuries", { from: 0, to: 4_000_000, rows: [] }, [{ from: 0, to: 4001 * seconds }]],
])("%s", (_, coverage, gaps) => {
  expect(dayGaps(coverage)).toEqual(gaps);
});
