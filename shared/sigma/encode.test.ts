import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Encoding } from "./encode.ts";
import { encodeText } from "./encode.ts";

const encoded = (text: string, ...encodings: readonly Encoding[]): readonly string[] => {
  const result = encodeText(text, encodings);
  return result.ok ? result.texts : [`no: ${result.reason}`];
};

describe("encodings", () => {
  test.each<[string, readonly Encoding[], readonly string[]]>([
    ["cmd", ["wide"], ["c\0m\0d\0"]],
    ["cmd", ["utf16le"], ["c\0m\0d\0"]],
    ["cmd", ["utf16be"], ["\0c\0m\0d"]],
    ["cmd", ["base64"], ["Y21k"]],
    ["cmd", ["wide", "base64"], ["YwBtAGQA"]],
    ["cmd", ["utf16", "base64"], ["//5jAG0AZAA="]],
    ["Ä😀", ["base64"], ["w4Twn5iA"]],
    ["foo", ["base64offset"], ["Zm9v", "Zvb", "mb2"]],
    ["", ["base64"], [""]],
    ["cmd", [], ["cmd"]],
  ])("%j as %j", (text, encodings, expected) => {
    expect(encoded(text, ...encodings)).toEqual(expected);
  });

  test.each<[string, readonly Encoding[], RegExp]>([
    ["Ä", ["wide"], /no text that a log could hold/],
    ["cmd", ["utf16"], /no text that a log could hold/],
    ["cmd", ["wide", "utf16be"], /can't follow/],
  ])("%j as %j can't be", (text, encodings, reason) => {
    expect(encoded(text, ...encodings)[0]).toMatch(reason);
  });

  test("base64 is Node's, and one of the offset texts is in every text that holds the value", () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 3, unit: "grapheme" }),
        fc.string(),
        fc.string(),
        (text, before, behind) => {
          expect(encoded(text, "base64")).toEqual([
            Buffer.from(text.toWellFormed()).toString("base64"),
          ]);
          const whole = Buffer.from(before.toWellFormed() + text + behind.toWellFormed()).toString(
            "base64",
          );
          expect(encoded(text, "base64offset").some((part) => whole.includes(part))).toBe(true);
        },
      ),
    );
  });
});
