import fc from "fast-check";
import { expect, test } from "vitest";
import type { Json } from "../cloudtrail-event.ts";
import { canonicalJson } from "./canonical-json.ts";

test.each([
  [`{"b":1,"a":[{"d":null,"c":"é"}]}`, `{"a":[{"c":"é","d":null}],"b":1}`],
  [`{"__proto__":1,"constructor":{}}`, `{"__proto__":1,"constructor":{}}`],
  [`"x"`, `"x"`],
])("%s", (text, canonical) => expect(canonicalJson(JSON.parse(text) as Json)).toBe(canonical));

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
