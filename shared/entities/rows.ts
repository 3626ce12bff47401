/** The list of things. */
import { listedKinds } from "../ipc/entities.ts";
import type {
  EntityKind,
  EntityLine,
  EntityLines,
  EntityFilter,
  EntityRow,
} from "../ipc/entities.ts";
import type { FacetCount } from "../ipc/findings.ts";

const order: ReadonlyMap<EntityKind, number> = new Map(listedKinds.map((kind, i) => [kind, i]));

/** By kind, then by name; what is AWS's own stands behind what is the account's. */
export function sortRows(rows: readonly EntityRow[]): readonly EntityRow[] {
  return rows.toSorted(
    (a, b) =>
      (order.get(a.kind) ?? 0) - (order.get(b.kind) ?? 0) ||
      Number(a.isAws) - Number(b.isAws) ||
      compare(a.name.toLowerCase(), b.name.toLowerCase()) ||
      compare(a.account, b.account) ||
      compare(a.key, b.key),
  );
}

/** The lines of a list: rows that match, under heads of their kinds. `rows` are sorted. */
export interface EntityList {
  readonly lines: readonly EntityLine[];
  readonly facets: Pick<EntityLines, "entities" | "kinds" | "accounts">;
}

/** What a query shows of all rows. */
export function listRows(rows: readonly EntityRow[], query: EntityFilter): EntityList {
  const words = (query.text ?? "")
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  const hasText = (row: EntityRow): boolean => {
    const all = `${row.name} ${row.key}`.toLowerCase();
    return words.every((word) => all.includes(word));
  };
  const ofKind = (row: EntityRow): boolean => query.kinds?.includes(row.kind) ?? true;
  const ofAccount = (row: EntityRow): boolean => query.accounts?.includes(row.account) ?? true;
  const named = rows.filter(hasText);
  const found = named.filter((row) => ofKind(row) && ofAccount(row));
  const lines: EntityLine[] = [];
  for (const [kind, of] of Map.groupBy(found, (row) => row.kind)) {
    lines.push({ kind: "head", of: kind, count: of.length });
    for (const row of of) lines.push({ kind: "entity", row });
  }
  return {
    lines,
    facets: {
      entities: found.length,
      kinds: countBy(named.filter(ofAccount), (row) => row.kind),
      accounts: countBy(named.filter(ofKind), (row) => row.account),
    },
  };
}

function countBy(
  rows: readonly EntityRow[],
  value: (row: EntityRow) => string,
): readonly FacetCount[] {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(value(row), (counts.get(value(row)) ?? 0) + 1);
  return [...counts].map(([one, count]) => ({ value: one, count }));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
