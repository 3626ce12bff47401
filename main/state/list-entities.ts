/** The list of all entities that events name, at a moment. */
import type {
  EntityKind,
  EntityPage,
  EntityQuery,
  EntityRow,
  EntitySort,
} from "../../shared/ipc/state.ts";
import { entityKinds } from "../../shared/ipc/state.ts";
import { isAwsManaged } from "../../shared/iam/arn.ts";
import type { IndexedEntity } from "./indexed.ts";
import { countBelow } from "./state-index.ts";
import { existsAt } from "./entities.ts";
import type { StateQuestions } from "./state-questions.ts";

interface Found {
  readonly account: string;
  readonly entity: IndexedEntity;
  readonly exists: boolean | null;
  readonly until: number;
}

/** A page of the entities that match, sorted; ties by kind and name. */
export function listEntities(
  questions: StateQuestions,
  query: EntityQuery,
  sort: EntitySort,
  offset: number,
  limit: number,
): EntityPage {
  const bound = questions.cut(query.moment);
  const words = (query.text ?? "")
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  const byKind = new Map<EntityKind, number>(entityKinds.map((kind) => [kind, 0]));
  const found: Found[] = [];
  for (const account of questions.index.accounts.values()) {
    if (query.account !== undefined && query.account !== account.id) continue;
    for (const entity of account.entities.values()) {
      const name = entity.name.toLowerCase();
      if (!words.every((word) => name.includes(word))) continue;
      const exists = existsAt(entity, bound);
      if (query.exists !== undefined && query.exists !== wordOf(exists)) continue;
      byKind.set(entity.kind, (byKind.get(entity.kind) ?? 0) + 1);
      if (query.kinds !== undefined && query.kinds.length > 0 && !query.kinds.includes(entity.kind))
        continue;
      found.push({
        account: account.id,
        entity,
        exists,
        until: countBelow(entity.seqs, bound),
      });
    }
  }
  found.sort((a, b) => compareBy(sort, a, b) || compareNames(a, b));
  return {
    rows: found.slice(offset, offset + limit).map((one) => rowOf(questions, one, bound)),
    total: found.length,
    // All kinds were set.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    byKind: Object.fromEntries(byKind) as Record<EntityKind, number>,
    accounts: [...questions.index.accounts.keys()].toSorted(),
  };
}

function wordOf(exists: boolean | null): "yes" | "no" | "open" {
  return exists === null ? "open" : exists ? "yes" : "no";
}

/** The last of its events below a bound that is no entry of a snapshot; `until`: how many are below it. */
function lastChange({ seqs, shown }: IndexedEntity, until: number): number | undefined {
  for (let i = until - 1; i >= 0; i--) {
    const seq = seqs[i];
    // Few are.
    if (seq !== undefined && !shown.includes(seq)) return seq;
  }
  return undefined;
}

function rowOf(
  questions: StateQuestions,
  { account, entity, exists, until }: Found,
  bound: number,
): EntityRow {
  const last = lastChange(entity, until);
  return {
    account,
    key: entity.key,
    kind: entity.kind,
    name: entity.name,
    exists,
    isAwsManaged: entity.kind === "policy" && isAwsManaged(entity.name),
    first: entity.first,
    created: entity.created,
    deleted: entity.deleted,
    last: last === undefined ? null : questions.by(last),
    eventsUntil: until - countBelow(entity.shown, bound),
    events: entity.seqs.length - entity.shown.length,
  };
}

function compareBy(sort: EntitySort, a: Found, b: Found): number {
  switch (sort) {
    case "name":
      return compareText(a.entity.name.toLowerCase(), b.entity.name.toLowerCase());
    case "kind":
      return entityKinds.indexOf(a.entity.kind) - entityKinds.indexOf(b.entity.kind);
    case "events":
      return b.until - a.until;
    case "created":
      return compareText(b.entity.created?.at ?? "", a.entity.created?.at ?? "");
    case "changed":
      return (lastChange(b.entity, b.until) ?? -1) - (lastChange(a.entity, a.until) ?? -1);
  }
}

function compareNames(a: Found, b: Found): number {
  return (
    entityKinds.indexOf(a.entity.kind) - entityKinds.indexOf(b.entity.kind) ||
    compareText(a.entity.name, b.entity.name) ||
    compareText(a.account, b.account)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
