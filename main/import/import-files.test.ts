import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Failure } from "../../shared/errors.ts";
import type { CaseDb } from "../db/open-case.ts";
import { openCase } from "../db/open-case.ts";
import { caseTotals } from "../db/count-events.ts";
import { findEvents } from "../db/read-events.ts";
import { listInputs, listProblems } from "../db/read-inputs.ts";
import { allSegments, cell, column, eidOf } from "../db/segments.ts";
import { discover } from "./discover.ts";
import { importPaths } from "./import-files.ts";
import type { ImportOptions } from "./read-all.ts";

let folder = "";
let casePath = "";
let db: CaseDb;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "trailproof-test-"));
  casePath = join(folder, "case.trailproof");
  db = openCase(casePath, { create: true });
});

afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

const now = Date.UTC(2026, 10, 22);

async function run(
  options: Partial<ImportOptions> & Pick<ImportOptions, "paths">,
): Promise<boolean> {
  return importPaths(db, casePath, { program: "test", now, ...options });
}

function write(name: string, content: string | Uint8Array): string {
  const path = join(folder, "logs", name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

const guid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

function record(n: number, more: object = {}): object {
  return {
    eventVersion: "1.10",
    eventID: guid(n),
    eventTime: new Date(Date.UTC(2026, 9, 1) + n * 1000).toISOString().replace(".000", ""),
    eventSource: n % 3 === 0 ? "iam.amazonaws.com" : "s3.amazonaws.com",
    eventName: n % 3 === 0 ? "PutRolePolicy" : "GetObject",
    awsRegion: "us-east-1",
    recipientAccountId: "123456789012",
    userIdentity: {
      type: "IAMUser",
      arn: `arn:aws:iam::123456789012:user/u${n % 5}`,
      accountId: "123456789012",
    },
    requestParameters: { roleName: "r", note: 'brace } and "quote" é' },
    ...more,
  };
}

const logFile = (...numbers: readonly number[]): string =>
  JSON.stringify({ Records: numbers.map((n) => record(n)) });

/** Everything that an import leaves, without run ids and dictionary numbers. */
function contents(of: CaseDb): unknown {
  const pathOf = new Map(listInputs(of).map((i) => [i.id, i.path]));
  const action = new Map(
    of
      .prepare<[], [number, string]>(
        `SELECT a.id, s.value || ':' || n.value FROM action a JOIN text s ON s.id = a.source JOIN text n ON n.id = a.name`,
      )
      .raw()
      .all(),
  );
  const arn = new Map(
    of
      .prepare<[], [number, string]>(
        `SELECT c.id, t.value FROM actor c LEFT JOIN text t ON t.id = c.arn`,
      )
      .raw()
      .all(),
  );
  return {
    events: [...allSegments(of)].flatMap((segment) =>
      Array.from({ length: segment.rows }, (_, row) => ({
        input: pathOf.get(segment.input),
        record: segment.first + row,
        t: segment.t[row],
        offset: segment.offset[row],
        eid: eidOf({ segment, row }).toString("hex"),
        action: action.get(cell({ segment, row }, column.action)),
        arn: arn.get(cell({ segment, row }, column.actor)),
        flags: cell({ segment, row }, column.flags),
        length: cell({ segment, row }, column.length),
      })),
    ),
    duplicates: of
      .prepare(
        `SELECT i.path, d.record, h.path AS home, d.home_record FROM duplicate d JOIN input i ON i.id = d.input JOIN input h ON h.id = d.home_input ORDER BY i.path, d.record`,
      )
      .all(),
    variants: of
      .prepare(
        `SELECT i.path, v.record, v.number FROM variant v JOIN input i ON i.id = v.input ORDER BY i.path, v.record`,
      )
      .all(),
    relevant: of
      .prepare(
        `SELECT i.path, r.record, r.t, hex(r.eid) AS eid, CAST(r.raw AS TEXT) AS raw FROM relevant_event r JOIN input i ON i.id = r.input ORDER BY i.path, r.record`,
      )
      .all(),
    inputs: listInputs(of).map(
      ({ path, bytes, sha256, status, format, records, events, problems }) => ({
        path,
        bytes,
        sha256,
        status,
        format,
        records,
        events,
        problems,
      }),
    ),
    problems: listProblems(of).map(({ position, record: ordinal, reason }) => ({
      position,
      ordinal,
      reason,
    })),
  };
}

interface Expected {
  readonly records: number | null;
  readonly problems: number | null;
  readonly problemsAtLeast?: number;
  readonly skipped?: boolean | null;
}

describe("oddities", () => {
  const odd = "test/fixtures/oddities";
  const expected = JSON.parse(readFileSync(join(odd, "expected.json"), "utf8")) as Record<
    string,
    Expected
  >;

  test("each file gives what its line in the fixtures' README says", async () => {
    await run({ paths: [odd] });
    const problems = listProblems(db);
    const wrong: string[] = [];
    for (const input of listInputs(db)) {
      const want = expected[input.path];
      if (want === undefined) continue;
      const found = problems.filter((p) => p.input === input.id && !p.isNote).length;
      if (want.records !== null && want.records !== input.records)
        wrong.push(`${input.path}: ${input.records} records`);
      if (want.problems !== null && want.problems !== found)
        wrong.push(`${input.path}: ${found} problems`);
      if (found < (want.problemsAtLeast ?? 0))
        wrong.push(`${input.path}: ${found} problems, at least ${want.problemsAtLeast} expected`);
      if (typeof want.skipped === "boolean" && want.skipped !== (input.status === "skipped"))
        wrong.push(`${input.path}: ${input.status}`);
    }
    expect(wrong).toEqual([]);
    const names = new Set(listInputs(db).map((i) => i.path));
    expect(Object.keys(expected).filter((name) => !names.has(name))).toEqual([]);
  });

  test("every record counts once: records = events + duplicates, per file and in all", async () => {
    await run({ paths: [odd] });
    const totals = caseTotals(db);
    expect(totals.records).toBe(totals.events + totals.duplicates);
    expect(listInputs(db).reduce((sum, i) => sum + i.records, 0)).toBe(totals.records);
    expect(listInputs(db).reduce((sum, i) => sum + i.events, 0)).toBe(totals.events);
    expect(totals.problems).toBe(listInputs(db).reduce((sum, i) => sum + i.problems, 0));
  });
});

describe("evidence", () => {
  test("each event's JSON is given back byte for byte, from every kind of file", async () => {
    const texts: Record<string, string> = {
      "a.json.gz": logFile(1, 2, 3),
      "b.json": JSON.stringify([record(4), record(5)], null, 2),
      "c.ndjson": `${JSON.stringify(record(6))}\n${JSON.stringify(record(7))}\n`,
      "d.json.gz": logFile(8),
    };
    for (const [name, text] of Object.entries(texts))
      write(
        name,
        name === "d.json.gz"
          ? gzipSync(gzipSync(text))
          : name.endsWith(".gz")
            ? gzipSync(text)
            : text,
      );
    await run({ paths: [join(folder, "logs")] });
    const names = new Map(listInputs(db).map((i) => [i.id, i.path]));
    const find = findEvents(db, casePath);
    for (let n = 1; n <= 8; n++) {
      const [event] = find(guid(n));
      const { input, offset, length } = event!.sources[0]!;
      const file = Buffer.from(texts[names.get(input)!]!);
      expect(event!.raw.equals(file.subarray(offset, offset + length))).toBe(true);
      expect(JSON.parse(event!.raw.toString())).toEqual(JSON.parse(JSON.stringify(record(n))));
    }
  });

  test("files larger than the window are read as streams, with the same result", async () => {
    const many = Array.from({ length: 45_000 }, (_, n) => record(n));
    const text = JSON.stringify({ Records: many });
    expect(text.length).toBeGreaterThan(16 * 1024 * 1024);
    write("large.json", text);
    await run({ paths: [join(folder, "logs")] });
    expect(caseTotals(db)).toMatchObject({
      events: 45_000,
      records: 45_000,
      duplicates: 0,
      problems: 0,
    });
    const find = findEvents(db, casePath);
    for (const n of [0, 1, 22_222, 44_999])
      expect(find(guid(n))[0]!.raw.toString()).toBe(JSON.stringify(many[n]));
    expect(listInputs(db)[0]!.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  test("an archive that inflates beyond the window is read as a stream", async () => {
    const text = JSON.stringify({
      Records: Array.from({ length: 6000 }, (_, n) => record(n, { filler: noise(n) })),
    });
    expect(text.length).toBeGreaterThan(64 * 1024 * 1024);
    write("big.json.gz", gzipSync(text, { level: 1 }));
    await run({ paths: [join(folder, "logs")] });
    expect(caseTotals(db)).toMatchObject({ events: 6000, problems: 0 });
    expect(JSON.parse(findEvents(db, casePath)(guid(5999))[0]!.raw.toString())).toMatchObject({
      eventID: guid(5999),
    });
  });

  test("a gzip bomb ends in a problem, and its neighbours come in", async () => {
    const blank = Buffer.alloc(120 * 1024 * 1024, " ");
    blank.write('{"Records":[');
    write("bomb.json.gz", gzipSync(blank, { level: 9 }));
    write("good.json.gz", gzipSync(logFile(1)));
    await run({ paths: [join(folder, "logs")] });
    expect(caseTotals(db)).toMatchObject({ events: 1, problems: 1 });
    expect(listProblems(db)[0]!.reason).toMatch(/more than 200 times/);
  });
});

function noise(n: number): string {
  let x = n + 1;
  let out = "";
  while (out.length < 11_000) {
    x = (Math.imul(x, 1_664_525) + 1_013_904_223) >>> 0;
    out += x.toString(36);
  }
  return out;
}

test.each([
  ["beside an event all count", [record(1), ...Array<number>(10_500).fill(7)], 10_000, 500],
  [
    "half a record counts behind much else",
    [...Array.from({ length: 10_000 }, () => ({ a: 7 })), { eventID: guid(1) }],
    // What is of no known shape is told once.
    1,
    1,
  ],
])("values past the limit of problem rows: %s", async (_, values, rows, more) => {
  write("log.json", values.map((value) => JSON.stringify(value)).join("\n"));
  await run({ paths: [join(folder, "logs")] });
  const reasons = listProblems(db).map(({ reason }) => reason);
  expect(reasons).toHaveLength(rows + 1);
  expect(reasons.at(-1)).toBe(`${more} more problem${more === 1 ? "" : "s"} in this file`);
});

test("a link that is named by itself has the size of its target", async () => {
  const target = write("log.json", logFile(1, 2));
  const link = join(folder, "link.json");
  symlinkSync(target, link);
  const [found] = await discover([link], () => undefined);
  expect(found?.bytes).toBe(Buffer.byteLength(logFile(1, 2)));
});

test("a log behind a long run of white space is found", async () => {
  write(
    "blank.json.gz",
    gzipSync(
      Buffer.concat([
        Buffer.alloc(70 * 1024 * 1024, "\n "),
        Buffer.from(noise(1).repeat(60).replaceAll(/./g, " ")),
        Buffer.from(logFile(1)),
      ]),
      { level: 1 },
    ),
  );
  write("blank.json", `${" ".repeat(17 * 1024 * 1024)}${logFile(2)}`);
  await run({ paths: [join(folder, "logs")] });
  expect(caseTotals(db)).toMatchObject({ events: 1 });
  expect(listProblems(db).map((p) => p.reason)).toEqual([
    expect.stringMatching(/more than 200 times/),
  ]);
});

describe("duplicates", () => {
  test("one event with several sources; the first file by path is its home", async () => {
    write("b.json", logFile(1, 2));
    write("a.json", JSON.stringify({ Records: [record(2)] }, null, 1));
    write("c.json", logFile(2, 2));
    await run({ paths: [join(folder, "logs")] });
    expect(caseTotals(db)).toMatchObject({ records: 5, events: 2, duplicates: 3 });
    const names = new Map(listInputs(db).map((i) => [i.id, i.path]));
    const [event, ...rest] = findEvents(db, casePath)(guid(2));
    expect(rest).toEqual([]);
    expect(event!.sources.map((s) => `${names.get(s.input)}:${s.record}`)).toEqual([
      "a.json:1",
      "b.json:2",
      "c.json:1",
      "c.json:2",
    ]);
    const home = JSON.stringify({ Records: [record(2)] }, null, 1);
    expect(event!.raw.toString()).toBe(
      home.slice(home.indexOf("{", 1), home.lastIndexOf("]")).trim(),
    );
  });

  test("different records under one eventID are both kept", async () => {
    write("a.json", JSON.stringify([record(3)]));
    write("b.json", JSON.stringify([record(3, { requestParameters: { roleName: "other" } })]));
    await run({ paths: [join(folder, "logs")] });
    expect(caseTotals(db)).toMatchObject({ records: 2, events: 2, duplicates: 0 });
    const found = findEvents(db, casePath)(guid(3));
    expect(
      found
        .map((e) => String(JSON.parse(e.raw.toString()).requestParameters.roleName))
        .toSorted((a, b) => a.localeCompare(b)),
    ).toEqual(["other", "r"]);
    expect(listProblems(db)).toMatchObject([
      {
        isNote: true,
        record: 1,
        reason: expect.stringMatching(
          /eventID stands on a different record too \(a.json, record 1\)/,
        ),
      },
    ]);
  });

  test("the same at different times, and told once", async () => {
    write("a.json", JSON.stringify([record(3), record(4)]));
    write(
      "b.json",
      JSON.stringify([
        record(3, { eventTime: "2026-10-09T00:00:00Z" }),
        record(5, { recipientAccountId: "111122223333" }),
      ]),
    );
    write("c.json", JSON.stringify([record(5)]));
    await run({ paths: [join(folder, "logs")] });
    await run({ paths: [join(folder, "logs")] });
    expect(caseTotals(db)).toMatchObject({ events: 5, duplicates: 0, problems: 0 });
    // The same id in two accounts is no conflict.
    expect(listProblems(db).map((p) => p.reason)).toEqual([
      expect.stringMatching(/a.json, record 1/),
    ]);
  });

  test("records without eventID: equal ones are one event, others stay apart", async () => {
    const without = (n: number): object => ({ ...record(n), eventID: undefined });
    write(
      "a.ndjson",
      [without(1), without(2), without(1)].map((r) => JSON.stringify(r)).join("\n"),
    );
    await run({ paths: [join(folder, "logs")] });
    expect(caseTotals(db)).toMatchObject({ records: 3, events: 2, duplicates: 1 });
  });
});

describe("the same case, however it comes about", () => {
  function archive(): string {
    for (let file = 0; file < 40; file++) {
      const numbers = Array.from({ length: 30 }, (_, i) => (file * 23 + i) % 700);
      write(
        `2026/10/${String(file % 9).padStart(2, "0")}/f${file}.json.gz`,
        gzipSync(logFile(...numbers)),
      );
    }
    write(
      "broken.json",
      `{"Records":[${JSON.stringify(record(800))},{"eventSource":"iam.amazonaws.com",`,
    );
    return join(folder, "logs");
  }

  async function fresh(options: Partial<ImportOptions>, name: string): Promise<unknown> {
    const path = join(folder, name);
    const other = openCase(path, { create: true });
    try {
      await importPaths(other, path, {
        program: "test",
        now,
        paths: [join(folder, "logs")],
        ...options,
      });
      return contents(other);
    } finally {
      other.close();
    }
  }

  test("one thread or three", async () => {
    archive();
    expect(await fresh({ threads: 3 }, "three.trailproof")).toEqual(
      await fresh({ threads: 1 }, "one.trailproof"),
    );
  });

  test("cancelled at any moment, and run again", async () => {
    archive();
    const whole = await fresh({ threads: 2 }, "whole.trailproof");
    for (const after of [1, 2, 3, 5]) {
      const path = join(folder, `cut-${after}.trailproof`);
      const cut = openCase(path, { create: true });
      const controller = new AbortController();
      let heard = 0;
      const done = await importPaths(cut, path, {
        program: "test",
        now,
        paths: [join(folder, "logs")],
        threads: 2,
        signal: controller.signal,
        onProgress: () => {
          if (++heard === after) controller.abort();
        },
      });
      expect(done).toBe(heard < after);
      cut.close();
      const again = openCase(path, { create: false });
      expect(
        await importPaths(again, path, { program: "test", now, paths: [join(folder, "logs")] }),
      ).toBe(true);
      expect(contents(again), `cancelled after ${after}`).toEqual(whole);
      again.close();
    }
  });

  test("cut off in the middle of a large file, and run again", async () => {
    const many = Array.from({ length: 60_000 }, (_, n) => record(n));
    write("large.json", JSON.stringify({ Records: many }));
    const whole = await fresh({ threads: 1 }, "whole.trailproof");
    const path = join(folder, "cut.trailproof");
    const cut = openCase(path, { create: true });
    const controller = new AbortController();
    const options = { program: "test", now, paths: [join(folder, "logs")], threads: 1 };
    const onProgress = (): void => controller.abort();
    expect(
      await importPaths(cut, path, { ...options, signal: controller.signal, onProgress }),
    ).toBe(false);
    expect(caseTotals(cut).records).toBeGreaterThan(0);
    expect(caseTotals(cut).records).toBeLessThan(60_000);
    cut.close();
    const again = openCase(path, { create: false });
    expect(await importPaths(again, path, options)).toBe(true);
    expect(contents(again)).toEqual(whole);
    again.close();
  });

  test("a second import of the same files adds nothing", async () => {
    archive();
    await run({ paths: [join(folder, "logs")] });
    const before = contents(db);
    await run({ paths: [join(folder, "logs")] });
    expect(contents(db)).toEqual(before);
  });

  test("a file that changed behind the same size and time is told", async () => {
    const path = write("a.json", logFile(1));
    utimesSync(path, 1_700_000_000, 1_700_000_000);
    await run({ paths: [path] });
    writeFileSync(path, logFile(1).replace("PutRole", "GetRole").replace("GetObject", "PutObject"));
    utimesSync(path, 1_700_000_000, 1_700_000_000);
    await run({ paths: [path] });
    expect(listProblems(db).map((p) => p.reason)).toEqual([
      expect.stringMatching(/another content than when it was imported/),
    ]);
    expect(caseTotals(db).events).toBe(1);
  });
});

describe("what is found", () => {
  test("links are not followed, and are told", async () => {
    write("a.json", logFile(1));
    symlinkSync(join(folder, "logs"), join(folder, "logs", "loop"));
    symlinkSync(join(folder, "logs", "a.json"), join(folder, "logs", "b.json"));
    await run({ paths: [join(folder, "logs")] });
    expect(listInputs(db).map((i) => `${i.path}: ${i.status}`)).toEqual([
      "a.json: read",
      "b.json: skipped",
      "loop: skipped",
    ]);
  });

  test.each([
    ["a path that is not there", "missing", "path-missing"],
    ["an empty folder", "empty", "no-files"],
  ])("%s", async (_, name, code) => {
    mkdirSync(join(folder, "empty"));
    const failure = await run({ paths: [join(folder, name)] }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Failure);
    expect((failure as Failure).error.code).toBe(code);
  });

  test("S3 layouts of an account and of an organization, with and without the random suffix", async () => {
    const base =
      "AWSLogs/123456789012/CloudTrail/us-east-1/2026/10/01/123456789012_CloudTrail_us-east-1_20261001T0000Z";
    write(`${base}_AbCdEfGhIjKlMnOp.json.gz`, gzipSync(logFile(1)));
    write(`${base}.json`, logFile(2));
    write(
      `AWSLogs/o-abc123/111122223333/CloudTrail/eu-west-1/2026/10/01/x.json.gz`,
      gzipSync(logFile(3)),
    );
    await run({ paths: [join(folder, "logs")] });
    expect(caseTotals(db)).toMatchObject({ files: 3, events: 3, problems: 0 });
    const block = db
      .prepare<[], Buffer>(`SELECT data FROM raw_block WHERE codec = 'gzip' LIMIT 1`)
      .pluck()
      .get();
    expect(JSON.parse(gunzipSync(block!).toString()).Records).toHaveLength(1);
  });
});
