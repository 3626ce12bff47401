/** The findings of the open case in memory: what lists, counts and the overview are made from. */
import type { FindingQuery, FindingRow, Status } from "../../shared/ipc/findings.ts";
import { statuses } from "../../shared/ipc/findings.ts";
import { plain } from "../../shared/span.ts";
import { fullSpans, markOf } from "../db/finding-summary.ts";
import type { FindingSummary } from "../db/finding-summary.ts";
import type { ListedFinding } from "../db/findings.ts";
import { countSwitchedOff, listSummaries } from "../db/findings.ts";
import { listHandValues } from "../db/journal.ts";
import type { CaseDb } from "../db/open-case.ts";
import type { Session } from "./session.ts";

/** What people set on one finding. */
export interface HandState {
  readonly status: Status;
  readonly owner: string | null;
  readonly notes: readonly string[];
  /** Boxes that are ticked and still stand in its checklist. */
  readonly checked: number;
}

/** All findings, worst first, then oldest first. A finding is named by its place in the list. */
export interface FindingTable {
  readonly listed: readonly ListedFinding[];
  readonly hands: ReadonlyMap<number, HandState>;
  readonly summary: (index: number) => FindingSummary;
  readonly hand: (index: number) => HandState;
  readonly row: (index: number) => FindingRow;
  /** Where the finding of an id is; null: the case has none. */
  readonly indexOf: (id: string) => number | null;
  /** The title in lower case, and all that a text search looks at. */
  readonly words: (index: number) => { readonly title: string; readonly all: string };
  /** For answers that follow from this table alone. */
  readonly cache: Map<string, unknown>;
  /** For answers that follow from the findings alone, whatever people set. */
  readonly fixed: Map<string, unknown>;
}

const untouched: HandState = { status: "open", owner: null, notes: [], checked: 0 };

interface Held {
  readonly db: CaseDb;
  revision: number;
  table: FindingTable;
}

export interface FindingTables {
  /** The table as the case is now. @throws EngineFailure (no-case) */
  readonly current: () => FindingTable;
  /** The findings of rules that are switched off. @throws EngineFailure (no-case) */
  readonly off: () => FindingTable;
  /** The table that a query is asked of. */
  readonly of: (query: FindingQuery) => FindingTable;
  /** Says that only what people set has changed: findings are not read again. Call it after `session.changed`. */
  readonly edited: () => void;
}

/** Makes the keeper of the table; it is read once and again when the case changed. */
export function createFindingTables(session: Session): FindingTables {
  const shown = createKeeper(session, (db) => listSummaries(db));
  const off = createKeeper(session, (db) =>
    countSwitchedOff(db) === 0 ? [] : listSummaries(db, true),
  );
  return {
    current: shown.current,
    off: off.current,
    of: ({ states = [] }) => (states.length === 0 ? shown.current() : off.current()),
    edited: () => {
      shown.edited();
      off.edited();
    },
  };
}

function createKeeper(
  session: Session,
  list: (db: CaseDb) => readonly ListedFinding[],
): Pick<FindingTables, "current" | "edited"> {
  let held: Held | null = null;
  return {
    current: () => {
      const { db, revision } = session.current();
      if (held === null || held.db !== db || held.revision !== revision()) {
        held = { db, revision: revision(), table: readTable(db, list(db)) };
        prepareWords(held.table, 0);
      }
      return held.table;
    },
    edited: () => {
      const { db, revision } = session.current();
      // Something else has changed too: all is read again when it is asked for.
      if (held === null || held.db !== db || held.revision !== revision() - 1) return;
      held.table = readTable(db, held.table.listed, held.table);
      held.revision = revision();
    },
  };
}

/** `before`: a table of the same findings. */
function readTable(
  db: CaseDb,
  listed: readonly ListedFinding[],
  before: FindingTable | null = null,
): FindingTable {
  const hands = readHands(db, listed);
  const byId = new Map(listed.map(({ id }, i) => [id, i]));
  const summary = (index: number): FindingSummary => {
    const one = listed[index];
    if (one === undefined) throw new Error(`no finding has place ${index}`);
    return one.summary;
  };
  const hand = (index: number): HandState => hands.get(index) ?? untouched;
  return {
    listed,
    hands,
    summary,
    hand,
    row: (index) => rowOf(listed[index]?.id ?? "", summary(index), hand(index)),
    indexOf: (id) => byId.get(id) ?? null,
    words: before === null ? createWords(listed) : before.words,
    cache: new Map(),
    fixed: before === null ? new Map() : before.fixed,
  };
}

function readHands(db: CaseDb, listed: readonly ListedFinding[]): ReadonlyMap<number, HandState> {
  const values = Map.groupBy(listHandValues(db), ({ subject }) => subject);
  const hands = new Map<number, HandState>();
  if (values.size === 0) return hands;
  listed.forEach(({ key, summary }, index) => {
    const own = values.get(key);
    if (own === undefined) return;
    const value = (kind: string): string | null =>
      own.find((one) => one.kind === kind)?.value ?? null;
    const ticked = new Set(
      own.filter(({ kind }) => kind === "check").map((one) => markOf(one.item)),
    );
    hands.set(index, {
      status: statuses.find((status) => status === value("status")) ?? "open",
      owner: value("owner"),
      notes: own.filter(({ kind }) => kind === "note").map((one) => one.value),
      checked: summary.checks.filter((mark) => ticked.has(mark)).length,
    });
  });
  return hands;
}

function rowOf(id: string, summary: FindingSummary, hand: HandState): FindingRow {
  return {
    id,
    severity: summary.severity,
    outcome: summary.outcome,
    title: fullSpans(summary.title),
    rule: summary.rule,
    eventName: summary.eventName,
    account: summary.account,
    region: summary.region,
    time: summary.time,
    lastTime: summary.lastTime,
    actor: summary.actor,
    target: summary.target,
    targetType: summary.targetType,
    sourceIp: summary.sourceIp,
    mitre: summary.mitre,
    escalationPaths: summary.escalationPaths,
    events: summary.events.length,
    status: hand.status,
    owner: hand.owner,
    notes: hand.notes.length,
    checked: hand.checked,
    checks: summary.checks.length,
  };
}

/** Each text is put together when it is first looked at. */
function createWords(listed: readonly ListedFinding[]): FindingTable["words"] {
  const made: { readonly title: string; readonly all: string }[] = [];
  return (index) => {
    const known = made[index];
    if (known !== undefined) return known;
    const one = listed[index];
    if (one === undefined) return { title: "", all: "" };
    const { id, summary } = one;
    const title = plain(fullSpans(summary.title)).toLowerCase();
    const rest = [
      id,
      summary.actor,
      summary.actorArn,
      summary.target,
      summary.targetId,
      summary.rule,
      summary.sourceIp,
      summary.account,
    ];
    const all = `${title}\n${rest
      .filter((part) => part !== null)
      .join("\n")
      .toLowerCase()}`;
    made[index] = { title, all };
    return { title, all };
  };
}

const fewWords = 2000;

/** Puts the texts together beside other work, so that the first search does not wait for all of them. */
function prepareWords(table: FindingTable, from: number): void {
  const to = Math.min(from + fewWords, table.listed.length);
  for (let index = from; index < to; index++) table.words(index);
  if (to < table.listed.length) setImmediate(() => prepareWords(table, to));
}
