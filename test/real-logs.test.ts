/**
 * The import against the slow and obvious way, JSON.parse, over logs that are not part of the project: set
 * TRAILPROOF_LOGS to a folder of them. The project's own sample is always read.
 */
import { globSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import type { Json } from "../shared/cloudtrail-event.ts";
import { canonicalJson } from "../shared/import/canonical-json.ts";
import { listInputs } from "../main/db/read-inputs.ts";
import { openCase } from "../main/db/open-case.ts";
import { importPaths } from "../main/import/import-files.ts";
import { recordsOf } from "./fixtures/case-dump.ts";
import { isReferenceRecord } from "./fixtures/reference-count.ts";

const folder = mkdtempSync(join(tmpdir(), "trailproof-real-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** The records of a JSON value, where they stand as objects; outer ones only. */
function recordsIn(value: Json): readonly Json[] {
  if (isReferenceRecord(value)) return [value];
  if (Array.isArray(value)) return value.flatMap(recordsIn);
  return value !== null && typeof value === "object" ? Object.values(value).flatMap(recordsIn) : [];
}

/** The values of a JSON file, also one value a line; null when it is anything else. */
function valuesOf(path: string): readonly Json[] | null {
  const bytes = readFileSync(path);
  try {
    const text = (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString();
    try {
      return [JSON.parse(text) as Json];
    } catch {
      return text
        .split("\n")
        .filter((line) => line.trim() !== "")
        .map((line) => JSON.parse(line) as Json);
    }
  } catch {
    return null;
  }
}

const logs = process.env["TRAILPROOF_LOGS"];
if (logs === undefined)
  console.warn("skipped: real logs are compared when TRAILPROOF_LOGS names a folder of them");

test.for(logs === undefined ? ["build/sample"] : ["build/sample", logs])(
  "every record that JSON.parse finds in %s comes in, with the same content",
  { timeout: 300_000 },
  async (root) => {
    const path = join(folder, "real.trailproof");
    rmSync(path, { force: true });
    const db = openCase(path, { create: true });
    await importPaths(db, path, { paths: [root], program: "test", now: Date.now() });
    const found = Map.groupBy(recordsOf(db, path), (record) => record.path);
    const formats = new Map(listInputs(db).map((i) => [join(i.root, i.path), i.format]));
    let compared = 0;
    for (const name of globSync("**/*", { cwd: root })) {
      const file = join(root, name);
      if (!statSync(file).isFile() || statSync(file).size > 64 * 1024 * 1024) continue;
      const wanted = valuesOf(file)?.flatMap(recordsIn) ?? [];
      const texts = (found.get(file) ?? []).map((record) => record.raw.toString());
      // A file may hold more than stands in it as objects: records inside texts. All objects must be among them.
      const have = texts.map((text) => canonicalJson(JSON.parse(text) as Json)).toSorted();
      const want = wanted.map(canonicalJson).toSorted();
      if (have.length === want.length) expect(have, file).toEqual(want);
      else {
        const all = new Set(have);
        const lost = want.filter((text) => !all.has(text));
        expect(lost, `${file}: ${formats.get(file)}`).toEqual([]);
      }
      compared += want.length;
    }
    expect(compared).toBeGreaterThan(root === "build/sample" ? 3000 : 0);
    db.close();
  },
);
