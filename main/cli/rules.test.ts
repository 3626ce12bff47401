import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Failure, explain } from "../../shared/errors.ts";
import { openCase } from "../db/open-case.ts";
import { importPaths } from "../import/import-files.ts";
import { parseCommandLine } from "./options.ts";
import { rules } from "./rules.ts";
import type { World } from "./world.ts";

const folder = mkdtempSync(join(tmpdir(), "trailproof-rules-"));
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  const records = Array.from({ length: 4 }, (_, n) => ({
    eventVersion: "1.10",
    eventID: `00000000-0000-4000-8000-00000000000${n}`,
    eventTime: `2026-10-01T08:00:0${n}Z`,
    eventSource: "iam.amazonaws.com",
    eventName: n === 3 ? "DeleteUser" : "CreateUser",
    userIdentity: { type: "IAMUser", userName: "ali\u202Ece" },
  }));
  writeFileSync(at("log.json"), JSON.stringify({ Records: records }));
  const db = openCase(at("case.trailproof"), { create: true });
  await importPaths(db, at("case.trailproof"), {
    paths: [at("log.json")],
    program: "test",
    now: 0,
    threads: 1,
  });
  db.close();
  const source = "logsource: {product: aws, service: cloudtrail}";
  writeFileSync(
    at("good.yml"),
    `title: Burst\nlevel: high\ncorrelation:\n  type: event_count\n  rules: [created]\n  group-by: [userIdentity.userName]\n  timespan: 1m\n  condition: {gte: 3}\n---\ntitle: Created\nname: created\n${source}\ndetection:\n  sel:\n    eventName: CreateUser\n  condition: sel\n---\ntitle: Deleted\n${source}\ndetection:\n  sel:\n    eventName: DeleteUser\n  condition: sel\n`,
  );
  writeFileSync(
    at("bad.yml"),
    `title: Bad\n${source}\ndetection:\n  sel:\n    eventName|like: x\n  condition: sel\n`,
  );
  writeFileSync(
    at("other.yml"),
    "title: Other\nlogsource: {product: azure}\ndetection:\n  sel: [a]\n  condition: sel\n",
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

async function run(
  ...args: readonly string[]
): Promise<{ readonly out: string; readonly err: string; readonly failure: string | null }> {
  let out = "";
  let err = "";
  const world: World = {
    out: (text) => {
      out += text;
    },
    write: async (bytes) => {
      out += Buffer.from(bytes).toString();
    },
    // Of a stream only this is used.
    err: { write: (text: string) => (err += text) } as unknown as World["err"],
    now: () => 0,
    signal: new AbortController().signal,
    version: "0",
    startEngine: () => {
      throw new Error("no engine here");
    },
  };
  const line = parseCommandLine(["rules", ...args]);
  if (line.kind !== "command") throw new Error("no command");
  let failure: string | null = null;
  try {
    await rules(line.options, world);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    failure = explain(error.error);
  }
  return { out: out.replaceAll(`${folder}/`, ""), err, failure };
}

describe("trailproof rules", () => {
  test("says of each rule what it matches", async () => {
    const { out, err, failure } = await run(
      at("good.yml"),
      at("other.yml"),
      "--case",
      at("case.trailproof"),
    );
    expect(out).toBe(
      [
        "good.yml:1: Burst (high): 1 match",
        "    2026-10-01T08:00:00Z to 2026-10-01T08:00:02Z: 3 events, value 3, userIdentity.userName ali<U+202E>ce",
        ...[0, 1, 2].map(
          (n) =>
            `        2026-10-01T08:00:0${n}Z  00000000-0000-4000-8000-00000000000${n}  iam.amazonaws.com CreateUser  ali<U+202E>ce  ok  log.json record ${n + 1}`,
        ),
        "good.yml:10: Created: 3 events, counted by a correlation only",
        "good.yml:18: Deleted: 1 event",
        "    2026-10-01T08:00:03Z  00000000-0000-4000-8000-000000000003  iam.amazonaws.com DeleteUser  ali<U+202E>ce  ok  log.json record 4",
        'other.yml:1: Other: not for CloudTrail (product "azure")',
        "",
      ].join("\n"),
    );
    expect(err).toBe("4 rules: 3 loaded, 0 not loaded, 1 for other logs\n");
    expect(failure).toBeNull();
  });

  test("--check loads only, and fails when a rule can't be loaded", async () => {
    const { out, err, failure } = await run(folder, "--check");
    expect(out).toMatch(
      /^bad.yml:1: Bad: not loaded\n {4}5:5 There is no modifier "like"; .*\ngood.yml:1: Burst \(high\): loaded\ngood.yml:10: Created: loaded, counted by a correlation only\n/,
    );
    expect(err).toBe("5 rules: 3 loaded, 1 not loaded, 1 for other logs\n");
    expect(failure).toBe("1 rule could not be loaded; the list above says why.");
  });

  test("--limit bounds what is printed, not what is counted", async () => {
    const rule = `title: All\nlogsource: {product: aws}\ndetection:\n  sel:\n    eventName: '*'\n  condition: sel\n`;
    writeFileSync(at("all.yaml.txt"), rule);
    const { out } = await run(at("all.yaml.txt"), "--case", at("case.trailproof"), "--limit", "1");
    expect(out.split("\n")).toEqual([
      "all.yaml.txt:1: All: 4 events",
      expect.stringContaining("08:00:00Z"),
      "    and 3 more; --limit shows more",
      "",
    ]);
  });

  test("--json", async () => {
    const { out } = await run(folder, "--case", at("case.trailproof"), "--json");
    const all: readonly Record<string, unknown>[] = JSON.parse(out);
    expect(all.map(({ file, line, state, kind }) => [file, line, state, kind])).toEqual([
      ["bad.yml", 1, "not-loaded", null],
      ["good.yml", 1, "loaded", "correlation"],
      ["good.yml", 10, "loaded", "event"],
      ["good.yml", 18, "loaded", "event"],
      ["other.yml", 1, "other-logs", null],
    ]);
    expect(all[0]).toMatchObject({ problems: [{ line: 5, column: 5 }] });
    expect(all[1]).toMatchObject({
      count: 1,
      matches: [
        {
          value: 3,
          group: { "userIdentity.userName": "ali\u202Ece" },
          events: [{ record: 1 }, {}, {}],
        },
      ],
    });
    expect(all[2]).toMatchObject({ count: 3, partOfCorrelation: true, matches: [] });
    expect(all[3]).toMatchObject({
      matches: [{ eventID: "00000000-0000-4000-8000-000000000003", file: "log.json", record: 4 }],
    });
  });

  test("settings are written, taken over, and refused when they are wrong", async () => {
    const own = at("own.trailproof");
    copyFileSync(at("case.trailproof"), own);
    const settings = {
      trailproof: "rule settings",
      version: 1,
      rules: [{ rule: "IAM-001", off: { why: "Not here." } }],
    };
    writeFileSync(at("settings.json"), JSON.stringify(settings));
    const taken = await run("--case", own, "--settings", at("settings.json"));
    expect(taken).toEqual({ out: "", err: "Settings of 1 rule taken over\n", failure: null });
    const again = await run("--case", own, "--settings", at("settings.json"));
    expect(again.err).toBe("Settings of 1 rule: as they were\n");
    await run("--case", own, "--save-settings", at("saved.json"));
    expect(JSON.parse(readFileSync(at("saved.json"), "utf8"))).toEqual(settings);
    writeFileSync(
      at("settings.json"),
      JSON.stringify({ ...settings, rules: [{ rule: "IAM-001", off: {} }] }),
    );
    const { failure } = await run("--case", own, "--settings", at("settings.json"));
    expect(failure).toMatch(/rule 1: IAM-001 is switched off without a reason/);
    expect((await run("--case", own)).err).toBe(
      "0 rules: 0 loaded, 0 not loaded, 0 for other logs\n",
    );
  });

  test.each([
    [["--check"], /needs a file or folder/],
    [["x"], /needs --case FILE.trailproof or --check/],
    [["x", "--check", "--case", "c"], /one of them/],
    [["x", "--check", "--summary"], /has no option --summary/],
  ])("%j is wrong usage", (args, message) => {
    expect(() => parseCommandLine(["rules", ...args])).toThrow(message);
  });
});
