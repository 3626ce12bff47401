import { expect, test } from "vitest";
import {
  columnIds,
  knownColumns,
  moved,
  nameOfColumn,
  toggled,
  usualColumns,
} from "./column-choice.ts";

test("wider lists show more columns, all of which there are", () => {
  const widths = [300, 800, 1100, 1600].map((width) => usualColumns(width));
  expect(widths.map((columns) => columns.length)).toEqual([6, 7, 8, 10]);
  for (const columns of widths) expect(knownColumns(columns)).toEqual(columns);
});

test("columns are shown, hidden and moved", () => {
  const shown = ["time", "name"];
  expect(toggled(shown, "actor")).toEqual(["time", "name", "actor"]);
  expect(toggled(shown, "name")).toEqual(["time"]);
  expect(moved(["time", "name", "actor"], "actor", -1)).toEqual(["time", "actor", "name"]);
  expect(moved(["time", "name", "actor"], "time", 1)).toEqual(["name", "time", "actor"]);
  expect(moved(shown, "time", -1)).toBe(shown);
  expect(moved(shown, "nothing", 1)).toBe(shown);
});

test("columns that another version kept are left out", () => {
  expect(knownColumns(["name", "gone", "name", "time"])).toEqual(["name", "time"]);
  expect([nameOfColumn("severity"), nameOfColumn("gone")]).toEqual(["Severity", "gone"]);
  expect(new Set(columnIds).size).toBe(columnIds.length);
});
