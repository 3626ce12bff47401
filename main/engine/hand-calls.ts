/** Changes by hand: statuses, owners, ticks, notes, named filters; taken back and done again. */
import type { FindingSubject, HandChange, HandEdit, SavedView } from "../../shared/ipc/findings.ts";
import { checkTexts } from "../db/finding-summary.ts";
import type { ListedFinding } from "../db/findings.ts";
import { findingById, findingIdOf } from "../db/findings.ts";
import type { HandKind, HandRecord, HandThing } from "../db/journal.ts";
import { listViews, setByHand } from "../db/journal.ts";
import type { CaseDb } from "../db/open-case.ts";
import { redoChange, undoChange } from "../db/rule-settings.ts";
import { badRequest } from "./engine-failure.ts";
import { matching } from "./finding-filter.ts";
import type { FindingTable, FindingTables } from "./finding-table.ts";
import { handChange } from "./hand-words.ts";
import { handNow } from "./hand-now.ts";
import type { EngineHandlers } from "./protocol.ts";
import type { Session } from "./session.ts";

type HandCalls = Pick<
  EngineHandlers,
  "editFindings" | "undoEdit" | "redoEdit" | "views" | "saveView" | "removeView"
>;

/** Longer notes and names are a mistake. */
const maxText = 20_000;

/** The calls that change what people set, over the table that lists show. */
export function createHandCalls(session: Session, tables: FindingTables): HandCalls {
  /** Tells all windows, and keeps what was read of the findings. */
  const done = (record: HandRecord): HandChange => {
    const { db } = session.current();
    // Settings of rules change which findings lists show: all are read again.
    session.changed(record.kind === "rule" ? "rules" : "edited");
    if (record.kind !== "rule") tables.edited();
    return handChange(record, (key) => findingIdOf(db, key));
  };
  const doneOrNull = (record: HandRecord | null): HandChange | null =>
    record === null ? null : done(record);

  return {
    editFindings: async (subject, edit, who) => {
      const subjects = subjectsOf(tables, subject);
      const hand = handNow(who);
      const record = await session.write((db) =>
        setByHand(db, hand, kindOf(edit), (change) => setsOf(db, subjects, edit, change)),
      );
      return record === null
        ? { id: 0, ...hand, label: "Nothing to change", isUndone: false }
        : done(record);
    },
    undoEdit: async (who) => doneOrNull(await session.write((db) => undoChange(db, handNow(who)))),
    redoEdit: async (who) => doneOrNull(await session.write((db) => redoChange(db, handNow(who)))),
    views: (screen) => listViews(session.current().db, screen).map(viewOf),
    saveView: async (screen, given, state) => {
      const name = checked(given);
      const record = await session.write((db) =>
        setByHand(db, handNow(""), "view", () => [{ subject: screen, item: name, value: state }]),
      );
      if (record !== null) done(record);
      const saved = listViews(session.current().db, screen).find((view) => view.name === name);
      if (saved === undefined) throw new Error(`view ${name} was not saved`);
      return viewOf(saved);
    },
    removeView: async (id) => {
      const view = listViews(session.current().db, null).find((one) => one.id === id);
      if (view === undefined) return null;
      const record = await session.write((db) =>
        setByHand(db, handNow(""), "view", () => [
          { subject: view.screen, item: view.name, value: null },
        ]),
      );
      if (record !== null) done(record);
      return null;
    },
  };
}

function viewOf(view: ReturnType<typeof listViews>[number]): SavedView {
  return { ...view, screen: view.screen === "events" ? "events" : "findings" };
}

function subjectsOf(tables: FindingTables, subject: FindingSubject): readonly ListedFinding[] {
  if ("query" in subject) {
    const table = tables.of(subject.query);
    const except = new Set(subject.except?.map((id) => table.indexOf(id)));
    return matching(table, subject.query)
      .filter((index) => !except.has(index))
      .flatMap((index) => table.listed[index] ?? []);
  }
  return [...new Set(subject.ids)].map((id) => {
    const found = listedOf(tables.current(), id) ?? listedOf(tables.off(), id);
    if (found === null) throw badRequest(`the case has no finding ${id}`);
    return found;
  });
}

function listedOf(table: FindingTable, id: string): ListedFinding | null {
  return table.listed[table.indexOf(id) ?? -1] ?? null;
}

function kindOf(edit: HandEdit): HandKind {
  return edit.kind === "note-edit" ? "note" : edit.kind;
}

type Set = HandThing & { readonly value: string | null };

function setsOf(
  db: CaseDb,
  subjects: readonly ListedFinding[],
  edit: HandEdit,
  change: number,
): readonly Set[] {
  const each = (
    of: (id: string) => { readonly item: string; readonly value: string | null },
  ): readonly Set[] => subjects.map(({ id, key }) => ({ subject: key, ...of(id) }));
  switch (edit.kind) {
    case "status":
      return each(() => ({ item: "", value: edit.status }));
    case "owner": {
      const owner = edit.owner?.trim().slice(0, maxText) ?? "";
      return each(() => ({ item: "", value: owner === "" ? null : owner }));
    }
    case "check":
      return each((id) => ({
        item: checkOf(db, id, edit.item),
        value: edit.isDone ? "done" : null,
      }));
    case "note": {
      const text = checked(edit.text);
      return each(() => ({ item: String(change), value: text }));
    }
    case "note-edit": {
      const text = edit.text.trim().slice(0, maxText);
      return each(() => ({ item: String(edit.note), value: text === "" ? null : text }));
    }
  }
}

function checked(given: string): string {
  const text = given.trim().slice(0, maxText);
  if (text === "") throw badRequest("a text is empty");
  return text;
}

function checkOf(db: CaseDb, id: string, item: number): string {
  const found = findingById(db, id);
  const text = found === null ? undefined : checkTexts(found.finding)[item];
  if (text === undefined) throw badRequest(`${id} has no check ${item}`);
  return text;
}
