/** Answers questions from the columns, the dictionaries and the kept text of a case. */
import { Failure } from "../../../shared/errors.ts";
import { flag } from "../../import/protocol.ts";
import type { CaseDb } from "../open-case.ts";
import { createRawText } from "../raw-text.ts";
import { createEventStore, streamOf } from "../read-events.ts";
import type { Cell } from "../segments.ts";
import { allSegments, cell, column, createRecordFinder } from "../segments.ts";
import type { RowTest } from "./compile-filter.ts";
import { compileFilter } from "./compile-filter.ts";
import { countBins } from "./count-bins.ts";
import { createDictionaryText } from "./dictionary-text.ts";
import type { EventFilter } from "../../../shared/event-filter.ts";
import type { EventPage, EventQuery, EventSummary, HourCount, PageRequest } from "./event-query.ts";
import { maxPage } from "./event-query.ts";
import { createRowReader, timeText } from "./event-row.ts";
import { facetGroups, facetsOf } from "./facets.ts";
import type { CountedTest } from "./find-page.ts";
import { createMarks } from "./found-column.ts";
import type { FoldedTest } from "./fold-rows.ts";
import { createFolds } from "./folds.ts";
import { rankOf, rowsAfter, rowsBefore } from "./find-page.ts";
import type { EventColumns, RecordName } from "./load-columns.ts";
import { kindPart, kindWidth, placeOfEvent, recordAt, timeAt } from "./load-columns.ts";
import type { Names } from "./load-names.ts";
import { loadNames } from "./load-names.ts";
import { countChunks } from "./select-rows.ts";
import { countCodes } from "./summarize.ts";
import { wantedRecords } from "./wanted-records.ts";

/** A filter's test, and how many rows of each chunk pass, once that was counted. */
interface Known {
  readonly test: RowTest;
  chunks: Uint16Array | null;
}

/** Filters whose tests are kept: a table is read page by page under one filter. */
const keepFilters = 8;

/** The questions over columns that were loaded already. */
export function createEventQuery(db: CaseDb, casePath: string, columns: EventColumns): EventQuery {
  const names = loadNames(db, columns);
  const groups = facetGroups(columns, names);
  const words = createDictionaryText(db);
  const readRow = createRowReader(db, words);
  const find = createRecordFinder(db);
  const text = createRawText(db, casePath);
  const store = createEventStore(db, casePath, text);
  const remembered = new Map<string, Known>();
  const marks = createMarks(db, columns);

  /** Tests of the last filters are kept: a table is read page by page under one filter. */
  function known(filter: EventFilter): Known {
    const key = JSON.stringify(filter);
    const kept = remembered.get(key) ?? {
      test: compileFilter(columns, names, filter, marks.column),
      chunks: null,
    };
    remembered.delete(key);
    remembered.set(key, kept);
    const [oldest] = remembered.keys();
    if (remembered.size > keepFilters && oldest !== undefined) remembered.delete(oldest);
    return kept;
  }

  function counted(filter: EventFilter): CountedTest & { readonly events: number } {
    const kept = known(filter);
    const chunks = (kept.chunks ??= countChunks(columns, kept.test));
    return { test: kept.test, chunks, events: chunks.reduce((sum, n) => sum + n, 0) };
  }

  const newFolds = () => createFolds(columns, (id) => words.text(id));
  let foldsOf = newFolds();

  /** The rows of a filter with folds; null: they are too many, or not to be folded. */
  function folded(
    filter: EventFilter,
    descending: boolean,
    open: readonly string[] | undefined,
  ): FoldedTest | null {
    if (open === undefined) return null;
    const all = counted(filter);
    return foldsOf(JSON.stringify([filter, descending, open]), all, descending, open);
  }

  function cellOf({ input, record }: RecordName): Cell {
    const found = find(input, record);
    if (found !== null) return found;
    const reason = `record ${record} of input ${input} is missing`;
    throw new Failure({ code: "case-damaged", path: casePath, reason });
  }

  function rawOf(at: Cell): Buffer {
    const offset = at.segment.offset[at.row] ?? 0;
    return text.read(at.segment.input, offset, cell(at, column.length), streamOf(at));
  }

  function rowWithCursor(at: number, inFolds: FoldedTest | null): EventPage["rows"][number] {
    const name = recordAt(columns, at);
    const cursor = `${timeAt(columns, at)}/${name.input}/${name.record}`;
    const fold = inFolds?.foldOf(at) ?? null;
    return {
      ...readRow(cellOf(name)),
      cursor,
      fold:
        fold === null
          ? null
          : {
              ...fold,
              first: timeText(timeAt(columns, fold.first)),
              last: timeText(timeAt(columns, fold.last)),
            },
      isInFold: inFolds?.isInOpenFold(at) ?? false,
    };
  }

  function page(filter: EventFilter, request: PageRequest): EventPage {
    const inFolds = folded(filter, request.descending === true, request.fold);
    const all = inFolds ?? counted(filter);
    const limit = Math.min(request.limit, maxPage);
    const { after, offset = 0 } = request;
    const found =
      request.descending === true
        ? rowsBefore(
            columns,
            all,
            after === undefined ? columns.rows : cursorPlace(columns, after, false),
            offset,
            limit,
          )
        : rowsAfter(
            columns,
            all,
            after === undefined ? 0 : cursorPlace(columns, after, true),
            offset,
            limit,
          );
    // In the order of records: each segment is read once, however the times of files interleave.
    const byRecord = found.toSorted((a, b) => columns.home[a]! - columns.home[b]!);
    const rowAt = new Map(byRecord.map((at) => [at, rowWithCursor(at, inFolds)]));
    const rows = found.flatMap((at) => rowAt.get(at) ?? []);
    return {
      rows,
      events: all.events,
      lines: inFolds?.lines ?? all.events,
      isFolded: request.fold === undefined || inFolds !== null,
    };
  }

  function summary(filter: EventFilter, top: number): EventSummary {
    const kept = known(filter);
    const { codes, values } = marks.column();
    const counts = countCodes(columns, kept.test, { codes, size: values.length });
    kept.chunks = counts.chunks;
    const { untimed, hours } = columns;
    const first = untimed > 0 ? 1 : 0;
    const histogram: HourCount[] = [];
    for (let i = first; i < hours.length; i++) {
      const events = counts.hours[i]!;
      if (events !== 0)
        histogram.push({ start: hours[i]!, events, failed: counts.failedHours[i]! });
    }
    return {
      events: counts.events,
      ...failuresOf(columns, names, counts.kind),
      facets: facetsOf(columns, groups, counts, marks.column(), words, top),
      histogram,
      untimed: first === 1 ? counts.hours[0]! : 0,
    };
  }

  function range(filter: EventFilter): ReturnType<EventQuery["range"]> {
    const all = counted(filter);
    const [first] = rowsAfter(columns, all, columns.untimed, 0, 1);
    const [last] = rowsBefore(columns, all, columns.rows, 0, 1);
    if (first === undefined || last === undefined) return null;
    return {
      first: timeText(timeAt(columns, first)) ?? "",
      last: timeText(timeAt(columns, last)) ?? "",
      events: all.events,
    };
  }

  function place(
    filter: EventFilter,
    event: RecordName,
    descending: boolean,
    fold?: readonly string[],
  ): number | null {
    const found = find(event.input, event.record);
    if (found === null) return null;
    const at = placeOfEvent(columns, found.segment.t[found.row]!, event, false);
    // The record may be a repetition of an event that stands elsewhere.
    if (at >= columns.rows) return null;
    const { input, record } = recordAt(columns, at);
    if (input !== event.input || record !== event.record) return null;
    const inFolds = folded(filter, descending, fold);
    const all = inFolds ?? counted(filter);
    const lines = inFolds?.lines ?? all.events;
    const rank = rankOf(columns, all, at) ?? rankOf(columns, all, inFolds?.leadOf(at) ?? at);
    return rank === null || !descending ? rank : lines - 1 - rank;
  }

  function* evidence(filter: EventFilter): ReturnType<EventQuery["evidence"]> {
    const wanted = wantedRecords(columns, known(filter).test);
    let number = 0;
    for (const segment of allSegments(db)) {
      for (let row = 0; row < segment.rows; row++, number++) {
        if ((wanted[number >>> 3]! & (1 << (number & 7))) === 0) continue;
        const at = { segment, row };
        yield { row: readRow(at), raw: rawOf(at) };
      }
    }
  }

  return {
    rows: columns.rows,
    bytes: bytesOf(columns) + names.bytes,
    page,
    count: (filter) => counted(filter).events,
    summary,
    bins: (filter, seconds) => countBins(columns, known(filter).test, seconds),
    range,
    place,
    findings: marks.findings,
    rejudge: () => {
      marks.forget();
      remembered.clear();
      foldsOf = newFolds();
    },
    row: (name) => readRow(cellOf(name)),
    event: (id) => store.find(id).map(store.read),
    store,
    raw: (name) => rawOf(cellOf(name)),
    evidence,
  };
}

/** The place of the event that a cursor names, or the place behind it. @throws TypeError when it is none. */
function cursorPlace(columns: EventColumns, cursor: string, isBehind: boolean): number {
  const [t, input, record] = cursor.split("/").map(Number);
  if (t === undefined || input === undefined || record === undefined || Number.isNaN(t))
    throw new TypeError(`"${cursor}" is no cursor`);
  return placeOfEvent(columns, t, { input, record }, isBehind);
}

/** How many of the rows that were counted by kind failed, and how many of these were refused. */
function failuresOf(
  { kind: { ids } }: EventColumns,
  names: Names,
  counts: Uint32Array,
): Pick<EventSummary, "failed" | "denied"> {
  let failed = 0;
  let denied = 0;
  for (let code = 0; code < counts.length; code++) {
    const at = code * kindWidth;
    if (counts[code] === 0 || (ids[at + kindPart.flags]! & flag.notSuccessful) === 0) continue;
    failed += counts[code]!;
    if (names.isDenied(ids[at + kindPart.error]!)) denied += counts[code]!;
  }
  return { failed, denied };
}

function bytesOf(columns: EventColumns): number {
  const { kind, actor, accessKey, address, agent, home, seconds, hours, starts } = columns;
  const coded = [kind, actor, accessKey, address, agent];
  return [home, seconds, hours, starts, ...coded.flatMap(({ codes, ids }) => [codes, ids])].reduce(
    (sum, array) => sum + array.byteLength,
    0,
  );
}
