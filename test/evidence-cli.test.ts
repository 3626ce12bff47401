import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Trail } from "./fixtures/digest-chain.ts";
import { createTrail, headJson, keyList, makeKey, writeFiles } from "./fixtures/digest-chain.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "trailproof-evidence-cli-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const key = makeKey();
const entry = join(process.cwd(), "main/cli/trailproof.ts");

interface Ran {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

function run(...args: readonly string[]): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [entry, ...args], {
    encoding: "utf8",
    cwd: folder,
  });
  return { status, out: stdout, err: stderr };
}

/** Four hours with log files but in the second; imports them, and writes keys and the newest signature. */
function made(change: (trail: Trail, logs: readonly string[]) => void = () => undefined): string {
  const trail = createTrail({ key, start: Date.UTC(2026, 9, 1, 8) });
  const hours = [1, 0, 0, 1].map((logs, i) => trail.hour({ isStart: i === 0, logs }));
  const newest = hours[3]!.digest;
  change(
    trail,
    hours.flatMap((one) => one.logs),
  );
  writeFiles(join(folder, "logs"), trail.files);
  writeFileSync(join(folder, "keys.json"), keyList(key));
  writeFileSync(join(folder, "head.json"), headJson(trail.signatures.get(newest)!));
  expect(run("import", "logs", "--case", "c.trailproof").status).toBe(0);
  return newest;
}

const verifyArgs = ["verify", "--case", "c.trailproof", "--keys", "keys.json"] as const;

interface Verified {
  readonly verdict: string | null;
  readonly originals: unknown;
  readonly stored: unknown;
  readonly imports: readonly { readonly paths: readonly string[] }[];
  readonly files: readonly { readonly path: string; readonly original: string }[];
  readonly digests: readonly { readonly status: string; readonly path: string | null }[];
  readonly logs: readonly { readonly status: string; readonly sentence: string }[];
  readonly chains: readonly { readonly stretches: readonly unknown[] }[];
  readonly coverage: { readonly places: readonly { readonly hours: unknown }[] };
}

describe("verify", () => {
  test("of sound evidence ends with status 0", () => {
    made();
    const { status, out, err } = run(...verifyArgs, "--head", "head.json");
    expect([status, err]).toEqual([0, ""]);
    expect(out).toMatch(/^Imported 20\S+ by .* on .* with Trailproof .* \(done\): \["logs"\]$/m);
    expect(out).toMatch(/^Originals: 6 the same, 0 different, 0 gone, 0 unreadable$/m);
    expect(out).toMatch(/^Stored: 4 records of 6 files read again, all as imported$/m);
    expect(out).toMatch(/^Digests: 4 valid$/m);
    expect(out).toMatch(/^Log files: 2 valid$/m);
    expect(out).toMatch(/complete {2}2026-10-01T08:00:00Z to 2026-10-01T12:00:00Z/);
    expect(out).toMatch(/rests on where you got them/);
  });

  test("names the digest of a signature", () => {
    const newest = made();
    const { status, out } = run(...verifyArgs, "--head", `head.json:${basename(newest)}`);
    expect(status).toBe(0);
    expect(out).toMatch(/^Digests: 4 valid$/m);
  });

  test("without keys says that nothing was checked, with status 0", () => {
    made();
    const { status, out } = run("verify", "--case", "c.trailproof");
    expect(status).toBe(0);
    expect(out).toMatch(/^Digests: 4 unsigned$/m);
    expect(out).toMatch(/Public keys: none given \(--keys\)/);
    expect(out).toMatch(/^digest unsigned: .* and 3 other files: No public key/m);
  });

  test("says that keys came from the evidence, in the report too", () => {
    made((trail) => trail.files.set("keys.json", Buffer.from(keyList(key))));
    const args = ["verify", "--case", "c.trailproof", "--head", "head.json"];
    const { status, out } = run(...args, "--keys-from-case");
    expect(status).toBe(0);
    expect(out).toMatch(/^Digests: 4 valid$/m);
    expect(out).toMatch(/^Public keys: [0-9a-f]{32} \(from the evidence\)$/m);
    expect(out).toMatch(/^Keys that came from the evidence itself were used/m);
    expect(run("report", "--case", "c.trailproof", "--out", "r.html").status).toBe(0);
    expect(readFileSync(join(folder, "r.html"), "utf8")).toMatch(/Keys came from the evidence\./);
    const json = JSON.parse(run(...args, "--keys-from-case", "--json").out) as object;
    expect(json).toMatchObject({
      publicKeysFromEvidence: [key.fingerprint],
      publicKeysNote: expect.stringMatching(/Evidence can't vouch for itself/),
    });
    const given = run(...verifyArgs, "--head", "head.json", "--keys-from-case").out;
    expect(given).not.toMatch(/from the evidence/);
  });

  test("of an altered log ends with status 1 and one sentence, and everything as JSON", () => {
    made((trail, logs) => {
      const text = gunzipSync(trail.files.get(logs[0]!)!).toString("utf8");
      trail.files.set(logs[0]!, gzipSync(text.replace("role-", "rule-")));
    });
    const human = run(...verifyArgs, "--head", "head.json");
    expect(human.status).toBe(1);
    expect(human.err).toBe("trailproof: The evidence is not whole: 1 log file was altered.\n");
    expect(human.out).toMatch(
      /^log altered: logs\/AWSLogs\/.*: Its content is not what the digest/m,
    );
    const json = run(...verifyArgs, "--head", "head.json", "--json");
    expect(json.status).toBe(1);
    const all = JSON.parse(json.out) as Verified;
    expect(all).toMatchObject({
      verdict: "The evidence is not whole: 1 log file was altered.",
      originals: { same: 6 },
      stored: { files: 6, records: 4, differingFiles: 0 },
      imports: [{ paths: ["logs"] }],
      coverage: { places: [{ hours: { events: 2, quiet: 2, missing: 0, unknown: 0 } }] },
    });
    expect(all.files.map((one) => one.original)).toEqual(Array(6).fill("same"));
    expect(all.digests.map((one) => one.status)).toEqual(["valid", "valid", "valid", "valid"]);
    expect(all.logs.map((one) => one.status).toSorted()).toEqual(["altered", "valid"]);
    expect(all.chains[0]!.stretches).toHaveLength(2);
    const report = run("report", "--case", "c.trailproof", "--out", "r.html");
    expect(report.status).toBe(0);
  });

  test("of a changed original and a signature that fits nothing", () => {
    made((trail) => writeFileSync(join(folder, "x"), String(trail.files.size)));
    writeFileSync(join(folder, "head.json"), headJson("00ff"));
    rmSync(join(folder, "logs"), { recursive: true });
    const { status, out, err } = run(...verifyArgs, "--head", "head.json");
    expect(status).toBe(1);
    expect(err).toMatch(/1 signature fits no digest\.$/m);
    expect(out).toMatch(/6 gone/);
    expect(out).toMatch(/head\.json: its signature fits no digest/);
  });

  test("of a damaged case tells it, as one whole JSON document too", () => {
    made();
    const db = new Database(join(folder, "c.trailproof"));
    db.exec(
      `UPDATE segment SET data = substr(data, 9) WHERE input = (SELECT min(input) FROM segment)`,
    );
    db.close();
    const words =
      "trailproof: The evidence is not whole: 1 file is not stored as it was imported.\n";
    const human = run(...verifyArgs, "--head", "head.json");
    expect([human.status, human.err]).toEqual([1, words]);
    expect(human.out).toMatch(
      /^stored: .*The stored events of the segment of records 1 to 2 can’t/m,
    );
    const json = run(...verifyArgs, "--head", "head.json", "--json");
    expect([json.status, json.err]).toEqual([1, words]);
    expect(JSON.parse(json.out)).toMatchObject({
      stored: { differingFiles: 1 },
      coverage: null,
      coverageNote: expect.stringMatching(/^There is no coverage: the stored events of input/),
    });
    const coverage = run("coverage", "--case", "c.trailproof");
    expect(coverage).toMatchObject({ status: 1, out: "" });
    expect(coverage.err).toMatch(/is damaged: the stored events of input/);
  });

  test("that fails leaves no half JSON", () => {
    made();
    const db = new Database(join(folder, "c.trailproof"));
    db.exec(`UPDATE import_run SET paths = '['`);
    db.close();
    expect(run(...verifyArgs, "--json")).toMatchObject({ status: 1, out: "" });
  });

  test.each([
    [["verify"], 2, /needs --case/],
    [["verify", "x", "--case", "c"], 2, /takes no "x"/],
    [["verify", "--case", "no.trailproof"], 1, /There is no case file/],
    [["coverage", "--case", "c", "--keys", "k"], 2, /has no option --keys/],
  ])("%j is refused", (args, status, words) => {
    const ran = run(...args);
    expect(ran.status).toBe(status);
    expect(ran.err).toMatch(words);
  });

  test("a key file that is none is refused before anything is done", () => {
    made();
    writeFileSync(join(folder, "keys.json"), "[]");
    expect(run(...verifyArgs)).toMatchObject({ status: 1, out: "" });
  });
});

describe("export", () => {
  /** `record status` of all events, in the order of the table. */
  function statuses(): readonly string[] {
    const { out, status } = run(
      "export",
      "--case",
      "c.trailproof",
      "--format",
      "csv",
      "--out",
      "-",
    );
    expect(status).toBe(0);
    const [header = "", ...lines] = out.trimEnd().split("\r\n");
    expect(header.endsWith(",digestStatus")).toBe(true);
    return lines.map((line) => {
      const cells = line.split(",");
      return `${cells.at(-4)!} ${cells.at(-1)!}`;
    });
  }

  test("gives what digests say of each event's file", () => {
    made((trail, logs) => {
      const text = gunzipSync(trail.files.get(logs[0]!)!).toString("utf8");
      trail.files.set(logs[0]!, gzipSync(text.replace("role-", "rule-")));
    });
    expect(statuses()).toEqual(["1 ", "2 ", "1 ", "2 "]);
    expect(run(...verifyArgs, "--head", "head.json").status).toBe(1);
    expect(statuses()).toEqual(["1 altered", "2 altered", "1 valid", "2 valid"]);
  });

  test("counts an event as proved that stands in a valid file too", () => {
    made((trail, logs) => {
      const text = gunzipSync(trail.files.get(logs[0]!)!).toString("utf8");
      // Before it by path, with other white space: listed by no digest, but the same events.
      trail.files.set("AAA.json", Buffer.from(JSON.stringify(JSON.parse(text), null, 1)));
    });
    expect(run(...verifyArgs, "--head", "head.json").status).toBe(0);
    expect(statuses()).toEqual(["1 valid", "2 valid", "1 valid", "2 valid"]);
    const db = new Database(join(folder, "c.trailproof"));
    db.exec(`DELETE FROM log_validation WHERE status = 'valid'`);
    db.close();
    expect(statuses()).toEqual(["1 not-covered", "2 not-covered", "1 ", "2 "]);
  });
});

describe("coverage", () => {
  test("tells quiet, missing and unknown hours, and when logging was off", () => {
    made((trail, logs) => {
      trail.files.delete(logs[1]!);
      const call = (hour: number, eventName: string): object => ({
        eventVersion: "1.10",
        eventID: `00000000-0000-4000-8000-0000000000${hour}`,
        eventTime: `2026-10-01T${hour}:30:00Z`,
        eventSource: "cloudtrail.amazonaws.com",
        eventName,
        awsRegion: "us-east-1",
        recipientAccountId: "123456789012",
        requestParameters: { name: "example_trail" },
      });
      trail.files.set(
        "trail.json",
        Buffer.from(
          JSON.stringify({
            Records: [
              call(13, "StopLogging"),
              call(15, "StartLogging"),
              { ...call(16, "StopLogging"), errorCode: "AccessDenied" },
            ],
          }),
        ),
      );
    });
    const { status, out } = run("coverage", "--case", "c.trailproof");
    expect(status).toBe(0);
    expect(out).toMatch(/^9 hours, 2026-10-01T08:00:00Z to 2026-10-01T17:00:00Z, 4 digests$/m);
    expect(out).toMatch(/^123456789012 us-east-1 +5 +4 +2 +1 +2$/m);
    expect(out).toMatch(/missing: 2026-10-01T11:00:00Z to 2026-10-01T12:00:00Z \(1 hour\)/);
    expect(out).toMatch(
      /Logging off: account 123456789012, us-east-1, 2026-10-01T13:30:00Z to 2026-10-01T15:30:00Z\./,
    );
    expect(out).toMatch(/log in us-east-1, which is in the evidence/);
    const json = JSON.parse(run("coverage", "--case", "c.trailproof", "--json").out) as {
      readonly places: readonly { readonly ranges: readonly { readonly state: string }[] }[];
      readonly loggingOff: readonly unknown[];
    };
    expect(json.places[0]!.ranges.map((one) => one.state)).toEqual([
      "events",
      "quiet",
      "missing",
      "unknown",
      "events",
      "unknown",
      "events",
    ]);
    expect(json.loggingOff).toHaveLength(1);
  });
});
