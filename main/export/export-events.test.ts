import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { parse } from "csv-parse/sync";
import { asyncBufferFromFile, parquetReadObjects } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listInputs } from "../db/read-inputs.ts";
import type { EventFilter } from "../../shared/event-filter.ts";
import type { EventQuery } from "../db/query/event-query.ts";
import { openEventQuery } from "../db/query/open-query.ts";
import type { CaseDb } from "../db/open-case.ts";
import { openCase } from "../db/open-case.ts";
import { importPaths } from "../import/import-files.ts";
import type { ExportedEvent } from "./event-columns.ts";
import { rawName, tableColumns } from "./event-columns.ts";
import type { EventPrinter } from "./export-events.ts";
import { exportEvents } from "./export-events.ts";
import { checkFree, openOutputFile } from "./output.ts";
import { createCsvPrinter, csvText } from "./write-csv.ts";
import { createJsonPrinter } from "./write-json.ts";
import { createParquetPrinter } from "./write-parquet.ts";

let folder = "";
const open: CaseDb[] = [];
let sample: EventQuery;
let odd: EventQuery;

const oddText = (n: number, more: string): string =>
  `{"eventVersion":"1.10","eventID":"00000000-0000-4000-8000-00000000000${n}","eventSource":"iam.amazonaws.com",` +
  `"eventName":"CreateUser","eventTime":"2026-10-01T00:00:0${n}Z"${more}}`;

/** Records as nobody should write them. */
const oddRecords: readonly Buffer[] = [
  Buffer.from(oddText(1, `,"userAgent":"=cmd|' /C calc'!A0","sourceIPAddress":"+1, \\"quoted\\""`)),
  Buffer.from(oddText(2, `,"userAgent":"two\\r\\nlines","errorCode":"@x"`)),
  Buffer.from(
    oddText(3, `, "__proto__": {"a": 9007199254740993}, "requestParameters": {"x":1.0,"x":2}`),
  ),
  Buffer.concat([
    Buffer.from(oddText(4, `,"requestParameters":{"name":"`).slice(0, -1)),
    Buffer.from([0xff, 0xfe]),
    Buffer.from(`"}}`),
  ]),
  Buffer.from(`{"eventVersion":"1.10","eventSource":"s3.amazonaws.com","eventName":"NoIdNoTime"}`),
  Buffer.from(
    oddText(6, `,"userIdentity":{"type":"IAMUser","arn":"\\t-arn"},"userAgent":"\\u0000\\ud800"`),
  ),
  Buffer.from(oddText(6, `,"requestParameters":"another under the same id"`)),
  Buffer.from(oddText(8, "").replace("2026-10-01T00:00:08Z", "9999-12-31T23:59:59Z")),
];

async function load(name: string, path: string): Promise<EventQuery> {
  const file = join(folder, `${name}.trailproof`);
  const db = openCase(file, { create: true });
  open.push(db);
  await importPaths(db, file, { paths: [path], program: "test", now: Date.UTC(2026, 10, 22) });
  const read = listInputs(db).filter((input) => input.status === "read");
  expect(read.every((input) => input.problems === 0)).toBe(true);
  return openEventQuery(db, file);
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "trailproof-export-"));
  mkdirSync(join(folder, "logs"));
  const records = oddRecords.flatMap((record) => [Buffer.from(",\n"), record]).slice(1);
  writeFileSync(
    join(folder, "logs", "odd.json"),
    Buffer.concat([Buffer.from('{"Records":['), ...records, Buffer.from("]}")]),
  );
  sample = await load("sample", "build/sample");
  odd = await load("odd", join(folder, "logs"));
});
afterAll(() => {
  for (const db of open) db.close();
  rmSync(folder, { recursive: true, force: true });
});

const digestStatus = ({ record }: { record: number }): string | null =>
  record % 2 === 0 ? "altered" : null;
const fileName = (input: number): string => `file ${input}`;

async function write(
  query: EventQuery,
  printer: EventPrinter,
  name: string,
  filter: EventFilter = {},
): Promise<string> {
  const path = join(folder, name);
  const signal = new AbortController().signal;
  const options = { filter, fileName, digestStatus, signal, onProgress: () => undefined };
  expect(await exportEvents(query, printer, openOutputFile(path), options)).toBe(
    query.count(filter),
  );
  return path;
}

function events(query: EventQuery, filter: EventFilter = {}): readonly ExportedEvent[] {
  return [...query.evidence(filter)].map(({ row, raw }) => ({
    row,
    raw: Buffer.from(raw),
    file: fileName(row.input),
    digestStatus: digestStatus(row),
  }));
}

const cases = ["sample", "odd"] as const;
const queryOf = (name: (typeof cases)[number]): EventQuery => (name === "odd" ? odd : sample);

describe.each(cases)("%s", (name) => {
  test("json holds the records byte for byte, and imports as the same events", async () => {
    const query = queryOf(name);
    const path = await write(query, createJsonPrinter(), `again-${name}.json`);
    const again = await load(`again-${name}`, path);
    const named = (one: EventQuery): readonly string[] =>
      events(one)
        .map(({ row, raw }) => `${row.time} ${row.eventId} ${raw.toString("latin1")}`)
        .toSorted();
    expect(again.rows).toBe(query.rows);
    expect(named(again)).toEqual(named(query));
  });

  test("csv reads back as the rows", async () => {
    const query = queryOf(name);
    const path = await write(query, createCsvPrinter(true), `${name}.csv`);
    const bytes = readFileSync(path);
    // As latin1, so that records that are no UTF-8 can be compared.
    const rows: string[][] = parse(bytes.toString("latin1"), { relaxColumnCount: false });
    expect(rows[0]).toEqual([...tableColumns.map((column) => column.name), rawName]);
    const expected = events(query).map((event) => [
      ...tableColumns.map((column) => {
        const value = column.of(event);
        const text = value === null ? "" : String(value);
        const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
        return Buffer.from(safe).toString("latin1");
      }),
      event.raw.toString("latin1"),
    ]);
    expect(rows.slice(1)).toEqual(expected);
    expect(
      rows
        .slice(1)
        .flat()
        .filter((cell) => /^[=+\-@\t\r]/.test(cell)),
    ).toEqual([]);
    expect(bytes.subarray(-2).toString()).toBe("\r\n");
  });

  test("parquet reads back as the rows, in hyparquet and in DuckDB", async () => {
    const query = queryOf(name);
    const replaced: number[] = [];
    const printer = createParquetPrinter("Trailproof test", (n) => replaced.push(n));
    const path = await write(query, printer, `${name}.parquet`);
    const expected = events(query).map((event) => [
      ...tableColumns.map((column) => {
        const value = column.of(event);
        return column.type === "time" && typeof value === "string" ? Date.parse(value) : value;
      }),
      event.raw.toString("utf8"),
    ]);
    expect(replaced).toEqual(name === "odd" ? [1] : []);
    const file = await asyncBufferFromFile(path);
    const objects = await parquetReadObjects({ file, compressors });
    expect(objects.map((one) => Object.values(one).map(comparable))).toEqual(
      expected.map((row) => row.map(wellFormed)),
    );

    const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
    const duck = await instance.connect();
    try {
      const read = await duck.runAndReadAll(`SELECT * FROM '${path.replaceAll("'", "''")}'`);
      expect(read.columnNames()).toEqual([...tableColumns.map((c) => c.name), rawName]);
      expect([...new Set(read.columnTypes().map(String))].toSorted()).toEqual([
        "BIGINT",
        "BOOLEAN",
        "TIMESTAMP WITH TIME ZONE",
        "VARCHAR",
      ]);
      expect(read.getRowsJS().map((row) => row.map(comparable))).toEqual(
        expected.map((row) => row.map(wellFormed)),
      );
    } finally {
      duck.closeSync();
      instance.closeSync();
    }
  });
});

function comparable(value: unknown): unknown {
  if (value instanceof Date) return value.getTime();
  return typeof value === "bigint" ? Number(value) : (value ?? null);
}

/** UTF-8 holds no lone surrogate. */
function wellFormed(value: unknown): unknown {
  return typeof value === "string" ? value.toWellFormed() : value;
}

test("a filter chooses what is written; nothing gives an empty file of the format", async () => {
  const filter: EventFilter = { names: ["CreateUser"], outcome: "succeeded" };
  const path = await write(sample, createJsonPrinter(), "some.json", filter);
  const { Records } = JSON.parse(readFileSync(path, "utf8"));
  expect(Records.length).toBeGreaterThan(0);
  expect(Records.length).toBeLessThan(sample.rows);
  expect(new Set(Records.map((r: { eventName: string }) => r.eventName))).toEqual(
    new Set(["CreateUser"]),
  );
  const none: EventFilter = { names: ["NoSuchName"] };
  const json = await write(sample, createJsonPrinter(), "none.json", none);
  expect(JSON.parse(readFileSync(json, "utf8"))).toEqual({ Records: [] });
  const csv = await write(sample, createCsvPrinter(false), "none.csv", none);
  expect(readFileSync(csv, "utf8")).toBe(`${tableColumns.map((c) => c.name).join(",")}\r\n`);
  const parquet = await write(
    sample,
    createParquetPrinter("test", () => undefined),
    "none.parquet",
    none,
  );
  const file = await asyncBufferFromFile(parquet);
  expect(await parquetReadObjects({ file, compressors })).toEqual([]);
});

test.each([
  ["plain", "plain"],
  ["=1+1", "'=1+1"],
  ["+1", "'+1"],
  ["-1", "'-1"],
  ["@a", "'@a"],
  ["\ta", "'\ta"],
  ["\ra", `"'\ra"`],
  ["a=b", "a=b"],
  ["a,b", `"a,b"`],
  [`say "x"`, `"say ""x"""`],
  ["two\nlines", `"two\nlines"`],
  [`="x"`, `"'=""x"""`],
  ["", ""],
])("csv writes %j as %j", (text, cell) => {
  expect(csvText(text)).toBe(cell);
});

describe("the output", () => {
  const here = (): readonly string[] => readdirSync(folder).filter((name) => name.includes("out."));

  test("never replaces a file and is nothing until it is whole", async () => {
    const path = join(folder, "out.csv");
    const output = openOutputFile(path);
    await output.write(Buffer.from("half"));
    expect(existsSync(path)).toBe(false);
    writeFileSync(path, "somebody else's");
    expect(() => output.finish()).toThrow(/is there already and was not overwritten/);
    expect(here()).toEqual(["out.csv"]);
    expect(readFileSync(path, "utf8")).toBe("somebody else's");
    expect(() => checkFree(path)).toThrow(/is there already/);
    expect(() => checkFree(join(folder, "no", "out.csv"))).toThrow(/There is no file or folder/);
    expect(() => checkFree("/dev/null")).toThrow(/is no regular file/);
    rmSync(path);
  });

  test("goes when the export is cancelled or fails", async () => {
    const path = join(folder, "out.json");
    const controller = new AbortController();
    const options = { filter: {}, fileName, digestStatus, signal: controller.signal };
    const cancelled = exportEvents(sample, createJsonPrinter(), openOutputFile(path), {
      ...options,
      onProgress: () => controller.abort(),
    });
    await expect(cancelled).rejects.toThrow(/abort/i);
    expect(here()).toEqual([]);
    const output = openOutputFile(path);
    const failed = exportEvents(
      sample,
      createJsonPrinter(),
      { ...output, write: () => Promise.reject(new Error("no space")) },
      { ...options, signal: new AbortController().signal, onProgress: () => undefined },
    );
    await expect(failed).rejects.toThrow("no space");
    expect(here()).toEqual([]);
  });
});
