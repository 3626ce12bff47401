import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openCase } from "../db/open-case.ts";
import { createRepeatedIds } from "../db/repeated-ids.ts";
import { importPaths } from "./import-files.ts";
import { resolveDuplicates } from "./resolve-duplicates.ts";

test("however many ids a pass takes, and however often it runs, the result is the same", async () => {
  const folder = mkdtempSync(join(tmpdir(), "trailproof-test-"));
  const path = join(folder, "case.trailproof");
  const records = Array.from({ length: 400 }, (_, i) => ({
    eventVersion: "1.10",
    eventID: `${String((i % 90) * 7_919_317).padStart(8, "0")}-0000-4000-8000-${String(i % 90).padStart(12, "0")}`,
    eventTime: "2026-10-01T00:00:00Z",
    eventSource: "s3.amazonaws.com",
    eventName: "GetObject",
    requestParameters: { key: i % 17 },
  }));
  writeFileSync(join(folder, "log.json"), JSON.stringify({ Records: records }));
  const db = openCase(path, { create: true });
  try {
    await importPaths(db, path, {
      paths: [join(folder, "log.json")],
      program: "test",
      now: Date.UTC(2026, 10, 22),
    });
    const result = (): unknown => ({
      duplicates: db.prepare(`SELECT * FROM duplicate`).all(),
      variants: db.prepare(`SELECT * FROM variant`).all(),
      notes: db.prepare(`SELECT position, record, reason FROM problem ORDER BY record`).all(),
    });
    const first = result();
    const different = new Set(records.map((r) => JSON.stringify(r))).size;
    expect(db.prepare<[], number>(`SELECT count(*) FROM duplicate`).pluck().get()).toBe(
      400 - different,
    );
    expect(db.prepare<[], number>(`SELECT count(*) FROM variant`).pluck().get()).toBe(
      different - 90,
    );
    const ids = createRepeatedIds(db, 0).all();
    for (const perPass of [1, 7, 60, 100_000]) {
      await resolveDuplicates(
        db,
        path,
        ids,
        new Map(),
        () => false,
        () => undefined,
        perPass,
      );
      expect(result(), `${perPass} a pass`).toEqual(first);
    }
  } finally {
    db.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
