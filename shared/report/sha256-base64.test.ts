import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { sha256Base64, sha256Hex } from "./sha256-base64.ts";
import { utf8 } from "./utf8.ts";

function text(length: number): string {
  return Array.from({ length }, (_, i) => String.fromCodePoint(33 + ((i * 7) % 90))).join("");
}

const lengths = [...Array.from({ length: 200 }, (_, i) => i), 1000, 4095, 4096, 65_537];

test.each(lengths)("hashes %i bytes as node:crypto does", (length) => {
  const input = text(length);
  expect(sha256Hex(input)).toBe(createHash("sha256").update(input).digest("hex"));
  expect(sha256Base64(input)).toBe(createHash("sha256").update(input).digest("base64"));
});

test.each(["é", "€", "😀", "a😀é€", "\ud800", "x\udc00y", "\ud800\ud800\udc00", ""])(
  "writes %j as UTF-8 as TextEncoder does",
  (input) => {
    expect([...utf8(input)]).toEqual([...new TextEncoder().encode(input)]);
    expect(sha256Hex(input)).toBe(
      createHash("sha256")
        .update(Buffer.from(utf8(input)))
        .digest("hex"),
    );
  },
);
