import { expect, test } from "vitest";
import type { ImportProgress } from "../import/read-all.ts";
import { createProgressLine, progressText } from "./progress.ts";

const half: ImportProgress = {
  stage: "reading",
  files: 1200,
  filesTotal: 2400,
  bytes: 50_000_000,
  bytesTotal: 100_000_000,
  events: 500_000,
  problems: 0,
};

test.each([
  [half, 10, "1,200 of 2,400 files · 500,000 events · 50,000 events/s · 10 s left"],
  [{ ...half, bytes: 1_000 }, 1, "1,200 of 2,400 files · 500,000 events · 500,000 events/s"],
  [
    { ...half, bytes: 10_000_000 },
    60,
    "1,200 of 2,400 files · 500,000 events · 8,333 events/s · 9 min left",
  ],
  [
    { ...half, stage: "comparing" as const, files: 3, filesTotal: 1000 },
    1,
    "Comparing repeated events: 3 of 1,000",
  ],
])("%#", (progress, seconds, words) => {
  expect(progressText(progress, seconds)).toBe(words);
});

function terminal(isTTY: boolean): {
  isTTY: boolean;
  columns: number;
  text: string;
  write: (s: string) => void;
} {
  const made = {
    isTTY,
    columns: 30,
    text: "",
    write: (s: string): void => {
      made.text += s;
    },
  };
  return made;
}

test("a terminal gets one line, cut to its width, at most ten times a second, and is cleaned", () => {
  const screen = terminal(true);
  let now = 0;
  const line = createProgressLine(screen, () => now, false);
  for (now = 0; now < 1000; now += 10) line.show(half);
  line.clear();
  const lines = screen.text.split("\r\u001B[K").slice(1);
  expect(lines).toHaveLength(11);
  expect(lines.at(-1)).toBe("");
  for (const one of lines) expect(one.length).toBeLessThan(30);
});

test.each([
  ["no terminal", false, false],
  ["--quiet", true, true],
])("silent: %s", (_, isTTY, isQuiet) => {
  const screen = terminal(isTTY);
  const line = createProgressLine(screen, () => 0, isQuiet);
  line.show(half);
  line.clear();
  expect(screen.text).toBe("");
});
