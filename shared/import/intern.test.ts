import fc from "fast-check";
import { expect, test } from "vitest";
import { createByteDictionary, createTupleDictionary } from "./intern.ts";

test("equal bytes have one id, different bytes have different ids, in the order of first sight", () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 6 }), { maxLength: 60 }), (values) => {
      const dictionary = createByteDictionary();
      const ids = new Map<string, number>();
      const added: string[] = [];
      values.forEach((value, i) => {
        const key = value.join(",");
        // Inside other bytes, as in a file.
        const inside = Uint8Array.from([i & 255, ...value, 7]);
        const id = dictionary.idOf(
          inside,
          1,
          1 + value.length,
          i % 2 === 0 ? 0 : (ids.get(values[i - 1]!.join(",")) ?? 0),
        );
        if (!ids.has(key)) added.push(key);
        expect(id).toBe(ids.get(key) ?? ids.size + 1);
        ids.set(key, id);
      });
      expect(dictionary.takeNew().map((v) => v.join(","))).toEqual(added);
      expect(dictionary.takeNew()).toEqual([]);
    }),
  );
});

test("ids hold when the tables grow", () => {
  const dictionary = createByteDictionary();
  const tuples = createTupleDictionary(3);
  const encode = new TextEncoder();
  for (const round of [1, 2])
    for (let i = 1; i <= 50_000; i++) {
      const bytes = encode.encode(`value-${i}`);
      expect(dictionary.idOf(bytes, 0, bytes.length, 0)).toBe(i);
      expect(tuples.idOf(Int32Array.of(i, i % 7, -i))).toBe(i);
      expect(round).toBeLessThan(3);
    }
  expect(tuples.takeNew()).toHaveLength(150_000);
  expect(tuples.takeNew()).toHaveLength(0);
  expect(tuples.idOf(Int32Array.of(0, 0, 0))).toBe(50_001);
  expect([...tuples.takeNew()]).toEqual([0, 0, 0]);
});
