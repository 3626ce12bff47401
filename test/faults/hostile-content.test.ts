/** Values and spellings that lead programs astray: each record comes in byte for byte, or a problem tells why not. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openCase } from "../../main/db/open-case.ts";
import type { CaseDb } from "../../main/db/open-case.ts";
import { listFindings } from "../../main/db/findings.ts";
import { listInputs, listProblems } from "../../main/db/read-inputs.ts";
import { analyzeCase } from "../../main/import/analyze-case.ts";
import { importPaths } from "../../main/import/import-files.ts";
import { accountingErrors, recordsOf } from "../fixtures/case-dump.ts";
import { put } from "../fixtures/fault-archive.ts";
import { goodRecord } from "../fixtures/hostile-import.ts";

const first = goodRecord("First");
const last = goodRecord("Last");
const record = (members: string): string =>
  `{"eventVersion":"1.08","eventSource":"iam.amazonaws.com","eventName":"PutUserPolicy","eventID":"e",${members}}`;
const bytes = (...parts: readonly (string | readonly number[])[]): Buffer =>
  Buffer.concat(parts.map((p) => (typeof p === "string" ? Buffer.from(p) : Buffer.from(p))));
const between = (...parts: readonly (string | readonly number[])[]): Buffer =>
  bytes(`{"Records":[${first},`, ...parts, `,${last}]}`);

/** What stands between two good records; whether it is a record; what is said about it. */
const cases: readonly (readonly [
  name: string,
  file: Buffer,
  records: number,
  problems: readonly RegExp[],
])[] = [
  [
    "invalid UTF-8 in a string",
    between(record('"a":"').slice(0, -1), [0xff, 0xc0, 0x80, 0xed, 0xa0, 0x80], '"}'),
    3,
    [],
  ],
  ["invalid UTF-8 in a key", between(record('"').slice(0, -1), [0xfe, 0x80], '":1}'), 3, []],
  [
    "invalid UTF-8 in the name of the call",
    between('{"eventVersion":"1","eventSource":"a","eventName":"', [0xc3], '"}'),
    3,
    [],
  ],
  [
    "invalid UTF-8 between records",
    bytes(`{"Records":[${first}`, [0xc3, 0x28], `,${last}]}`),
    2,
    [/unexpected byte 0xc3/],
  ],
  [
    "a NUL in a string",
    between(record('"a":"').slice(0, -1), [0], '"}'),
    2,
    [/not valid JSON: unexpected end of data or NUL byte/],
  ],
  [
    "an escaped NUL in a name",
    between(record(String.raw`"userIdentity":{"type":"IAMUser\u0000","userName":"\u0000"}`)),
    3,
    [],
  ],
  [
    "NUL bytes between records",
    bytes(`{"Records":[${first},`, [0, 0, 0], `${last}]}`),
    2,
    [/NUL byte/],
  ],
  [
    "numbers beyond 2^53",
    between(record('"a":9007199254740993,"b":123456789012345678901234567890')),
    3,
    [],
  ],
  [
    "numbers beyond all bounds",
    between(record('"a":1e999,"b":-1e999,"c":1e-999,"d":-0,"e":-0.0e-0')),
    3,
    [],
  ],
  [
    "wanted members as such numbers",
    between(record('"eventTime":1e999,"recipientAccountId":-0,"readOnly":1e999')),
    3,
    [],
  ],
  ["a time as a number", between(record('"eventTime":1e300')), 3, []],
  [
    "__proto__ and constructor",
    between(
      record(
        '"__proto__":{"eventName":"x"},"constructor":{"prototype":1},"toString":1,"userIdentity":{"__proto__":{"type":"Root"}}',
      ),
    ),
    3,
    [],
  ],
  [
    "hasOwnProperty as a list",
    between(
      record(
        '"hasOwnProperty":[],"requestParameters":{"__proto__":null,"policyDocument":"{\\"__proto__\\":1}"}',
      ),
    ),
    3,
    [],
  ],
  [
    "a wanted key twice",
    between(record('"eventName":"DeleteUser"')),
    3,
    [/stands in the record twice/],
  ],
  ["another key twice", between(record('"a":1,"a":2')), 3, []],
  ["lone surrogates", between(record(String.raw`"userAgent":"\ud800","a":"\udc00\ud800"`)), 3, []],
  [
    "a surrogate in UTF-8",
    between(record('"userAgent":"').slice(0, -1), [0xed, 0xb0, 0x80], '"}'),
    3,
    [],
  ],
  ["year 1", between(record('"eventTime":"0001-01-01T00:00:00Z"')), 3, []],
  ["year 9999", between(record('"eventTime":"9999-12-31T23:59:59Z"')), 3, []],
  [
    "year 0 and 10000",
    between(
      record('"eventTime":"0000-00-00T00:00:00Z"'),
      ",",
      record('"eventTime":"10000-01-01T00:00:00Z"'),
    ),
    4,
    [],
  ],
  [
    "years far away",
    between(
      record('"eventTime":"-271821-04-20T00:00:00Z"'),
      ",",
      record('"eventTime":"+275760-09-13T00:00:00Z"'),
    ),
    4,
    [],
  ],
  ["days that are none", between(record('"eventTime":"2026-02-31T25:61:61Z"')), 3, []],
  [
    "nested 100,000 deep",
    between(record(`"a":${"[".repeat(100_000)}${"]".repeat(100_000)}`)),
    2,
    [/nested more than 200 levels/],
  ],
  ["nested 150 deep", between(record(`"a":${"[".repeat(150)}${"]".repeat(150)}`)), 3, []],
  [
    "a policy that is nested 100,000 deep",
    between(
      record(
        `"requestParameters":{"userName":"u","policyName":"p","policyDocument":"${"[".repeat(100_000)}${"]".repeat(100_000)}"}`,
      ),
    ),
    3,
    [],
  ],
  [
    "a byte order mark in the middle",
    bytes(`{"Records":[${first},`, [0xef, 0xbb, 0xbf], `${last}]}`),
    2,
    [/unexpected byte 0xef/],
  ],
  [
    "a byte order mark between values",
    bytes(`${first}\n`, [0xef, 0xbb, 0xbf], last),
    2,
    [/unexpected byte 0xef/],
  ],
  ["garbage between values", bytes(`${first}} garbage {${last}`), 2, [/unexpected "}"/]],
  [
    "an eventID of 3 MiB",
    between(
      `{"eventVersion":"1","eventSource":"a","eventName":"b","eventID":"${"x".repeat(3 << 20)}"}`,
    ),
    3,
    [],
  ],
  [
    "an eventID that is no text",
    between('{"eventVersion":"1","eventSource":"a","eventName":"b","eventID":{"a":1}}'),
    3,
    [],
  ],
  ["white space of 3 MiB in a record", between(record(`${" ".repeat(3 << 20)}"a":1`)), 3, []],
  [
    "50,000 members",
    between(record(Array.from({ length: 50_000 }, (_, i) => `"k${i}":${i}`).join(","))),
    3,
    [],
  ],
  [
    "controls and direction marks in names",
    between(
      record(
        String.raw`"userAgent":"\u001b[31m\u202e","userIdentity":{"type":"IAMUser","userName":"<script>'; DROP TABLE text;--"}`,
      ),
    ),
    3,
    [],
  ],
];

let folder = "";
let db: CaseDb;
const casePath = (): string => join(folder, "case.trailproof");

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "trailproof-content-"));
  cases.forEach(([, file], i) => {
    put(folder, `logs/${i}/plain.json`, file);
    put(folder, `logs/${i}/packed.json.gz`, gzipSync(file));
  });
  db = openCase(casePath(), { create: true });
  const paths = [join(folder, "logs")];
  await importPaths(db, casePath(), { program: "test", now: Date.UTC(2026, 10, 22), paths });
  await analyzeCase(db, { program: "test" });
}, 120_000);
afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

test.each(cases.map((one, i) => [one[0], i, ...one.slice(1)] as const))("%s", (_, i) => {
  const [, file, records, problems] = cases[i] ?? ["", Buffer.alloc(0), 0, []];
  for (const name of ["plain.json", "packed.json.gz"]) {
    const input = listInputs(db).find(({ path }) => path === `${i}/${name}`);
    const said = listProblems(db).filter((p) => p.input === input?.id && !p.isNote);
    expect(said.map((p) => p.reason)).toEqual(problems.map((p) => expect.stringMatching(p)));
    expect(input).toMatchObject({ status: "read", records });
  }
  const stored = recordsOf(db, casePath()).filter(({ path }) => path.includes(`/logs/${i}/`));
  for (const { raw, offset } of stored)
    expect(raw.equals(file.subarray(offset, offset + raw.length))).toBe(true);
});

test("the counts add up, and the rules bear all of it", () => {
  expect(accountingErrors(db)).toEqual([]);
  const broken = listFindings(db, "info").filter(({ finding }) =>
    finding.rule.startsWith("internal/"),
  );
  expect(broken.map(({ finding }) => finding.key)).toEqual([]);
});
