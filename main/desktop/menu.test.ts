import { readFileSync } from "node:fs";
import type { MenuItemConstructorOptions } from "electron";
import { describe, expect, test, vi } from "vitest";
import type { RecentCase } from "../../shared/ipc/program.ts";
import type { MenuParts } from "./menu.ts";

vi.mock("electron", () => ({ Menu: {} }));
const { menuTemplate } = await import("./menu.ts");

const recent = (over: Partial<RecentCase>): RecentCase => ({
  id: "id-1",
  name: "a.trailproof",
  folder: "/cases",
  client: null,
  engagement: null,
  openedAt: "2026-10-01T00:00:00Z",
  bytes: 5,
  ...over,
});

function all(over: Partial<MenuParts> = {}) {
  const chosen: string[] = [];
  const template = menuTemplate({
    isMac: false,
    theme: "dark",
    recent: [],
    hasCase: true,
    choose: (command) => void chosen.push(command),
    open: ({ id }) => void chosen.push(`open ${id}`),
    ...over,
  });
  const flat = (items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
    items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])]);
  const items = flat(template);
  const click = (item: MenuItemConstructorOptions): void =>
    (item.click as unknown as (() => void) | undefined)?.();
  return { items, chosen, click, labels: template.map(({ label, role }) => label ?? role) };
}

test("menus stand where each system has them", () => {
  expect(all().labels).toEqual(["File", "Edit", "View", "Help"]);
  expect(all({ isMac: true }).labels).toEqual([
    "appMenu",
    "File",
    "Edit",
    "View",
    "windowMenu",
    "Help",
  ]);
  const roles = (isMac: boolean) => all({ isMac }).items.flatMap(({ role }) => role ?? []);
  expect(roles(false)).toContain("quit");
  expect(roles(true).filter((role) => role === "quit")).toHaveLength(1);
});

describe("commands", () => {
  const { items, chosen, click } = all();
  for (const item of items) click(item);

  test("are those of the palette", () => {
    const palette = readFileSync("renderer/frame/commands.ts", "utf8");
    const app = readFileSync("renderer/app.tsx", "utf8");
    const screens = [...palette.matchAll(/screen: "(\w+)"/g)].map(([, name]) => name);
    const dialogs = [...app.matchAll(/^ +(\w+): "\1",$/gm)].map(([, name]) => name);
    const commands = [...palette.matchAll(/\bid: "([\w-]+)"/g)].map(([, name]) => name);
    const themes = ["theme-system", "theme-light", "theme-dark"];
    const known = new Set([...screens, ...dialogs, ...commands, ...themes]);
    expect(chosen.filter((command) => !known.has(command))).toEqual([]);
    expect(chosen.length).toBeGreaterThan(20);
    // Every screen of a case is in the menu.
    expect(screens.filter((screen) => !chosen.includes(screen!))).toEqual([]);
  });

  test("have the palette's keys, each once", () => {
    const palette = readFileSync("renderer/frame/commands.ts", "utf8");
    const keys = items.flatMap(({ accelerator }) =>
      accelerator === undefined ? [] : [accelerator],
    );
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of keys) {
      const name = key
        .replace("CmdOrCtrl", "Mod")
        .replace("Plus", "+")
        .replace(/Alt\+(\w+)/, "Alt+Arrow$1");
      if (name !== "Mod+K") expect(palette).toContain(`"${name}"`);
    }
  });

  test("the theme that holds is marked", () => {
    const marked = items.filter(({ type, checked }) => type === "radio" && checked === true);
    expect(marked.map(({ label }) => label)).toEqual(["Dark"]);
  });
});

describe("recent cases", () => {
  test("open by their ids; one that is gone can't be chosen", () => {
    const { items, chosen, click } = all({
      recent: [
        recent({ id: "id-1", client: "Smith & Sons" }),
        recent({ id: "id-2", name: "b.trailproof", bytes: null }),
      ],
    });
    const one = items.find(({ label }) => label === "a.trailproof (Smith && Sons)")!;
    expect(one.enabled).toBe(true);
    click(one);
    expect(chosen).toEqual(["open id-1"]);
    expect(items.find(({ label }) => label === "b.trailproof")!.enabled).toBe(false);
  });

  test("are ten, or a word that there is none", () => {
    const many = Array.from({ length: 12 }, (_, at) => recent({ id: `${at}` }));
    expect(
      all({ recent: many }).items.filter(({ label }) => label === "a.trailproof"),
    ).toHaveLength(10);
    expect(all().items.find(({ label }) => label === "No case was opened yet")).toMatchObject({
      enabled: false,
    });
  });
});

test("what is about a case can't be chosen without one", () => {
  const disabled = (hasCase: boolean) =>
    all({ hasCase })
      .items.filter(({ enabled, label }) => enabled === false && label !== "No case was opened yet")
      .map(({ label }) => label);
  expect(disabled(true)).toEqual([]);
  expect(disabled(false)).toEqual([
    "Add files…",
    "Add folder…",
    "Export report…",
    "Export events…",
    "Engagement…",
    "Close case",
    "Overview",
    "Findings",
    "Events",
    "Entities",
    "Posture",
    "Fixes",
    "Report",
    "Evidence",
    "Rules",
  ]);
});
