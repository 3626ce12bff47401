import { expect, test } from "vitest";
import { lifeScale, spreadMarks } from "./life-scale.ts";

test("times and pixels agree, and stay on the axis", () => {
  const scale = lifeScale(0, 100_000, 72, 872);
  expect(scale.x(0)).toBeGreaterThan(72);
  expect(scale.x(100_000)).toBeLessThan(872);
  for (const time of [0, 25_000, 99_999]) expect(scale.time(scale.x(time))).toBeCloseTo(time, 3);
  expect(scale.x(-1e9)).toBe(72);
  expect(scale.time(5000)).toBe(scale.end);
});

test("one moment has an axis, too", () => {
  const scale = lifeScale(5, 5, 0, 100);
  expect(scale.x(5)).toBeGreaterThan(0);
  expect(scale.end).toBeGreaterThan(scale.start);
});

test("of marks that lie on each other the worst stays", () => {
  const mark = (x: number, rank: number) => ({ x, rank });
  expect(spreadMarks([mark(0, 1), mark(2, 5), mark(3, 2), mark(20, 1)], 6)).toEqual([
    mark(2, 5),
    mark(20, 1),
  ]);
});
