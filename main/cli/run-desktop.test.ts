import { expect, test } from "vitest";
import { runDesktop } from "./run-desktop.ts";

const never = new AbortController().signal;
const node = (script: string) => runDesktop(process.execPath, ["-e", script], never);

test.each([
  ["process.exit(127)", "it ended at once (status 127)"],
  ["process.kill(process.pid, 'SIGKILL')", "it ended at once (SIGKILL)"],
  ["process.exit(0)", null],
])("%s: %s", async (script, why) => {
  expect(await node(script)).toBe(why);
});

test("a program that is not there says so", async () => {
  expect(await runDesktop("/gone/electron", [], never)).toContain("ENOENT");
});

test("an interrupt ends it, and that is no failure", async () => {
  const controller = new AbortController();
  const running = runDesktop(
    process.execPath,
    ["-e", "setInterval(() => {}, 1000)"],
    controller.signal,
  );
  setTimeout(() => controller.abort(), 300);
  expect(await running).toBeNull();
});
