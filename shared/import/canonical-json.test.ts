import fc from "fast-check";
import { expect, test } from "vitest";
import type { Json } from "../cloudtrail-event.ts";
import { canonicalJson, canonicalText } from "./canonical-json.ts";

test.each([
  [`{"b":1,"a":[{"d":null,"c":"é"}]}`, `{"a":[{"c":"é","d":null}],"b":1}`],
  [`{"__proto__":1,"constructor":{}}`, `{"__proto__":1,"constructor":{}}`],
  [`"x"`, `"x"`],
])("%s", (text, canonical) => expect(canonicalJson(JSON.parse(text) as Json)).toBe(canonical));

test.each([
  ["9007199254740993", "9007199254740992", false],
  ["1e999", "1e998", false],
  ["1e-999", "0", false],
  ["0.1000000000000000055", "0.1", false],
  ['"9007199254740993"', "9007199254740993", false],
  ["1.0", "1", true],
  ["1e3", "1000", true],
  ["-0", "0", true],
  [`{"b":12,"a":[]}`, `{ "a": [], "b": 1.2e1 }`, true],
])("%s and %s are the same value: %s", (a, b, isSame) => {
  expect(canonicalText(a) === canonicalText(b)).toBe(isSame);
});

test("it is the same value, whatever the order of members", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const canonical = canonicalJson(value as Json);
      expect(canonicalJson(reversed(value) as Json)).toBe(canonical);
      expect(canonicalJson(JSON.parse(canonical) as Json)).toBe(canonical);
    }),
  );
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([k, v]) => [k, reversed(v)]),
  );
}
