import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import type { FileMetaData, PageHeader } from "hyparquet";
import { ByteWriter, parquetWriteBuffer } from "hyparquet-writer";
import { writePageHeader } from "hyparquet-writer/src/datapage.js";
import { writeMetadata } from "hyparquet-writer/src/metadata.js";
import { describe, expect, test } from "vitest";
import { createRandom } from "../../build/sample-story/random.ts";
import { createRecordScanner } from "../../shared/import/scan-record.ts";
import { createRowPacker } from "./pack-rows.ts";
import type { InputEnd } from "./protocol.ts";
import { openParquet } from "./parquet-rows.ts";
import { readParquet } from "./read-parquet.ts";
import type { ParquetLimits } from "./start-parquet.ts";
import { usualLimits } from "./start-parquet.ts";

interface Outcome {
  readonly end: InputEnd;
  readonly problems: readonly string[];
}

async function read(bytes: Uint8Array, limits?: ParquetLimits): Promise<Outcome> {
  const scanner = createRecordScanner();
  const packer = createRowPacker(scanner, { named: {}, unnamed: {} }, { add: () => false });
  const problems: string[] = [];
  const end = await readParquet(
    bytes,
    { sha256: null, bytes: bytes.length },
    { scanner, packer, latest: Infinity },
    {
      problem: (row) => {
        if (!row.isNote) problems.push(row.reason);
      },
      block: () => undefined,
      wrapped: () => undefined,
      insight: () => undefined,
    },
    async () => {
      packer.take();
    },
    limits,
  );
  return { end, problems };
}

const record = (n: number): string =>
  JSON.stringify({
    eventVersion: "1.10",
    eventID: `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`,
    eventTime: "2026-10-01T00:00:00Z",
    eventSource: "iam.amazonaws.com",
    eventName: "PutRolePolicy",
  });

const texts = (n: number): string[] => Array.from({ length: n }, (_, i) => record(i));

function written(rows: number, rowGroupSize = rows): Uint8Array {
  return new Uint8Array(
    parquetWriteBuffer({
      columnData: [{ name: "eventjson", data: texts(rows), type: "STRING", nullable: true }],
      rowGroupSize,
    }),
  );
}

const limits = (change: Partial<ParquetLimits>): ParquetLimits => ({ ...usualLimits, ...change });
const script = (code: string): URL => new URL(`data:text/javascript,${encodeURIComponent(code)}`);

/** A thread that gives one row and then does something else. */
const afterOneRow = (code: string): URL =>
  script(`import { parentPort } from "node:worker_threads";
    let n = 0;
    parentPort.on("message", () => {
      if (n === 0) parentPort.postMessage({ type: "opened", columns: ["eventjson"], total: 9 });
      else if (n === 1) parentPort.postMessage({ type: "rows", text: ${JSON.stringify(JSON.stringify([{ eventjson: record(1) }]))} });
      else { ${code} }
      n++;
    });`);

describe("a decoder that does not come back", () => {
  test.each([
    ["an endless loop", "for (;;);", { stallMs: 300 }, /next rows took more than 0\.3 s/],
    ["the heap", "const a = []; for (;;) a.push([{}]);", {}, /need too much memory/],
    [
      "bytes outside of the heap",
      "globalThis.a = []; for (;;) a.push(new Uint8Array(1e7).fill(1));",
      { growth: 2e8 },
      /need too much memory/,
    ],
    [
      "signs of life for ever",
      'setInterval(() => parentPort.postMessage({ type: "alive" }), 20);',
      { fileMs: 400, mebibyteMs: 0 },
      /more than 0\.4 s in all/,
    ],
    ["its end", "process.exit(3);", {}, /its decoder ended/],
    ["an error", "throw new Error('oh');", {}, /its decoder ended: oh/],
  ])("%s: the rows before are kept", async (_, code, change, reason) => {
    const started = performance.now();
    const { end, problems } = await read(
      written(1),
      limits({ thread: afterOneRow(code), ...change }),
    );
    expect(problems).toEqual([expect.stringMatching(reason)]);
    expect(problems[0]).toMatch(
      /^the Parquet file could not be read further: .*; rows before row 2 were read$/,
    );
    expect(end).toMatchObject({ records: 1, status: "read" });
    expect(performance.now() - started).toBeLessThan(15_000);
    // The next file is read.
    expect((await read(written(3))).end.records).toBe(3);
  });
});

/** A file of one column and one page, told to hold what it doesn't. */
function forged(
  header: Partial<PageHeader>,
  page: readonly number[],
  change: (metadata: FileMetaData) => void = () => undefined,
): Uint8Array {
  const metadata = parquetMetadata(new Uint8Array(written(3)));
  const writer = new ByteWriter();
  writer.appendBytes(new TextEncoder().encode("PAR1"));
  const whole: PageHeader = {
    type: "DATA_PAGE",
    uncompressed_page_size: page.length,
    compressed_page_size: page.length,
    ...header,
  };
  writePageHeader(writer, whole);
  writer.appendBytes(Uint8Array.from(page));
  const column = metadata.row_groups[0]!.columns[0]!.meta_data!;
  column.codec = "UNCOMPRESSED";
  column.data_page_offset = 4n;
  delete column.dictionary_page_offset;
  delete column.statistics;
  column.total_compressed_size = BigInt(writer.offset - 4);
  change(metadata);
  writeMetadata(writer, metadata);
  writer.appendBytes(new TextEncoder().encode("PAR1"));
  return new Uint8Array(writer.getBuffer());
}

function manyChildren(): Uint8Array {
  const bytes = Buffer.from(forged(v1(3, "PLAIN"), [...levels, ...plain]));
  const at = bytes.indexOf("root") + 4;
  // A field of 32 bits, one child.
  expect(bytes.subarray(at, at + 2)).toEqual(Buffer.from([0x15, 2]));
  bytes[at + 1] = 0x7e;
  return bytes;
}

const v1 = (num_values: number, encoding: string): Partial<PageHeader> =>
  ({
    data_page_header: {
      num_values,
      encoding,
      definition_level_encoding: "RLE",
      repetition_level_encoding: "RLE",
    },
  }) as Partial<PageHeader>;
const v2 = (num_values: number, encoding: string, more: object): Partial<PageHeader> =>
  ({
    type: "DATA_PAGE_V2",
    data_page_header_v2: {
      num_values,
      num_nulls: 0,
      num_rows: num_values,
      encoding,
      definition_levels_byte_length: 2,
      repetition_levels_byte_length: 0,
      is_compressed: false,
      ...more,
    },
  }) as Partial<PageHeader>;
/** Levels of three values that are there, for version 1 with their length before. */
const levels = [2, 0, 0, 0, 6, 1];
const huge = [0xfe, 0xff, 0xff, 0xff, 0x0f];
const plain = [1, 0, 0, 0, 65, 1, 0, 0, 0, 66, 1, 0, 0, 0, 67];

describe("forged counts", () => {
  test("the maker of forged files makes sound ones too", async () => {
    const { problems } = await read(forged(v1(3, "PLAIN"), [...levels, ...plain]));
    expect(problems.join()).not.toMatch(/read further/);
    const second = await read(forged(v2(3, "PLAIN", {}), [6, 1, ...plain]));
    expect(second.problems.join()).not.toMatch(/read further/);
  });

  test.each<[string, Uint8Array, RegExp]>([
    [
      "values of a page",
      forged(v1(2 ** 30, "PLAIN"), [...levels, ...plain]),
      /claim 1073741824 values, more than the 3/,
    ],
    [
      "fewer rows than the group",
      forged(v1(2, "PLAIN"), [2, 0, 0, 0, 4, 1, ...plain]),
      /hold 2 of 3 rows/,
    ],
    ["no values at all", forged(v1(-5, "PLAIN"), [...levels, ...plain]), /claims -5 values/],
    [
      "a run of levels",
      forged(v1(3, "PLAIN"), [6, 0, 0, 0, ...huge, 1, ...plain]),
      /a run claims 2147483647 values where 3/,
    ],
    [
      "a packed run of levels",
      forged(v1(3, "PLAIN"), [6, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0x0f, 1]),
      /a run claims \d+ values where 3/,
    ],
    [
      "a run of places",
      forged(v1(3, "RLE_DICTIONARY"), [...levels, 1, ...huge, 0]),
      /a run claims 2147483647 values/,
    ],
    [
      "places of no bits",
      forged(v2(3, "RLE_DICTIONARY", {}), [6, 1, 0, 0xff, 0xff, 0xff, 0xff, 0x0f]),
      /a run claims \d+ values/,
    ],
    [
      "places of too many bits",
      forged(v1(3, "RLE_DICTIONARY"), [...levels, 200, 6, 0]),
      /places of 200 bits/,
    ],
    [
      "bytes of a page",
      forged({ ...v1(3, "PLAIN"), compressed_page_size: 2 ** 31 - 1 }, [...levels, ...plain]),
      /claims 2147483647 bytes where/,
    ],
    [
      "inflated bytes",
      forged({ ...v1(3, "PLAIN"), uncompressed_page_size: 2 ** 30 }, [...levels, ...plain]),
      /a page of 1073741824 bytes is too large/,
    ],
    [
      "levels of version 2",
      forged(v2(3, "PLAIN", { definition_levels_byte_length: 2 ** 30 }), [6, 1, ...plain]),
      /levels of a page are larger/,
    ],
    [
      "nulls of version 2",
      forged(v2(3, "PLAIN", { num_nulls: -(2 ** 30) }), [6, 1, ...plain]),
      /has -1073741824 nulls/,
    ],
    [
      "blocks that go back",
      forged(v1(3, "DELTA_LENGTH_BYTE_ARRAY"), [
        ...levels,
        0x80,
        0xff,
        0xff,
        0xff,
        0x0f,
        4,
        6,
        2,
        2,
      ]),
      /packs \d+ numbers in 4 parts/,
    ],
    [
      "texts that grow",
      forged(v1(3, "DELTA_BYTE_ARRAY"), [
        ...levels,
        128,
        1,
        4,
        6,
        0xfe,
        0xff,
        0xff,
        0xff,
        7,
        0,
        0,
        0,
        0,
        0,
        128,
        1,
        4,
        6,
        2,
        0,
        0,
        0,
        0,
        0,
      ]),
      /texts of \d+ bytes/,
    ],
    [
      "rows of the file",
      forged(v1(3, "PLAIN"), [...levels, ...plain], (m) => {
        m.num_rows = 2n ** 40n;
      }),
      /row groups don't hold/,
    ],
    [
      "rows of a group",
      forged(v1(3, "PLAIN"), [...levels, ...plain], (m) => {
        m.num_rows = 2n ** 40n;
        m.row_groups[0]!.num_rows = 2n ** 40n;
      }),
      /more than its \d+ bytes can hold/,
    ],
    [
      "the place of a column",
      forged(v1(3, "PLAIN"), [...levels, ...plain], (m) => {
        m.row_groups[0]!.columns[0]!.meta_data!.total_compressed_size = 2n ** 40n;
      }),
      /lies outside of the file/,
    ],
    ["children in the schema", manyChildren(), /reading 'name'/],
  ])("%s", async (_, file, reason) => {
    const started = performance.now();
    const { end, problems } = await read(file);
    expect(problems).toEqual([expect.stringMatching(reason)]);
    expect(problems[0]).toMatch(
      /^the Parquet file could not be read further: .*; no row was read$/,
    );
    expect(end.status).toBe("unreadable");
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

test("a negative number of children in the schema, which the decoder follows for ever", async () => {
  const source = parquetWriteBuffer({
    columnData: [{ name: "s", data: [{ inner: "x" }] }],
    schema: [
      { name: "root", num_children: 1 },
      { name: "s", num_children: 1, repetition_type: "OPTIONAL" },
      { name: "inner", type: "BYTE_ARRAY", repetition_type: "OPTIONAL" },
    ],
  });
  const bytes = new Uint8Array(source);
  // The struct's name, then a field of 32 bits: one child.
  const at = Buffer.from(bytes).indexOf(Buffer.from([0x18, 1, 0x73, 0x15, 2]));
  expect(at).toBeGreaterThan(0);
  bytes[at + 4] = 3;
  const { problems } = await read(bytes);
  expect(problems).toEqual([expect.stringMatching(/its schema claims -2 columns in s; no row/)]);
});

test("structs that are null, empty or whole, lists and maps come as they are", async () => {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const folder = mkdtempSync(join(tmpdir(), "trailproof-test-"));
  const path = join(folder, "nested.parquet");
  const rows = [
    `{a: {b: 1, c: {d: 'x', e: NULL}}, l: [{p: 1, q: ['r', NULL]}, NULL], m: MAP {'k': {v: 2}}}`,
    `{a: {b: NULL, c: NULL}, l: [], m: MAP {}}`,
    `{a: NULL, l: NULL, m: NULL}`,
    `{a: {b: 3, c: {d: NULL, e: 'y'}}, l: [{p: NULL, q: NULL}], m: MAP {'n': NULL}}`,
  ].map(
    (value) =>
      `(${value}::STRUCT(a STRUCT(b INT, c STRUCT(d VARCHAR, e VARCHAR)), l STRUCT(p INT, q VARCHAR[])[], m MAP(VARCHAR, STRUCT(v INT))))`,
  );
  await connection.run(
    `COPY (SELECT s, s.a AS a, s.l AS l FROM (VALUES ${rows.join(",")}) t(s)) TO '${path}' (FORMAT parquet)`,
  );
  connection.closeSync();
  instance.closeSync();
  const file = new Uint8Array(readFileSync(path)).buffer;
  const rowsRead: unknown[] = [];
  for await (const text of openParquet(file, () => undefined).batches)
    rowsRead.push(...(JSON.parse(text) as unknown[]));
  // hyparquet's own rows; what it leaves undefined is null.
  const own = JSON.parse(
    JSON.stringify(
      await parquetReadObjects({ file, compressors }),
      (_, value: unknown) => value ?? null,
    ),
  ) as unknown[];
  expect(rowsRead).toEqual(own);
  expect(rowsRead).toHaveLength(4);
  expect(rowsRead[0]).toMatchObject({
    s: { a: { b: 1, c: { d: "x", e: null } }, m: { k: { v: 2 } } },
  });
  rmSync(folder, { recursive: true });
});

const rounds = Number(process.env["TRAILPROOF_PARQUET_ROUNDS"] ?? 200);
const seed = process.env["TRAILPROOF_FUZZ_SEED"] ?? "parquet/1";

/** Three row groups of 200 rows with a few bytes changed, more often in the footer. */
function damaged(name: string): Uint8Array {
  const random = createRandom(name);
  const bytes = written(600, 200);
  const from = random.chance(0.6) ? bytes.length - 600 : 0;
  for (let n = 1 + random.below(4); n > 0; n--) {
    const at = from + random.below(bytes.length - from);
    bytes[at] = random.chance(0.5) ? 0xff : (bytes[at] ?? 0) ^ (1 << random.below(8));
  }
  return bytes;
}

// The decoder alone took minutes and a gigabyte for these.
test.each([
  ["parquet/1/979", /a page of 200 values has -1408 nulls; rows before row 201/],
  ["parquet/1/3297", /the levels of a page are larger than the page; rows before row 201/],
])("what hung, %s, is a problem at once", async (name, reason) => {
  const started = performance.now();
  const { problems } = await read(damaged(name));
  expect(problems).toEqual([expect.stringMatching(reason)]);
  expect(performance.now() - started).toBeLessThan(4000);
});

test(
  "files damaged at random end soon, and the rows before are kept",
  { timeout: 600_000 },
  async () => {
    const before = process.memoryUsage.rss();
    const slow: string[] = [];
    for (let round = 0; round < rounds; round++) {
      const name = `${seed}/${round}`;
      const started = performance.now();
      // oxlint-disable-next-line no-await-in-loop -- one after the other, to know which is slow
      const { end, problems } = await read(damaged(name));
      if (performance.now() - started > 4000) slow.push(name);
      // A damaged text of a record is a problem; a lost row group is one.
      if (end.records < 600) expect(problems.length, name).toBeGreaterThan(0);
    }
    expect(slow).toEqual([]);
    expect(process.memoryUsage.rss() - before).toBeLessThan(800e6);
  },
);
