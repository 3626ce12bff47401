import fc from "fast-check";
import { expect, test } from "vitest";
import { hexRows, hexText, textRows } from "./byte-rows.ts";

test("bytes are written in rows of 16 with their place", () => {
  const bytes = new TextEncoder().encode('{"a":"é\n"}0123456789');
  expect(hexRows(bytes)).toBe(2);
  expect(hexText(bytes, 4096).split("\n")).toEqual([
    '00001000  7b 22 61 22 3a 22 c3 a9  0a 22 7d 30 31 32 33 34  {"a":"..."}01234',
    "00001010  35 36 37 38 39                                    56789",
  ]);
  expect(hexText(new Uint8Array(), 0)).toBe("");
});

test("rows of text lose nothing and cut no character", () => {
  const texts = fc.string({
    unit: fc.constantFrom("a", "\n", "\u{1F600}", "é".repeat(40)),
    maxLength: 200,
  });
  fc.assert(
    fc.property(texts, (text) => {
      const rows = textRows(text);
      expect(rows.join("")).toBe(text.replaceAll("\n", ""));
      for (const row of rows) {
        expect(row.length).toBeLessThanOrEqual(96);
        expect(row.isWellFormed()).toBe(true);
      }
    }),
  );
});
