import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isoTime, parseEventTime, plainEventTime } from "./event-time.ts";

const at = Date.UTC(2026, 9, 6, 2, 14, 27) / 1000;

describe("parseEventTime", () => {
  test.each([
    ["2026-10-06T02:14:27Z", at],
    ["2026-10-06T02:14:27.123Z", at],
    ["2026-10-06T02:14:27+00:00", at],
    ["2026-10-06T04:14:27+02:00", at],
    ["2026-10-05T21:14:27-0500", at],
    ["2026-10-06 02:14:27", at],
    ["2026-10-06 02:14:27 UTC", at],
    ["20261006T021427Z", at],
    [at, at],
    [at * 1000, at],
    [String(at), at],
    ["2024-02-29T00:00:00Z", Date.UTC(2024, 1, 29) / 1000],
    ["0001-01-01T00:00:00Z", -62_135_596_800],
    ["9999-12-31T23:59:59Z", 253_402_300_799],
  ])("%s", (value, seconds) => expect(parseEventTime(value)).toBe(seconds));

  test.each([
    "",
    // Beyond the year 9999.
    1e30,
    9e15,
    "yesterday",
    "2026-02-30T00:00:00Z",
    "2025-02-29T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-10-06T24:00:00Z",
    "2026-10-06",
    "12",
    12,
    1e300,
    253_402_300_800_000,
    "9999-12-31T23:59:59-00:01",
    "0000-01-01T00:00:00+00:01",
    null,
    undefined,
    {},
    true,
    `2026-10-06T02:14:27Z${" ".repeat(5)}x`,
  ])("refuses %s", (value) => expect(parseEventTime(value)).toBeNull());
});

test("bytes and text agree, and isoTime is the way back", () => {
  fc.assert(
    fc.property(fc.integer({ min: -62_135_596_800, max: 253_402_300_799 }), (seconds) => {
      const text = isoTime(seconds);
      const bytes = new TextEncoder().encode(`"${text}"`);
      expect(parseEventTime(text)).toBe(seconds);
      expect(plainEventTime(bytes, 1, bytes.length - 1)).toBe(seconds);
    }),
  );
});

test.each([
  "2026-02-30T00:00:00Z",
  "2026-10-06 02:14:27Z",
  "2026-10-06T02-14-27Z",
  "2026-10-06T02:14:61Z",
  "2026-1x-06T02:14:27Z",
])("the byte reader leaves %s to the other", (text) => {
  const bytes = new TextEncoder().encode(text);
  expect(plainEventTime(bytes, 0, bytes.length)).toBeNull();
});
