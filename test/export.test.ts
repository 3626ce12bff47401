import { spawn, spawnSync } from "node:child_process";
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseCommandLine } from "../main/cli/options.ts";

const entry = join(process.cwd(), "main/cli/trailproof.ts");
let folder = "";
let file = "";

interface Ran {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

function run(...args: readonly string[]): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [entry, ...args], {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    cwd: folder,
  });
  return { status, out: stdout, err: stderr };
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "trailproof-export-cli-"));
  file = join(folder, "case.trailproof");
  run("import", join(process.cwd(), "build/sample"), "--case", file);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("trailproof export", () => {
  test("writes a file with a name of its own, and never over another", () => {
    const first = run("export", "--case", file, "--format", "json");
    expect(first).toEqual({
      status: 0,
      out: "",
      err: "3,910 events exported: trailproof-events.json\n",
    });
    const bytes = readFileSync(join(folder, "trailproof-events.json"));
    expect(JSON.parse(bytes.toString()).Records).toHaveLength(3910);
    const second = run("export", "--case", file, "--format", "json", "--name", "CreateUser");
    expect(second.status).toBe(1);
    expect(second.err).toMatch(
      /^trailproof: trailproof-events\.json could not be written: a file of this name is there already and was not overwritten; name another\.\n$/,
    );
    expect(readFileSync(join(folder, "trailproof-events.json"))).toEqual(bytes);
  });

  test("into a folder, and to standard output", () => {
    const inFolder = run("export", "--case", file, "--format", "parquet", "--out", folder);
    expect(inFolder.status).toBe(0);
    expect(readFileSync(join(folder, "trailproof-events.parquet")).subarray(0, 4).toString()).toBe(
      "PAR1",
    );
    const args = ["--name", "CreateUser", "--name", "CreateRole", "--write", "--out", "-"];
    const csv = run("export", "--case", file, "--format", "csv", ...args);
    expect(csv.status).toBe(0);
    const lines = csv.out.trimEnd().split("\r\n");
    expect(lines[0]).toMatch(/^eventTime,eventID,eventSource,eventName,/);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.slice(1).every((line) => /,Create(User|Role),/.test(line))).toBe(true);
    expect(csv.err).toBe(
      `${lines.length - 1} ${lines.length === 2 ? "event" : "events"} exported\n`,
    );
  });

  test.each([
    { args: ["--from", "2026-10-09", "--to", "2026-10-10"], some: true },
    { args: ["--from", "2026-10-09T02:00:00Z", "--to", "2026-10-09T02:00:01Z"], some: false },
    { args: ["--failed"], some: true },
    { args: ["--succeeded", "--read", "--source", "iam.amazonaws.com"], some: true },
    { args: ["--relevant", "--region", "us-east-1"], some: true },
    { args: ["--account", "123456789012", "--text", "DENYWITHOUTMFA"], some: false },
    { args: ["--text", "ADMIN"], some: true },
    { args: ["--key", "no such key"], some: false },
  ])("with $args", ({ args, some }) => {
    const { status, out } = run(
      "export",
      "--case",
      file,
      "--format",
      "json",
      "--out",
      "-",
      ...args,
    );
    expect(status).toBe(0);
    const { Records } = JSON.parse(out);
    expect(Records.length > 0).toBe(some);
    expect(Records.length).toBeLessThan(3910);
  });

  test.each([
    { args: [], says: "needs --format csv, json or parquet" },
    { args: ["--format", "html"], says: "--format html: an export is csv, json or parquet" },
    { args: ["--format", "parquet", "--out", "-"], says: "can't go to standard output" },
    { args: ["--format", "csv", "--failed", "--succeeded"], says: "exclude each other" },
    { args: ["--format", "csv", "--read", "--write"], says: "exclude each other" },
    { args: ["--format", "csv", "--from", "yesterday"], says: "--from yesterday: write a time as" },
    {
      args: ["--format", "csv", "--from", "2026-10-02", "--to", "2026-10-02"],
      says: "--to is not",
    },
    { args: ["--format", "csv", "--name", ""], says: "--name is empty" },
    { args: ["--format", "csv", "--severity", "grave"], says: "--severity grave: use critical" },
    { args: ["--format", "csv", "--finding", "F-01"], says: "has no option --finding" },
    { args: ["--format", "csv", "more"], says: `takes no "more"` },
  ])("wrong usage: $args", ({ args, says }) => {
    expect(() => parseCommandLine(["export", "--case", "x.trailproof", ...args])).toThrow(says);
  });

  test("wrong usage ends with status 2", () => {
    const { status, out, err } = run("export", "--case", file);
    expect({ status, out }).toEqual({ status: 2, out: "" });
    expect(err).toBe("trailproof: trailproof export needs --format csv, json or parquet.\n");
  });

  test("tells what is missing", () => {
    expect(run("export", "--case", join(folder, "no.trailproof"), "--format", "csv")).toMatchObject(
      {
        status: 1,
        err: expect.stringContaining("There is no case file"),
      },
    );
    expect(
      run("export", "--case", file, "--format", "csv", "--out", join(folder, "no", "x.csv")),
    ).toMatchObject({ status: 1, err: expect.stringContaining("There is no file or folder") });
    expect(run("export", "--help").out).toContain("Usage: trailproof export");
  });

  test("a reader that goes away ends it without a word", () => {
    const line = `"${process.execPath}" "${entry}" export --case "${file}" --format json --out - | head -c 100`;
    const { status, stdout, stderr } = spawnSync("bash", ["-c", `set -o pipefail; ${line}`], {
      encoding: "utf8",
    });
    expect({ status, length: stdout.length, stderr }).toEqual({
      status: 0,
      length: 100,
      stderr: "",
    });
  });

  test("a full disk leaves no file", (context) => {
    const small = join(folder, "small");
    mkdirSync(small);
    const mounted = spawnSync("mount", [
      "-t",
      "tmpfs",
      "-o",
      "size=256k",
      "trailproof-test",
      small,
    ]);
    if (mounted.status !== 0) {
      console.warn("skipped: a full disk needs the right to mount a small file system");
      context.skip("no right to mount a small file system");
    }
    try {
      for (const format of ["json", "parquet", "csv"]) {
        const args = ["--raw", "--format", format, "--out", small];
        expect(run("export", "--case", file, ...args)).toMatchObject({
          status: 1,
          out: "",
          err: expect.stringMatching(
            /^trailproof: The disk is full: .*could not be written\. Free/,
          ),
        });
        expect(readdirSync(small)).toEqual([]);
      }
    } finally {
      spawnSync("umount", [small]);
    }
  });

  test("Ctrl-C leaves no file", async () => {
    const many = Array.from({ length: 60_000 }, (_, n) =>
      JSON.stringify({
        eventVersion: "1.10",
        eventID: `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`,
        eventTime: "2026-10-01T00:00:00Z",
        eventSource: "s3.amazonaws.com",
        eventName: "GetObject",
        userAgent: `agent ${n}`,
      }),
    );
    writeFileSync(join(folder, "many.json.gz"), gzipSync(`{"Records":[${many.join(",")}]}`));
    const large = join(folder, "many.trailproof");
    run("import", join(folder, "many.json.gz"), "--case", large);
    const out = join(folder, "cancelled.csv");
    const args = [entry, "export", "--case", large, "--format", "csv", "--out", out];
    const isWriting = (): boolean => readdirSync(folder).some((name) => name.endsWith(".part"));
    const cancelled = async (): Promise<unknown> => {
      const errors = openSync(join(folder, "errors"), "w");
      const child = spawn(process.execPath, args, { stdio: ["ignore", "ignore", errors] });
      const ended = new Promise((resolve) => child.on("exit", resolve));
      while (child.exitCode === null && !isWriting())
        await new Promise((resolve) => setTimeout(resolve, 2));
      child.kill("SIGINT");
      const status = await ended;
      closeSync(errors);
      return status;
    };
    // A run that was done before the signal came is whole, and shows nothing of cancelling: once more.
    let status = await cancelled();
    for (let tries = 1; status === 0 && tries < 5; tries++) {
      expect(existsSync(out)).toBe(true);
      rmSync(out);
      status = await cancelled();
    }
    expect(status).toBe(1);
    expect(isWriting()).toBe(false);
    expect(existsSync(out)).toBe(false);
    expect(readFileSync(join(folder, "errors"), "utf8")).toBe(
      "trailproof: Cancelled. No file was written.\n",
    );
  });
});

describe("trailproof events", () => {
  const events = (...args: readonly string[]): Ran => run("events", "--case", file, ...args);

  test("lists in order of time, from either end, over several pages", () => {
    const first = events("--limit", "450", "--json");
    expect(first).toMatchObject({ status: 0, err: "450 of 3,910 events; --limit shows more\n" });
    const rows: { time: string; eventId: string; file: string }[] = JSON.parse(first.out);
    expect(rows).toHaveLength(450);
    expect(new Set(rows.map(({ eventId }) => eventId)).size).toBe(450);
    expect(rows.map(({ time }) => time)).toEqual(rows.map(({ time }) => time).toSorted());
    expect(rows[0]?.file).toMatch(/build\/sample\/AWSLogs.*\.json\.gz$/);
    const [last] = events("--limit", "1", "--latest").out.split("  ");
    expect((last ?? "") > (rows.at(-1)?.time ?? "")).toBe(true);
  });

  test("prints lines, and says so when there are none", () => {
    const { out, err } = events("--name", "CreateUser");
    const lines = out.trimEnd().split("\n");
    expect(lines.every((line) => / {2}iam\.amazonaws\.com CreateUser {2}/.test(line))).toBe(true);
    expect(err).toBe(lines.length === 1 ? "1 event\n" : `${lines.length} events\n`);
    expect(events("--name", "x")).toEqual({ status: 0, out: "", err: "0 events\n" });
    expect(events("--name", "x", "--json").out).toBe("[]\n");
  });

  test("counts", () => {
    const text = events("--summary", "--source", "iam.amazonaws.com").out;
    expect(text).toMatch(/^[\d,]+ events, 2026-10-01T\d\d:\d\d:\d\dZ to 2026-10-1/);
    expect(text).toMatch(/\nActions \(\d+ different\)\n +[\d,]+ {2}iam\.amazonaws\.com \w+\n/);
    const json = JSON.parse(events("--summary", "--json", "--limit", "1000").out);
    expect(json.events).toBe(3910);
    const sum = (list: { events: number }[]): number =>
      list.reduce((total, one) => total + one.events, 0);
    for (const [name, { top }] of Object.entries<{ top: { events: number }[] }>(json.facets))
      if (name === "technique" || name === "path") expect(sum(top)).toBeGreaterThanOrEqual(3910);
      else expect(sum(top)).toBe(3910);
    expect(sum(json.histogram) + json.untimed).toBe(3910);
  });

  test("a limit that is none", () => {
    const line = ["events", "--case", "x.trailproof", "--limit", "0"];
    expect(() => parseCommandLine(line)).toThrow("--limit 0: use a number");
  });
});
