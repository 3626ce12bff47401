import { expect, test } from "vitest";
import type { CoverageDay, CoverageMap } from "../../../shared/ipc/evidence.ts";
import { heatOf } from "./heat-cells.ts";

const day = (at: number, events: number, hours: Partial<CoverageDay["hours"]>): CoverageDay => ({
  day: at,
  events,
  hours: { events: 0, quiet: 0, missing: 0, unknown: 0, ...hours },
});

const map: CoverageMap = {
  from: 100,
  to: 109,
  rows: [
    {
      account: "1",
      region: "a",
      events: 1001,
      days: [day(100, 1000, { events: 24 }), day(109, 1, { events: 1, missing: 2 })],
    },
    { account: "1", region: "b", events: 0, days: [day(101, 0, { missing: 5, quiet: 19 })] },
    {
      account: "2",
      region: "a",
      events: 7,
      days: [day(102, 7, { events: 1 }), day(103, 0, { quiet: 24 })],
    },
  ],
  missingHours: 7,
  missingPlaces: 2,
  untimed: 0,
  outside: 0,
  digests: 0,
  sentences: [],
};

test("a column a day where there is room", () => {
  const heat = heatOf(map, 60, 10);
  expect(heat).toMatchObject({ columns: 10, days: 1, from: 100, most: 1000, more: 0 });
  const states = heat.rows.map(({ cells }) => cells.map(({ state }) => state[0]).join(""));
  expect(states).toEqual(["euuuuuuuue", "uguuuuuuuu", "uuequuuuuu"]);
  expect(heat.rows.map(({ isFirst, missing }) => [isFirst, missing])).toEqual([
    [true, 2],
    [false, 5],
    [true, 0],
  ]);
  expect(heat.rows[0]?.cells.map(({ level }) => level)).toEqual([5, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
});

test("days are put together where there is none; the last column ends with the last day", () => {
  const heat = heatOf(map, 4, 10);
  expect(heat).toMatchObject({ columns: 4, days: 3 });
  expect(heat.rows[0]?.cells.at(-1)).toMatchObject({ from: 109, to: 110, events: 1, missing: 2 });
  expect(heat.rows[2]?.cells.map(({ events }) => events)).toEqual([7, 0, 0, 0]);
});

test("of many rows those with gaps or most events are shown, in their order", () => {
  const heat = heatOf(map, 60, 2);
  expect(heat.rows.map(({ account, region }) => account + region)).toEqual(["1a", "1b"]);
  expect(heat.more).toBe(1);
});

test("a case without a time has no cells", () => {
  expect(heatOf({ ...map, from: null, to: null }, 60, 10).rows).toEqual([]);
});
