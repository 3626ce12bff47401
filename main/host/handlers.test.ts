/** What the host itself does with a call, with an engine that a test plays. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { engineCalls } from "../../shared/ipc.ts";
import { noEngagement } from "../../shared/ipc/case.ts";
import type { RecentCase } from "../../shared/ipc/program.ts";
import type { EngineMethod } from "../engine/protocol.ts";
import { createChoices } from "./choices.ts";
import type { EngineClient } from "./engine-client.ts";
import { createFolders } from "./folders.ts";
import { createHandlers } from "./handlers.ts";
import { createRecentCases } from "./recent-cases.ts";
import { createSampleFiles } from "./sample-files.ts";
import { createSettings } from "./settings.ts";
import type { Shell } from "./shell.ts";

const root = mkdtempSync(join(tmpdir(), "trailproof-test-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const html = '<!doctype html><meta name="generator" content="Trailproof">';
const answers: Partial<Record<EngineMethod, unknown>> = {
  reportHtml: { html, findings: 3 },
  reportJson: { json: '{\n  "tool": "trailproof"}' },
  export: { bytes: 42 },
};

function setUp(over: Partial<Shell> = {}) {
  const folder = mkdtempSync(join(root, "user-"));
  let number = 0;
  const newId = () => `id-${++number}`;
  const asked: unknown[][] = [];
  const shown: unknown[][] = [];
  let openPath: string | null = null;
  // Each method answers its own type; the table above holds what these tests look at.
  const call = ((method: EngineMethod, ...args: unknown[]) => {
    asked.push([method, ...args]);
    if (method === "open" || method === "create") openPath = args[0] as string;
    if (method === "close") openPath = null;
    const engagement = method === "saveEngagement" ? args[0] : noEngagement;
    return Promise.resolve(answers[method] ?? { engagement });
  }) as EngineClient["call"];
  const note =
    (what: string) =>
    (...args: unknown[]) => {
      shown.push([what, ...args]);
    };
  const choices = createChoices(newId);
  const offered = choices.add("case", ["/offered.trailproof"]);
  let waiting: typeof offered | null = offered;
  const handlers = createHandlers({
    engine: {
      warmUp: () => undefined,
      call,
      openPath: () => openPath,
      stop: () => Promise.resolve(),
    },
    shell: {
      kind: "desktop",
      choose: (kind) => Promise.resolve(kind === "keys" ? null : [join(folder, kind)]),
      save: ({ name }) => Promise.resolve({ path: join(folder, name), mayReplace: false }),
      copyText: note("copy"),
      openExternal: (url) => {
        note("open")(url);
        return Promise.resolve(true);
      },
      addReport: () => "app://report/1",
      showReport: note("show"),
      printPdf: () => Promise.resolve(Buffer.from("%PDF-1.4")),
      ...over,
    },
    choices,
    folders: createFolders(root, choices, newId),
    settings: createSettings(folder, note("failed")),
    recent: createRecentCases(folder, choices, note("failed")),
    sample: createSampleFiles(root, folder),
    info: { version: "1.2.3", host: "desktop", isMac: false, versions: [], user: "ann" },
    offered: {
      current: () => waiting,
      taken: (id) => {
        if (waiting?.id === id) waiting = null;
      },
    },
    now: () => 0,
    onCase: note("case"),
  });
  return { handlers, folder, asked, shown, choices, offered };
}

/** With a case open. */
async function opened(over: Partial<Shell> = {}) {
  const all = setUp(over);
  await all.handlers.openCase(all.choices.add("case", [join(all.folder, "a.trailproof")]).id);
  all.asked.length = 0;
  return all;
}

const recentOf = (list: unknown) => list as readonly RecentCase[];

describe("cases", () => {
  test("the one that was offered waits until it is taken", async () => {
    const { handlers, offered, asked } = setUp();
    expect(handlers.programInfo()).toMatchObject({ version: "1.2.3", offered });
    await handlers.openCase(offered.id);
    expect(asked).toEqual([["open", "/offered.trailproof"]]);
    expect(handlers.programInfo()).toMatchObject({ offered: null });
    expect(recentOf(handlers.recentCases())).toMatchObject([{ name: "offered.trailproof" }]);
  });

  test("a new one is made where the dialog says, and is recent", async () => {
    const { handlers, asked, folder } = setUp();
    const choice = await handlers.choose("new-case", "Example");
    const info = await handlers.createCase(choice!.id, noEngagement);
    expect(asked).toEqual([["create", join(folder, "new-case"), noEngagement]]);
    expect(info).toEqual({ engagement: noEngagement });
    expect(recentOf(handlers.recentCases())).toHaveLength(1);
  });

  test("what the engagement is called now stands in the list", async () => {
    const { handlers } = await opened();
    await handlers.saveEngagement({ ...noEngagement, client: "Renamed" }, "L. Haas");
    expect(recentOf(handlers.recentCases())).toMatchObject([{ client: "Renamed" }]);
    const [{ id }] = recentOf(handlers.recentCases()) as [RecentCase];
    await handlers.forgetRecent(id);
    expect(handlers.recentCases()).toEqual([]);
  });

  test("a dialog that was closed chooses nothing", async () => {
    expect(await setUp().handlers.choose("keys", null)).toBeNull();
  });

  test.each(["folder", "keys", "new-case"] as const)("a choice of %s is no case", async (kind) => {
    const { handlers, choices, asked } = setUp();
    const { id } = choices.add(kind, ["/x"]);
    await expect((async () => handlers.openCase(id))()).rejects.toThrow(`a ${kind} was chosen`);
    expect(asked).toEqual([]);
  });
});

describe("logs", () => {
  test("of several choices are imported together", async () => {
    const { handlers, choices, asked } = await opened();
    const one = choices.add("folder", ["/logs"]);
    const two = choices.add("files", ["/a.json", "/b.json"]);
    await handlers.startImport([one.id, two.id]);
    expect(asked).toEqual([["import", ["/logs", "/a.json", "/b.json"]]]);
  });

  test("a case is none", async () => {
    const { handlers, choices } = await opened();
    const { id } = choices.add("case", ["/a.trailproof"]);
    expect(() => handlers.startImport([id])).toThrow("a case was chosen");
  });

  test("of the sample, into a case for trials", async () => {
    const { handlers, choices, folder } = setUp();
    const logs = await handlers.chooseSample();
    expect(choices.find(logs.id)).toMatchObject({ choice: { kind: "folder" }, paths: [root] });
    const trials = ["Sample.trailproof", "Sample 2.trailproof"].map((name) =>
      join(folder, "trials", name),
    );
    for (const path of trials) {
      const choice = await handlers.chooseSampleCase();
      expect(choices.find(choice.id)).toMatchObject({
        choice: { kind: "new-case" },
        paths: [path],
      });
      writeFileSync(path, "");
    }
  });

  test("are verified with keys or without", async () => {
    const { handlers, choices, asked } = await opened();
    await handlers.startVerify(null);
    await handlers.startVerify(choices.add("keys", ["/keys.json"]).id);
    expect(asked).toEqual([
      ["verify", []],
      ["verify", ["/keys.json"]],
    ]);
  });
});

describe("results", () => {
  test("events go where the dialog says", async () => {
    const { handlers, asked, folder } = await opened();
    expect(await handlers.exportEvents({ text: "x" }, "csv")).toEqual({
      name: "a-events.csv",
      folder,
      bytes: 42,
    });
    expect(asked).toEqual([["export", { text: "x" }, "csv", join(folder, "a-events.csv")]]);
  });

  test("events replace a file when the dialog asked, once they are whole", async () => {
    const { handlers, folder, asked } = await opened({
      save: () => Promise.resolve({ path, mayReplace: true }),
    });
    const path = join(folder, "old.csv");
    writeFileSync(path, "old");
    await expect(handlers.exportEvents({}, "csv")).rejects.toThrow("could not be written");
    const [, , , part] = asked.at(-1)!;
    expect(part).not.toBe(path);
    expect(readFileSync(path, "utf8")).toBe("old");
    writeFileSync(part as string, "new");
    expect(await handlers.exportEvents({}, "csv")).toMatchObject({ name: "old.csv" });
    expect(readFileSync(path, "utf8")).toBe("new");
    expect(existsSync(part as string)).toBe(false);
  });

  test("nothing is written when the dialog was closed", async () => {
    const { handlers, asked } = await opened({ save: () => Promise.resolve(null) });
    expect(await handlers.exportEvents({}, "csv")).toBeNull();
    await handlers.buildReport({ atLeast: "info" });
    expect(await handlers.saveReport("pdf")).toBeNull();
    expect(asked).toEqual([["reportHtml", { atLeast: "info" }]]);
  });

  test("a report is built, shown, and saved as it was built", async () => {
    const { handlers, shown, folder, asked } = await opened();
    expect(await handlers.buildReport({ atLeast: "low" })).toMatchObject({
      url: "app://report/1",
      bytes: html.length,
      findings: 3,
    });
    await handlers.openReport();
    expect(shown).toEqual([["case"], ["show", "app://report/1"]]);
    const read = (name: string) => readFileSync(join(folder, name), "utf8");
    expect(await handlers.saveReport("html")).toMatchObject({ name: "a-report.html" });
    expect(read("a-report.html")).toBe(html);
    expect(await handlers.saveReport("pdf")).toMatchObject({ name: "a-report.pdf", bytes: 8 });
    expect(read("a-report.pdf")).toBe("%PDF-1.4");
    await handlers.saveReport("json");
    expect(read("a-report.json")).toContain('"tool"');
    expect(asked.at(-1)).toEqual(["reportJson", { atLeast: "low" }]);
  });

  test("somebody else's file is not overwritten unless the dialog asked", async () => {
    const { handlers, folder } = await opened();
    writeFileSync(join(folder, "a-report.html"), "a letter");
    await handlers.buildReport({ atLeast: "info" });
    await expect(handlers.saveReport("html")).rejects.toThrow("it was not overwritten");
    expect(readFileSync(join(folder, "a-report.html"), "utf8")).toBe("a letter");
    const asking = await opened({
      save: () => Promise.resolve({ path: join(folder, "a-report.html"), mayReplace: true }),
    });
    await asking.handlers.buildReport({ atLeast: "info" });
    await asking.handlers.saveReport("html");
    expect(readFileSync(join(folder, "a-report.html"), "utf8")).toBe(html);
  });

  test("of a case that was closed are shown no more", async () => {
    const { handlers } = await opened();
    await handlers.buildReport({ atLeast: "info" });
    await handlers.closeCase();
    expect(() => handlers.openReport()).toThrow("no report was built");
    await expect(handlers.exportEvents({}, "csv")).rejects.toThrow("No case is open");
  });
});

describe("links", () => {
  test("on the list are handed to the shell, which asks", async () => {
    const { handlers, shown } = setUp();
    const url = "https://attack.mitre.org/techniques/T1098/";
    expect(await handlers.openExternal(url)).toBe(true);
    expect(shown).toEqual([["open", url]]);
  });

  test.each(["https://example.com/", "file:///etc/passwd", "http://docs.aws.amazon.com/"])(
    "%s is not opened",
    (url) => {
      const { handlers, shown } = setUp();
      expect(() => handlers.openExternal(url)).toThrow("not on the list");
      expect(shown).toEqual([]);
    },
  );
});

test("calls of the engine go on with their arguments", async () => {
  const { handlers, asked } = await opened();
  for (const call of engineCalls)
    await (handlers[call] as (...args: unknown[]) => unknown)(call, "second");
  // Only calls that this side listens in on name their arguments; the others hand all of them on.
  expect(asked).toEqual(engineCalls.map((call) => [call, call, "second"]));
});
