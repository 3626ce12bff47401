import { expect, test } from "vitest";
import type { Chart } from "../document.ts";
import { coursePictures } from "./course.ts";
import { coverageSquares, squares, squareSpan } from "./coverage.ts";
import { axisStep, dayColumns, groupDays } from "./days.ts";
import { largestTotal, severityBars } from "./severity-bars.ts";
import { fit, pictureHeight, pictureWidth, textWidth } from "./svg.ts";

function days(count: number) {
  return Array.from({ length: count }, (_, i) => ({
    day: new Date(Date.UTC(2026, 0, 1 + i)).toISOString().slice(0, 10),
    succeeded: i % 7,
    failed: i % 3,
  }));
}

function sum(list: readonly { succeeded: number; failed: number }[]) {
  return [list.reduce((n, d) => n + d.succeeded, 0), list.reduce((n, d) => n + d.failed, 0)];
}

test.each([
  [0, 0, 1],
  [1, 1, 1],
  [130, 130, 1],
  [131, 19, 7],
  [400, 58, 7],
  [2000, 72, 28],
  [60_000, 130, 462],
])("%i days become %i columns of %i days and keep their sums", (count, columns, span) => {
  const all = days(count);
  const grouped = groupDays(all);
  expect(grouped).toHaveLength(columns);
  expect(grouped[0]?.days ?? 1).toBe(span);
  expect(sum(grouped)).toEqual(sum(all));
});

test.each([
  [1, 1],
  [5, 1],
  [6, 2],
  [41, 10],
  [266, 100],
  [1_000_000, 200_000],
])("an axis up to %i has steps of %i", (most, step) => expect(axisStep(most)).toBe(step));

test.each([1, 30, 91, 400])("days: nothing of %i days lies outside the picture", (count) => {
  const { body } = dayColumns(days(count), 1);
  for (const [, x = "", width = ""] of body.matchAll(/ x="([^"]+)" y="[^"]+" width="([^"]+)"/g)) {
    expect(Number(x)).toBeGreaterThanOrEqual(0);
    expect(Number(x) + Number(width)).toBeLessThanOrEqual(pictureWidth);
  }
  expect(body).not.toContain("NaN");
});

test("days: labels of the axis neither touch nor leave the picture", () => {
  for (let count = 3; count < 1100; count = Math.ceil(count * 1.04)) {
    const { body } = dayColumns(days(count), 1);
    const labels = [...body.matchAll(/<text class="s" x="([\d.]+)" y="167"[^>]*>([^<]+)</g)];
    const boxes = labels.map(([, x, words]) => ({ x: Number(x), half: textWidth(words!, 11) / 2 }));
    expect(boxes.length).toBeGreaterThan(1);
    expect(boxes[0]!.x - boxes[0]!.half).toBeGreaterThanOrEqual(0);
    expect(boxes.at(-1)!.x + boxes.at(-1)!.half).toBeLessThanOrEqual(pictureWidth + 0.01);
    boxes.slice(1).forEach((box, i) => {
      expect(box.x - box.half, `${count} days`).toBeGreaterThan(boxes[i]!.x + boxes[i]!.half);
    });
  }
});

const counts = { critical: 1, high: 2, medium: 0, low: 0, info: 4000 };

test("severity bars: the numbers stand in words and small counts stay visible", () => {
  const { body } = severityBars(
    [{ label: "a<b", counts }],
    largestTotal([{ label: "", counts }]),
    1,
  );
  expect(body).toContain("4,003: 1 critical · 2 high · 4,000 information");
  expect(body).toContain("a&lt;b");
  expect(body).toContain('class="f-critical" x="0" y="20" width="4"');
  const right = [...body.matchAll(/x="([\d.]+)" y="20" width="([\d.]+)"/g)].map(
    ([, x, w]) => Number(x) + Number(w),
  );
  expect(Math.max(...right)).toBeLessThanOrEqual(pictureWidth);
});

test.each([
  [1, 1],
  [100, 1],
  [101, 7],
  [400, 7],
  [1000, 28],
  [10_000, 100],
])("%i days are drawn in squares of %i", (count, span) => expect(squareSpan(count)).toBe(span));

test("coverage: a square counts the days with events, and one without any is marked in words", () => {
  expect(squares([1, 0, 5, 0, 0], 2)).toEqual([
    { days: 2, covered: 1 },
    { days: 2, covered: 1 },
    { days: 1, covered: 0 },
  ]);
  const { body } = coverageSquares(
    ["2026-01-01", "2026-01-02"],
    [{ label: "x", events: [7, 0] }],
    1,
  );
  expect(body.match(/>!</g)).toHaveLength(2);
  expect(body).toContain("1 of 2 d · 7");
});

function course(count: number, gapMs: number): Extract<Chart, { kind: "course" }> {
  const at = (i: number) => new Date(Date.UTC(2026, 9, 6) + i * gapMs).toISOString();
  return {
    kind: "course",
    from: at(0),
    to: at(count - 1),
    marks: Array.from({ length: count }, (_, i) => ({
      at: at(i),
      severity: "high" as const,
      label: `mark ${i} `.repeat(30),
      ref: `F-${i}`,
    })),
  };
}

test.each([1, 2, 40, 300])(
  "course: %i marks are all drawn, in pictures that fit on a page",
  (count) => {
    const pictures = coursePictures(course(count, 700_000));
    const all = pictures.map((one) => one.body).join("");
    expect(all.match(/>High  F-\d+</g)).toHaveLength(count);
    for (const one of pictures) expect(one.height).toBeLessThanOrEqual(pictureHeight);
  },
);

test("course: a pause of ten minutes is said, a shorter one is not", () => {
  expect(coursePictures(course(2, 600_000))[0]?.body).toContain("10 min later");
  expect(coursePictures(course(2, 599_000))[0]?.body).not.toContain("later");
  expect(coursePictures(course(0, 1))).toEqual([]);
});

test("a label is cut to its room, and only then", () => {
  expect(fit("short", 100, 12)).toBe("short");
  const cut = fit("a very long label indeed".repeat(9), 100, 12);
  expect(cut.endsWith("…")).toBe(true);
  expect(textWidth(cut, 12)).toBeLessThanOrEqual(100);
});
