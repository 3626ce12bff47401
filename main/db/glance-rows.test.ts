import fc from "fast-check";
import { expect, test } from "vitest";
import { createGlanceRows } from "./glance-rows.ts";

interface Row {
  readonly group: number;
  readonly t: number;
  readonly kind: number;
}

/** The slow and obvious way: a row counts when some window that holds it has enough kinds. */
function crowdedSlowly(rows: readonly Row[], seconds: number, kinds: number): readonly number[] {
  const marked = new Set<number>();
  for (const { group, t } of rows) {
    const inside = [...rows.keys()].filter((i) => {
      const other = rows[i];
      return other?.group === group && other.t >= t && other.t <= t + seconds;
    });
    if (new Set(inside.map((i) => rows[i]?.kind)).size >= kinds)
      for (const i of inside) marked.add(i);
  }
  return [...marked].toSorted((a, b) => a - b);
}

test("rows that stand close together are found, whatever their order", () => {
  const row = fc.record({
    group: fc.integer({ min: -2, max: 2 }),
    t: fc.integer({ min: 0, max: 60 }),
    kind: fc.integer({ min: 1, max: 5 }),
  });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 60 }), fc.integer({ min: 2, max: 4 }), (rows, kinds) => {
      const columns = createGlanceRows();
      rows.forEach(({ group, t, kind }, i) => columns.add(group, t, kind, 7, i));
      const found = columns.crowded(10, kinds, 1000).map(({ record }) => record);
      expect(found.toSorted((a, b) => a - b)).toEqual(crowdedSlowly(rows, 10, kinds));
      expect(columns.all().map(({ t }) => t)).toEqual(rows.map(({ t }) => t));
    }),
    { numRuns: 300 },
  );
});

test("of one group the first rows are found, and no more than asked for", () => {
  const columns = createGlanceRows();
  for (let i = 0; i < 5000; i++) columns.add(1, i, i % 9, 7, i);
  const found = columns.crowded(600, 5, 100).map(({ record }) => record);
  expect(found).toEqual(Array.from({ length: 100 }, (_, i) => i));
});
