import { createHash } from "node:crypto";
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { archiveFolder, neededBytes, planArchives } from "./archive-plan.ts";
import { accountsInMonth, benchAccounts } from "./archive-world.ts";
import { archiveFiles } from "./measure.ts";
import { runScript } from "./run-script.ts";
import { shuffleArchive, shuffledFolder } from "./shuffle-archive.ts";

const dir = mkdtempSync(join(tmpdir(), "trailproof-generate-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const generate = join(import.meta.dirname, "generate.ts");

async function made(name: string, ...options: readonly string[]): Promise<string> {
  const folder = join(dir, name);
  await runScript(generate, ...options, `--out=${folder}`);
  return folder;
}

interface Log {
  readonly Records: readonly { readonly eventID: string; readonly eventTime: string }[];
}

function recordsOf(folder: string): readonly Log["Records"][] {
  return archiveFiles(folder).map((path) => {
    const log = JSON.parse(gunzipSync(readFileSync(path)).toString("utf8")) as Log;
    return log.Records;
  });
}

describe("generate.ts", () => {
  it("makes the records that it always made for these options", async () => {
    const folder = await made("same", "--events=500", "--files=3");
    const hash = createHash("sha256");
    for (const path of archiveFiles(folder)) {
      hash.update(relative(folder, path)).update(gunzipSync(readFileSync(path)));
    }
    // A change here means that archives made before do not hold what this program would make: raise `generator`.
    expect(hash.digest("hex")).toBe(
      "8e45e107e95eb165fd0f7f2abadbfcbb6d595cfaeb329877a6073d5a9f9f7345",
    );
  });

  test.each([
    ["many in a file", 5000, 2, [2500, 2500]],
    ["few in a file", 24, 3, [8, 8, 8]],
    ["not divisible", 10, 4, [2, 2, 3, 3]],
    ["fewer than files", 2, 3, [0, 1, 1]],
  ])("--even: %s", async (name, events, files, counts) => {
    const options = [`--events=${events}`, `--files=${files}`, "--even"];
    const folder = await made(`even ${name}`, ...options);
    const found = recordsOf(folder).map((records) => records.length);
    expect(found.toSorted((x, y) => x - y)).toEqual(counts);
  });

  it("uses an archive again, and replaces one that was not finished", async () => {
    const folder = await made("again", "--events=50", "--files=1");
    const [path = ""] = archiveFiles(folder);
    utimesSync(path, 1, 1);
    await made("again", "--events=50", "--files=1");
    expect(statSync(path).mtimeMs).toBe(1000);
    writeFileSync(
      join(folder, "archive.json"),
      `{"generator":"trailproof-bench/1","complete":false}`,
    );
    await made("again", "--events=50", "--files=1");
    expect(statSync(path).mtimeMs).not.toBe(1000);
  });

  it("leaves logs alone that it did not make", async () => {
    mkdirSync(join(dir, "theirs/AWSLogs"), { recursive: true });
    await expect(made("theirs", "--events=50", "--files=1")).rejects.toThrow("failed (1)");
  });
});

describe("shuffleArchive", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await made("sorted", "--events=2000", "--files=100");
    shuffleArchive(folder);
  });

  it("keeps every file and every path", () => {
    const names = (root: string): readonly string[] =>
      archiveFiles(root).map((path) => relative(root, path));
    const inodes = (root: string): readonly number[] =>
      archiveFiles(root)
        .map((path) => statSync(path).ino)
        .toSorted((x, y) => x - y);
    expect(names(shuffledFolder(folder))).toEqual(names(folder));
    expect(inodes(shuffledFolder(folder))).toEqual(inodes(folder));
  });

  it("takes the order of time out of the order of paths", () => {
    const steps = (root: string): number => {
      const times = recordsOf(root).flatMap((records) => records[0]?.eventTime ?? []);
      return times.filter((time, i) => i > 0 && time < (times[i - 1] ?? "")).length;
    };
    // Sorted paths go back in time only where another account or Region begins.
    expect(steps(folder)).toBeLessThan(20);
    expect(steps(shuffledFolder(folder))).toBeGreaterThan(35);
  });

  it("gives the same order each time", () => {
    const order = (): readonly number[] =>
      archiveFiles(shuffledFolder(folder)).map((path) => statSync(path).ino);
    const first = order();
    shuffleArchive(folder);
    expect(order()).toEqual(first);
  });
});

test("a later month has the same accounts and users with new sessions of roles", () => {
  const first = benchAccounts(1, 0);
  expect(accountsInMonth(first, 1, 0, 0)).toBe(first);
  const later = accountsInMonth(first, 1, 1, 0);
  expect(later.map(({ id, users }) => ({ id, users }))).toEqual(
    first.map(({ id, users }) => ({ id, users })),
  );
  for (const [i, { sessions }] of later.entries()) {
    const before = new Set(first[i]?.sessions.map(({ identity }) => identity));
    expect(sessions.length).toBe(before.size);
    expect(sessions.filter(({ identity }) => before.has(identity))).toHaveLength(80);
  }
});

describe("planArchives", () => {
  const standard = { events: 1_000_000, files: undefined, bigFiles: 3, large: true, huge: true };
  const usual = { seed: 1, even: false };
  const even = { seed: 1, even: true };

  it("plans what the table asks for", () => {
    expect(planArchives(standard)).toEqual({
      base: { events: 1_000_000, files: 2000, ...usual },
      big: { events: 300_000, files: 3, ...even },
      bigPartner: { events: 300_000, files: 600, ...usual },
      tiny: { events: 80_000, files: 10_000, ...even },
      large: { events: 5_000_000, files: 10_000, ...usual },
      huge: { events: 20_000_000, files: 40_000, ...usual },
    });
  });

  it("shrinks everything with the base, and leaves out what is not asked for", () => {
    const small = { ...standard, events: 1, files: 7, large: false, huge: false };
    expect(planArchives(small)).toEqual({
      base: { events: 1, files: 7, ...usual },
      big: { events: 3, files: 3, ...even },
      bigPartner: { events: 3, files: 1, ...usual },
      tiny: { events: 8, files: 1, ...even },
    });
  });

  it("names the folder after all that decides the records", () => {
    const { base, big } = planArchives(standard);
    expect([archiveFolder("d", base), archiveFolder("d", big)]).toEqual([
      join("d", "archive-1000000-2000-1"),
      join("d", "archive-300000-3-1-even"),
    ]);
  });

  it("counts missing archives and the largest case", () => {
    const { base, tiny } = planArchives(standard);
    expect(neededBytes([base, tiny], [])).toBe(420_000_000);
    expect(neededBytes([base, tiny], [tiny])).toBe(420_000_000 + 80_000 * 240);
  });
});
