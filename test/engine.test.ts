/** The engine as a process of its own: it can be killed at any moment, and what was promised is still there. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { noEngagement } from "../shared/ipc/case.ts";
import { dumpFile } from "./fixtures/case-dump.ts";
import { failureOf, startEngineProcess } from "./fixtures/engine-in-test.ts";
import { makeFaultArchive } from "./fixtures/fault-archive.ts";

let folder = "";
let logs = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "trailproof-test-"));
  logs = join(folder, "logs");
  makeFaultArchive(logs, { files: 120, events: 250, seed: "engine-process" });
});
afterAll(() => rmSync(folder, { recursive: true }));

test(
  "killed in the middle of an import and started again, it goes on to the rows of one that was not",
  {
    timeout: 240_000,
  },
  async () => {
    const whole = join(folder, "whole.trailproof");
    const first = startEngineProcess();
    await first.ask("create", whole, noEngagement);
    await first.ask("import", [logs]);
    await first.stop();

    const path = join(folder, "killed.trailproof");
    const doomed = startEngineProcess();
    await doomed.ask("create", path, noEngagement);
    const reading = new Promise<void>((resolve) => {
      doomed.onEvent((event) => {
        if (event.name === "importProgress" && event.payload.events > 6000) resolve();
      });
    });
    const importing = doomed.ask("import", [logs]).catch((error: unknown) => String(error));
    await reading;
    // What was said by hand before is there after it.
    await doomed.ask(
      "saveEngagement",
      { ...noEngagement, client: "Example Retail GmbH" },
      "L. Haas",
    );
    await doomed.kill();
    expect(await importing).toContain("the engine is gone");

    const next = startEngineProcess();
    const info = await next.ask("open", path);
    expect(info).toMatchObject({
      isUnfinished: true,
      isAnalyzed: false,
      engagement: { client: "Example Retail GmbH" },
    });
    expect(info.totals.events).toBeGreaterThan(0);
    expect(await next.ask("resume")).toMatchObject({ isCancelled: false });
    expect(await next.ask("caseInfo")).toMatchObject({ isUnfinished: false, isAnalyzed: true });
    await next.stop();
    expect(dumpFile(path)).toEqual(dumpFile(whole));
  },
);

test("a host that is gone takes its engine along; the case is closed and whole", async () => {
  const path = join(folder, "left.trailproof");
  const engine = startEngineProcess();
  await engine.ask("create", path, noEngagement);
  const reading = new Promise<void>((resolve) => {
    engine.onEvent((event) => {
      if (event.name === "importProgress" && event.payload.events > 2000) resolve();
    });
  });
  void engine.ask("import", [logs]).catch(() => undefined);
  await reading;
  await engine.stop();
  const next = startEngineProcess();
  expect(await next.ask("open", path)).toMatchObject({ isUnfinished: true });
  expect(await failureOf(next.ask("open", join(folder, "none")))).toMatchObject({
    code: "case-missing",
  });
  await next.stop();
});
