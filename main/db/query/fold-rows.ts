/**
 * Folds what one click or one program makes many of: reads of the console within a few seconds, sweeps of an AWS service,
 * and equal calls of one caller within an hour. Changes of IAM are never folded, and refused calls only with their like.
 */
import { clientFamily } from "../../../shared/analysis/client.ts";
import { flag } from "../../import/protocol.ts";
import type { RowTest } from "./compile-filter.ts";
import type { CountedTest } from "./find-page.ts";
import { listRows } from "./find-page.ts";
import type { EventColumns, RecordName } from "./load-columns.ts";
import { hourAt, kindPart, kindWidth, recordAt } from "./load-columns.ts";
import { chunkRows, chunkStart } from "./select-rows.ts";

/** Reads of a console that are further apart are different clicks, those of a service different sweeps. Seconds. */
const pauses = { console: 2, service: 60 } as const;
/** Fewer reads are no fold; fewer equal calls in an hour neither. */
const fewReads = 3;
const fewEqual = 6;
/** More events than this are not folded: it would take seconds. */
export const mostFolded = 3_000_000;

/** What is folded into a line, under its first event in the order asked for. */
export interface Fold {
  readonly kind: "console" | "service" | "repeated";
  readonly events: number;
  /** Different actions, places and outcomes among them. */
  readonly kinds: number;
  /** Rows of the first and the last one. */
  readonly first: number;
  readonly last: number;
  readonly isOpen: boolean;
}

/** A test some of whose rows are hidden in folds. */
export interface FoldedTest extends CountedTest {
  /** Events that match, and lines that they make. */
  readonly events: number;
  readonly lines: number;
  /** The fold that a row stands for; null: none. */
  readonly foldOf: (row: number) => Fold | null;
  /** Whether a row stands in a fold that is open, and is not its first. */
  readonly isInOpenFold: (row: number) => boolean;
  /** The row that a row is folded under, whether its fold is open or not; itself where it is not. */
  readonly leadOf: (row: number) => number;
}

interface Group {
  readonly kind: Fold["kind"];
  readonly rows: number[];
}

/** Which clients are a console or browser (1), or a service of AWS (2), by the code of the agent. */
export type ConsoleAgents = Uint8Array;

/** `agents`: the words behind the ids of the agent column. */
export function consoleAgents(
  { agent }: EventColumns,
  text: (id: number) => string | null,
): ConsoleAgents {
  return Uint8Array.from(agent.ids, (id) => {
    const words = text(id);
    if (words === null) return 0;
    if (["console", "browser"].includes(clientFamily(words))) return 1;
    return words.endsWith(".amazonaws.com") ? 2 : 0;
  });
}

/** Names a record in a list of open folds. */
export function openName({ input, record }: RecordName): string {
  return `${input}/${record}`;
}

/** Folds the rows of a test. `open`: names of the rows whose folds are shown (`openName`). */
export function foldRows(
  columns: EventColumns,
  counted: CountedTest & { readonly events: number },
  consoles: ConsoleAgents,
  descending: boolean,
  open: ReadonlySet<string>,
): FoldedTest {
  const { test } = counted;
  const hidden = new Uint8Array(Math.ceil(columns.rows / 8));
  const folds = new Map<number, Fold>();
  const inOpen = new Set<number>();
  const chunks = counted.chunks.slice();
  let lines = counted.events;
  const leadOfGroup = ({ rows }: Group): number => (descending ? rows.at(-1) : rows[0]) ?? 0;
  const groupsOf = (hour: number): readonly Group[] => groupsOfHour(columns, test, consoles, hour);
  for (let hour = columns.untimed > 0 ? 1 : 0; hour < columns.hours.length; hour++) {
    for (const group of groupsOf(hour)) {
      const { kind, rows } = group;
      const lead = leadOfGroup(group);
      const isOpen = open.size > 0 && open.has(openName(recordAt(columns, lead)));
      const kinds = new Set(rows.map((row) => columns.kind.codes[row])).size;
      const [first = lead] = rows;
      folds.set(lead, {
        kind,
        events: rows.length,
        kinds,
        first,
        last: rows.at(-1) ?? lead,
        isOpen,
      });
      if (isOpen) {
        for (const row of rows) if (row !== lead) inOpen.add(row);
        continue;
      }
      lines -= rows.length - 1;
      for (const row of rows) {
        if (row === lead) continue;
        hidden[row >>> 3] = (hidden[row >>> 3] ?? 0) | (1 << (row & 7));
        const chunk = chunkStart(row) / chunkRows;
        chunks[chunk] = (chunks[chunk] ?? 0) - 1;
      }
    }
  }
  return {
    test,
    chunks,
    hidden,
    events: counted.events,
    lines,
    isInOpenFold: (row) => inOpen.has(row),
    foldOf: (row) => folds.get(row) ?? null,
    leadOf: (row) => {
      const group = groupsOf(hourAt(columns.starts, row)).find(({ rows }) => rows.includes(row));
      return group === undefined ? row : leadOfGroup(group);
    },
  };
}

/** The groups among the rows of an hour that pass. */
function groupsOfHour(
  columns: EventColumns,
  test: RowTest,
  consoles: ConsoleAgents,
  hour: number,
): readonly Group[] {
  const { starts, seconds, kind, actor, accessKey, agent } = columns;
  const reads = new Map<
    number,
    { readonly kind: keyof typeof pauses; readonly rows: number[]; last: number }
  >();
  const equal = new Map<number, number[]>();
  const out: Group[] = [];
  const end = ({ kind: made, rows }: Group): void => {
    if (rows.length >= fewReads) out.push({ kind: made, rows });
    // Too few for a click or a sweep: they may still be of a series.
    else for (const row of rows) like(row).push(row);
  };
  const like = (row: number): number[] => {
    const key = (actor.codes[row] ?? 0) * 4_294_967_296 + (kind.codes[row] ?? 0);
    const known = equal.get(key);
    if (known !== undefined) return known;
    const fresh: number[] = [];
    equal.set(key, fresh);
    return fresh;
  };
  const found = new Uint32Array(chunkRows);
  const to = Math.min(starts[hour + 1] ?? 0, test.to);
  for (let from = Math.max(starts[hour] ?? 0, test.from); from < to;) {
    const next = Math.min(chunkStart(from) + chunkRows, to);
    const n = listRows(columns, test, from, next, found);
    for (let i = 0; i < n; i++) {
      const row = found[i] ?? 0;
      const code = kind.codes[row] ?? 0;
      const flags = kind.ids[code * kindWidth + kindPart.flags] ?? 0;
      const isDone = (flags & flag.notSuccessful) === 0;
      if (isDone && (flags & flag.relevant) !== 0) continue;
      const who = (actor.codes[row] ?? 0) * 4_294_967_296;
      const client = consoles[agent.codes[row] ?? 0] ?? 0;
      if (isDone && (flags & flag.readOnly) !== 0 && client !== 0) {
        const made = client === 1 ? "console" : "service";
        // A service's sessions follow each other within one sweep.
        const key = who + (client === 1 ? (accessKey.codes[row] ?? 0) : 0) * 2 + client - 1;
        const t = seconds[row] ?? 0;
        const known = reads.get(key);
        if (known !== undefined && t - known.last <= pauses[made]) {
          known.rows.push(row);
          known.last = t;
          continue;
        }
        if (known !== undefined) end(known);
        reads.set(key, { kind: made, rows: [row], last: t });
        continue;
      }
      like(row).push(row);
    }
    from = next;
  }
  for (const one of reads.values()) end(one);
  for (const rows of equal.values())
    if (rows.length >= fewEqual)
      out.push({ kind: "repeated", rows: rows.toSorted((a, b) => a - b) });
  return out;
}
