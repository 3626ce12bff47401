import { expect, test } from "vitest";
import { periodOf } from "./period.ts";
import { periodInWords } from "./words.ts";

const day = (d: string, events = 1) => ({
  account: "123456789012",
  region: "us-east-1",
  day: d,
  events,
});

test.each<
  [string, readonly ReturnType<typeof day>[], string | null, string | null, number, number]
>([
  ["nothing", [], null, null, 0, 0],
  ["no day at all", [day(""), day("2026-13-45"), day("not a day")], null, null, 0, 0],
  ["one day", [day("2026-10-09")], "2026-10-09", "2026-10-09", 1, 0],
  ["holes are filled", [day("2026-02-27"), day("2026-03-02")], "2026-02-27", "2026-03-02", 4, 0],
  [
    "a year without events holds together",
    [day("2025-01-01"), day("2026-01-01", 9)],
    "2025-01-01",
    "2026-01-01",
    366,
    0,
  ],
  [
    "year 1 and year 9999 stand apart",
    [day("0001-01-01"), day("2026-10-09", 5), day("2026-10-10", 5), day("9999-12-31")],
    "2026-10-09",
    "2026-10-10",
    2,
    2,
  ],
  [
    "a day without events does not count",
    [day("2026-10-09"), day("2026-10-20", 0)],
    "2026-10-09",
    "2026-10-09",
    1,
    0,
  ],
])("period: %s", (_, days, first, last, length, outside) => {
  const period = periodOf(days);
  expect([period.first, period.last, period.days.length, period.outside.length]).toEqual([
    first,
    last,
    length,
    outside,
  ]);
});

test.each([
  ["2026-10-09", "2026-10-09", "9 October 2026"],
  ["2026-10-01", "2026-10-14", "1 to 14 October 2026"],
  ["2026-09-15", "2026-10-14", "15 September to 14 October 2026"],
  ["2025-12-31", "2026-01-01", "31 December 2025 to 1 January 2026"],
])("period in words: %s to %s", (first, last, expected) =>
  expect(periodInWords(first, last)).toBe(expected),
);
