/** The rows of the list of things, out of the index of states. */
import { accessKeyId } from "../../shared/entities/access-key.ts";
import { noteOf } from "../../shared/entities/facts.ts";
import { listRows, sortRows } from "../../shared/entities/rows.ts";
import type { EntityList } from "../../shared/entities/rows.ts";
import { isAwsManaged, nameOf } from "../../shared/iam/arn.ts";
import type { EntityFilter, EntityName, EntityRow } from "../../shared/ipc/entities.ts";
import { existsAt } from "../state/entities.ts";
import type { StateQuestions } from "../state/state-questions.ts";

/** All things of a case at the end of its evidence. */
export interface EntityRows {
  readonly questions: StateQuestions;
  readonly find: (name: EntityName) => EntityRow | null;
  readonly list: (filter: EntityFilter) => EntityList;
  /** A row as it is shown: with its note. */
  readonly noted: (row: EntityRow) => EntityRow;
  /** The key of the user that an access key is, or was, a credential of; null: not an access key. */
  readonly ownerOf: (name: EntityName) => string | null;
}

/** Reads the rows. */
export function createEntityRows(questions: StateQuestions): EntityRows {
  const rows = sortRows([...plainRows(questions), ...keyRows(questions)]);
  const byKey = new Map(rows.map((row) => [rowKey(row), row]));
  const notes = new Map<EntityRow, string | null>();
  const lists = new Map<string, EntityList>();
  return {
    questions,
    find: (name) => byKey.get(rowKey(name)) ?? byName(rows, name),
    // A list is asked page by page: those of the last few filters are kept.
    list: (filter) => {
      const id = JSON.stringify(filter);
      const known = lists.get(id);
      if (known !== undefined) return known;
      if (lists.size > 8) lists.clear();
      const list = listRows(rows, filter);
      lists.set(id, list);
      return list;
    },
    noted: (row) => {
      if (row.kind !== "policy" && row.kind !== "group") return row;
      const known = notes.get(row);
      if (known !== undefined) return { ...row, note: known };
      const { state } = questions.entityAt(row.account, row.key, null);
      const note = state === null ? null : noteOf(state);
      notes.set(row, note);
      return { ...row, note };
    },
    ownerOf: ({ account, key }) => {
      const id = accessKeyId(key.toLowerCase());
      const keys = questions.index.accounts.get(account)?.accessKeys;
      return id === null ? null : (keys?.get(id)?.user ?? null);
    },
  };
}

function rowKey({ account, key }: EntityName): string {
  return `${account} ${key.toLowerCase()}`;
}

/** A policy may be named without its ARN, as findings do where the record has the name alone. */
function byName(rows: readonly EntityRow[], name: EntityName): EntityRow | null {
  const wanted = /^policy\/([^:]+)$/.exec(name.key)?.[1]?.toLowerCase();
  if (wanted === undefined) return null;
  const same = rows.filter(
    ({ kind, account, key }) =>
      kind === "policy" &&
      account === name.account &&
      nameOf(key.slice("policy/".length)).toLowerCase() === wanted,
  );
  return same.length === 1 ? (same[0] ?? null) : null;
}

function plainRows({ index }: StateQuestions): readonly EntityRow[] {
  return [...index.accounts.values()].flatMap(({ id, entities }) =>
    [...entities.values()].map((entity): EntityRow => ({
      account: id,
      key: entity.key,
      kind: entity.kind,
      name: nameOf(entity.name),
      exists: existsAt(entity, index.events),
      isAws: entity.kind === "policy" && isAwsManaged(entity.name),
      note: null,
      changes: entity.seqs.length - entity.shown.length,
    })),
  );
}

/** Access keys are credentials of users; people look for them by their ids. */
function keyRows({ index }: StateQuestions): readonly EntityRow[] {
  return [...index.accounts.values()].flatMap(({ id: account, accessKeys }) =>
    [...accessKeys.values()].map(({ id, exists }): EntityRow => ({
      account,
      key: `access-key/${id}`,
      kind: "access-key",
      name: id,
      exists,
      isAws: false,
      note: null,
      changes: 0,
    })),
  );
}
