import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { paxOf, tarOf, zipOf } from "../../test/fixtures/archives.ts";
import type { TarMember, ZipMember } from "../../test/fixtures/archives.ts";
import { caseTotals } from "../db/count-events.ts";
import type { CaseDb } from "../db/open-case.ts";
import { openCase } from "../db/open-case.ts";
import { createRawText } from "../db/raw-text.ts";
import { listInputs, listProblems, listRuns } from "../db/read-inputs.ts";
import { allSegments, cell, column, eidOf } from "../db/segments.ts";
import type { ImportOptions } from "./read-all.ts";
import { importPaths } from "./import-files.ts";
import { createShared } from "./place.ts";
import { accessPieces } from "./zip-access.ts";

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

async function run(options: Partial<ImportOptions> = {}): Promise<boolean> {
  const paths = [join(folder, "logs")];
  return importPaths(db, casePath, { program: "test", now, paths, ...options });
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
    userIdentity: { type: "IAMUser", arn: `arn:aws:iam::123456789012:user/u${n % 5}` },
    ...more,
  };
}

const log = (...numbers: readonly number[]): Buffer =>
  Buffer.from(JSON.stringify({ Records: numbers.map((n) => record(n)) }));

const range = (from: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => from + i);

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** Each input: path, how it ended, records; and the problems of each. */
function told(): readonly string[] {
  const problems = Map.groupBy(listProblems(db), ({ input }) => input);
  return listInputs(db).map(
    ({ id, path, status, format, records }) =>
      `${path}: ${status}, ${format}, ${records}${(problems.get(id) ?? [])
        .map((p) => `; ${p.position ?? ""} ${p.reason}`)
        .join("")}`,
  );
}

/** The eventIDs and the bytes of all records, whatever the files that they stand in. */
function events(of: CaseDb, path: string): readonly string[] {
  const raw = createRawText(of, path);
  return [...allSegments(of)]
    .flatMap((segment) =>
      Array.from({ length: segment.rows }, (_, row) => {
        const length = cell({ segment, row }, column.length);
        const text = raw.read(segment.input, segment.offset[row] ?? 0, length, 0);
        return `${eidOf({ segment, row }).toString("hex")} ${text.toString("latin1")}`;
      }),
    )
    .toSorted((a, b) => (a < b ? -1 : 1));
}

/** Every table that names an input, whole. Dictionary numbers and run ids are left out. */
function rows(of: CaseDb): unknown {
  const all = (sql: string): unknown => of.prepare(sql).all();
  return {
    inputs: all(
      `SELECT id, parent, path, bytes, modified_at, sha256, status, format, note, encoding, text_bytes, records FROM input ORDER BY id`,
    ),
    segments: [...allSegments(of)].flatMap((segment) =>
      Array.from({ length: segment.rows }, (_, row) => [
        segment.input,
        segment.first + row,
        segment.t[row],
        segment.offset[row],
        eidOf({ segment, row }).toString("hex"),
      ]),
    ),
    blocks: all(`SELECT input, start, length, codec, hex(data) FROM raw_block ORDER BY 1, 2`),
    duplicates: all(`SELECT * FROM duplicate ORDER BY 1, 2`),
    variants: all(`SELECT * FROM variant ORDER BY 1, 2`),
    relevant: all(`SELECT input, record, t, hex(eid) FROM relevant_event ORDER BY 1, 2`),
    problems: all(
      `SELECT input, position, record, reason, sample, is_note FROM problem ORDER BY 1, 2, 3, 4`,
    ),
  };
}

async function fresh(
  name: string,
  options: Partial<ImportOptions>,
  look: (of: CaseDb, path: string) => unknown = rows,
): Promise<unknown> {
  const path = join(folder, name);
  const other = openCase(path, { create: true });
  try {
    const paths = [join(folder, "logs")];
    await importPaths(other, path, { program: "test", now, paths, ...options });
    return look(other, path);
  } finally {
    other.close();
  }
}

const logs: readonly { readonly name: string; readonly data: Buffer }[] = [
  { name: "AWSLogs/a.json.gz", data: gzipSync(log(1, 2, 3)) },
  { name: "AWSLogs/b.json", data: log(4, 5) },
  {
    name: "c.ndjson",
    data: Buffer.from(
      range(6, 4)
        .map((n) => JSON.stringify(record(n)))
        .join("\n"),
    ),
  },
  { name: "d.json.gz", data: gzipSync(gzipSync(log(10))) },
  { name: "e/utf16.json", data: Buffer.from(`\uFEFF${log(11, 12).toString()}`, "utf16le") },
  { name: "large.json", data: log(...range(100, 3000)) },
];

describe("the same events", () => {
  const shapes: readonly (readonly [string, () => Uint8Array])[] = [
    ["x.zip", () => zipOf(logs)],
    ["stored.zip", () => zipOf(logs.map((l) => ({ ...l, method: 0 })))],
    ["zip64.zip", () => zipOf(logs, { zip64: true })],
    ["x.tar", () => tarOf(logs)],
    ["old.tar", () => tarOf(logs.map((l) => ({ ...l, isOld: true })))],
    ["x.tar.gz", () => gzipSync(tarOf(logs))],
    ["x.zip.gz", () => gzipSync(zipOf(logs))],
    [
      "x.zip",
      () =>
        zipOf([
          {
            name: "in.tar.gz",
            data: gzipSync(
              tarOf([{ name: "inner.zip", data: zipOf(logs.slice(0, 3)) }, ...logs.slice(3, 5)]),
            ),
          },
          ...logs.slice(5),
        ]),
    ],
  ];

  test.each(shapes)("plainly and in %s", { timeout: 60_000 }, async (name, made) => {
    for (const one of logs) write(one.name, one.data);
    const plain = await fresh("plain.trailproof", {}, events);
    rmSync(join(folder, "logs"), { recursive: true });
    write(name, made());
    await run();
    expect(events(db, casePath)).toEqual(plain);
    expect(caseTotals(db)).toMatchObject({ records: 3012, duplicates: 0, problems: 0 });
    expect(listProblems(db)).toEqual([]);
    for (const { name: member, data } of logs) {
      const input = listInputs(db).find(({ path }) => path.endsWith(`!/${member}`));
      expect(input, member).toMatchObject({ sha256: sha256(data), bytes: data.length });
    }
    const [archive, ...members] = listInputs(db);
    expect(archive).toMatchObject({ parent: null, status: "read", records: 0 });
    expect(members.map((m) => m.parent)).toEqual(members.map(() => archive!.id));
    expect(members.map((m) => m.id - archive!.id)).toEqual(range(1, members.length));
  });
});

test("an archive, its members and theirs are told", async () => {
  const inner = tarOf([{ name: "deep.json", data: log(3) }]);
  write(
    "export.zip",
    zipOf([
      { name: "AWSLogs/", data: Buffer.alloc(0), method: 0 },
      { name: "AWSLogs/a.json", data: log(1, 2) },
      { name: "b.tar.gz", data: gzipSync(inner) },
      { name: "__MACOSX/._a.json", data: Buffer.from([0, 5, 22, 7, 0, 2, 0, 0]) },
      { name: "link", data: Buffer.from("/etc/passwd"), mode: 0o120777 },
      { name: "empty.txt", data: Buffer.alloc(0) },
    ]),
  );
  await run();
  expect(told()).toEqual([
    "export.zip: read, zip archive, 0",
    "export.zip!/AWSLogs/: skipped, directory, 0",
    "export.zip!/AWSLogs/a.json: read, CloudTrail log file, 2",
    "export.zip!/b.tar.gz: read, gzip-compressed tar archive, 0",
    "export.zip!/__MACOSX/._a.json: skipped, AppleDouble file (macOS), 0",
    "export.zip!/link: skipped, symbolic link, not followed, 0",
    "export.zip!/empty.txt: skipped, empty file, 0",
    "export.zip!/b.tar.gz!/deep.json: read, CloudTrail log file, 1",
  ]);
  expect(listInputs(db).map(({ note }) => note)).toEqual([
    "6 members",
    "",
    "",
    "1 member",
    "",
    "",
    "",
    "",
  ]);
  expect(listInputs(db)[2]!.modifiedAt).toBe("2026-10-01T12:00:00.000Z");
  expect(listInputs(db).at(-1)!.modifiedAt).toBe(new Date(1_790_000_000_000).toISOString());
  expect(caseTotals(db)).toMatchObject({ files: 8, skipped: 4, records: 3, problems: 0 });
});

test("kinds of tar members", async () => {
  const members: readonly TarMember[] = [
    { name: "dir/", type: "5" },
    { name: "hard.json", type: "1" },
    { name: "soft.json", type: "2" },
    { name: "tty", type: "3" },
    { name: "disk", type: "4" },
    { name: "pipe", type: "6" },
    { name: "good.json", data: log(1) },
    { name: "sparse", type: "S", data: Buffer.alloc(600, "x") },
    { name: "volume", type: "V" },
    paxOf("path", `${"long/".repeat(40)}pax.json`),
    { name: "short", data: log(2) },
    paxOf("GNU.sparse.major", "1"),
    { name: "sparse-pax.json", data: log(3) },
    { name: "last.json", data: log(4) },
  ];
  write("x.tar", tarOf(members));
  await run();
  const sparse =
    "a sparse file, or an entry of an unknown kind: not read. Unpack the archive and import the file";
  expect(told()).toEqual([
    "x.tar: read, tar archive, 0",
    "x.tar!/dir/: skipped, directory, 0",
    "x.tar!/hard.json: skipped, hard link to another member, 0",
    "x.tar!/soft.json: skipped, symbolic link, not followed, 0",
    "x.tar!/tty: skipped, device, 0",
    "x.tar!/disk: skipped, device, 0",
    "x.tar!/pipe: skipped, named pipe, 0",
    "x.tar!/good.json: read, CloudTrail log file, 1",
    `x.tar!/sparse: unreadable, unreadable member, 0;  ${sparse}`,
    "x.tar!/volume: skipped, entry of an unknown kind, 0",
    `x.tar!/${"long/".repeat(40)}pax.json: read, CloudTrail log file, 1`,
    `x.tar!/sparse-pax.json: unreadable, unreadable member, 0;  ${sparse}`,
    "x.tar!/last.json: read, CloudTrail log file, 1",
  ]);
});

describe("names are shown, never used", () => {
  const names: readonly (readonly [string | Uint8Array, string])[] = [
    ["../../evil.json", "../../evil.json"],
    ["/etc/cron.d/evil.json", "/etc/cron.d/evil.json"],
    [String.raw`C:\windows\evil.json`, String.raw`C:\windows\evil.json`],
    ["a\nb\u001B[31m\u202Ecod.json", String.raw`a\u{a}b\u{1b}[31m\u{202e}cod.json`],
    [Buffer.from("b\xffd.json", "latin1"), "b\uFFFDd.json"],
    ["twice.json", "twice.json"],
    ["twice.json", "twice.json"],
  ];
  const members = names.map(([name], i) => ({ name, data: log(i + 1) }));

  test.each([
    ["zip", zipOf([...members, { name: "n\0ul.json", data: log(9) }]), String.raw`n\u{0}ul.json`],
    // A name in tar ends at its NUL.
    ["tar", tarOf([...members, { name: "n\0ul.json", data: log(9) }]), "n"],
  ])("%s", async (kind, bytes, withNul) => {
    write(`x.${kind}`, bytes);
    await run();
    expect(listInputs(db).map(({ path }) => path)).toEqual([
      `x.${kind}`,
      ...names.map(([, shown]) => `x.${kind}!/${shown}`),
      `x.${kind}!/${withNul}`,
    ]);
    expect(caseTotals(db)).toMatchObject({ records: 8, problems: 0 });
  });
});

describe("damage", () => {
  const good: readonly ZipMember[] = [
    { name: "a.json", data: log(1) },
    { name: "z.json", data: log(2) },
  ];
  const [a, z] = [
    "x.zip!/a.json: read, CloudTrail log file, 1",
    "x.zip!/z.json: read, CloudTrail log file, 1",
  ];
  const isRead = "x.zip: read, zip archive, 0";
  const sum =
    "its size or check sum is not the one that the archive tells: its content was altered or damaged";
  const bad = (member: ZipMember): Buffer => zipOf([good[0]!, member, good[1]!]);
  const cases: readonly (readonly [string, () => Buffer, readonly string[]])[] = [
    [
      "an encrypted member",
      () => bad({ name: "e.json", data: log(3), flags: 1 }),
      [
        isRead,
        a,
        "x.zip!/e.json: unreadable, unreadable member, 0;  encrypted: not read. Unpack it with its password and import the files",
        z,
      ],
    ],
    [
      "an unknown compression",
      () => bad({ name: "e.json", data: log(3), method: 14 }),
      [
        isRead,
        a,
        "x.zip!/e.json: unreadable, unreadable member, 0;  compressed by LZMA (method 14): not read. Unpack it and import the files",
        z,
      ],
    ],
    [
      "a wrong check sum",
      () => bad({ name: "e.json", data: log(3), crc: 1 }),
      [isRead, a, `x.zip!/e.json: read, CloudTrail log file, 1;  ${sum}`, z],
    ],
    [
      "a size told too small",
      () => bad({ name: "e.json", data: log(3), told: 10 }),
      [isRead, a, `x.zip!/e.json: read, CloudTrail log file, 1;  ${sum}`, z],
    ],
    [
      "a size told as terabytes",
      () => bad({ name: "e.json", data: log(3), told: 0xffff_fff0 }),
      [isRead, a, `x.zip!/e.json: read, CloudTrail log file, 1;  ${sum}`, z],
    ],
    [
      "a place where nothing stands",
      () => bad({ name: "e.json", data: log(3), at: 7 }),
      // Its range covers the first member's bytes: the later one of two that overlap is refused.
      [
        isRead,
        a,
        "x.zip!/e.json: unreadable, unreadable member, 0;  its bytes belong to another member too, as in archives made to fill a disk; not read",
        "x.zip!/z.json: unreadable, unreadable member, 0;  its bytes belong to another member too, as in archives made to fill a disk; not read",
      ],
    ],
    [
      "a place beyond the end",
      () => bad({ name: "e.json", data: log(3), at: 1_000_000_000 }),
      [
        isRead,
        a,
        "x.zip!/e.json: unreadable, unreadable member, 0;  the member could not be read: it ends too early",
        z,
      ],
    ],
    [
      "cut off",
      () => zipOf(good).subarray(0, 400),
      [
        "x.zip: unreadable, zip archive, 0;  the zip archive is cut off: the list of its files, which stands at its end, is missing. Nothing in it was read; get the whole archive",
      ],
    ],
    [
      "bytes behind its end",
      () => Buffer.concat([zipOf(good), Buffer.alloc(10)]),
      [
        "x.zip: unreadable, zip archive, 0;  bytes stand behind the end of the zip archive, or its end is damaged: nothing in it was read. Get it again, or unpack it and import the files",
      ],
    ],
    ["a count of members that is too small", () => zipOf(good, { count: 1 }), [isRead, a, z]],
    [
      "a count of members that is too large",
      () => zipOf(good, { count: 3 }),
      [
        "x.zip: read, zip archive, 0;  the list of the zip archive's files is damaged behind its first 2 (it ends too early): those that follow were not read",
        a,
        z,
      ],
    ],
    ["empty", () => zipOf([]), ["x.zip: skipped, empty zip archive, 0"]],
  ];

  test.each(cases)("zip: %s", async (_, made, expected) => {
    write("x.zip", made());
    await run();
    expect(told()).toEqual(expected);
    const totals = caseTotals(db);
    expect(totals.records).toBe(totals.events + totals.duplicates);
    expect(listInputs(db).reduce((n, i) => n + i.records, 0)).toBe(totals.records);
  });

  const tar = tarOf([
    { name: "a.json", data: log(1) },
    { name: "m.json", data: log(2, 3, 4) },
    { name: "z.json", data: log(5) },
  ]);
  const second = 512 + 512 * Math.ceil(log(1).length / 512);

  test.each([
    ["in a member", tar.subarray(0, second + 512 + 700), 2, second + 512 + 700],
    ["in a header", tar.subarray(0, second + 100), 1, second + 100],
  ])("tar cut off %s", async (_, bytes, members, position) => {
    write("x.tar", bytes);
    await run();
    const inputs = listInputs(db);
    expect(inputs).toHaveLength(members + 1);
    const problems = listProblems(db).filter((p) => p.input === inputs[0]!.id);
    expect(problems).toMatchObject([{ position, isNote: false }]);
    expect(problems[0]!.reason).toMatch(
      /^the archive is cut off, in or behind its member [am]\.json/,
    );
    expect(inputs[1]).toMatchObject({ records: 1, status: "read" });
    if (members === 2) {
      expect(inputs[2]).toMatchObject({ records: 2, status: "read", problems: 1 });
      expect(listProblems(db).find((p) => p.input === inputs[2]!.id)!.reason).toMatch(
        /the archive ends \d+ bytes before the end of this member/,
      );
    }
  });

  test("tar cut off between two members is noted", async () => {
    write("x.tar", tar.subarray(0, second));
    await run();
    expect(told()).toEqual([
      `x.tar: read, tar archive, 0; ${second} the archive has no end mark: what may have followed is missing`,
      "x.tar!/a.json: read, CloudTrail log file, 1",
    ]);
    expect(caseTotals(db).problems).toBe(0);
  });

  test("a damaged header in a tar", async () => {
    const bytes = Buffer.from(tar);
    bytes[second + 3] = 0x78;
    write("x.tar", bytes);
    await run();
    expect(told()).toEqual([
      `x.tar: read, tar archive, 0; ${second} what follows behind the member a.json is no tar header: the archive is damaged there, and its rest was not read`,
      "x.tar!/a.json: read, CloudTrail log file, 1",
    ]);
  });

  test("a tar.gz that is cut off gives what comes before, and one problem of its own", async () => {
    const random = Buffer.from(range(0, 40_000).map((n) => (n * 7919) % 251));
    const whole = gzipSync(
      tarOf([
        { name: "a.json", data: log(1) },
        { name: "n.bin", data: random },
      ]),
    );
    write("x.tar.gz", whole.subarray(0, whole.length - 60));
    await run();
    const inputs = listInputs(db);
    expect(inputs[0]).toMatchObject({
      status: "read",
      format: "gzip-compressed tar archive",
      problems: 1,
    });
    expect(listProblems(db).find((p) => p.input === inputs[0]!.id)!.reason).toMatch(/cut off/);
    expect(inputs[1]).toMatchObject({ path: "x.tar.gz!/a.json", records: 1 });
  });

  test("a zip bomb stops at the limit; its neighbours come in", { timeout: 60_000 }, async () => {
    const blank = Buffer.alloc(100 * 1024 * 1024, " ");
    blank.write('{"Records":[');
    write("x.zip", zipOf([good[0]!, { name: "bomb.json", data: blank }, good[1]!]));
    write("y.tar.gz", gzipSync(tarOf([...good, { name: "bomb.json", data: blank }])));
    await run();
    expect(caseTotals(db)).toMatchObject({ events: 2 });
    const reasons = listProblems(db).map(({ reason }) => reason);
    expect(reasons.filter((r) => /more than 200 times/.test(r))).toHaveLength(2);
  });

  test("members that share their bytes are read once", async () => {
    const shared: ZipMember[] = [
      good[0]!,
      ...range(0, 500).map((n) => ({ name: `${n}.json`, data: log(1), at: 0 })),
    ];
    write("x.zip", zipOf(shared));
    await run();
    expect(caseTotals(db)).toMatchObject({ files: 502, records: 1, problems: 500 });
  });

  test("archives inside each other: eight are opened", async () => {
    let bytes = log(1);
    for (let i = 0; i < 20; i++)
      bytes =
        i % 2 === 0
          ? tarOf([
              { name: `${i}.json`, data: bytes },
              { name: `s${i}.json`, data: log(100 + i) },
            ])
          : zipOf([
              { name: `${i}.tar`, data: bytes },
              { name: `s${i}.json`, data: log(100 + i) },
            ]);
    write("x.zip", bytes);
    write("good.json", log(7));
    await run();
    const deepest = listInputs(db).filter((i) => i.status === "unreadable");
    expect(deepest).toHaveLength(1);
    expect(deepest[0]!.path.split("!/")).toHaveLength(9);
    expect(listProblems(db).map(({ reason }) => reason)).toEqual([
      "more than 8 archives inside each other: not opened",
    ]);
    expect(caseTotals(db)).toMatchObject({ records: 9, problems: 1 });
  });
});

/** Text that hardly packs, about 2 KB. */
function filler(n: number): string {
  let x = n + 1;
  return Array.from({ length: 340 }, () => {
    x = (Math.imul(x, 1_664_525) + 1_013_904_223) >>> 0;
    return x.toString(36);
  }).join("");
}

/** A zip of more than 4 MiB: it is shared out. */
function largeZip(): Buffer {
  const members = range(0, 40).map((file) => ({
    name: `AWSLogs/${file}.json.gz`,
    method: 0,
    data: gzipSync(
      JSON.stringify({
        Records: range(file * 97, 100).map((n) => record(n, { filler: filler(n) })),
      }),
    ),
  }));
  const nested = range(0, 7).map((n) => ({
    name: `n${n}.tar`,
    data: tarOf([
      { name: "a.json", data: log(100_000 + n) },
      { name: "b.json", data: log(200_000 + n) },
    ]),
  }));
  return zipOf([...members, ...nested, { name: "bad.json", data: log(9), crc: 1 }]);
}

describe("however it is read", { timeout: 60_000 }, () => {
  test("one thread or two give the same rows", async () => {
    const bytes = largeZip();
    expect(bytes.length).toBeGreaterThan(4 * 1024 * 1024);
    write("large.zip", bytes);
    write("small.tar.gz", gzipSync(tarOf(logs.slice(0, 5))));
    const one = await fresh("one.trailproof", { threads: 1 });
    expect(await fresh("two.trailproof", { threads: 2 })).toEqual(one);
    expect(await fresh("three.trailproof", { threads: 3 })).toEqual(one);
    const look = (of: CaseDb): unknown => [
      listInputs(of).find((i) => i.path === "large.zip"),
      caseTotals(of),
    ];
    expect(await fresh("look.trailproof", {}, look)).toMatchObject([
      { status: "read", format: "zip archive", note: "48 members", sha256: sha256(bytes) },
      { problems: 1 },
    ]);
  });

  test.each([1, 3, 5])("cancelled after message %d, and run again", async (after) => {
    write("large.zip", largeZip());
    write(
      "other.tar",
      tarOf([...logs.slice(0, 5), { name: "m.json", data: log(...range(0, 5000)) }]),
    );
    const whole = await fresh("whole.trailproof", { threads: 2 });
    const controller = new AbortController();
    let heard = 0;
    await run({
      threads: 2,
      signal: controller.signal,
      onProgress: () => {
        if (++heard === after) controller.abort();
      },
    });
    const { records, events: found, duplicates } = caseTotals(db);
    expect(records).toBe(found + duplicates);
    expect(listRuns(db)[0]!.status).toBe("cancelled");
    await run();
    expect(rows(db)).toEqual(whole);
  });

  test("a second import adds nothing; a changed archive is a new input", async () => {
    const path = write("x.zip", zipOf(logs.slice(0, 5)));
    utimesSync(path, 1_700_000_000, 1_700_000_000);
    await run();
    const before = rows(db);
    await run();
    expect(rows(db)).toEqual(before);
    writeFileSync(path, zipOf([...logs.slice(0, 4), { name: "e/utf16.json", data: log(12, 13) }]));
    const { size } = statSync(path);
    await run();
    expect(
      listInputs(db)
        .map((i) => i.path)
        .filter((p) => p === "x.zip"),
    ).toHaveLength(2);
    expect(size).toBeGreaterThan(0);
    expect(caseTotals(db)).toMatchObject({ events: 13, problems: 0 });
  });

  test("an archive that changed behind the same size and time is told", async () => {
    const path = write("x.tar", tarOf([{ name: "a.json", data: log(1) }]));
    utimesSync(path, 1_700_000_000, 1_700_000_000);
    await run();
    writeFileSync(path, tarOf([{ name: "a.json", data: log(2) }]));
    utimesSync(path, 1_700_000_000, 1_700_000_000);
    await run();
    expect(listProblems(db).map((p) => p.reason)).toEqual([
      expect.stringMatching(/another content than when it was imported/),
    ]);
    expect(caseTotals(db)).toMatchObject({ files: 2, events: 1 });
  });

  test("progress counts files on disk, and their bytes", async () => {
    const zip = write("large.zip", largeZip());
    const tar = write("x.tar", tarOf(logs.slice(0, 5)));
    let last = { files: 0, filesTotal: 0, bytes: 0, bytesTotal: 0 };
    await run({
      onProgress: (progress) => {
        if (progress.stage === "reading") last = progress;
      },
    });
    const total = statSync(zip).size + statSync(tar).size;
    expect(last).toMatchObject({ files: 2, filesTotal: 2, bytes: total, bytesTotal: total });
  });

  test("a zip beyond the window that is cut while it stands there", async () => {
    const path = write("large.zip", largeZip());
    truncateSync(path, 5 * 1024 * 1024);
    await run();
    expect(told()).toEqual([
      expect.stringMatching(
        /^large.zip: unreadable, zip archive, 0; {2}the zip archive is cut off/,
      ),
    ]);
    appendFileSync(path, "x");
  });
});

test("a member larger than the window is read as a stream", { timeout: 60_000 }, async () => {
  const many = range(0, 8000).map((n) => record(n, { filler: filler(n) }));
  const data = Buffer.from(JSON.stringify({ Records: many }));
  expect(data.length).toBeGreaterThan(16 * 1024 * 1024);
  write("x.zip", zipOf([{ name: "big.json", data }]));
  write("y.zip", zipOf([{ name: "big.json", data, method: 0 }]));
  write("z.tar.gz", gzipSync(tarOf([{ name: "big.json", data }]), { level: 1 }));
  const inner = zipOf([{ name: "big.json", data, method: 0 }]);
  write("zz.tar", tarOf([{ name: "held.zip", data: inner }]));
  await run();
  expect(caseTotals(db)).toMatchObject({ records: 32_000, events: 8000, problems: 0 });
  const members = listInputs(db).filter((i) => i.parent !== null);
  expect(members.map((i) => i.sha256)).toEqual(
    [data, data, data, inner, data].map((bytes) => sha256(bytes)),
  );
});

test("what rested on a file that is read again is decided anew", async () => {
  const other = record(3, { requestParameters: { note: "another record under this id" } });
  const home = write("a.tar", tarOf([{ name: "a.json", data: log(1, 2, 3) }]));
  write("b.json", JSON.stringify({ Records: [record(1), record(2), other] }));
  utimesSync(home, 1_700_000_000, 1_700_000_000);
  await run();
  expect(caseTotals(db)).toMatchObject({ records: 6, events: 4, duplicates: 2 });
  expect(db.prepare(`SELECT count(*) FROM variant`).pluck().get()).toBe(1);
  // As after a drive that failed in the middle: what was read is there, but no hash.
  db.exec(`UPDATE input SET status = 'unreadable', sha256 = NULL WHERE path = 'a.tar'`);
  writeFileSync(home, tarOf([{ name: "a.json", data: log(2) }]));
  utimesSync(home, 1_700_000_000, 1_700_000_000);
  await run();
  expect(caseTotals(db)).toMatchObject({ files: 3, records: 4, events: 3, duplicates: 1 });
  expect(db.prepare(`SELECT count(*) FROM variant`).pluck().get()).toBe(0);
  expect(listProblems(db)).toEqual([]);
  const { inputs, ...again } = rows(db) as { inputs: unknown };
  const { inputs: _, ...whole } = (await fresh("whole.trailproof", {})) as { inputs: unknown };
  expect(again).toEqual(whole);
  expect(inputs).toHaveLength(3);
});

test("what members share is bounded", () => {
  const shared = createShared(1000);
  expect([shared.number(), shared.number()]).toEqual([1, 2]);
  shared.numberFrom(11, 2);
  expect([shared.number(), shared.number()]).toEqual([11, 13]);
  shared.spend(20 * 1024 ** 3);
  expect(shared.isSpent()).toBe(false);
  shared.spend(1);
  expect(shared.isSpent()).toBe(true);
  // An archive that is larger itself may give what it holds.
  const larger = createShared(30 * 1024 ** 3);
  larger.spend(30 * 1024 ** 3);
  expect(larger.isSpent()).toBe(false);
});

test("an archive in pieces is read like one in a piece", () => {
  const whole = Uint8Array.from(range(0, 100));
  const access = accessPieces([whole.subarray(0, 1), whole.subarray(1, 40), whole.subarray(40)]);
  expect(access.size).toBe(100);
  for (let at = 0; at <= 101; at++)
    for (const length of [0, 1, 39, 60, 200])
      expect([...access.read(at, length)]).toEqual([...whole.subarray(at, at + length)]);
});
