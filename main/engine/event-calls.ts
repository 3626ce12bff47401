/** Lists, counts and single events, as the window asks for them. */
import type {
  EventDetail,
  EventLine,
  EventName,
  EventSummaryAnswer,
} from "../../shared/ipc/events.ts";
import { shownPath } from "../import/file-names.ts";
import type { EventFinding } from "../db/event-findings.ts";
import { eventKey } from "../db/event-findings.ts";
import type { EventQuery } from "../db/query/event-query.ts";
import type { EventRow } from "../db/query/event-row.ts";
import type { CaseDb } from "../db/open-case.ts";
import { openName } from "../db/query/fold-rows.ts";
import type { RecordName } from "../db/query/load-columns.ts";
import { createRelevantText } from "../db/read-events.ts";
import { createInputNames } from "../db/read-inputs.ts";
import { badRequest } from "./engine-failure.ts";
import { chainOfRecord } from "./event-chain.ts";
import type { EventColumns } from "./event-columns.ts";
import { eventKnowledge } from "./event-knowledge.ts";
import { entityOf, lineOf } from "./event-line.ts";
import { summarizeEvents } from "./event-summary.ts";
import type { EngineHandlers } from "./protocol.ts";
import type { Session } from "./session.ts";

type EventCalls = Pick<
  EngineHandlers,
  "eventsLoading" | "eventPage" | "eventSummary" | "eventPlace" | "eventDetail"
>;

/** What is kept beside the columns, as long as they are. */
interface Kept {
  /** Of which findings it tells. */
  readonly judged: number;
  readonly db: CaseDb;
  readonly query: EventQuery;
  readonly relevantText: ReturnType<typeof createRelevantText>;
  readonly inputName: ReturnType<typeof createInputNames>;
  /** The findings that rest on each event; read when the first line is made. */
  readonly findings: () => ReadonlyMap<string, readonly EventFinding[]>;
  /** Records of events that were listed: their names need not be looked for. */
  readonly records: Map<string, RecordName>;
  readonly summaries: Map<string, EventSummaryAnswer>;
}

const keepSummaries = 24;
const keepNames = 20_000;
/** Most values of a facet. */
const mostValues = 1000;

export function createEventCalls(session: Session, columns: EventColumns): EventCalls {
  let kept: Kept | null = null;
  session.beforeClose(() => {
    kept = null;
  });

  /** Nothing happens between the look whether the case is still open and the answer. */
  async function ask<T>(answer: (at: Kept) => T): Promise<T> {
    const query = await columns.query();
    const { db, judged } = session.current();
    if (kept?.query !== query || kept.judged !== judged()) {
      // The columns stay when findings change.
      if (kept?.query === query) query.rejudge();
      kept = {
        db,
        query,
        judged: judged(),
        relevantText: createRelevantText(db),
        inputName: createInputNames(db),
        findings: query.findings,
        records: new Map(),
        summaries: new Map(),
      };
    }
    return answer(kept);
  }

  return {
    eventsLoading: columns.state,
    eventPage: ({ filter, offset, limit, descending, fold }) =>
      ask((at) => {
        const start = performance.now();
        const request = { offset, limit, descending };
        const page = at.query.page(
          filter,
          fold === undefined ? request : { ...request, fold: fold.map(openName) },
        );
        const { events, lines, isFolded } = page;
        const rows = page.rows.map((row) => ({
          ...toLine(at, row),
          ...(row.fold === null ? {} : { fold: row.fold }),
          ...(row.isInFold ? { isInFold: true as const } : {}),
        }));
        return { rows, events, lines, isFolded, ms: since(start) };
      }),
    eventSummary: (filter, top) =>
      ask(({ query, summaries }) => {
        const key = JSON.stringify([filter, top]);
        const known = summaries.get(key);
        if (known !== undefined) return known;
        const start = performance.now();
        const answer = summarizeEvents(query, filter, Math.min(top, mostValues));
        return keep(summaries, key, { ...answer, ms: since(start) }, keepSummaries);
      }),
    eventPlace: (filter, descending, name, fold) =>
      ask((at) => {
        const record = recordOf(at, name);
        return record === null
          ? null
          : at.query.place(filter, record, descending, fold?.map(openName));
      }),
    eventDetail: (name) =>
      ask((at) => {
        const record = recordOf(at, name);
        if (record === null) throw badRequest(`the case holds no event ${keyOf(name)}`);
        return detailOf(at, name, record);
      }),
  };
}

function toLine({ records, relevantText, findings }: Kept, row: EventRow): EventLine {
  const { input, record, isRelevant } = row;
  const key = keyOf(row);
  keep(records, key, { input, record }, keepNames);
  return lineOf(row, isRelevant ? relevantText(input, record) : null, findings().get(key) ?? []);
}

/** Null: the case has no event of this name. */
function recordOf({ query, records }: Kept, name: EventName): RecordName | null {
  const known = records.get(keyOf(name));
  if (known !== undefined) return known;
  const found =
    query.store.find(name.eventId).find(({ variant }) => variant === name.variant) ??
    // An eventID may end as the names of further records do: "x#1".
    (name.variant === 0
      ? undefined
      : query.store.find(keyOf(name)).find(({ variant }) => variant === 0));
  if (found === undefined) return null;
  const { input, record } = found;
  return keep(records, keyOf(name), { input, record }, keepNames);
}

function detailOf(at: Kept, name: EventName, record: RecordName): EventDetail {
  const { query, inputName, findings } = at;
  const line = toLine(at, query.row(record));
  const { raw, sources } = query.store.read(record);
  return {
    line,
    raw: raw.toString("utf8"),
    entity: entityOf(line.account, raw),
    bytes: raw.length,
    places: sources.map(({ input, record: ordinal, offset, length, item }) => {
      const file = inputName(input);
      return {
        file: file === null ? "" : shownPath(file),
        sha256: file?.sha256 ?? null,
        record: ordinal,
        offset,
        length,
        item: item ?? null,
      };
    }),
    findings: (findings().get(keyOf(name)) ?? []).map(({ id, severity, title, role }) => ({
      id,
      severity,
      title,
      role,
    })),
    chain: chainOfRecord(at.db, raw.toString("utf8"), name),
    variants: query.store.countUnder(name.eventId) - 1,
    knowledge: eventKnowledge(line.eventSource, line.eventName),
  };
}

function keyOf({ eventId, variant }: EventName): string {
  return eventKey(eventId, variant);
}

/** Puts a value in, and forgets the one that was put in first when there are too many. */
function keep<V>(map: Map<string, V>, key: string, value: V, most: number): V {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > most && oldest !== undefined) map.delete(oldest);
  return value;
}

/** Milliseconds, two digits behind the point. */
function since(start: number): number {
  return Math.round((performance.now() - start) * 100) / 100;
}
