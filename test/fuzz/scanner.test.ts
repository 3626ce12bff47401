/** The scanner and the splitter against JSON.parse, anywhere in a buffer and with borders of pieces anywhere. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Json } from "../../shared/cloudtrail-event.ts";
import { slotsOf } from "../../shared/import/read-record.ts";
import { slot, slotCount } from "../../shared/import/record-fields.ts";
import type { RecordScanner } from "../../shared/import/scan-record.ts";
import { createRecordScanner, stopped } from "../../shared/import/scan-record.ts";
import { createSplitter } from "../../shared/import/split-records.ts";
import { objectText, recordText } from "../fixtures/record-arbitraries.ts";

const encode = (text: string): Uint8Array => new Uint8Array(new TextEncoder().encode(text));
const decode = (bytes: Uint8Array): string =>
  new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
const seed = Number(process.env["TRAILPROOF_FUZZ_NUMBER"] ?? 20_261_122);
const runs = { seed, numRuns: 1500 };

/** Scanners that must be equal to JSON.parse; one that is made another way is added here. */
const scanners: readonly (readonly [name: string, make: () => RecordScanner])[] = [
  ["the scanner of the import", createRecordScanner],
];

/** The slots by bytes, or null when the scanner leaves the record to JSON.parse. */
function slotsBy(scanner: RecordScanner, bytes: Uint8Array): readonly (string | null)[] | null {
  if (scanner.isOdd()) return null;
  return Array.from({ length: slotCount }, (_, i) => {
    const from = scanner.from[i] ?? -1;
    if (from < 0) return null;
    const written = decode(bytes.subarray(from, scanner.to[i]));
    // Of errorMessage the scanner gives the text as it is written, escapes and all.
    return i === slot.errorMessage ? String(JSON.parse(`"${written}"`)) : written;
  });
}

function parsed(text: string): Json | undefined {
  try {
    // JSON.parse makes nothing else.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

describe.each(scanners)("%s", (_, make) => {
  const scanner = make();

  test("gives what JSON.parse gives, wherever the object stands in the buffer", () => {
    let compared = 0;
    fc.assert(
      fc.property(
        objectText,
        fc.string({ maxLength: 20 }),
        fc.string({ maxLength: 20 }),
        (text, before, after) => {
          const start = encode(before).length;
          const bytes = encode(before + text + after);
          const end = start + encode(text).length;
          expect(scanner.scan(bytes, start, bytes.length, false)).toBe(end);
          const slots = slotsBy(scanner, bytes);
          if (slots !== null) {
            expect(slots).toEqual(slotsOf(JSON.parse(text) as Json));
            compared++;
          }
          // It looks no further than it may.
          expect(scanner.scan(bytes, start, end, false)).toBe(end);
          expect(scanner.scan(bytes, start, end - 1, false)).toBe(stopped.incomplete);
        },
      ),
      runs,
    );
    // A scanner that left everything to JSON.parse would be equal to it too.
    expect(compared).toBeGreaterThan(100);
  });

  test("accepts of damaged text exactly what JSON.parse accepts", () => {
    fc.assert(
      fc.property(
        objectText,
        fc.nat(),
        fc.integer({ min: 0, max: 255 }),
        fc.nat(3),
        (text, at, byte, way) => {
          const whole = encode(text);
          const p = 1 + (at % whole.length);
          const parts =
            way === 0
              ? [whole.subarray(0, p), [byte], whole.subarray(p)]
              : way === 1
                ? [whole.subarray(0, p), [byte], whole.subarray(p + 1)]
                : way === 2
                  ? [whole.subarray(0, p), whole.subarray(p + 1)]
                  : [whole.subarray(0, p), whole.subarray(p - 1)];
          const bytes = Uint8Array.from(parts.flatMap((part) => [...part]));
          const end = scanner.scan(bytes, 0, bytes.length, false);
          const value = parsed(decode(bytes));
          const isWhole = end > 0 && /^[ \t\r\n]*$/.test(decode(bytes.subarray(end)));
          expect(isWhole).toBe(value !== undefined);
          const slots = isWhole ? slotsBy(scanner, bytes) : null;
          if (slots !== null && value !== undefined) expect(slots).toEqual(slotsOf(value));
        },
      ),
      { ...runs, numRuns: 3000 },
    );
  });

  test("records are cut alike, wherever the pieces end", () => {
    const split = (bytes: Uint8Array, cuts: readonly number[]): readonly unknown[] => {
      const out: unknown[] = [];
      const splitter = createSplitter(scanner, {
        record: (b, from, to, offset) => out.push(["record", offset, decode(b.subarray(from, to))]),
        other: (b, from, to, offset) => out.push(["other", offset, decode(b.subarray(from, to))]),
        problem: (offset, reason) => out.push(["problem", offset, reason]),
      });
      let at = 0;
      for (const cut of cuts.map((c) => c % (bytes.length + 1)).toSorted((a, b) => a - b)) {
        splitter.feed(bytes.slice(at, cut), false);
        at = cut;
      }
      splitter.feed(bytes.slice(at), true);
      return out;
    };
    fc.assert(
      fc.property(
        fc.array(recordText, { minLength: 1, maxLength: 5 }),
        fc.constantFrom<readonly [string, string, string]>(
          ["", "\n", ""],
          ["[", ",", "]"],
          ['{"Records":[', ",\n", "]}"],
          ["", "", ""],
        ),
        fc.array(fc.nat(), { maxLength: 20 }),
        (records, [open, between, close], cuts) => {
          const bytes = encode(`${open}${records.join(between)}${close}`);
          const whole = split(bytes, []);
          expect(split(bytes, cuts)).toEqual(whole);
          expect(whole.map((one) => (Array.isArray(one) ? String(one[2]) : ""))).toEqual(records);
        },
      ),
      runs,
    );
  });
});
