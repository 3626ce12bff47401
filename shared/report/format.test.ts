import { expect, test } from "vitest";
import {
  formatBytes,
  formatCount,
  formatCounted,
  formatDuration,
  formatInstant,
  formatShortDay,
  weekday,
} from "./format.ts";

test.each([
  ["2026-10-06T02:31:09Z", "2026-10-06 02:31:09 UTC"],
  ["2026-10-06T02:31:09.000Z", "2026-10-06 02:31:09 UTC"],
  ["2026-10-06T02:31:09.250Z", "2026-10-06 02:31:09.250 UTC"],
  ["yesterday", "yesterday"],
  ["2026-10-06T02:31:09+02:00", "2026-10-06T02:31:09+02:00"],
])("writes the instant %s as %s", (at, said) => expect(formatInstant(at)).toBe(said));

test.each([
  ["2026-09-05", "5 Sep"],
  ["2026-12-31", "31 Dec"],
  ["2026-13-01", "2026-13-01"],
  ["nonsense", "nonsense"],
])("writes the day %s as %s", (day, said) => expect(formatShortDay(day)).toBe(said));

test.each([
  ["2026-10-04", 0],
  ["2026-10-06", 2],
  ["2026-10-10", 6],
  ["2026-99-99", null],
  ["?", null],
])("%s is weekday %s", (day, number) => expect(weekday(day)).toBe(number));

test.each([
  [0, "0"],
  [999, "999"],
  [1000, "1,000"],
  [1283694, "1,283,694"],
  [-1234.5, "-1,234.5"],
  [Number.NaN, "NaN"],
])("writes the number %s as %s", (n, said) => expect(formatCount(n)).toBe(said));

test.each([
  [1, "1 byte"],
  [65536, "65,536 bytes"],
])("writes %s bytes as %s", (n, said) => expect(formatBytes(n)).toBe(said));

test.each([
  [0, "0 s"],
  [2855, "47 min 35 s"],
  [3600, "1 h"],
  [90061, "1 d 1 h 1 min 1 s"],
  [1.25, "1.25 s"],
  [-60, "−1 min"],
])("writes %s seconds as %s", (seconds, said) => expect(formatDuration(seconds)).toBe(said));

test.each([
  [0, "0 files"],
  [1, "1 file"],
  [12_840, "12,840 files"],
])("%d is %s", (n, words) => expect(formatCounted(n, "file")).toBe(words));
