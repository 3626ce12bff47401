import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { noEngagement } from "../../shared/ipc/case.ts";
import { changeEngagement, readEngagement, writeEngagement } from "./engagement.ts";
import { redoByHand, undoByHand } from "./journal.ts";
import type { CaseDb } from "./open-case.ts";
import { openCase } from "./open-case.ts";

const hand = { at: "2026-03-17T14:22:00Z", who: "L. Haas" };
const first = { ...noEngagement, client: "Example Retail GmbH" };
const second = {
  ...first,
  title: "IAM change review",
  accounts: [{ id: "123456789012", name: "production" }],
};

let folder = "";
let db: CaseDb;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "trailproof-engagement-"));
  db = openCase(join(folder, "case.trailproof"), { create: true });
});
afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

test("what is said of the engagement can be changed, taken back and done again", () => {
  expect(readEngagement(db)).toEqual(noEngagement);
  writeEngagement(db, first);
  expect(readEngagement(db)).toEqual(first);
  changeEngagement(db, first, hand);
  expect(undoByHand(db, hand)).toBeNull();
  changeEngagement(db, second, hand);
  expect(readEngagement(db)).toEqual(second);
  expect(undoByHand(db, hand)).toMatchObject({ kind: "engagement" });
  expect(readEngagement(db)).toEqual(first);
  expect(redoByHand(db, hand)).toMatchObject({ kind: "engagement" });
  expect(readEngagement(db)).toEqual(second);
});
