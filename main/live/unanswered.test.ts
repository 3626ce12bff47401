import { expect, test } from "vitest";
import { madeWords } from "./unanswered.ts";

const at = "2026-03-01T10:00:00.500Z";

test.each([
  { made: "2026-03-01T09:59:57Z", clockOffset: 0, says: "before the call" },
  { made: "2026-03-01T10:00:00Z", clockOffset: 0, says: "in the time of the call" },
  { made: "2026-03-01T10:02:59Z", clockOffset: 0, says: "in the time of the call" },
  { made: "2026-03-01T10:03:10Z", clockOffset: 0, says: "after any time of the call" },
  // This machine's clock is an hour behind.
  { made: "2026-03-01T10:00:01Z", clockOffset: 3_600_000, says: "before the call" },
  { made: "2026-03-01T11:00:01Z", clockOffset: 3_600_000, says: "in the time of the call" },
])("made $made, clock $clockOffset: $says", ({ made, clockOffset, says }) => {
  expect(madeWords(new Date(made), { at, clockOffset })).toContain(says);
});

test("without IAM's clock, or the time, nothing is judged", () => {
  const made = new Date("2026-03-01T09:00:00Z");
  expect(madeWords(made, { at, clockOffset: null })).toBe(", made 2026-03-01T09:00:00Z");
  expect(madeWords(null, { at, clockOffset: 0 })).toBe(", made at a time that is not known");
});
