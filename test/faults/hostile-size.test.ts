/** Files made to fill memory or to take for ever: each ends in bounded time and memory, with its neighbours read. */
import { closeSync, ftruncateSync, mkdirSync, openSync, writeFileSync, writeSync } from "node:fs";
import { createCipheriv } from "node:crypto";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test, vi } from "vitest";
import { goodRecord, importHostile } from "../fixtures/hostile-import.ts";
import { put } from "../fixtures/fault-archive.ts";

vi.setConfig({ testTimeout: 180_000 });

const megabyte = 1024 * 1024;
/** Larger than what is read in one piece. */
const large = 17 * megabyte;

/** A file with holes: what stands at each place, and how long it is. */
function sparse(path: string, length: number, parts: readonly (readonly [number, string])[]): void {
  const file = openSync(path, "w");
  ftruncateSync(file, length);
  for (const [at, text] of parts) writeSync(file, text, at);
  closeSync(file);
}

/** Text of which one byte in seventy does not compress: a ratio that a log could have. */
function mixed(bytes: number): Buffer {
  const text = Buffer.alloc(bytes, "x");
  const cipher = createCipheriv("aes-128-ctr", Buffer.alloc(16), Buffer.alloc(16));
  text.write(cipher.update(Buffer.alloc(Math.floor(bytes / 90))).toString("base64"));
  return text;
}

const listOf = (records: readonly string[]): string => `{"Records":[${records.join(",")}]}`;
const list = (...records: readonly string[]): string => listOf(records);

describe("bombs", () => {
  const blank = gzipSync(Buffer.alloc(100 * megabyte, " "), { level: 9 });
  const opened = gzipSync('{"Records":[');
  test.each([
    [
      "one member",
      (): Buffer => gzipSync(Buffer.concat([Buffer.from("["), Buffer.alloc(300 * megabyte, " ")])),
    ],
    [
      "2 GiB in many members",
      (): Buffer => Buffer.concat([opened, ...Array.from({ length: 20 }, () => blank)]),
    ],
    ["inside another", (): Buffer => gzipSync(Buffer.concat([opened, blank, blank]))],
    [
      "two times inside another",
      (): Buffer => gzipSync(gzipSync(Buffer.concat([opened, blank, blank]))),
    ],
    [
      "with its end damaged",
      (): Buffer => Buffer.concat([opened, blank.subarray(0, -9), Buffer.from("damage!")]),
    ],
    [
      "with damage in the middle",
      (): Buffer =>
        Buffer.concat([opened, blank.subarray(0, 50_000), Buffer.alloc(50_000, "damage!")]),
    ],
  ])("%s", async (_, make) => {
    const result = await importHostile((logs) => put(logs, "bomb.json.gz", make()));
    expect(result.names).toEqual([]);
    expect(result.problems).toEqual([
      expect.stringMatching(
        /^bomb\.json\.gz: .*(more than 200 times its size|is damaged|check sum)/,
      ),
    ]);
  });

  test("many small files whose last bytes promise 64 MB each", async () => {
    const packed = gzipSync(list(goodRecord("Lie")));
    packed.writeUInt32LE(64 * megabyte, packed.length - 4);
    const result = await importHostile((logs) => {
      for (let i = 0; i < 400; i++) put(logs, `lie/${i}.json.gz`, packed);
    });
    expect(result.names).toHaveLength(400);
    expect(result.problems).toHaveLength(400);
    expect(result.problems[0]).toMatch(/check sum of the compressed file is wrong/);
  });
});

describe("files of 2 GiB", () => {
  const length = 2 ** 31 + 1000;
  test("NUL bytes only", async () => {
    const result = await importHostile((logs) => sparse(join(logs, "nul.json"), length, []));
    expect(result.inputs).toMatchObject([{ bytes: length }]);
    console.info(`2 GiB of NUL: ${result.seconds.toFixed(1)} s, ${result.megabytes} MB`);
  });

  test("a log with a hole in it", async () => {
    const before = `{"Records":[${goodRecord("Before")},`;
    const after = `${goodRecord("After")}]}`;
    const result = await importHostile((logs) =>
      sparse(join(logs, "hole.json"), length, [
        [0, before],
        [length - after.length, after],
      ]),
    );
    expect(result.names).toEqual(["Before", "After"]);
    expect(result.problems).toEqual([expect.stringMatching(/^hole\.json: /)]);
    console.info(`2 GiB with a hole: ${result.seconds.toFixed(1)} s, ${result.megabytes} MB`);
  });

  test("one line, one string, compressed", async () => {
    const part = gzipSync(mixed(16 * megabyte));
    const head = `{"Records":[${goodRecord("Before")},{"eventName":"Huge","eventSource":"a","eventID":"1","x":"`;
    const tail = `"},${goodRecord("After")}]}`;
    const result = await importHostile((logs) =>
      put(
        logs,
        "line.json.gz",
        Buffer.concat([gzipSync(head), ...Array.from({ length: 128 }, () => part), gzipSync(tail)]),
      ),
    );
    expect(result.names).toEqual(["Before", "After"]);
    expect(result.problems).toEqual([
      expect.stringMatching(/^line\.json\.gz: a record of more than 4 MiB was left out/),
    ]);
    console.info(`2 GiB in one line: ${result.seconds.toFixed(1)} s, ${result.megabytes} MB`);
  });
});

describe("one large value", () => {
  test.each([
    ["an event of 100 MB", `"x":"${"y".repeat(100 * megabyte)}"`],
    ["an event with 100 MB of numbers", `"x":[${"1,".repeat(50 * megabyte)}1]`],
    ["an event of 5 MiB", `"x":"${"y".repeat(5 * megabyte)}"`],
  ])("%s", async (_, member) => {
    const huge = `{"eventName":"Huge","eventSource":"a","eventID":"1",${member}}`;
    const result = await importHostile((logs) =>
      put(logs, "huge.json", list(goodRecord("Before"), huge, goodRecord("After"))),
    );
    expect(result.names).toEqual(["Before", "After"]);
    expect(result.problems).toEqual([expect.stringMatching(/was left out/)]);
  });
});

describe("text that leads a parser astray", () => {
  const times = (text: string, bytes = large): string =>
    text.repeat(Math.ceil(bytes / text.length));
  test.each([
    ["lists in lists", times("[")],
    ["objects in objects", times('{"a":')],
    ["logs in logs", times('{"Records":[')],
    ["lists and objects", times('[{"a":')],
    ["quotes", `{"Records":["${times('"')}`],
    ["an open string", `{"Records":[{"a":"${times("b")}`],
    ["backslashes", `{"Records":[{"a":"${times("\\")}`],
    ["backslashes and quotes", `{"Records":[{"a":"${times('\\"')}`],
    [
      "records that never end",
      `[${times('{"eventName":"a","eventSource":"b","eventID":"c","x":[')}`,
    ],
    ["strings that open and close", `[${times('{"a":"{"b":"')}`],
    ["closing brackets", `[${times("]}")}`],
    ["commas", `[${times(",")}`],
    ["colons", `{"Records":[${times(":")}`],
    ["a number that never ends", `[${times("1")}`],
    ["numbers", `[${times("1 ")}`],
    ["minus signs", `[${times("-")}`],
    ["line ends", `{"Records":[${times("\n")}`],
    ["braces with garbage between", times("}{ garbage ")],
    ["empty objects", times("{}")],
    ["empty lists", times("[]")],
    ["byte order marks", times("\uFEFF{")],
    ["half records", times('{"eventID":"x"}\n')],
    ["broken lines", times('{"eventName":"x",\n')],
    ["keys without values", `[{${times('"eventName",')}`],
    [
      "100,000 lists in a record",
      list(
        `{"eventName":"Deep","eventSource":"a","eventID":"1","x":${"[".repeat(100_000)}${"]".repeat(100_000)}}`,
      ),
    ],
  ])("%s", async (_, text) => {
    const result = await importHostile((logs) => {
      put(logs, "a-plain.json", text);
      put(logs, "b-small.json", text.slice(0, 100_000));
      // Between good records, too: those in front come in, those behind unless the damage takes them along.
      put(
        logs,
        "c-between.json",
        `[${goodRecord("Before")},${text.slice(0, 1_000_000)},${goodRecord("After")}]`,
      );
    });
    expect(result.names).toContain("Before");
    for (const { path, status } of result.inputs)
      if (status !== "skipped") expect(result.problems.join("\n"), path).toContain(`${path}: `);
    expect(result.problems.some((p) => p.startsWith("c-between.json: "))).toBe(true);
    if (result.seconds > 5 || result.megabytes > 500)
      console.info(`${_}: ${result.seconds.toFixed(1)} s, ${result.megabytes} MB`);
  });
});

describe("many of something", () => {
  test("records, as small as can be, without an id", async () => {
    const rows = Array.from(
      { length: 150_000 },
      (_, i) => `{"eventName":"a","eventSource":"b","eventTime":"${i}"}`,
    );
    const result = await importHostile((logs) => {
      put(logs, "small.json", listOf(rows));
      put(logs, "small.json.gz", gzipSync(listOf(rows.map((r) => r.replace('"b"', '"c"')))));
    });
    expect(result.names).toHaveLength(300_000);
    console.info(`300,000 small records: ${result.seconds.toFixed(1)} s, ${result.megabytes} MB`);
  });

  test("different records under one eventID", async () => {
    const eventID = "00000000-0000-4000-8000-000000000001";
    const rows = Array.from({ length: 20_000 }, (_, n) =>
      goodRecord("Same", { eventID, n: n % 15_000 }),
    );
    const result = await importHostile((logs) => {
      for (let file = 0; file < 10; file++)
        put(logs, `${file}.json.gz`, gzipSync(listOf(rows.slice(file * 2000, file * 2000 + 2000))));
    });
    expect(result.names).toHaveLength(20_000);
    expect(result.inputs.reduce((sum, i) => sum + i.events, 0)).toBe(15_000);
  });

  test("files: 10,000", async () => {
    const result = await importHostile((logs) => {
      for (let folder = 0; folder < 100; folder++) {
        mkdirSync(join(logs, `${folder}`));
        for (let file = 0; file < 100; file++)
          writeFileSync(
            join(logs, `${folder}`, `${file}.json`),
            goodRecord("Small", { eventID: `${folder}/${file}` }),
          );
      }
    });
    expect(result.names).toHaveLength(10_000);
    expect(result.problems).toEqual([]);
    console.info(`10,000 files: ${result.seconds.toFixed(1)} s, ${result.megabytes} MB`);
  });
});
