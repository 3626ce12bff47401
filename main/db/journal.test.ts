import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  changesOf,
  countDecided,
  listHandValues,
  listViews,
  redoByHand,
  setByHand,
  undoByHand,
} from "./journal.ts";
import type { HandKind } from "./journal.ts";
import type { CaseDb } from "./open-case.ts";
import { openCase } from "./open-case.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "trailproof-journal-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const hand = { at: "2026-10-20T08:00:00Z", who: "L. Haas" };

function set(
  db: CaseDb,
  kind: HandKind,
  subjects: readonly string[],
  value: string | null,
  item = "",
) {
  return setByHand(db, hand, kind, () => subjects.map((subject) => ({ subject, item, value })));
}

function values(db: CaseDb): Readonly<Record<string, string>> {
  return Object.fromEntries(
    listHandValues(db).map(({ kind, subject, item, value }) => [
      `${kind} ${subject} ${item}`,
      value,
    ]),
  );
}

describe("the journal", () => {
  test("takes back a change of many findings as one, and does it again, also after a restart", () => {
    const path = join(folder, "a.trailproof");
    let db = openCase(path, { create: true });
    set(db, "status", ["a", "b", "c"], "confirmed");
    set(db, "owner", ["b"], "M. Roth");
    db.close();
    db = openCase(path, { create: false });
    expect(undoByHand(db, hand)).toMatchObject({ kind: "owner", count: 1, isUndone: true });
    expect(undoByHand(db, hand)).toMatchObject({ kind: "status", count: 3, isUndone: true });
    expect(undoByHand(db, hand)).toBeNull();
    expect(values(db)).toEqual({});
    db.close();
    db = openCase(path, { create: false });
    expect(redoByHand(db, hand)).toMatchObject({ kind: "status", count: 3, isUndone: false });
    expect(values(db)).toEqual({
      "status a ": "confirmed",
      "status b ": "confirmed",
      "status c ": "confirmed",
    });
    set(db, "status", ["c"], "fixed");
    expect(redoByHand(db, hand)).toBeNull();
    db.close();
  });

  test("keeps every line, with what it takes back", () => {
    const db = openCase(join(folder, "a.trailproof"), { create: true });
    set(db, "status", ["a"], "confirmed");
    undoByHand(db, { ...hand, who: "M. Roth" });
    redoByHand(db, hand);
    expect(
      changesOf(db, "a").map(({ record, lines }) => [
        record.id,
        record.who,
        record.about,
        record.isUndone,
        lines.map(({ before, after }) => [before, after]),
      ]),
    ).toEqual([
      [1, "L. Haas", null, false, [[null, "confirmed"]]],
      [2, "M. Roth", { change: 1, isAgain: false }, false, [["confirmed", null]]],
      [3, "L. Haas", { change: 1, isAgain: true }, false, [[null, "confirmed"]]],
    ]);
    db.close();
  });

  test("leaves out what has its value already", () => {
    const db = openCase(join(folder, "a.trailproof"), { create: true });
    set(db, "status", ["a"], "confirmed");
    expect(set(db, "status", ["a", "b"], "confirmed")).toMatchObject({ count: 1 });
    expect(set(db, "status", ["a", "b"], "confirmed")).toBeNull();
    db.close();
  });

  test.each([
    "UPDATE hand_change SET who = 'x'",
    "DELETE FROM hand_change",
    "UPDATE hand_line SET after = 'x'",
    "DELETE FROM hand_line",
  ])("refuses %s", (sql) => {
    const db = openCase(join(folder, "a.trailproof"), { create: true });
    set(db, "status", ["a"], "confirmed");
    expect(() => db.exec(sql)).toThrow("append-only");
    db.close();
  });

  test("counts decided findings of the case alone", () => {
    const db = openCase(join(folder, "a.trailproof"), { create: true });
    db.exec(
      `INSERT INTO finding (key, t, severity, block, place, own_severity) VALUES ('a', 1, 1, 1, 0, 1), ('b', 1, 1, 1, 1, 1), ('c', 1, 1, 1, 2, 1)`,
    );
    set(db, "status", ["a", "b", "gone"], "confirmed");
    set(db, "status", ["b"], "open");
    expect(countDecided(db)).toBe(1);
    db.close();
  });

  test("keeps views as changes that can be taken back", () => {
    const db = openCase(join(folder, "a.trailproof"), { create: true });
    set(db, "view", ["findings"], "one", "Night");
    set(db, "view", ["findings"], "two", "Night");
    set(db, "view", ["events"], "three", "Keys");
    expect(listViews(db, "findings")).toEqual([
      { id: 1, screen: "findings", name: "Night", state: "two" },
    ]);
    set(db, "view", ["findings"], null, "Night");
    expect(listViews(db, null).map(({ name }) => name)).toEqual(["Keys"]);
    undoByHand(db, hand);
    expect(listViews(db, "findings")).toMatchObject([{ id: 1, state: "two" }]);
    db.close();
  });
});

const kinds = ["status", "owner", "check", "note"] as const;
type Step =
  | {
      readonly do: "set";
      readonly kind: HandKind;
      readonly subjects: readonly string[];
      readonly item: string;
      readonly value: string | null;
    }
  | { readonly do: "undo" | "redo" | "reopen" };

const steps = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        do: fc.constant("set" as const),
        kind: fc.constantFrom(...kinds),
        subjects: fc.uniqueArray(fc.constantFrom("a", "b", "c", "d"), { minLength: 1 }),
        item: fc.constantFrom("", "1"),
        value: fc.constantFrom("x", "y", null),
      }),
    },
    { weight: 4, arbitrary: fc.record({ do: fc.constantFrom("undo", "redo", "reopen") }) },
  ),
  { maxLength: 40 },
);

test("any sequence of changes, undo, redo and restarts equals a simple model", () => {
  let cases = 0;
  fc.assert(
    fc.property(steps, (all: readonly Step[]) => {
      const path = join(folder, `${cases++}.trailproof`);
      let db = openCase(path, { create: true });
      const past: Readonly<Record<string, string>>[] = [];
      const future: Readonly<Record<string, string>>[] = [];
      let now: Readonly<Record<string, string>> = {};
      for (const step of all) {
        if (step.do === "reopen") {
          db.close();
          db = openCase(path, { create: false });
        } else if (step.do === "set") {
          const next = { ...now };
          for (const subject of step.subjects) {
            const key = `${step.kind} ${subject} ${step.item}`;
            if (step.value === null) delete next[key];
            else next[key] = step.value;
          }
          const record = set(db, step.kind, step.subjects, step.value, step.item);
          const isSame = linesOf(next) === linesOf(now);
          expect(record === null).toBe(isSame);
          if (record !== null) {
            past.push(now);
            future.length = 0;
            now = next;
          }
        } else {
          const [from, to] = step.do === "undo" ? [past, future] : [future, past];
          const target = from.pop();
          const record = step.do === "undo" ? undoByHand(db, hand) : redoByHand(db, hand);
          expect(record === null).toBe(target === undefined);
          if (target !== undefined) {
            to.push(now);
            now = target;
          }
        }
        expect(values(db)).toEqual(now);
      }
      db.close();
    }),
    { numRuns: 60 },
  );
});

function linesOf(all: Readonly<Record<string, string>>): string {
  return Object.entries(all)
    .map(([key, value]) => `${key}=${value}`)
    .toSorted()
    .join("\n");
}
