import fc from "fast-check";
import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { createCodeCollector, createCoder } from "./code-column.ts";
import { createTextSearch } from "./search-text.ts";
import { createTimeCollector } from "./time-order.ts";

describe("codes", () => {
  test.each([
    { most: 65_535, bits: 16 },
    { most: 65_536, bits: 32 },
  ])("up to $most take $bits bits", ({ most, bits }) => {
    const collector = createCodeCollector(3);
    collector.put(0, 7);
    collector.put(1, most);
    collector.put(2, 65_535);
    const codes = collector.inOrder(Uint32Array.of(2, 1, 0));
    expect([...codes]).toEqual([65_535, most, 7]);
    expect(codes.BYTES_PER_ELEMENT * 8).toBe(bits);
  });

  test("are given in the order of coming", () => {
    const coder = createCoder();
    const ids = [5, 0, 5, 100_000, 0, ...Array.from({ length: 1000 }, (_, i) => i + 6)];
    const codes = ids.map(coder.codeOf);
    expect(codes.slice(0, 6)).toEqual([0, 1, 0, 2, 1, 3]);
    expect(codes.map((code) => coder.ids()[code])).toEqual(ids);
  });
});

test("time order is that of a stable sort", () => {
  const second = fc.oneof(
    fc.integer({ min: 1_790_000_000, max: 1_790_000_050 }),
    fc.integer({ min: 1_790_000_000, max: 1_790_900_000 }),
    fc.double({ min: 1e12, max: 1e20, noNaN: true }).map(Math.floor),
    fc.constantFrom(-99_999_999_999, -62_135_596_800, -1, 0, 253_402_300_799, 1e17, 1e300, -1e300),
  );
  fc.assert(
    fc.property(fc.array(second, { maxLength: 400, size: "max" }), (times) => {
      const collector = createTimeCollector(times.length);
      times.forEach((t, row) => collector.put(row, t));
      const { hours, starts, seconds, order } = collector.finish();
      const rows = times.map((_, row) => row).toSorted((a, b) => times[a]! - times[b]! || a - b);
      expect([...order]).toEqual(rows);
      const back: number[] = [];
      hours.forEach((base, i) => {
        expect(starts[i + 1]).toBeGreaterThan(starts[i]!);
        for (let at = starts[i]!; at < starts[i + 1]!; at++) back.push(base + seconds[at]!);
      });
      expect(back).toEqual(rows.map((row) => times[row]));
    }),
  );
});

describe("search in words", () => {
  const word = fc.oneof(
    fc.string({ unit: fc.constantFrom("a", "A", "b", "%", "_", "\\", "ü", "Ü"), maxLength: 5 }),
    fc.constantFrom("arn:aws:iam::1:user/Bob", "\u{1F600}", ""),
  );
  const lower = (text: string): string => text.replace(/[A-Z]/g, (c) => c.toLowerCase());

  test.each([
    { how: "in memory", limit: 1e9 },
    { how: "by SQLite", limit: 3 },
  ])("$how finds what stands within one word", ({ limit }) => {
    fc.assert(
      fc.property(
        fc.uniqueArray(word, { maxLength: 20 }),
        word.filter((w) => w !== ""),
        (words, wanted) => {
          const db = new Database(":memory:");
          try {
            db.exec(`CREATE TABLE text (id INTEGER PRIMARY KEY, value TEXT NOT NULL) STRICT`);
            const insert = db.prepare(`INSERT INTO text VALUES (?, ?)`);
            words.forEach((value, i) => insert.run(i * 2 + 1, value));
            const search = createTextSearch(db, limit);
            const holds = search.containing(wanted);
            expect(words.map((_, i) => holds[i * 2 + 1] === 1)).toEqual(
              words.map((value) => lower(value).includes(lower(wanted))),
            );
            const asked = [wanted, ...words.slice(0, 5), "not there"];
            expect(search.idsOf(asked)).toEqual(
              asked.flatMap((one) => (words.includes(one) ? [words.indexOf(one) * 2 + 1] : [])),
            );
          } finally {
            db.close();
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  test("words chosen to meet in the hash table cost no more, and are found", () => {
    // FNV-1a of 32 bits: at each of twelve places two pieces that lead to the same state, found by trying.
    const places = [["7yzx", "e6ad"], ...Array.from({ length: 11 }, () => ["33zx", "epad"])];
    const words = Array.from({ length: 4096 }, (_, n) =>
      places.map((pair, bit) => pair[(n >>> bit) & 1]).join(""),
    );
    const db = new Database(":memory:");
    db.exec(`CREATE TABLE text (id INTEGER PRIMARY KEY, value TEXT NOT NULL) STRICT`);
    const insert = db.prepare(`INSERT INTO text (value) VALUES (?)`);
    db.transaction(() => words.forEach((value) => insert.run(value)))();
    const search = createTextSearch(db);
    expect(search.idsOf([words[77]!, "x", words[4000]!])).toEqual([78, 4001]);
    // No table was made: the words, and 8 bytes for each.
    expect(search.bytes).toBe(words.join("").length + words.length * 8);
    db.close();
  });
});
