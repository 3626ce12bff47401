import { expect, test } from "vitest";
import type { ImportProgress } from "../../../shared/ipc/case.ts";
import { leftOf, lineOf, ratesOf, withSample } from "./rate.ts";
import type { Sample } from "./rate.ts";

const at = (
  seconds: number,
  events: number,
  bytes: number,
  more: Partial<ImportProgress> = {},
): ImportProgress => ({
  stage: "reading",
  isPaused: false,
  isEnding: false,
  files: 0,
  filesTotal: 10,
  bytes,
  bytesTotal: 1000,
  events,
  problems: 0,
  seconds,
  ...more,
});

const run = (told: readonly ImportProgress[]): readonly Sample[] =>
  told.reduce<readonly Sample[]>(withSample, []);

test("samples come twice a second at most, and of the last two minutes only", () => {
  const told = Array.from({ length: 2000 }, (_, i) => at(i / 10, i, i / 10));
  const samples = run(told);
  expect(samples.length).toBeLessThanOrEqual(242);
  expect(samples[0]?.seconds).toBeGreaterThanOrEqual(79);
  // A second import begins anew.
  expect(withSample(samples, at(0.1, 1, 1))).toHaveLength(1);
  expect(withSample(samples, at(300, 1, 1, { stage: "comparing" }))).toBe(samples);
});

test("rates and time left", () => {
  const told = Array.from({ length: 40 }, (_, i) => at(i / 2, i * 50, i * 10));
  const samples = run(told);
  const last = told.at(-1)!;
  expect(ratesOf(samples, last).now).toBeCloseTo(100, 5);
  expect(ratesOf(samples, last).mean).toBeCloseTo(100, 5);
  // 390 of 1000 bytes are read, 20 a second.
  expect(leftOf(samples, last)).toBeCloseTo(30.5, 1);
  expect(leftOf([], at(0.5, 10, 10))).toBeNull();
  expect(leftOf(samples, at(30, 1, 1, { stage: "analyzing" }))).toBeNull();
  expect(leftOf([], at(10, 100, 1000))).toBe(0);
});

test("the line lies inside its box", () => {
  expect(lineOf([])).toBe("");
  const points = lineOf(run(Array.from({ length: 60 }, (_, i) => at(i, i * i, i))))
    .split(" ")
    .map((point) => point.split(",").map(Number));
  expect(points.length).toBeGreaterThan(50);
  for (const [x = -1, y = -1] of points) {
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x).toBeLessThanOrEqual(240);
    expect(y).toBeGreaterThanOrEqual(2);
    expect(y).toBeLessThanOrEqual(39);
  }
});
