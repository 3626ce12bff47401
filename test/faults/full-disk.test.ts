/**
 * A disk that gets full anywhere in an import: one clear sentence, status 1, a case that opens; with room again the same
 * command ends with the rows of an import that always had room. A small file system where mounting is allowed, and
 * everywhere a limit on the size of files, which fails the same writes.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dumpFile } from "../fixtures/case-dump.ts";
import type { CaseDump } from "../fixtures/case-dump.ts";
import { makeFaultArchive } from "../fixtures/fault-archive.ts";
import { runChild } from "../fixtures/run-child.ts";
import type { ChildOptions, ChildResult } from "../fixtures/run-child.ts";

let folder = "";
let logs = "";
let wanted: CaseDump & { readonly integrity: string };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "trailproof-full-"));
  logs = join(folder, "logs");
  makeFaultArchive(logs, { files: 60, events: 300, seed: "full" });
  const whole = join(folder, "whole.trailproof");
  await imported(whole);
  wanted = dumpFile(whole);
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

/** KiB from what holds hardly the empty layout to nearly the whole case. */
const sizes = [40, 1500, 3000, 4500] as const;
/** Room that the empty layout takes. */
const layoutKib = 1400;

describe("a limit on the size of files", () => {
  test.each(sizes)("%i KiB", async (kib) => {
    const casePath = join(folder, `limited-${kib}.trailproof`);
    // POSIX sh counts in blocks of 512 bytes.
    const through = ["sh", "-c", `ulimit -f ${kib * 2} && exec "$@"`, "sh"];
    expectClearEnd(await imported(casePath, { through }), casePath, kib);
    await expectGoesOn(casePath);
  });
});

describe("a small file system", () => {
  test.for(sizes)("%i KiB", async (kib, context) => {
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
