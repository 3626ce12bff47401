/** The real engine in a process of its own, and processes that break. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { LogEntry } from "../../shared/ipc.ts";
import { noEngagement } from "../../shared/ipc/case.ts";
import { createEngineClient } from "./engine-client.ts";
import type { EngineProcess } from "./engine-client.ts";
import { startEngineChild } from "./engine-child.ts";

const folder = mkdtempSync(join(tmpdir(), "trailproof-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function clientOf(start: () => EngineProcess) {
  const restarts: LogEntry[] = [];
  const logged: string[] = [];
  const client = createEngineClient({
    startEngine: start,
    onEvent: () => undefined,
    onRestart: (last) => void restarts.push(last),
    logBug: (detail) => {
      logged.push(detail);
      return { ref: `${logged.length}`, log: "/log" };
    },
    now: () => performance.now(),
  });
  return { client, restarts, logged };
}

test("an engine that is killed is started again, with its case", async () => {
  const processes: EngineProcess[] = [];
  const { client, restarts } = clientOf(() => {
    const child = startEngineChild(resolve("main/engine/engine.ts"), "Trailproof 0.0.0");
    processes.push(child);
    return child;
  });
  const path = join(folder, "a.trailproof");
  const made = await client.call("create", path, { ...noEngagement, client: "Example GmbH" });
  expect(made).toMatchObject({ name: "a.trailproof", engagement: { client: "Example GmbH" } });
  processes[0]!.kill();
  await expect.poll(() => restarts.length, { timeout: 10_000 }).toBe(1);
  expect(await client.call("caseInfo")).toEqual(made);
  expect(processes).toHaveLength(2);
  await client.stop(5000);
});

test("what a dying engine said is written down", async () => {
  const file = join(folder, "dying.mjs");
  writeFileSync(
    file,
    `process.on("message", () => { process.stderr.write("no such table"); process.exit(7); });`,
  );
  const { client, logged } = clientOf(() => startEngineChild(file, "x"));
  await expect(client.call("caseInfo")).rejects.toMatchObject({
    error: { code: "engine-stopped", exitCode: 7 },
  });
  expect(logged[0]).toBe("exit code 7\nno such table");
  await client.stop(1000);
});

test("an engine that is not there is one that stopped", async () => {
  const { client, logged } = clientOf(() => startEngineChild(join(folder, "gone.ts"), "x"));
  await expect(client.call("caseInfo")).rejects.toMatchObject({
    error: { code: "engine-stopped" },
  });
  expect(logged[0]).toContain("Cannot find module");
  await client.stop(1000);
});
