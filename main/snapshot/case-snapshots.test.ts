import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { tarOf, zipOf } from "../../test/fixtures/archives.ts";
import { caseTotals } from "../db/count-events.ts";
import type { CaseDb } from "../db/open-case.ts";
import { openCase } from "../db/open-case.ts";
import { listInputs, listProblems } from "../db/read-inputs.ts";
import { verifyCase } from "../evidence/verify-case.ts";
import { importPaths } from "../import/import-files.ts";
import { snapshotFiles, snapshotItems } from "./case-snapshots.ts";

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

function write(name: string, content: string | Uint8Array): void {
  const path = join(folder, "files", name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  utimesSync(path, 1_714_700_000, 1_714_700_000);
}

async function run(takenAt?: string): Promise<void> {
  await importPaths(db, casePath, {
    paths: [join(folder, "files")],
    program: "test",
    now: Date.UTC(2026, 10, 22),
    threads: 1,
    takenAt,
  });
}

const user = (n: number): object => ({
  UserName: `u${n}`,
  Arn: `arn:aws:iam::111122223333:user/u${n}`,
  CreateDate: "2023-02-01T08:00:00+00:00",
});
const details = (count: number): string =>
  JSON.stringify({ UserDetailList: Array.from({ length: count }, (_, n) => user(n)) });
const report =
  "user,arn,user_creation_time,password_enabled,mfa_active\nu0,arn:aws:iam::111122223333:user/u0,2023-02-01T08:00:00+00:00,true,false";
const policy = '{"PasswordPolicy":{"MinimumPasswordLength":8}}';
const log = JSON.stringify({
  Records: [
    {
      eventVersion: "1.10",
      eventID: "00000000-0000-4000-8000-000000000001",
      eventTime: "2024-05-01T00:00:00Z",
      eventSource: "iam.amazonaws.com",
      eventName: "ListUsers",
    },
  ],
});

test.each([
  ["a plain file", (text: string) => write("f", text), "f"],
  ["gzip", (text: string) => write("f.gz", gzipSync(text)), "f.gz"],
  [
    "a member of a zip",
    (text: string) => write("z.zip", zipOf([{ name: "a/f", data: Buffer.from(text) }])),
    "z.zip!/a/f",
  ],
  [
    "a member of a tar",
    (text: string) => write("t.tar", tarOf([{ name: "f", data: Buffer.from(text) }])),
    "t.tar!/f",
  ],
  [
    "UTF-16 with a mark, as PowerShell writes",
    (text: string) => write("f", Buffer.from(`\uFEFF${text}`, "utf16le")),
    "f",
  ],
  ["UTF-8 with a mark", (text: string) => write("f", `\uFEFF${text}`), "f"],
])("is read, kept and read again: %s", async (_, put, name) => {
  for (const [text, kind, note, facts] of [
    [report, "credential-report", "1 row, account 111122223333", ["credentials"]],
    [
      details(3),
      "authorization-details",
      "3 users, account 111122223333",
      ["user", "user", "user"],
    ],
    [policy, "password-policy", "", ["password-policy"]],
  ] as const) {
    rmSync(join(folder, "files"), { recursive: true, force: true });
    put(text);
    write("log.json", log);
    db.close();
    rmSync(casePath);
    db = openCase(casePath, { create: true });
    await run();
    // It holds no events: the equation stays true.
    expect(caseTotals(db)).toMatchObject({ records: 1, events: 1, duplicates: 0, problems: 0 });
    const [file] = snapshotFiles(db);
    expect(file).toMatchObject({ kind });
    expect(file?.path).toContain(name);
    expect(listInputs(db).find(({ id }) => id === file?.input)?.note).toBe(note);
    expect([...snapshotItems(db, file?.input ?? 0)].map(({ fact }) => fact.type)).toEqual(facts);
    const verified = await verifyCase(db, casePath, {
      keyFiles: [],
      heads: [],
      useCaseKeys: false,
      now: "",
      program: "test",
    });
    expect(verified).toMatchObject({ changedFiles: 0, originals: { different: 0 } });
  }
});

test("a large file is read piece by piece", async () => {
  write("details.json", details(60_000));
  await run();
  const [file] = snapshotFiles(db);
  let last = "";
  for (const { place } of snapshotItems(db, file?.input ?? 0)) last = place.pointer;
  expect(last).toBe("/UserDetailList/59999");
  expect(listInputs(db)[0]).toMatchObject({
    note: "60000 users, account 111122223333",
    records: 0,
  });
});

test.each([
  ["cut off", details(9).slice(0, -40), "read", "the file ends before its object is closed"],
  ["cut in its first entry", details(1).slice(0, 60), "unreadable", "the file ends before"],
  ["gzip that breaks off", gzipSync(details(5000)).subarray(0, -200), "read", "compressed"],
  [
    "a refusal that was saved",
    "\nAn error occurred (AccessDenied) when calling the GetAccountSummary operation: no\n",
    "unreadable",
    "saved instead of an answer",
  ],
  ["a report without rows that can be read", `${report}\nx`, "read", "a row has 1 cells"],
])("damage is told: %s", async (_, content, status, reason) => {
  write("f.json", content);
  await run();
  expect(listInputs(db)[0]).toMatchObject({ status });
  expect(
    listProblems(db)
      .map((one) => one.reason)
      .join("\n"),
  ).toContain(reason);
});

test("what a person says of the moment, also later, and of members", async () => {
  write("p.json", policy);
  write("z.zip", zipOf([{ name: "r.csv", data: Buffer.from(report) }]));
  write("log.json", log);
  await run();
  expect(snapshotFiles(db).map(({ stated }) => stated)).toEqual([null, null]);
  await run("2024-05-02T12:00:00Z");
  expect(snapshotFiles(db).map(({ stated }) => stated?.at)).toEqual([1_714_651_200, 1_714_651_200]);
  expect(snapshotFiles(db)[0]?.modifiedAt).toBe(1_714_700_000);
});
