import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { runScript } from "./run-script.ts";

const folder = mkdtempSync(join(tmpdir(), "trailproof-run-script-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function script(name: string, text: string): string {
  const path = join(folder, `${name}.mjs`);
  writeFileSync(path, text);
  return path;
}

describe("runScript", () => {
  test("gives the last line and hands over the arguments", async () => {
    const path = script(
      "last",
      `console.log("a word"); console.log(JSON.stringify(process.argv.slice(2)));`,
    );
    expect(await runScript(path, "x", "y z")).toEqual({ output: ["x", "y z"], childrenPeakMB: 0 });
  });

  test.each([
    ["fails", `process.exitCode = 3; console.log("{}");`, "failed (3)"],
    ["dies", `process.kill(process.pid, "SIGKILL");`, "failed (SIGKILL)"],
    ["says nothing", ``, "failed (0)"],
    ["prints a sentence", `console.log("done");`, "printed no JSON"],
  ])("refuses a script that %s", async (name, text, message) => {
    await expect(runScript(script(name.replaceAll(" ", "-"), text))).rejects.toThrow(message);
  });

  const hasProc = existsSync("/proc/self/status");
  if (!hasProc) console.warn("skipped: the memory of children is read from /proc");
  test.skipIf(!hasProc)("adds up the memory of children and their children", async () => {
    // Each keeps 100 MB while it lives; the last lives for half a second.
    const path = script(
      "family",
      `import { spawnSync } from "node:child_process";
const left = Number(process.argv[2]);
const held = Buffer.alloc(left === 2 ? 1 : 100 * 1024 * 1024, 1);
if (left > 0) spawnSync(process.execPath, [import.meta.filename, String(left - 1)]);
else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
console.log(held.length);`,
    );
    const { childrenPeakMB } = await runScript(path, "2");
    expect(childrenPeakMB).toBeGreaterThan(250);
    expect(childrenPeakMB).toBeLessThan(500);
  });
});
