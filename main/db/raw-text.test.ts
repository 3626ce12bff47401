import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { openCase } from "./open-case.ts";
import { createRawText } from "./raw-text.ts";

const folder = mkdtempSync(join(tmpdir(), "trailproof-raw-text-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("any piece of any text comes back, whatever was asked for before", async () => {
  const path = join(folder, "a.trailproof");
  const db = openCase(path, { create: true });
  // Text that packs well in one half and badly in the other.
  const text = Buffer.from(
    `${"an event ".repeat(20_000)}${Array.from({ length: 90_000 }, (_, i) => ((i * 7919) % 36).toString(36)).join("")}`,
  );
  db.pragma("foreign_keys = OFF");
  const insert = db.prepare(`INSERT INTO raw_block VALUES (?, ?, ?, ?, ?, ?)`);
  insert.run(1, 0, 0, text.length, "gzip", gzipSync(text));
  insert.run(2, 1, 0, text.length, "gzip", gzipSync(text));
  for (let at = 0; at < text.length; at += 100_000) {
    const piece = text.subarray(at, at + 100_000);
    insert.run(3, 0, at, piece.length, "zstd", zstdCompressSync(piece));
  }
  const streams = new Map<number, 0 | 1>([
    [1, 0],
    [2, 1],
    [3, 0],
  ]);
  const placeOf = fc
    .tuple(fc.constantFrom(1, 2, 3), fc.nat(text.length - 1), fc.nat(120_000))
    .map(([input, offset, length]) => ({
      input,
      offset,
      length: Math.min(length, text.length - offset),
      stream: streams.get(input) ?? 0,
    }));
  await fc.assert(
    fc.asyncProperty(
      fc.array(placeOf, { minLength: 1, maxLength: 12 }),
      fc.boolean(),
      async (places, isWarm) => {
        const raw = createRawText(db, path, 400_000);
        const pieces = isWarm ? await raw.pieces(places) : new Map<object, Buffer>();
        for (const place of [...places, ...places.toReversed()]) {
          const { input, offset, length, stream } = place;
          const found = pieces.get(place) ?? raw.read(input, offset, length, stream);
          expect(found.equals(text.subarray(offset, offset + length))).toBe(true);
        }
        if (isWarm) expect(pieces.size).toBe(places.filter(({ input }) => input < 3).length);
      },
    ),
    { numRuns: 300 },
  );
  db.close();
});
