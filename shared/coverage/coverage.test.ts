import { expect, test } from "vitest";
import { plain } from "../span.ts";
import type { CoverageFacts, HourCount, PlaceRange } from "./coverage.ts";
import { buildCoverage } from "./coverage.ts";

const h = (hour: number): number => hour * 3600;
const base = 500_000;
const place = { account: "123456789012", region: "us-east-1" };
const count = (hour: number, events: number, more: Partial<HourCount> = {}): HourCount => ({
  ...place,
  hour: base + hour,
  events,
  ...more,
});
const range = (from: number, to: number, more: Partial<PlaceRange> = {}): PlaceRange => ({
  ...place,
  from: h(base) + from,
  to: h(base) + to,
  ...more,
});

const cases: readonly (readonly [string, CoverageFacts, readonly string[]])[] = [
  ["nothing", { counts: [], digested: [], missing: [] }, []],
  [
    "hours without digests are unknown",
    { counts: [count(0, 3), count(3, 1)], digested: [], missing: [] },
    ["us-east-1 events 0-1 (3), unknown 1-3 (0), events 3-4 (1)"],
  ],
  [
    "digests that meet make the hours between quiet, though they begin past the hour",
    {
      counts: [count(0, 3), count(4, 1)],
      digested: [
        range(244, h(1) + 244),
        range(h(1) + 244, h(2) + 244),
        range(h(2) + 244, h(3) + 244),
      ],
      missing: [],
    },
    ["us-east-1 events 0-1 (3), quiet 1-3 (0), unknown 3-4 (0), events 4-5 (1)"],
  ],
  [
    "an hour that a digest covers in part only is unknown",
    {
      counts: [count(0, 1), count(3, 1)],
      digested: [range(h(1) + 60, h(2)), range(h(2), h(3))],
      missing: [],
    },
    ["us-east-1 events 0-1 (1), unknown 1-2 (0), quiet 2-3 (0), events 3-4 (1)"],
  ],
  [
    "what is missing is told also where there are events",
    {
      counts: [count(0, 1), count(1, 2), count(3, 1)],
      digested: [range(0, h(4))],
      missing: [range(h(1) + 10, h(1) + 20), range(h(2) + 10, h(2) + 10)],
    },
    ["us-east-1 events 0-1 (1), missing 1-3 (2), events 3-4 (1)"],
  ],
  [
    "each Region spans the time of all",
    {
      counts: [count(0, 1), count(2, 1, { region: "eu-central-1" })],
      digested: [],
      missing: [],
    },
    ["eu-central-1 unknown 0-2 (0), events 2-3 (1)", "us-east-1 events 0-1 (1), unknown 1-3 (0)"],
  ],
  [
    "an event dated a century early does not stretch the table",
    { counts: [count(0, 1), count(-400_000, 1)], digested: [], missing: [] },
    ["us-east-1 events 0-1 (1)"],
  ],
  [
    "an event dated decades ahead pushes no real hour out",
    { counts: [count(0, 1), count(2, 1), count(200_000, 900)], digested: [], missing: [] },
    ["us-east-1 events 0-1 (1), unknown 1-2 (0), events 2-3 (1)"],
  ],
  [
    "digests count as hours",
    { counts: [count(200_000, 900)], digested: [range(0, h(2))], missing: [] },
    ["us-east-1 quiet 0-2 (0)"],
  ],
  [
    "evidence of more than twelve years stays whole where no gap is as long",
    { counts: [count(0, 1), count(100_000, 1), count(200_000, 1)], digested: [], missing: [] },
    [
      "us-east-1 events 0-1 (1), unknown 1-100000 (0), events 100000-100001 (1), unknown 100001-200000 (0), events 200000-200001 (1)",
    ],
  ],
  [
    "a row of wrong dates makes no table of centuries",
    {
      counts: [
        count(0, 1),
        count(1, 1),
        ...Array.from({ length: 40 }, (_, i) => count((i + 1) * 100_000, 1)),
      ],
      digested: [],
      missing: [],
    },
    [
      "us-east-1 events 0-2 (2), unknown 2-100000 (0), events 100000-100001 (1), unknown 100001-200000 (0), events 200000-200001 (1), unknown 200001-300000 (0), events 300000-300001 (1)",
    ],
  ],
];

test.each(cases)("%s", (_, facts, expected) => {
  const { places } = buildCoverage(facts);
  expect(
    places.map(
      (one) =>
        `${one.region} ${one.ranges.map((r) => `${r.state} ${r.from - base}-${r.to - base} (${r.events})`).join(", ")}`,
    ),
  ).toEqual(expected);
  for (const one of places)
    expect(Object.values(one.hours).reduce((sum, n) => sum + n, 0)).toBe(
      one.ranges.reduce((sum, r) => sum + r.to - r.from, 0),
    );
});

test("what lies far from the table is told, before and after", () => {
  const { outlying } = buildCoverage({
    counts: [
      ...[0, 1, 2, 3, 4].map((hour) => count(hour, 1)),
      count(200_000, 1),
      count(-200_000, 3),
      count(-200_001, 4),
    ],
    digested: [range(h(-200_000), h(-199_999))],
    missing: [],
  });
  expect(outlying.map(plain)).toEqual([
    "7 events and 1 digest are dated far before all others, 2004-03-22T23:00:00Z to 2004-03-23T01:00:00Z: they stand in no hour of the table.",
    "1 event is dated far after all others, 2049-11-08T16:00:00Z to 2049-11-08T17:00:00Z: it stands in no hour of the table.",
  ]);
});

test.each([
  ["us-east-1", /log in us-east-1, which is in the evidence/],
  ["eu-central-1", /NOTHING OF us-east-1 IS IN THE EVIDENCE\. IAM/],
  ["cn-northwest-1", /NOTHING OF cn-north-1 IS IN THE EVIDENCE/],
  ["cn-north-1", /log in cn-north-1, which is/],
  ["us-gov-east-1", /NOTHING OF us-gov-west-1 IS/],
])("global services of an account with %s alone", (region, words) => {
  const { global } = buildCoverage({
    counts: [count(0, 1, { region })],
    digested: [],
    missing: [],
  });
  expect(global.map(plain).join("\n")).toMatch(words);
});
