/** Folders with what is no file, and names that lead programs astray. */
import { spawnSync } from "node:child_process";
import { linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { caseTotals } from "../../main/db/count-events.ts";
import { openCase } from "../../main/db/open-case.ts";
import type { CaseDb } from "../../main/db/open-case.ts";
import { listInputs } from "../../main/db/read-inputs.ts";
import { importPaths } from "../../main/import/import-files.ts";
import { accountingErrors } from "../fixtures/case-dump.ts";
import { put } from "../fixtures/fault-archive.ts";
import { goodRecord } from "../fixtures/hostile-import.ts";

let folder = "";
let logs = "";
let db: CaseDb;
let events = 0;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "trailproof-names-"));
  logs = join(folder, "logs");
  db = openCase(join(folder, "case.trailproof"), { create: true });
  events = 0;
  good(join(logs, "a.json"));
  good(join(logs, "z.json"));
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

function good(path: string | Buffer): void {
  mkdirSync(logs, { recursive: true });
  writeFileSync(path, goodRecord(`Good${events++}`, { eventID: `id-${events}` }));
}

async function imported(
  paths: readonly string[] = [logs],
): Promise<Readonly<Record<string, string>>> {
  const options = { program: "test", now: Date.UTC(2026, 10, 22), paths };
  await importPaths(db, join(folder, "case.trailproof"), options);
  expect(accountingErrors(db)).toEqual([]);
  return Object.fromEntries(listInputs(db).map((i) => [i.path, `${i.status}: ${i.format}`]));
}

test("links in circles, to nothing, to devices and out of the folder are named and not followed", async () => {
  for (const [name, to] of [
    ["circle", logs],
    ["self", "self"],
    ["up", ".."],
    ["nowhere", "/does/not/exist"],
    ["zero", "/dev/zero"],
    ["etc", "/etc/passwd"],
  ] as const)
    symlinkSync(to, join(logs, name));
  linkSync(join(logs, "a.json"), join(logs, "twin.json"));
  const found = await imported();
  for (const name of ["circle", "self", "up", "nowhere", "zero", "etc"])
    expect(found[name]).toBe("skipped: symbolic link, not followed");
  expect(caseTotals(db)).toMatchObject({ events: 2, duplicates: 1, problems: 0 });
});

test("pipes, sockets and devices are named and not opened", async (context) => {
  const made = [
    spawnSync("mkfifo", [join(logs, "pipe.json")]),
    spawnSync("mknod", [join(logs, "zero.json"), "c", "1", "5"]),
    spawnSync("mknod", [join(logs, "full.json"), "c", "1", "7"]),
  ];
  const server = createServer();
  await new Promise<void>((done) => {
    server.listen(join(logs, "socket.json"), done);
  });
  try {
    const found = await imported();
    const names = ["pipe.json", "zero.json", "full.json"].filter((_, i) => made[i]?.status === 0);
    for (const name of ["socket.json", ...names])
      expect(found[name]).toMatch(/^skipped: (named pipe|socket|.*device)/);
    expect(caseTotals(db)).toMatchObject({ events: 2 });
    if (names.length < 3) {
      console.warn("partly skipped: devices need the right to make them");
      context.skip("no right to make devices");
    }
  } finally {
    server.close();
  }
});

test("a pipe that is named by itself does not hold the import up", async () => {
  spawnSync("mkfifo", [join(folder, "pipe")]);
  expect(await imported([join(folder, "pipe"), logs])).toMatchObject({
    pipe: "skipped: named pipe",
  });
});

test("strange names are names", async () => {
  const names = [
    "..json",
    "-rf.json",
    "new\nline.json",
    "\u001b[31mred.json",
    "\u202egpj.json",
    "__proto__",
    "constructor.json",
    "%2e%2e%2fetc.json",
    "C:\\boot.json",
    "'; DROP TABLE input;--.json",
    `${"ä".repeat(120)}.json`,
    "a\u0308.json",
    "ä.json",
  ];
  for (const name of names) good(join(logs, name));
  put(
    logs,
    "f".repeat(200) + "/" + "g".repeat(200) + "/deep.json",
    goodRecord("Deep", { eventID: "deep" }),
  );
  const found = await imported();
  for (const name of names) expect(found[name], name).toBe("read: single event");
  expect(caseTotals(db)).toMatchObject({
    files: 3 + names.length,
    events: 3 + names.length,
    problems: 0,
  });
});

test("files whose names are no UTF-8 come in, and do not hide each other", async () => {
  for (const byte of [0xff, 0xc3, 0xe9])
    good(Buffer.concat([Buffer.from(`${logs}/x`), Buffer.from([byte]), Buffer.from(".json")]));
  const odd = Buffer.concat([Buffer.from(`${logs}/folder`), Buffer.from([0xe9])]);
  mkdirSync(odd);
  good(Buffer.concat([odd, Buffer.from("/in.json")]));
  await imported();
  expect(caseTotals(db)).toMatchObject({ events: 6, problems: 0 });
});
