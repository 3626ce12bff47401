import { execFileSync, spawnSync } from "node:child_process";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shellCheck, shellQuote } from "./shell-quote.ts";

function throughShell(words: readonly string[]): readonly string[] {
  const script = `printf '%s\\0' ${words.join(" ")}`;
  return execFileSync("sh", ["-c", script], { encoding: "utf8" }).split("\0").slice(0, -1);
}

const anyText = fc
  .string({ unit: "binary", maxLength: 40 })
  .filter((text) => !text.includes("\0") && text.isWellFormed());
const nastyText = fc
  .array(
    fc.constantFrom(
      "'",
      '"',
      "\\",
      "$(id)",
      "`id`",
      "!",
      "\n",
      "\r",
      " ",
      "~",
      "*",
      "é",
      "😀",
      "\u202e",
      "-",
      "#",
      "=",
    ),
  )
  .map((parts) => parts.join(""));

describe("shellQuote", () => {
  it("gives every value to a command unchanged", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(anyText, nastyText), { minLength: 1, maxLength: 20 }),
        (values) => {
          expect(throughShell(values.map((value) => shellQuote(value)!))).toEqual(values);
        },
      ),
      { numRuns: 200 },
    );
  });

  it.each([
    ["DeployRole", "DeployRole"],
    ["arn:aws:iam::123456789012:policy/a+b=c,d@e", "arn:aws:iam::123456789012:policy/a+b=c,d@e"],
    ["", "''"],
    ["~root", "'~root'"],
    ["it's", String.raw`'it'\''s'`],
    ["a\nb", "'a\nb'"],
  ])("quotes %j only where needed", (value, quoted) => {
    expect(shellQuote(value)).toBe(quoted);
  });

  it.each(["a\0b", "a\ud800b", "\udc00"])("refuses %j", (value) => {
    expect(shellQuote(value)).toBeNull();
  });
});

/** What a script of one check prints: the value, or the complaint. */
function run(line: string, env: Readonly<Record<string, string>>): string {
  const path = process.env["PATH"] ?? "";
  const done = spawnSync("sh", ["-c", `${line}\necho "[$NAME]"`], {
    encoding: "utf8",
    env: { PATH: path, ...env },
  });
  return done.status === 0 ? done.stdout : done.stderr;
}

describe("shellCheck", () => {
  it("stops with the question, whatever the question holds", () => {
    const question = 'Is it "a" or `touch x` or $(touch x) or ${HOME} or \\ or a } brace?\nNext';
    expect(run(shellCheck("NAME", question), {})).toContain(
      'Is it "a" or `touch x` or $(touch x) or ${HOME) or \\ or a ) brace? Next',
    );
  });

  it.each([
    [false, {}, "NAME: Which?"],
    [false, { NAME: "" }, "NAME: Which?"],
    [false, { NAME: "v3" }, "[v3]\n"],
    [true, {}, "NAME: Which?"],
    [true, { NAME: "" }, "[]\n"],
  ] as const)("empty allowed: %s, environment %j", (empty, env, answer) => {
    const out = run(shellCheck("NAME", "Which?", empty), env);
    expect(out).toContain(answer);
  });
});
