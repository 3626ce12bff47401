/**
 * A disk that gets full anywhere in an import: one clear sentence, status 1, a case that opens; with room again the same
 * command ends with the rows of an import that always had room. A small file system where mounting is allowed, and
 * everywhere a limit on the size of files, which fails the same writes.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openCase } from "../../main/db/open-case.ts";
import { dumpFile } from "../fixtures/case-dump.ts";
import type { CaseDump } from "../fixtures/case-dump.ts";
import { makeFaultArchive } from "../fixtures/fault-archive.ts";
import { runChild } from "../fixtures/run-child.ts";
import type { ChildOptions, ChildResult } from "../fixtures/run-child.ts";

let folder = "";
let logs = "";
let wanted: CaseDump & { readonly integrity: string };
/** Sizes of a case without and with the archive. */
let layoutKib = 0;
let wholeKib = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "trailproof-full-"));
  logs = join(folder, "logs");
  makeFaultArchive(logs, { files: 60, events: 300, seed: "full" });
  const whole = join(folder, "whole.trailproof");
  await imported(whole);
  wanted = dumpFile(whole);
  wholeKib = statSync(whole).size / 1024;
  const empty = join(folder, "empty.trailproof");
  openCase(empty, { create: true }).close();
  layoutKib = statSync(empty).size / 1024;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function imported(casePath: string, options: ChildOptions = {}): Promise<ChildResult> {
  return runChild(["import", logs, "--case", casePath], options);
}

function expectClearEnd(result: ChildResult, casePath: string, kib: number): void {
  expect(result).toMatchObject({ status: 1, signal: null, out: "" });
  expect(result.err).toBe(
    `trailproof: The disk is full: ${casePath} could not be written. Free some space and run the same command again.\n`,
  );
  // Whatever could be written opens on the full disk too, and is no damaged file.
  if (kib > layoutKib) expect(dumpFile(casePath).integrity).toBe("ok");
}

async function expectGoesOn(casePath: string): Promise<void> {
  expect(await imported(casePath)).toMatchObject({ status: 0 });
  const found = dumpFile(casePath);
  expect(found.problems).toEqual(wanted.problems);
  expect(found).toEqual(wanted);
}

/** Room for so much of what the import writes beside the empty layout; null for less than that. */
const shares = [null, 0.05, 0.4, 0.8] as const;

/** KiB of a disk with that room. */
function roomOf(share: number | null): number {
  return share === null ? 40 : Math.ceil(layoutKib + (wholeKib - layoutKib) * share);
}

describe("a limit on the size of files", () => {
  test.each(shares)("room for %s of it", async (share) => {
    const kib = roomOf(share);
    const casePath = join(folder, `limited-${kib}.trailproof`);
    // POSIX sh counts in blocks of 512 bytes.
    const through = ["sh", "-c", `ulimit -f ${kib * 2} && exec "$@"`, "sh"];
    expectClearEnd(await imported(casePath, { through }), casePath, kib);
    await expectGoesOn(casePath);
  });
});

describe("a small file system", () => {
  test.for(shares)("room for %s of it", async (share, context) => {
    const kib = roomOf(share);
    const small = join(folder, `small-${kib}`);
    mkdirSync(small);
    const mount = (options: string): boolean =>
      spawnSync("mount", ["-t", "tmpfs", "-o", options, "trailproof-test", small]).status === 0;
    if (!mount(`size=${kib}k`)) {
      console.warn("skipped: a full disk needs the right to mount a small file system");
      context.skip("no right to mount a small file system");
    }
    try {
      const casePath = join(small, "case.trailproof");
      expectClearEnd(await imported(casePath), casePath, kib);
      expect(mount("remount,size=300m")).toBe(true);
      await expectGoesOn(casePath);
    } finally {
      spawnSync("umount", [small]);
    }
  });
});
