import { expect, test } from "vitest";
import { commandIn } from "./command-words.ts";

test.each<readonly [readonly string[], readonly string[] | null]>([
  [[], null],
  [["/cases/a.trailproof"], null],
  [["--no-sandbox"], null],
  [
    ["--no-sandbox", "explain", "CreateUser"],
    ["explain", "CreateUser"],
  ],
  [
    ["audit", "logs", "--out", "report.html"],
    ["audit", "logs", "--out", "report.html"],
  ],
  [["--version"], ["--version"]],
  [["--help"], ["--help"]],
  [["open", "a.trailproof"], null],
  [["open"], null],
  [
    ["open", "a.trailproof", "--browser"],
    ["open", "a.trailproof", "--browser"],
  ],
  [
    ["open", "--port=80"],
    ["open", "--port=80"],
  ],
  [
    ["open", "--help"],
    ["open", "--help"],
  ],
  [["auditing"], null],
  [["./audit"], null],
])("%j asks for %j", (words, command) => {
  expect(commandIn(["/opt/trailproof", ...words], true)).toEqual(command);
  expect(commandIn(["/bin/electron", "/src/trailproof", ...words], false)).toEqual(command);
});
