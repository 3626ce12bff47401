import { expect, test } from "vitest";
import { isoOf } from "./place.ts";

test.each([
  ["2026-03-13 09:00:00", "2026-03-13T09:00:00Z"],
  ["2026-03-13 09:00:00 UTC", "2026-03-13T09:00:00Z"],
  ["2026-03-13T09:00:07.123Z", "2026-03-13T09:00:07Z"],
  [" 2026-03-13 9:05 ", "2026-03-13T09:05:00Z"],
  ["2026-03-13", "2026-03-13T00:00:00Z"],
  ["2026-02-31", null],
  ["2026-02-11 25:00", null],
  ["yesterday", null],
  ["", null],
])("%s is the moment %s", (typed, expected) => {
  expect(isoOf(typed)).toBe(expected);
});
