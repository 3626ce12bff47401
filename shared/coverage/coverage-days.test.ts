import { expect, test } from "vitest";
import { coverageDays } from "./coverage-days.ts";
import { buildCoverage } from "./coverage.ts";

const place = { account: "123456789012", region: "us-east-1" };

test.each([
  {
    name: "hours of two days",
    counts: [
      { ...place, hour: 23, events: 4 },
      { ...place, hour: 24, events: 5 },
    ],
    digested: [],
    missing: [],
    days: [
      { day: 0, events: 4, hours: { events: 1, quiet: 0, missing: 0, unknown: 0 } },
      { day: 1, events: 5, hours: { events: 1, quiet: 0, missing: 0, unknown: 0 } },
    ],
  },
  {
    name: "a day of which nothing is known has no cell",
    counts: [
      { ...place, hour: 0, events: 1 },
      { ...place, hour: 48, events: 1 },
    ],
    digested: [],
    missing: [],
    days: [
      { day: 0, events: 1, hours: { events: 1, quiet: 0, missing: 0, unknown: 23 } },
      { day: 2, events: 1, hours: { events: 1, quiet: 0, missing: 0, unknown: 0 } },
    ],
  },
  {
    name: "quiet and missing hours",
    counts: [{ ...place, hour: 0, events: 1 }],
    digested: [{ ...place, from: 0, to: 48 * 3600 }],
    missing: [{ ...place, from: 20 * 3600, to: 26 * 3600 }],
    days: [
      { day: 0, events: 1, hours: { events: 1, quiet: 19, missing: 4, unknown: 0 } },
      { day: 1, events: 0, hours: { events: 0, quiet: 22, missing: 2, unknown: 0 } },
    ],
  },
])("$name", ({ counts, digested, missing, days }) => {
  const coverage = buildCoverage({ counts, digested, missing });
  expect(coverageDays(coverage, counts)).toEqual([
    { ...place, events: counts.reduce((sum, { events }) => sum + events, 0), days },
  ]);
});

test("rows stand in the order of the coverage; a wrong date counts in its row alone", () => {
  const far = 24 * 366 * 100;
  const counts = [
    { ...place, hour: 5, events: 2 },
    { ...place, region: "eu-west-1", hour: far, events: 3 },
  ];
  const rows = coverageDays(buildCoverage({ counts, digested: [], missing: [] }), counts);
  expect(rows.map(({ region, events, days }) => [region, events, days.length])).toEqual([
    ["eu-west-1", 3, 1],
    ["us-east-1", 2, 0],
  ]);
});
