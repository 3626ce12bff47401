/** What is kept on this machine from start to start: settings and recent cases. */
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { noEngagement } from "../../shared/ipc/case.ts";
import type { CaseInfo } from "../../shared/ipc/case.ts";
import { defaultSettings } from "../../shared/ipc/program.ts";
import { createChoices } from "./choices.ts";
import { createRecentCases } from "./recent-cases.ts";
import { createSettings } from "./settings.ts";

const root = mkdtempSync(join(tmpdir(), "trailproof-test-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let folder = "";
let failures: unknown[] = [];
const onFailure = (error: unknown): void => void failures.push(error);
beforeEach(() => {
  folder = join(mkdtempSync(join(root, "user-")), "trailproof");
  failures = [];
});

describe("settings", () => {
  test("are the defaults at first, and nothing is written for that", () => {
    expect(createSettings(folder, onFailure).read()).toEqual(defaultSettings);
    expect(readdirSync(join(folder, ".."))).toEqual([]);
  });

  test("are kept", () => {
    const first = createSettings(folder, onFailure);
    first.change({ theme: "dark" });
    expect(first.change({ zoom: 1.25, layout: { list: 480 } })).toEqual({
      ...defaultSettings,
      theme: "dark",
      zoom: 1.25,
      layout: { list: 480 },
    });
    expect(createSettings(folder, onFailure).read()).toEqual(first.read());
    expect(readdirSync(folder)).toEqual(["settings.json"]);
    if (process.platform !== "win32")
      expect(statSync(join(folder, "settings.json")).mode & 0o777).toBe(0o600);
  });

  test.each([
    ["no JSON", "{"],
    ["another kind", "[]"],
    ["a wrong value", '{ "theme": "purple" }'],
    ["nothing", ""],
  ])("with %s in the file they are the defaults, and the file is kept aside", (_, text) => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "settings.json"), text);
    expect(createSettings(folder, onFailure).read()).toEqual(defaultSettings);
    expect(readFileSync(join(folder, "settings.json.damaged"), "utf8")).toBe(text);
    expect(readdirSync(folder)).toEqual(["settings.json.damaged"]);
  });

  test("of an older version are filled up, those of a newer one left aside", () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "settings.json"), '{ "theme": "dark", "hologram": true }');
    expect(createSettings(folder, onFailure).read()).toEqual({ ...defaultSettings, theme: "dark" });
  });

  test("hold for this run where they can't be written", () => {
    writeFileSync(folder, "a file where the folder should be");
    const settings = createSettings(folder, onFailure);
    expect(settings.change({ theme: "dark" }).theme).toBe("dark");
    expect(settings.read().theme).toBe("dark");
    expect(failures).toHaveLength(1);
  });
});

describe("recent cases", () => {
  let number = 0;
  const choices = createChoices(() => `id-${++number}`);
  const open = () => createRecentCases(folder, choices, onFailure);
  // The list reads the engagement alone.
  const info = (client: string) =>
    ({ engagement: { ...noEngagement, client, title: "Review" } }) as CaseInfo;

  test("stand with the latest first, once each, with what they are about", () => {
    const recent = open();
    const here = join(root, "here.trailproof");
    writeFileSync(here, "12345");
    recent.add(here, info("First"), 0);
    recent.add("/gone/away\u202e.trailproof", info("Second"), 1000);
    recent.add(here, info("Renamed"), 2000);
    const list = open().list();
    expect(list).toMatchObject([
      {
        name: "here.trailproof",
        folder: root,
        client: "Renamed",
        engagement: "Review",
        openedAt: "1970-01-01T00:00:02.000Z",
        bytes: 5,
      },
      { name: "away<U+202E>.trailproof", client: "Second", bytes: null },
    ]);
    expect(choices.find(list[0]!.id)).toMatchObject({ choice: { kind: "case" }, paths: [here] });
  });

  test("keep their ids while the program runs, and can be taken off", () => {
    const recent = open();
    recent.add("/a.trailproof", info("A"), 0);
    recent.add("/b.trailproof", info("B"), 0);
    const [b, a] = recent.list();
    expect(recent.list()[0]!.id).toBe(b!.id);
    recent.forget(b!.id);
    recent.forget("id-unknown");
    expect(recent.list().map(({ client }) => client)).toEqual(["A"]);
    expect(open().list()).toHaveLength(1);
    expect(a!.client).toBe("A");
  });

  test("are twenty at most", () => {
    const recent = open();
    for (let at = 0; at < 30; at++) recent.add(`/${at}.trailproof`, info(`${at}`), at);
    expect(open().list()).toHaveLength(20);
    expect(recent.list()[0]!.client).toBe("29");
  });

  test("are none when the list is damaged", () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "recent-cases.json"), '[{ "path": 1 }]');
    expect(open().list()).toEqual([]);
    expect(readdirSync(folder)).toEqual(["recent-cases.json.damaged"]);
  });
});
