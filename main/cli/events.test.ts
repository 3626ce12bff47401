import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openCase } from "../db/open-case.ts";
import { importPaths } from "../import/import-files.ts";
import { eventsCommand } from "./events.ts";
import { parseCommandLine } from "./options.ts";
import type { World } from "./world.ts";

const folder = mkdtempSync(join(tmpdir(), "trailproof-events-"));
const casePath = join(folder, "case.trailproof");
const count = 450;

beforeAll(async () => {
  const records = Array.from({ length: count }, (_, n) => ({
    eventVersion: "1.10",
    eventID: `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`,
    eventTime: "2026-10-01T08:00:00Z",
    eventSource: "s3.amazonaws.com",
    eventName: "GetObject",
  }));
  writeFileSync(join(folder, "log.json"), JSON.stringify({ Records: records }));
  const db = openCase(casePath, { create: true });
  await importPaths(db, casePath, {
    paths: [join(folder, "log.json")],
    program: "test",
    now: 0,
    threads: 1,
  });
  db.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Printed {
  readonly out: () => string;
  readonly err: () => string;
  readonly run: (...args: readonly string[]) => Promise<void>;
}

/** `onPage` is called when a page was printed. */
function printed(signal: AbortSignal, onPage: () => void = () => undefined): Printed {
  let out = "";
  let err = "";
  const world: World = {
    out: (text) => {
      out += text;
    },
    write: async (bytes) => {
      out += Buffer.from(bytes).toString();
      onPage();
    },
    // Of a stream only this is used.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    err: { write: (text: string) => (err += text) } as unknown as World["err"],
    now: () => 0,
    signal,
    version: "0",
    startEngine: () => {
      throw new Error("no command of these starts an engine");
    },
  };
  return {
    out: () => out,
    err: () => err,
    run: async (...args) => {
      const line = parseCommandLine(["events", "--case", casePath, ...args]);
      if (line.kind !== "command") throw new Error("no command");
      await eventsCommand(line.options, world);
    },
  };
}

const free = new AbortController().signal;
const words = "Cancelled. The events were not printed to their end.";

test("events that are cancelled while they are loaded end at once, and print nothing", async () => {
  const { run, out, err } = printed(AbortSignal.abort());
  await expect(run()).rejects.toThrow(words);
  expect([out(), err()]).toEqual(["", ""]);
});

test("events that are cancelled while they are printed end after the page", async () => {
  const controller = new AbortController();
  const { run, out } = printed(controller.signal, () => controller.abort());
  await expect(run("--limit", "450")).rejects.toThrow(words);
  expect(out().trimEnd().split("\n")).toHaveLength(200);
});

test("events as JSON name their files", async () => {
  const { run, out } = printed(free);
  await run("--json", "--limit", "2");
  const rows: unknown = JSON.parse(out());
  expect(rows).toMatchObject([
    { record: 1, file: join(folder, "log.json") },
    { record: 2, file: join(folder, "log.json") },
  ]);
});
