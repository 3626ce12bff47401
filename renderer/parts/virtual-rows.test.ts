import { expect, test } from "vitest";
import { extentOf, mostPixels, scrollOf, topRow } from "./virtual-rows.ts";

test.each([0, 1, 77, 285_714, 285_715, 5_000_000, 200_000_000])(
  "every one of %i rows can be reached, and its place is told back",
  (rows) => {
    const view = 600;
    const { height } = extentOf(rows, 28, view);
    expect(height).toBeLessThanOrEqual(Math.max(mostPixels, view));
    const last = Math.max(0, rows - view / 28);
    for (const row of [0, 0.5, 1, rows / 3, rows / 2, last - 1, last].filter(
      (one) => one >= 0 && one <= last,
    )) {
      const at = scrollOf(row, rows, 28, view);
      expect(at).toBeLessThanOrEqual(Math.max(0, height - view) + 1e-6);
      expect(topRow(at, rows, 28, view)).toBeCloseTo(Math.min(row, last), 3);
    }
  },
);
