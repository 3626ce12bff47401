import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { appendLive, checkLiveChain, liveHead } from "./live-journal.ts";
import { openCase } from "./open-case.ts";
import type { CaseDb } from "./open-case.ts";

const root = mkdtempSync(join(tmpdir(), "trailproof-journal-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let db: CaseDb;
let n = 0;
beforeEach(() => {
  db = openCase(join(root, `${n++}.trailproof`), { create: true });
  for (let i = 0; i < 5; i++)
    appendLive(db, {
      at: "2026-03-01T10:00:00Z",
      kind: "switch",
      run: null,
      step: null,
      body: { isOn: i % 2 === 0 },
    });
  return () => db.close();
});

/** As somebody does who can write to the file. */
const without = (triggers: readonly string[], sql: string): void => {
  for (const trigger of triggers) db.exec(`DROP TRIGGER ${trigger}`);
  db.exec(sql);
};

test("a journal as it was written", () => {
  const chain = checkLiveChain(db);
  expect(chain).toEqual({ lines: 5, head: liveHead(db).hash, broken: null });
  expect(liveHead(db).lines).toBe(5);
});

test.each([
  `UPDATE live_line SET at = '' WHERE id = 2`,
  `DELETE FROM live_line WHERE id = 5`,
  `INSERT OR REPLACE INTO live_line SELECT id, at, kind, run, step, body, prev, 'x' FROM live_line WHERE id = 5`,
  `INSERT INTO live_line SELECT 7, at, kind, run, step, body, prev, 'x' FROM live_line WHERE id = 5`,
  `UPDATE live_head SET lines = 4`,
  `DELETE FROM live_head`,
])("refused: %s", (sql) => {
  expect(() => db.exec(sql)).toThrow("the journal is append-only");
  expect(checkLiveChain(db).broken).toBeNull();
});

test.each([
  {
    name: "a line altered",
    triggers: ["live_line_update"],
    sql: `UPDATE live_line SET body = '{}' WHERE id = 2`,
    broken: "its line 2 does not fit",
  },
  {
    name: "a line taken out",
    triggers: ["live_line_delete"],
    sql: `DELETE FROM live_line WHERE id = 3`,
    broken: "its line 4 does not fit",
  },
  {
    name: "lines cut off the end",
    triggers: ["live_line_delete"],
    sql: `DELETE FROM live_line WHERE id > 3`,
    broken: "it has 3 lines, and 5 were written",
  },
  {
    name: "all lines gone",
    triggers: ["live_line_delete"],
    sql: `DELETE FROM live_line`,
    broken: "it has 0 lines, and 5 were written",
  },
  {
    name: "the count gone",
    triggers: ["live_head_delete"],
    sql: `DELETE FROM live_head`,
    broken: "it has 5 lines, and 0 were written",
  },
])("seen: $name", ({ triggers, sql, broken }) => {
  without(triggers, sql);
  expect(checkLiveChain(db).broken).toBe(broken);
});

test("cut off with care, it is seen by a hash that was noted alone", () => {
  const noted = liveHead(db).hash;
  without(
    ["live_line_delete", "live_head_update"],
    `DELETE FROM live_line WHERE id > 3;
     UPDATE live_head SET lines = 3, hash = (SELECT hash FROM live_line WHERE id = 3)`,
  );
  expect(checkLiveChain(db).broken).toBeNull();
  expect(checkLiveChain(db, [noted]).broken).toBe(`no line has the hash ${noted}`);
});

test("a noted hash of an earlier line holds after more lines", () => {
  const noted = liveHead(db).hash;
  const body = { isOn: true };
  appendLive(db, { at: "2026-03-02T10:00:00Z", kind: "switch", run: null, step: null, body });
  expect(checkLiveChain(db, [noted.toUpperCase()]).broken).toBeNull();
});
