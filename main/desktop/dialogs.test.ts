import type { BrowserWindow } from "electron";
import { describe, expect, test, vi } from "vitest";

const fake = vi.hoisted(() => ({
  asked: [] as Record<string, unknown>[],
  open: { canceled: false, filePaths: [] as string[] },
  save: { canceled: false, filePath: "" },
}));
vi.mock("electron", () => ({
  dialog: {
    showOpenDialog: (_: unknown, options: Record<string, unknown>) => {
      fake.asked.push(options);
      return Promise.resolve(fake.open);
    },
    showSaveDialog: (_: unknown, options: Record<string, unknown>) => {
      fake.asked.push(options);
      return Promise.resolve(fake.save);
    },
  },
}));
const { createDialogs, scriptedDialogs } = await import("./dialogs.ts");

const dialogs = createDialogs({} as BrowserWindow);

describe("a new case", () => {
  test.each([
    ["Example", "Example.trailproof"],
    ["example-gmbh.trailproof", "example-gmbh.trailproof"],
    ["../../etc/passwd", ".. .. etc passwd.trailproof"],
    ['a<b>:"c"', "a b c.trailproof"],
    ["\u0000", "Case.trailproof"],
    ["", "Case.trailproof"],
    [null, "Case.trailproof"],
  ])("called %j is proposed as %s", async (name, proposed) => {
    fake.save = { canceled: true, filePath: "" };
    expect(await dialogs.choose("new-case", name)).toBeNull();
    expect(fake.asked.at(-1)).toMatchObject({ defaultPath: proposed });
  });

  test.each([
    ["/cases/a", "/cases/a.trailproof"],
    ["/cases/a.TRAILPROOF", "/cases/a.TRAILPROOF"],
  ])("saved as %s is %s", async (filePath, path) => {
    fake.save = { canceled: false, filePath };
    expect(await dialogs.choose("new-case", "a")).toEqual([path]);
  });
});

test.each(["folder", "files", "case", "keys"] as const)("%s are chosen, or not", async (kind) => {
  fake.open = { canceled: false, filePaths: ["/x"] };
  expect(await dialogs.choose(kind, null)).toEqual(["/x"]);
  const { properties } = fake.asked.at(-1) as { readonly properties: readonly string[] };
  expect(properties).toContain(kind === "folder" ? "openDirectory" : "openFile");
  expect(properties.includes("multiSelections")).toBe(kind !== "case");
  fake.open = { canceled: true, filePaths: ["/x"] };
  expect(await dialogs.choose(kind, null)).toBeNull();
});

test("results are proposed beside the case, and the dialog asks before a file is replaced", async () => {
  fake.save = { canceled: false, filePath: "/reports/r.pdf" };
  expect(await dialogs.save({ name: "a-report.pdf", extension: "pdf" }, "/cases")).toEqual({
    path: "/reports/r.pdf",
    mayReplace: true,
  });
  expect(fake.asked.at(-1)).toMatchObject({
    defaultPath: "/cases/a-report.pdf",
    filters: [{ name: "PDF", extensions: ["pdf"] }],
  });
});

describe("answers for tests", () => {
  test("are given where the environment names them alone", async () => {
    expect(scriptedDialogs({ HOME: "/root" })).toBeNull();
    const scripted = scriptedDialogs({
      TRAILPROOF_TEST_CHOOSE_NEW_CASE: "/a.trailproof",
      TRAILPROOF_TEST_SAVE: "/saved",
    });
    expect(await scripted!.choose("new-case", null)).toEqual(["/a.trailproof"]);
    expect(await scripted!.choose("files", null)).toBeNull();
    expect(await scripted!.save({ name: "r.html", extension: "html" }, "/")).toMatchObject({
      path: "/saved/r.html",
    });
    expect(await scripted!.mayOpen("https://docs.aws.amazon.com/")).toBe(false);
  });
});
