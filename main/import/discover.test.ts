import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Failure } from "../../shared/errors.ts";
import { caseTotals } from "../db/count-events.ts";
import { openCase } from "../db/open-case.ts";
import { listInputs, listProblems } from "../db/read-inputs.ts";
import { discover } from "./discover.ts";
import { nameBytes, shownMember, shownName } from "./file-names.ts";
import { importPaths } from "./import-files.ts";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "trailproof-test-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const event = (n: number): string =>
  `{"eventVersion":"1.10","eventID":"00000000-0000-4000-8000-00000000000${n}","eventTime":"2026-10-01T00:00:00Z","eventSource":"iam.amazonaws.com","eventName":"CreateUser"}`;

const bytes = (text: string): Buffer => Buffer.from(text, "latin1");

/** Whether this machine's files may have such names (macOS and Windows refuse them). */
function canName(name: Buffer): boolean {
  try {
    writeFileSync(Buffer.concat([bytes(`${folder}/`), name]), "");
    rmSync(Buffer.concat([bytes(`${folder}/`), name]));
    return true;
  } catch {
    return false;
  }
}

/** Skips with a reason that the run prints. */
function skip(context: { readonly skip: (reason: string) => void }, reason: string): void {
  // oxlint-disable-next-line no-console
  console.warn(`skipped: ${reason}`);
  context.skip(reason);
}

describe("names that are not UTF-8", () => {
  test("are imported, each as a file of its own", async (context) => {
    if (!canName(bytes("\xff"))) skip(context, "file names must be UTF-8 here");
    mkdirSync(Buffer.concat([bytes(`${folder}/d\xe9/`)]));
    const names = ["a\xff.json", "a\xfe.json", "\\xff.json", "\xff.json", "d\xe9/\xc3\xa4.json"];
    names.forEach((name, i) =>
      writeFileSync(Buffer.concat([bytes(`${folder}/${name}`)]), event(i)),
    );
    writeFileSync(join(folder, "good.json"), event(9));
    const path = `${folder}.trailproof`;
    const db = openCase(path, { create: true });
    try {
      const options = { program: "test", now: Date.UTC(2026, 10, 22), paths: [folder] };
      await importPaths(db, path, options);
      await importPaths(db, path, options);
      expect(listInputs(db).map((i) => `${i.path} ${i.records}`)).toEqual([
        String.raw`\x5cxff.json 1`,
        String.raw`\xff.json 1`,
        String.raw`a\xfe.json 1`,
        String.raw`a\xff.json 1`,
        `${String.raw`d\xe9`}/ä.json 1`,
        "good.json 1",
      ]);
      expect(caseTotals(db)).toMatchObject({ events: 6, problems: 0 });
    } finally {
      db.close();
      rmSync(path);
    }
  });

  test.each([
    ["plain.json", "plain.json"],
    ["\xff", String.raw`\xff`],
    [String.raw`\xff`, String.raw`\x5cxff`],
    [String.raw`a\b`, String.raw`a\b`],
    [String.raw`\x5c`, String.raw`\x5cx5c`],
    ["\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80\xc3", String.raw`ä€😀\xc3`],
    ["\xed\xa0\x80", String.raw`\xed\xa0\x80`],
    ["\\xff\xff", String.raw`\x5cxff\xff`],
  ])("%j is shown so that it can be told from all others", (name, shown) => {
    expect(shownName(bytes(name))).toBe(shown);
    expect(Buffer.from(nameBytes(shown))).toEqual(bytes(name));
    const text = bytes(name).toString("utf8");
    if (!text.includes("\uFFFD")) expect(shownName(text)).toBe(shown);
  });

  test("a member's name holds no control character", () => {
    expect(shownMember(Buffer.from("a\0b\r\n\u009B\u202E\xff"))).toBe(
      String.raw`a\u{0}b\u{d}\u{a}\u{9b}\u{202e}` + "\xff",
    );
  });
});

test("what is no regular file is named and never opened", async (context) => {
  const pipe = join(folder, "pipe.json");
  if (spawnSync("mkfifo", [pipe]).status !== 0) skip(context, "mkfifo is missing");
  const server = createServer();
  await new Promise<void>((resume) => {
    server.listen(join(folder, "socket"), resume);
  });
  try {
    symlinkSync("loop", join(folder, "loop"));
    writeFileSync(join(folder, "z.json"), event(1));
    const found = await discover([folder, pipe, "/dev/zero"], () => undefined);
    expect(found.map((f) => `${f.path}: ${f.skipped ?? "read"}`).toSorted()).toEqual([
      "loop: symbolic link, not followed",
      "pipe.json: named pipe",
      "socket: socket",
      "z.json: read",
      "zero: device",
    ]);
  } finally {
    server.close();
  }
});

test("a pipe that is named by itself does not hang", async (context) => {
  const pipe = join(folder, "pipe.json");
  if (spawnSync("mkfifo", [pipe]).status !== 0) skip(context, "mkfifo is missing");
  const path = join(folder, "x.trailproof");
  const db = openCase(path, { create: true });
  try {
    await importPaths(db, path, { program: "test", now: 0, paths: [pipe] });
    expect(listInputs(db)).toMatchObject([{ status: "skipped", format: "named pipe" }]);
  } finally {
    db.close();
  }
});

test("a link that leads to itself is refused", async () => {
  const link = join(folder, "loop");
  symlinkSync(link, link);
  const failure = await discover([link], () => undefined).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(Failure);
  expect((failure as Failure).error).toMatchObject({
    code: "path-unreadable",
    reason: "its links lead in a circle",
  });
});

test("logs that lie too deep are told, also when there are no others", async () => {
  const deep = join(folder, ...Array.from({ length: 130 }, () => "d"));
  mkdirSync(deep, { recursive: true });
  writeFileSync(join(deep, "log.json"), event(1));
  const path = join(folder, "x.trailproof");
  const db = openCase(path, { create: true });
  try {
    await importPaths(db, path, { program: "test", now: 0, paths: [join(folder, "d")] });
    expect(listInputs(db)).toMatchObject([{ status: "unreadable", format: "folder" }]);
    expect(listProblems(db).map((p) => p.reason)).toEqual([
      "folders are nested more than 128 deep; not searched",
    ]);
  } finally {
    db.close();
  }
});

test("a case that lies among the logs is none of them", async () => {
  writeFileSync(join(folder, "a.json"), event(1));
  const path = join(folder, "engagement.trailproof");
  const db = openCase(path, { create: true });
  try {
    const options = { program: "test", now: Date.UTC(2026, 10, 22), paths: [folder] };
    await importPaths(db, path, options);
    expect(listInputs(db).map((i) => i.path)).toEqual(["a.json"]);
    expect(listProblems(db)).toEqual([]);
  } finally {
    db.close();
  }
});
