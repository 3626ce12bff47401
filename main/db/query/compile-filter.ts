/** Turns a filter into tables by code: one look-up a row and column tells whether a row is asked for. */
import { flag } from "../../import/protocol.ts";
import type { EventExclusion, EventFilter, Wanted } from "../../../shared/event-filter.ts";
import type { Names } from "./load-names.ts";
import type { Codes } from "./code-column.ts";
import type { FoundColumn } from "./found-column.ts";
import { foundTable } from "./found-column.ts";
import type { EventColumns } from "./load-columns.ts";
import { kindPart, kindWidth, placeOfTime } from "./load-columns.ts";

/** 1 at each code that passes. */
export type Table = Uint8Array | null;

/** A table a column; null: nothing is asked of it. */
export interface Tables {
  readonly kind: Table;
  readonly actor: Table;
  readonly accessKey: Table;
  readonly address: Table;
  readonly agent: Table;
}

/** A filter in terms of columns. */
export interface RowTest {
  /** Rows [from, to) lie in the time range. */
  readonly from: number;
  readonly to: number;
  readonly all: Tables;
  /** What is asked of the findings that events belong to; null: nothing. */
  readonly found: { readonly codes: Codes; readonly table: Uint8Array } | null;
  /**
   * Passes when one of these does: they mark the codes that hold the text (null: none does). Null: no text is asked
   * for.
   */
  readonly any: Tables | null;
}

/** Makes the test of a filter. Looks for its words in the dictionary. `found`: made when it is asked for. */
export function compileFilter(
  columns: EventColumns,
  names: Names,
  filter: EventFilter,
  found: () => FoundColumn,
): RowTest {
  const hasRange = filter.from !== undefined || filter.to !== undefined;
  const from = hasRange
    ? Math.max(columns.untimed, placeOfTime(columns, filter.from ?? -Infinity))
    : 0;
  const to = filter.to === undefined ? columns.rows : placeOfTime(columns, filter.to);
  return {
    from,
    to: Math.max(from, to),
    all: {
      kind: kindTable(columns, names, filter),
      actor: actorTable(columns, names, filter),
      accessKey: idTable(columns.accessKey.ids, conditionOf(names, filter, "accessKeys")),
      address: idTable(columns.address.ids, conditionOf(names, filter, "addresses")),
      agent: idTable(columns.agent.ids, conditionOf(names, filter, "userAgents")),
    },
    found: foundTable(filter, found),
    any:
      filter.text === undefined || filter.text === ""
        ? null
        : textTables(columns, names, names.containing(filter.text)),
  };
}

/** Which ids of texts pass; 0 is that of null. Null: all do. */
type Condition = ((id: number) => boolean) | null;

function conditionOf(names: Names, filter: EventFilter, member: keyof EventExclusion): Condition {
  const only = idsOf(names, filter[member]);
  const never = idsOf(names, filter.exclude?.[member]);
  if (only === null && never === null) return null;
  return (id) => (only === null || only.has(id)) && never?.has(id) !== true;
}

/** Null: no condition. */
function idsOf(names: Names, wanted: Wanted | undefined): ReadonlySet<number> | null {
  if (wanted === undefined || wanted.length === 0) return null;
  const found = new Set(names.idsOf(wanted.filter((value) => value !== null)));
  if (wanted.includes(null)) found.add(0);
  return found;
}

function idTable(ids: Int32Array, condition: Condition): Table {
  return condition === null ? null : tableOf(ids.length, (code) => (condition(ids[code]!) ? 1 : 0));
}

function kindTable({ kind: { ids } }: EventColumns, names: Names, filter: EventFilter): Table {
  const sources = conditionOf(names, filter, "sources");
  const eventNames = conditionOf(names, filter, "names");
  const accounts = conditionOf(names, filter, "accounts");
  const regions = conditionOf(names, filter, "regions");
  const errors = conditionOf(names, filter, "errorCodes");
  const wanted = flagsOf(filter);
  // Of events that failed; which ones is decided code by code.
  const denied = filter.outcome === "denied" ? true : filter.outcome === "error" ? false : null;
  const isFree = [sources, eventNames, accounts, regions, errors].every((one) => one === null);
  if (isFree && wanted.set === 0 && wanted.clear === 0) return null;
  return tableOf(ids.length / kindWidth, (code) => {
    const at = code * kindWidth;
    const action = ids[at + kindPart.action]! * 2;
    const place = ids[at + kindPart.place]! * 2;
    const flags = ids[at + kindPart.flags]!;
    return (flags & wanted.set) === wanted.set &&
      (flags & wanted.clear) === 0 &&
      meets(sources, names.actions[action]!) &&
      meets(eventNames, names.actions[action + 1]!) &&
      meets(accounts, names.places[place]!) &&
      meets(regions, names.places[place + 1]!) &&
      meets(errors, ids[at + kindPart.error]!) &&
      (denied === null || names.isDenied(ids[at + kindPart.error]!) === denied)
      ? 1
      : 0;
  });
}

function meets(condition: Condition, id: number): boolean {
  return condition === null || condition(id);
}

/** Bits that must be set and bits that must not. */
function flagsOf({ outcome, access, relevant }: EventFilter): {
  readonly set: number;
  readonly clear: number;
} {
  const set =
    (outcome !== undefined && outcome !== "succeeded" ? flag.notSuccessful : 0) |
    (access === "read" ? flag.readOnly : access === "write" ? flag.notReadOnly : 0) |
    (relevant === true ? flag.relevant : 0);
  const clear =
    (outcome === "succeeded" ? flag.notSuccessful : 0) | (relevant === false ? flag.relevant : 0);
  return { set, clear };
}

function actorTable(columns: EventColumns, names: Names, filter: EventFilter): Table {
  const actors = conditionOf(names, filter, "actors");
  const roles = conditionOf(names, filter, "roles");
  if (actors === null && roles === null) return null;
  return tableOf(columns.actor.ids.length, (code) =>
    meets(actors, names.actorName(code)) && meets(roles, names.actorRole(code)) ? 1 : 0,
  );
}

/** `holds`: 1 at the id of each text that holds what is searched for. */
function textTables(columns: EventColumns, names: Names, holds: Uint8Array): Tables {
  const { ids } = columns.kind;
  const kind = tableOf(ids.length / kindWidth, (code) => {
    const at = code * kindWidth;
    const action = ids[at + kindPart.action]! * 2;
    const place = ids[at + kindPart.place]! * 2;
    return (
      holds[names.actions[action]!]! |
      holds[names.actions[action + 1]!]! |
      holds[names.places[place]!]! |
      holds[names.places[place + 1]!]! |
      holds[ids[at + kindPart.error]!]!
    );
  });
  return {
    kind: orNull(kind),
    actor: orNull(names.actorsHolding(holds)),
    accessKey: orNull(holdingIds(columns.accessKey.ids, holds)),
    address: orNull(holdingIds(columns.address.ids, holds)),
    agent: orNull(holdingIds(columns.agent.ids, holds)),
  };
}

function holdingIds(ids: Int32Array, holds: Uint8Array): Uint8Array {
  const table = new Uint8Array(ids.length);
  for (let code = 0; code < ids.length; code++) table[code] = holds[ids[code]!]!;
  return table;
}

/** Uint8Array.from is ten times as slow. */
function tableOf(codes: number, passes: (code: number) => number): Uint8Array {
  const table = new Uint8Array(codes);
  for (let code = 0; code < codes; code++) table[code] = passes(code);
  return table;
}

function orNull(table: Uint8Array): Table {
  return table.includes(1) ? table : null;
}
