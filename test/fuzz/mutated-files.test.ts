/**
 * Real and made files, damaged at random: never a crash, a hang, or a count that doesn't add up. Rounds come from a seed:
 * `TRAILPROOF_FUZZ_SEED=… TRAILPROOF_FUZZ_ROUNDS=… vitest run test/fuzz` repeats or extends a run. A failing file is
 * kept, and its place printed.
 */
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { constants, gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createRandom } from "../../build/sample-story/random.ts";
import type { Random } from "../../build/sample-story/random.ts";
import { openCase } from "../../main/db/open-case.ts";
import { listInputs, listProblems } from "../../main/db/read-inputs.ts";
import type { InputRow } from "../../main/db/read-inputs.ts";
import { guidBytes } from "../../main/import/event-id.ts";
import { importPaths } from "../../main/import/import-files.ts";
import type { Json } from "../../shared/cloudtrail-event.ts";
import { isJsonObject } from "../../shared/cloudtrail-event.ts";
import { sniff } from "../../shared/import/sniff.ts";
import type { DumpedRecord } from "../fixtures/case-dump.ts";
import { accountingErrors, recordsOf } from "../fixtures/case-dump.ts";
import { makeFaultArchive, put } from "../fixtures/fault-archive.ts";
import { mutate } from "../fixtures/mutate.ts";
import { countRecords, isReferenceRecord } from "../fixtures/reference-count.ts";

const seed = process.env["TRAILPROOF_FUZZ_SEED"] ?? "fuzz/1";
const rounds = Number(process.env["TRAILPROOF_FUZZ_ROUNDS"] ?? 5);
const filesPerRound = 200;
/** The rest of a large file would be the same again. */
const mostBytes = 60_000;

let folder = "";
let seeds: readonly Buffer[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "trailproof-fuzz-"));
  makeFaultArchive(join(folder, "made"), { files: 14, events: 12, seed: "fuzz" });
  const paths = ["build/sample", "test/fixtures/oddities", join(folder, "made")].flatMap((top) =>
    readdirSync(top, { recursive: true, encoding: "utf8" })
      .toSorted()
      .map((name) => join(top, name))
      .filter((name) => /\.(json|gz|ndjson|log|csv)$/.test(name)),
  );
  // A few of the sample's many equal logs are enough.
  seeds = paths
    .filter((path, i) => !path.startsWith("build/sample") || i % 8 === 0)
    .map((path) => readFileSync(path))
    .filter((bytes) => bytes.length > 0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A damaged file: its text damaged, then perhaps compressed; or its compressed bytes damaged. */
function damaged(random: Random): { readonly name: string; readonly bytes: Buffer } {
  const textOf = (file: Buffer): Buffer =>
    inflated(file)?.subarray(0, mostBytes) ?? file.subarray(0, mostBytes);
  const file = random.pick(seeds);
  const other = random.pick(seeds);
  switch (random.below(4)) {
    case 0: {
      const { bytes, how } = mutate(file.subarray(0, mostBytes), random, other);
      return { name: `as-stored-${how}`, bytes };
    }
    case 1: {
      const { bytes, how } = mutate(textOf(file), random, textOf(other));
      return { name: `text-then-gzip-${how}`, bytes: gzipSync(bytes) };
    }
    case 2: {
      const { bytes, how } = mutate(gzipSync(textOf(file)), random, gzipSync(textOf(other)));
      return { name: `gzip-${how}`, bytes };
    }
    default: {
      const { bytes, how } = mutate(textOf(file), random, textOf(other));
      return { name: `text-${how}`, bytes };
    }
  }
}

/** The text of a file that is whole, up to three times compressed; null where the compression is damaged. */
function inflated(file: Buffer): Buffer | null {
  let text = file;
  for (let packings = 0; text[0] === 0x1f && text[1] === 0x8b; packings++) {
    if (packings === 3) return null;
    try {
      text = gunzipSync(text, { finishFlush: constants.Z_FINISH });
    } catch {
      return null;
    }
  }
  return text;
}

test.each(Array.from({ length: rounds }, (_, round) => round))(
  `round %i of ${rounds}`,
  { timeout: 120_000 },
  async (round) => {
    const repeat = `TRAILPROOF_FUZZ_SEED=${seed} TRAILPROOF_FUZZ_ROUNDS=${round + 1} vitest run test/fuzz`;
    const random = createRandom(`${seed}/${round}`);
    const logs = join(folder, `round-${round}`);
    for (let i = 0; i < filesPerRound; i++) {
      const { name, bytes } = damaged(random);
      put(logs, `${String(i).padStart(3, "0")}-${name}.json`, bytes);
    }
    const casePath = join(folder, `round-${round}.trailproof`);
    const db = openCase(casePath, { create: true });
    const wrong: string[] = [];
    try {
      expect(
        await importPaths(db, casePath, {
          program: "test",
          now: Date.UTC(2026, 10, 22),
          paths: [logs],
        }),
        repeat,
      ).toBe(true);
      expect(accountingErrors(db), repeat).toEqual([]);
      expect(db.pragma("integrity_check", { simple: true })).toBe("ok");
      const problems = Map.groupBy(
        listProblems(db).filter((p) => !p.isNote),
        (p) => p.input,
      );
      const records = Map.groupBy(recordsOf(db, casePath), ({ path }) => path);
      for (const input of listInputs(db)) {
        const path = join(input.root, input.path);
        const errors = fileErrors(
          readFileSync(path),
          input,
          records.get(path) ?? [],
          (problems.get(input.id) ?? []).map((p) => p.reason),
        );
        if (errors.length > 0) wrong.push(`${keep(path)}: ${errors.slice(0, 3).join("; ")}`);
      }
    } finally {
      db.close();
    }
    expect(wrong, `repeat with: ${repeat}`).toEqual([]);
  },
);

/** Keeps a file that showed an error; its path. */
function keep(path: string): string {
  const place = join(tmpdir(), "trailproof-fuzz-failures");
  mkdirSync(place, { recursive: true });
  const kept = join(place, `${seed.replaceAll("/", "-")}-${basename(path)}`);
  copyFileSync(path, kept);
  return kept;
}

/** What is wrong about the import of one file. */
function fileErrors(
  file: Buffer,
  input: InputRow,
  records: readonly DumpedRecord[],
  problems: readonly string[],
): readonly string[] {
  const errors: string[] = [];
  if (input.sha256 !== createHash("sha256").update(file).digest("hex"))
    errors.push("another SHA-256");
  if (records.length !== input.records)
    errors.push(`${records.length} records stored, the file says ${input.records}`);
  let end = 0;
  for (const { raw, offset, record, line } of records) {
    // An envelope's records lie behind each other too: nothing is read twice.
    if (offset < end) errors.push(`record ${record} begins inside the one before`);
    end = offset + raw.length;
    errors.push(...recordErrors(raw, line).map((error) => `record ${record} ${error}`));
  }
  const text = inflated(file);
  if (text === null) {
    if (problems.length === 0) errors.push("damaged compression, and no problem");
    return errors;
  }
  const kind = sniff(text.subarray(0, 65_536));
  if (kind.kind !== "json") {
    if (records.length > 0) errors.push(`${records.length} records in a ${kind.kind}`);
    return errors;
  }
  const utf8 =
    kind.encoding === "utf-8"
      ? text
      : Buffer.from(new TextDecoder(kind.encoding, { ignoreBOM: true }).decode(text));
  for (const { raw, offset, record } of records)
    if (!utf8.subarray(offset, offset + raw.length).equals(raw))
      errors.push(`record ${record} is not what stands at byte ${offset}`);
  // What inflates to two hundred times its size is not read, and said to be a bomb.
  if (problems.some((p) => p.includes("times its size"))) return errors;
  const reference = countRecords(new TextDecoder().decode(utf8));
  if (reference !== null && records.length < reference.records)
    errors.push(`${records.length} records, JSON.parse finds ${reference.records}`);
  if (reference === null && problems.length === 0 && !kind.hasText)
    errors.push("text that is no JSON, and no problem");
  return errors;
}

function recordErrors(raw: Buffer, line: string): readonly string[] {
  let value: Json;
  try {
    // JSON.parse makes nothing else.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    value = JSON.parse(raw.toString()) as Json;
  } catch {
    return ["is not JSON"];
  }
  if (!isReferenceRecord(value)) return ["is no record"];
  const id = isJsonObject(value) && Object.hasOwn(value, "eventID") ? value["eventID"] : null;
  const guid = guidBytes(typeof id === "string" ? id : "");
  return guid === null || line.includes(Buffer.from(guid).toString("hex"))
    ? []
    : ["is stored under another id"];
}
