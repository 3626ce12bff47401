import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jsonLines, visibleLines } from "./json-lines.ts";
import { embeddedJson, jsonMembers } from "./json-members.ts";

const indented = (text: string): string =>
  jsonLines(text)
    .map((line) => "  ".repeat(line.depth) + line.text)
    .join("\n");

describe("lines", () => {
  test.each([
    ["{}", "{}"],
    ['{"a":[],"b":{}}', '{\n  "a": [],\n  "b": {}\n}'],
    [
      '{"a":{"b":[1,{"c":"x, y: {"}]}}',
      '{\n  "a": {\n    "b": [\n      1,\n      {\n        "c": "x, y: {"\n      }\n    ]\n  }\n}',
    ],
    // Neither the number nor the repeated member is lost.
    ['{"n": 1e400, "n": 12345678901234567890}', '{\n  "n": 1e400,\n  "n": 12345678901234567890\n}'],
    ['"a\\"b\\\\"', '"a\\"b\\\\"'],
    ["null", "null"],
    ["", ""],
  ])("%s", (text, expected) => {
    expect(indented(text)).toBe(expected);
  });

  test("say what JSON.stringify says, and lose nothing but white space, for any JSON", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 1, 4), (value, space) => {
        const text = JSON.stringify(value, null, space);
        expect(indented(text)).toBe(JSON.stringify(value, null, 2));
      }),
    );
  });

  test("any other text is not lost either, but for white space", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("{", "}", "[", "]", ",", ":", '"', "\\", "a", " ") }),
        (text) => {
          const bare = (one: string): string => one.replace(/\s/g, "");
          expect(
            bare(
              jsonLines(text)
                .map((line) => line.text)
                .join(""),
            ),
          ).toBe(bare(text));
        },
      ),
    );
  });

  test("fold from the line that opens to the one that closes", () => {
    const lines = jsonLines('{"a":{"b":1},"c":[1,2]}');
    expect(lines.map(({ end }) => end)).toEqual([8, 3, null, null, 7, null, null, null, null]);
    expect(visibleLines(lines, new Set([1]))).toEqual([0, 1, 4, 5, 6, 7, 8]);
    expect(visibleLines(lines, new Set([0]))).toEqual([0]);
    expect(visibleLines(lines, new Set([2]))).toHaveLength(9);
  });
});

describe("members", () => {
  test("have paths and values", () => {
    const text = '{"a":{"b":"x\\n","c":[1,{"d":true}],"e":{},"f":[]},"odd name":null,"a":2}';
    expect(jsonMembers(text).map(({ path, value, kind }) => [path, value, kind])).toEqual([
      ["a.b", "x\n", "string"],
      ["a.c[0]", "1", "word"],
      ["a.c[1].d", "true", "word"],
      ["a.e", "{}", "empty"],
      ["a.f", "[]", "empty"],
      ['"odd name"', "null", "word"],
      ["a", "2", "word"],
    ]);
  });

  test("are as many as JSON has values that hold no others", () => {
    const count = (value: unknown): number => {
      if (value === null || typeof value !== "object") return 1;
      const inner = Object.values(value);
      return inner.length === 0 ? 1 : inner.reduce<number>((sum, one) => sum + count(one), 0);
    };
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(jsonMembers(JSON.stringify(value))).toHaveLength(count(value));
      }),
    );
  });

  test.each([
    ['{"Version":"2012-10-17"}', '{"Version":"2012-10-17"}', false],
    ["%7B%22Version%22%3A%222012-10-17%22%7D", '{"Version":"2012-10-17"}', true],
  ])("that hold JSON: %s", (value, text, isEncoded) => {
    const record = JSON.stringify({ requestParameters: { policyDocument: value, other: "{ no" } });
    expect(embeddedJson(jsonMembers(record))).toEqual([
      { path: "requestParameters.policyDocument", text, isEncoded },
    ]);
  });

  test.each(["%7Bbroken%ZZ", "{", "x", "[1", "12"])("that hold none: %s", (value) => {
    expect(embeddedJson(jsonMembers(JSON.stringify({ value })))).toEqual([]);
  });
});
