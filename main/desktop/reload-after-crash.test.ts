import { EventEmitter } from "node:events";
import type { WebContents } from "electron";
import { expect, test } from "vitest";
import { reloadAfterCrash } from "./reload-after-crash.ts";

test("a page that crashed is loaded again, but not for ever", () => {
  let reloads = 0;
  let clock = 0;
  const said: unknown[] = [];
  const contents = Object.assign(new EventEmitter(), { reload: () => void reloads++ });
  reloadAfterCrash(
    contents as unknown as WebContents,
    (where, error) => {
      said.push([where, error]);
      return { ref: "", log: "" };
    },
    () => clock,
  );
  const crash = (reason: string) =>
    contents.emit("render-process-gone", {}, { reason, exitCode: 5 });
  crash("clean-exit");
  expect([reloads, said.length]).toEqual([0, 0]);
  crash("crashed");
  crash("oom");
  expect(reloads).toBe(2);
  expect(said[0]).toEqual(["window", "the page's process ended: crashed, exit code 5"]);
  crash("crashed");
  expect([reloads, said.length]).toEqual([2, 3]);
  clock = 61_000;
  crash("crashed");
  expect(reloads).toBe(3);
});
