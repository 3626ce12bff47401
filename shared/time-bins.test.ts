import fc from "fast-check";
import { expect, test } from "vitest";
import { binSize, binStart } from "./time-bins.ts";

const at = (text: string): number => Date.parse(text) / 1000;

test.each([
  ["one second", "2026-03-11T02:16:32Z", "2026-03-11T02:16:32Z", 60],
  ["three hours", "2026-03-11T02:00:00Z", "2026-03-11T04:59:59Z", 60],
  ["200 minutes", "2026-03-11T00:00:00Z", "2026-03-11T03:19:59Z", 60],
  ["201 minutes", "2026-03-11T00:00:00Z", "2026-03-11T03:20:00Z", 120],
  ["two days", "2026-03-10T00:00:00Z", "2026-03-11T23:59:59Z", 900],
  ["a month", "2026-03-01T00:00:00Z", "2026-03-31T23:59:59Z", 4 * 3600],
  ["a quarter", "2026-01-01T00:00:00Z", "2026-03-31T23:59:59Z", 12 * 3600],
  ["a year", "2026-01-01T00:00:00Z", "2026-12-31T23:59:59Z", 2 * 86_400],
  ["all years", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", 64 * 52 * 7 * 86_400],
])("%s", (_, first, last, size) => {
  expect(binSize(at(first), at(last), 200)).toBe(size);
});

test("bars begin where people expect them to", () => {
  expect(binStart(at("2026-03-11T02:16:32Z"), 900)).toBe(at("2026-03-11T02:15:00Z"));
  expect(binStart(at("2026-03-11T02:16:32Z"), 86_400)).toBe(at("2026-03-11T00:00:00Z"));
  // A Wednesday; weeks begin on Mondays.
  expect(binStart(at("2026-03-11T02:16:32Z"), 7 * 86_400)).toBe(at("2026-03-09T00:00:00Z"));
  expect(binStart(-1, 3600)).toBe(-3600);
});

test("there are never more bars than wanted", () => {
  const second = fc.integer({ min: -62_135_596_800, max: 253_402_300_799 });
  fc.assert(
    fc.property(second, second, fc.integer({ min: 2, max: 200 }), (a, b, most) => {
      const [first, last] = [Math.min(a, b), Math.max(a, b)];
      const size = binSize(first, last, most);
      const bars = (binStart(last, size) - binStart(first, size)) / size + 1;
      expect(bars).toBeLessThanOrEqual(most);
      expect(binStart(first, size)).toBeLessThanOrEqual(first);
      expect(binStart(last, size) + size).toBeGreaterThan(last);
    }),
  );
});
