import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { createChoices } from "./choices.ts";
import { createFolders } from "./folders.ts";

const root = mkdtempSync(join(tmpdir(), "trailproof-test-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
mkdirSync(join(root, "logs"));
mkdirSync(join(root, ".hidden"));
for (const name of ["log-10.json", "log-9.json", "Case.trailproof", "a\u202egnp.json"])
  writeFileSync(join(root, name), "12345");
symlinkSync(join(root, "logs"), join(root, "link"));
symlinkSync(join(root, "gone"), join(root, "dangling"));

function open() {
  let number = 0;
  const choices = createChoices(() => `choice-${++number}`);
  return { choices, folders: createFolders(root, choices, () => `id-${++number}`) };
}

test("a folder is listed in the order that people expect", () => {
  const listing = open().folders.list(null);
  expect(listing).toMatchObject({ path: root, more: 0 });
  expect(listing.entries.map(({ name, kind, bytes }) => [name, kind, bytes])).toEqual([
    ["link", "folder", null],
    ["logs", "folder", null],
    ["a<U+202E>gnp.json", "file", 5],
    ["Case.trailproof", "case", 5],
    ["log-9.json", "file", 5],
    ["log-10.json", "file", 5],
    [".hidden", "folder", null],
  ]);
});

test("ids lead into folders and back, and to choices", () => {
  const { folders, choices } = open();
  const listing = folders.list(null);
  const idOf = (name: string) => listing.entries.find((entry) => entry.name === name)!.id;
  const inside = folders.list(idOf("logs"));
  expect(inside).toMatchObject({ path: join(root, "logs"), parent: listing.id, entries: [] });
  expect(folders.list(inside.parent)).toEqual(listing);
  const choice = folders.chooseEntries("files", [idOf("log-9.json"), idOf("log-10.json")]);
  expect(choice).toMatchObject({ kind: "files", names: ["log-9.json", "log-10.json"], count: 2 });
  expect(choices.find(choice.id).paths).toEqual([
    join(root, "log-9.json"),
    join(root, "log-10.json"),
  ]);
  expect(folders.list(folders.list(listing.parent).id).path).not.toBe(root);
});

test("the root has no parent", () => {
  const { folders } = open();
  let listing = folders.list(null);
  while (listing.parent !== null) listing = folders.list(listing.parent);
  expect(listing.path).toBe("/");
});

test("ids that were never given out are refused", () => {
  const { folders } = open();
  expect(() => folders.list("/etc")).toThrow("no file or folder was listed");
  expect(() => folders.chooseEntries("files", ["/etc/passwd"])).toThrow("no file or folder");
  expect(() => folders.nameNewCase("/tmp", "x")).toThrow("no file or folder");
});

test("one case is opened, and a new one is named", () => {
  const { folders } = open();
  const { entries } = folders.list(null);
  expect(() => folders.chooseEntries("case", [entries[0]!.id, entries[1]!.id])).toThrow("one case");
  expect(() => folders.chooseEntries("new-case", [entries[0]!.id])).toThrow("needs a name");
});

test.each(["Example", " Example.trailproof ", "Kanzlei Müller 2026"])("%j names a case", (name) => {
  const { folders, choices } = open();
  const { id } = folders.nameNewCase(folders.list(null).id, name);
  expect(choices.find(id).paths).toEqual([
    join(root, `${name.trim().replace(".trailproof", "")}.trailproof`),
  ]);
});

test.each([
  ["../evil", "no name"],
  ["/etc/cron.d/x", "no name"],
  ["a\\b", "no name"],
  ["C:x", "no name"],
  ["..", "no name"],
  ["", "no name"],
  ["a\u0000b", "no name"],
  ["Case", "is there already"],
])("%j does not: %s", (name, why) => {
  const { folders } = open();
  expect(() => folders.nameNewCase(folders.list(null).id, name)).toThrow(why);
});

test("2,000 entries are listed, the others counted; a folder that can't be read says so", () => {
  const { folders } = open();
  const full = join(root, "logs", "full");
  mkdirSync(full);
  for (let at = 0; at < 2010; at++) writeFileSync(join(full, `${at}.json`), "");
  const logs = folders.list(null).entries.find(({ name }) => name === "logs")!;
  const { id } = folders.list(logs.id).entries[0]!;
  const listing = folders.list(id);
  expect(listing.entries).toHaveLength(2000);
  expect(listing.more).toBe(10);
  rmSync(full, { recursive: true });
  expect(() => folders.list(id)).toThrow("could not be read");
});
