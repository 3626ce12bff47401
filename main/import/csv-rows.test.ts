import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createRowReader } from "./csv-rows.ts";

interface Result {
  readonly rows: readonly (readonly [cells: readonly string[], position: number, length: number])[];
  readonly problems: readonly (readonly [position: number, reason: string])[];
}

function read(text: string | Buffer, cuts: readonly number[] = []): Result {
  const bytes = Buffer.from(text);
  const rows: [readonly string[], number, number][] = [];
  const problems: [number, string][] = [];
  const reader = createRowReader(",", {
    row: (cells, position, length) => rows.push([cells, position, length]),
    problem: (position, reason) => problems.push([position, reason]),
  });
  let at = 0;
  for (const cut of [...cuts, bytes.length].toSorted((a, b) => a - b)) {
    reader.feed(new Uint8Array(bytes.subarray(at, cut)));
    at = Math.max(at, Math.min(cut, bytes.length));
  }
  reader.finish();
  return { rows, problems };
}

const cell = fc.oneof(
  fc.constantFrom("", "a", '"', ",", "\n", "\r\n", "é", "\u{1F600}", '""', "=1+1"),
  fc.string({ unit: "grapheme", maxLength: 12 }),
);
const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 8 });
const written = (rows: readonly (readonly string[])[], end: string): string =>
  rows.map((row) => row.map((c) => `"${c.replaceAll('"', '""')}"`).join(",") + end).join("");

test("rows and their places are right, wherever the pieces end", () => {
  fc.assert(
    fc.property(
      table,
      fc.constantFrom("\n", "\r\n"),
      fc.array(fc.nat(200), { maxLength: 6 }),
      (rows, end, cuts) => {
        const text = written(rows, end);
        const bytes = Buffer.from(text);
        const result = read(text, cuts);
        expect(result.problems).toEqual([]);
        expect(result.rows.map(([cells]) => cells)).toEqual(rows);
        for (const [cells, position, length] of result.rows) {
          const part = bytes.subarray(position, position + length).toString();
          expect(parse(part, { relax_column_count: true })).toEqual([cells]);
        }
      },
    ),
    { numRuns: 500 },
  );
});

test("behind an open quote, reading goes on at the next line", () => {
  const text = 'a,b\n1,"2\n3,4\n5,6\n';
  for (const cuts of [[], [5], [9, 10, 11], Array.from({ length: 20 }, (_, i) => i)]) {
    const { rows, problems } = read(text, cuts);
    expect(rows.map(([cells, position]) => [cells.join(), position])).toEqual([
      ["a,b", 0],
      ["3,4", 9],
      ["5,6", 13],
    ]);
    expect(problems).toEqual([[4, expect.stringMatching(/never closed/)]]);
  }
});

test("thousands of broken rows between good ones are left out one by one", () => {
  const text = `a,b\n${'1,"2"x\n3,4\n'.repeat(3000)}`;
  const { rows, problems } = read(text, [100_000]);
  expect(rows).toHaveLength(3001);
  expect(problems).toHaveLength(3000);
  for (const [cells, position, length] of rows.slice(1))
    expect([cells.join(), text.slice(position, position + length)]).toEqual(["3,4", "3,4\n"]);
});

test.each([
  ["a cell of 9 MiB", `a,b\n"${"x".repeat(9 << 20)}",1\n3,4\n`, 1],
  ["a line of 9 MiB", `a,b\n${"x".repeat(9 << 20)}\n3,4\n`, 1],
])("%s is left out", (_, text, lost) => {
  for (const cuts of [[], [1000, 5 << 20], Array.from({ length: 60 }, (__, i) => i * 150_000)]) {
    const { rows, problems } = read(text, cuts);
    expect(rows.map(([cells]) => cells.join())).toEqual(["a,b", "3,4"]);
    expect(problems).toHaveLength(lost);
    expect(problems[0]).toEqual([4, expect.stringMatching(/more than 4 MiB/)]);
  }
});

test.each([
  ["quotes that open", '"a,\n'.repeat(60_001)],
  ["open quotes with lines", `"${"a,b\n".repeat(100_000)}`],
  ["long lines with open quotes", `"${"x".repeat(60_000)}\n`.repeat(301)],
  ["NUL bytes", "\0".repeat(3_000_000)],
])("hostile text ends in bounded time: %s", (_, text) => {
  const started = performance.now();
  const { problems } = read(
    text,
    Array.from({ length: 200 }, (__, i) => i * 65_536),
  );
  expect(performance.now() - started).toBeLessThan(20_000);
  expect(problems.length).toBeLessThan(70_000);
});
