/** What findings say of events, as a further column: few combinations stand for all events. Made when it is asked for. */
import type { EventExclusion, EventFilter, Wanted } from "../../../shared/event-filter.ts";
import type { Severity } from "../../../shared/severity.ts";
import { eventFindings } from "../event-findings.ts";
import type { EventFinding } from "../event-findings.ts";
import type { CaseDb } from "../open-case.ts";
import { createVariants, eidBytes } from "../read-events.ts";
import { allIds } from "../segments.ts";
import type { Codes } from "./code-column.ts";
import type { EventColumns } from "./load-columns.ts";

/** What the findings say that an event belongs to: those about it, else those that cite it. */
export interface Found {
  /** The worst; null: it belongs to none. */
  readonly severity: Severity | null;
  readonly techniques: readonly string[];
  readonly paths: readonly string[];
}

/** `values[codes[row]]` is what findings say of a row; code 0 stands for nothing. */
export interface FoundColumn {
  readonly codes: Codes;
  readonly values: readonly Found[];
}

const nothing: Found = { severity: null, techniques: [], paths: [] };

/** What findings say of the events of a case, kept until they change. */
export interface Marks {
  /** By `eventKey`. */
  readonly findings: () => ReadonlyMap<string, readonly EventFinding[]>;
  readonly column: () => FoundColumn;
  /** The findings changed. */
  readonly forget: () => void;
}

/** Each is made when it is first asked for. */
export function createMarks(db: CaseDb, columns: EventColumns): Marks {
  let findings: ReadonlyMap<string, readonly EventFinding[]> | null = null;
  let column: FoundColumn | null = null;
  const all: Marks["findings"] = () => (findings ??= eventFindings(db));
  return {
    findings: all,
    column: () => (column ??= foundColumn(db, columns, all())),
    forget: () => {
      findings = null;
      column = null;
    },
  };
}

/** Makes the column: looks at the id of each record once. `findings`: as `eventFindings` gives them. */
function foundColumn(
  db: CaseDb,
  columns: EventColumns,
  findings: ReadonlyMap<string, readonly EventFinding[]>,
): FoundColumn {
  const values: Found[] = [nothing];
  const wanted = createWanted();
  const codeOf = new Map<string, number>();
  for (const [key, all] of findings) {
    const value = foundOf(all);
    const text = JSON.stringify(value);
    const code = codeOf.get(text) ?? values.length;
    if (code === values.length) {
      codeOf.set(text, code);
      values.push(value);
    }
    wanted.add(key, code);
  }
  const codes =
    values.length > 0xff_ff ? new Uint32Array(columns.rows) : new Uint16Array(columns.rows);
  if (values.length === 1) return { codes, values };
  const byRecord = wanted.find(db);
  for (let row = 0; row < codes.length; row++) codes[row] = byRecord[columns.home[row] ?? 0] ?? 0;
  return { codes, values };
}

function foundOf(all: readonly EventFinding[]): Found {
  const about = all.filter(({ role }) => role === "change");
  const own = about.length > 0 ? about : all;
  const each = (member: "techniques" | "paths"): readonly string[] =>
    [...new Set(own.flatMap((one) => one[member]))].toSorted();
  // The worst comes first.
  return {
    severity: own[0]?.severity ?? null,
    techniques: each("techniques"),
    paths: each("paths"),
  };
}

interface WantedIds {
  /** `key`: as `eventKey` names a record. */
  readonly add: (key: string, code: number) => void;
  /** The code of each record of the case, file after file. */
  readonly find: (db: CaseDb) => Uint32Array;
}

const headMask = (1 << 22) - 1;

function createWanted(): WantedIds {
  /** By the 16 bytes of an id, as text: the code of each of the records under it. */
  const ids = new Map<string, Map<number, number>>();
  /** One bit for each of 2^22 beginnings of ids: nearly all records are told apart without making text of their ids. */
  const heads = new Uint8Array(1 << 19);
  const put = (id: string, variant: number, code: number): void => {
    const eid = eidBytes(id);
    const key = eid.toString("latin1");
    const known = ids.get(key);
    if (known === undefined) ids.set(key, new Map([[variant, code]]));
    else if (!known.has(variant)) known.set(variant, code);
    const head = eid.readUInt32LE(0) & headMask;
    heads[head >>> 3]! |= 1 << (head & 7);
  };
  return {
    add: (key, code) => {
      put(key, 0, code);
      // "x#1" names the second record under "x", or the first of an id that is written so.
      const [, base, number] = /^(.*)#(\d+)$/s.exec(key) ?? [];
      if (base !== undefined) put(base, Number(number), code);
    },
    find: (db) => {
      const variantOf = createVariants(db);
      const hasVariants = db.prepare(`SELECT 1 FROM variant LIMIT 1`).get() !== undefined;
      const pieces: Uint32Array[] = [];
      let records = 0;
      for (const { input, first, rows, eids } of allIds(db)) {
        const codes = new Uint32Array(rows);
        for (let row = 0; row < rows; row++) {
          const at = row * 16;
          const head = (eids[at]! | (eids[at + 1]! << 8) | (eids[at + 2]! << 16)) & headMask;
          if ((heads[head >>> 3]! & (1 << (head & 7))) === 0) continue;
          const own = ids.get(eids.toString("latin1", at, at + 16));
          if (own === undefined) continue;
          codes[row] = own.get(hasVariants ? variantOf(input, first + row) : 0) ?? 0;
        }
        pieces.push(codes);
        records += rows;
      }
      const out = new Uint32Array(records);
      let at = 0;
      for (const piece of pieces) {
        out.set(piece, at);
        at += piece.length;
      }
      return out;
    },
  };
}

type Asked = Pick<EventExclusion, "severities" | "techniques" | "paths">;

/** The test of a filter over the column; null, and the column is not made: nothing is asked of findings. */
export function foundTable(
  filter: EventFilter,
  found: () => FoundColumn,
): { readonly codes: Codes; readonly table: Uint8Array } | null {
  const { exclude = {} } = filter;
  if (!asksAny(filter) && !asksAny(exclude)) return null;
  const { codes, values } = found();
  const table = Uint8Array.from(values, (value) => (passes(value, filter, exclude) ? 1 : 0));
  return { codes, table };
}

function asksAny({ severities = [], techniques = [], paths = [] }: Asked): boolean {
  return severities.length + techniques.length + paths.length > 0;
}

function passes({ severity, techniques, paths }: Found, only: Asked, never: Asked): boolean {
  const own = severity === null ? [] : [severity];
  return (
    (isEmpty(only.severities) || holds(own, only.severities)) &&
    (isEmpty(only.techniques) || holds(techniques, only.techniques)) &&
    (isEmpty(only.paths) || holds(paths, only.paths)) &&
    !holds(own, never.severities) &&
    !holds(techniques, never.techniques) &&
    !holds(paths, never.paths)
  );
}

function isEmpty(wanted: Wanted | undefined): boolean {
  return wanted === undefined || wanted.length === 0;
}

/** Whether one of the values is named, or none is there and that is named. */
function holds(values: readonly string[], named: Wanted | undefined): boolean {
  if (named === undefined) return false;
  return values.length === 0 ? named.includes(null) : values.some((value) => named.includes(value));
}
