import { expect, test } from "vitest";
import { readView, viewText } from "./saved-view.ts";

const empty = { q: "", descending: false, columns: [] };

test.each([
  [
    viewText({ q: "name:A", descending: true, columns: ["time"] }),
    { q: "name:A", descending: true, columns: ["time"] },
  ],
  ["", empty],
  ["null", empty],
  ['"x"', empty],
  ['{"q":5,"descending":"yes","columns":["time",7]}', { ...empty, columns: ["time"] }],
])("%s", (text, view) => {
  expect(readView(text)).toEqual(view);
});
