import { spawnSync } from "node:child_process";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json } from "../cloudtrail-event.ts";
import { pythonLiteral, pythonString } from "./python-literal.ts";

const python = spawnSync("python3", ["--version"]).status === 0;
if (!python) process.stderr.write("SKIPPED: Python literals are not run: python3 is missing\n");

/** Evaluates literals in Python and brings them back as JSON in ASCII, so that lone surrogates survive. */
function throughPython(literals: readonly string[]): unknown {
  const code = `import json\nprint(json.dumps([\n${literals.join(",\n")}\n]))`;
  const done = spawnSync("python3", ["-c", code], { encoding: "utf8" });
  if (done.status !== 0) throw new Error(done.stderr);
  return JSON.parse(done.stdout);
}

describe.skipIf(!python)("Python literals in Python", () => {
  it("keeps every string", () => {
    const texts = fc.array(
      fc.oneof(
        fc.string({ unit: "binary", maxLength: 30 }),
        fc.constantFrom("\ud800", "'''", '"""\n', "\\", "\\'", "{x}%s", "\u2028\u202e", "\0"),
      ),
      { minLength: 1, maxLength: 60 },
    );
    fc.assert(
      fc.property(texts, (values) => {
        expect(throughPython(values.map(pythonString))).toEqual(values);
      }),
      { numRuns: 25 },
    );
  });

  it("keeps every JSON value", () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { minLength: 1, maxLength: 20 }), (values) => {
        const clean = JSON.parse(JSON.stringify(values)) as Json[];
        expect(throughPython(clean.map((value) => pythonLiteral(value)))).toEqual(clean);
      }),
      { numRuns: 25 },
    );
  });
});

describe("pythonString", () => {
  it.each([
    ["Anna's key", String.raw`'Anna\'s key'`],
    ["a\nb\u202e", String.raw`'a\nb\u202e'`],
    ["é😀", String.raw`'é\U0001f600'`],
    ["\0\x7f", String.raw`'\x00\x7f'`],
  ])("%j", (value, literal) => {
    expect(pythonString(value)).toBe(literal);
  });
});
