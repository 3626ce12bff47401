import type { BrowserWindow } from "electron";
import { describe, expect, test, vi } from "vitest";
import type { Handlers } from "../host/serve.ts";

const awake = vi.hoisted(() => new Set<number>());
vi.mock("electron", () => {
  let number = 0;
  return {
    powerSaveBlocker: {
      start: (kind: string) => {
        if (kind !== "prevent-app-suspension") throw new Error(kind);
        awake.add(++number);
        return number;
      },
      stop: (id: number) => awake.delete(id),
    },
  };
});
const { showProgress, stayAwake } = await import("./while-busy.ts");

function windowOf() {
  const bars: number[] = [];
  const window = { setProgressBar: (bar: number) => void bars.push(bar), isDestroyed: () => false };
  return { bars, window: window as unknown as BrowserWindow };
}

describe("a long call", () => {
  test("keeps the machine awake until it is done, also when it fails", async () => {
    const { bars, window } = windowOf();
    const importing = Promise.withResolvers<unknown>();
    const verifying = Promise.withResolvers<unknown>();
    const handlers = stayAwake(
      {
        startImport: (ids: readonly string[]) => importing.promise.then(() => ids),
        startVerify: () => verifying.promise,
        settings: () => "settings",
      } as unknown as Handlers,
      window,
    );
    expect(handlers.settings()).toBe("settings");
    expect(awake.size).toBe(0);
    const first = handlers.startImport(["id"]);
    const second = handlers.startVerify(null);
    expect(awake.size).toBe(2);
    verifying.reject(new Error("cancelled"));
    await expect(second).rejects.toThrow("cancelled");
    expect(awake.size).toBe(1);
    expect(bars).toEqual([]);
    importing.resolve(null);
    expect(await first).toEqual(["id"]);
    expect(awake.size).toBe(0);
    expect(bars).toEqual([-1]);
  });
});

test("the bar follows what is measured", () => {
  const { bars, window } = windowOf();
  const progress = {
    stage: "reading",
    isPaused: false,
    isEnding: false,
    files: 1,
    filesTotal: 4,
    bytes: 50,
    bytesTotal: 200,
    events: 1,
    problems: 0,
    seconds: 1,
  } as const;
  showProgress(window, "importProgress", progress);
  showProgress(window, "importProgress", { ...progress, stage: "finding", bytesTotal: 0 });
  showProgress(window, "importProgress", { ...progress, stage: "analyzing" });
  showProgress(window, "verifyProgress", { files: 1, filesTotal: 2 });
  showProgress(window, "verifyProgress", { files: 0, filesTotal: 0 });
  showProgress(window, "menuChosen", "findings");
  expect(bars).toEqual([0.25, 2, 2, 0.5, 2]);
});
