import type { CaseFacts, CitedEvent } from "../case-facts.ts";
import type { EvidenceRow } from "../document.ts";
import { numberFiles, numbered } from "./file-ids.ts";
import { isRoutine } from "./routine.ts";
import type { FileIds } from "./file-ids.ts";
import { citedEvents } from "../../posture/words.ts";
import { citedBy } from "./finding-spans.ts";

/** The records that one finding rests on. */
export interface FindingRecords {
  /** Records of what the finding is about. */
  readonly own: readonly EvidenceRow[];
  /** Earlier records that its statements rest on, in order of time. */
  readonly context: readonly EvidenceRow[];
  /** The own records are printed with the finding; otherwise in the appendix of records. */
  readonly printsRaw: boolean;
  /** eventIDs that the finding names but the case does not hold. */
  readonly missing: readonly string[];
}

/** All cited records of the report. */
export interface Records {
  /** By id of the finding. */
  readonly of: (finding: string) => FindingRecords;
  /** Records printed with a finding, in order of their numbers. */
  readonly withFinding: readonly EvidenceRow[];
  /** All others. */
  readonly inAppendix: readonly EvidenceRow[];
  readonly files: FileIds;
}

/** A finding of at most this many events prints their records itself, unless it is told in short. */
const fewEvents = 3;

const nothing: FindingRecords = { own: [], context: [], printsRaw: false, missing: [] };

function toRow(id: string, { event, sources, raw }: CitedEvent, files: FileIds): EvidenceRow {
  const [first, ...others] = sources;
  return {
    id,
    eventId: event.id,
    at: event.at,
    eventName: event.name,
    outcome: event.outcome,
    file: first === undefined ? "–" : (files.of(first.input) ?? "–"),
    record: first?.record ?? 0,
    // A row of a Parquet file has a number, but no bytes of its own.
    offset: first === undefined ? 0 : first.length === 0 ? null : first.offset,
    ...(first?.item === undefined ? {} : { item: first.item }),
    also: others.map((one) => ({ file: files.of(one.input) ?? "–", record: one.record })),
    raw,
  };
}

function byTime(a: EvidenceRow, b: EvidenceRow): number {
  const [x, y] = [a.at ?? "", b.at ?? ""];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** Numbers every cited record in the order of its first citation (E-01 …) and says where its text is printed. */
export function collectRecords(facts: CaseFacts): Records {
  const cites = facts.findings.map(({ id, finding }) => ({
    id,
    inShort: isRoutine(finding),
    ...citedBy(finding),
  }));
  const order = new Set<string>();
  for (const { own, context } of cites) {
    for (const eventId of [...own, ...context]) if (facts.cited.has(eventId)) order.add(eventId);
  }
  for (const eventId of citedEvents(facts.posture?.results ?? []))
    if (facts.cited.has(eventId)) order.add(eventId);
  const inputs = new Set<number>();
  for (const eventId of order) {
    for (const { input } of facts.cited.get(eventId)?.sources ?? []) inputs.add(input);
  }
  const files = numberFiles(facts.inputs, inputs);
  const rows = new Map<string, EvidenceRow>();
  for (const eventId of order) {
    const cited = facts.cited.get(eventId);
    if (cited !== undefined) rows.set(eventId, toRow(numbered("E", rows.size + 1), cited, files));
  }
  const printed = new Set<string>();
  const records = new Map<string, FindingRecords>();
  for (const { id, own, context, inShort } of cites) {
    const rowsOf = (ids: readonly string[]): readonly EvidenceRow[] =>
      ids.flatMap((eventId) => rows.get(eventId) ?? []);
    const printsRaw =
      !inShort && own.length <= fewEvents && own.every((eventId) => !printed.has(eventId));
    if (printsRaw) for (const eventId of own) printed.add(eventId);
    records.set(id, {
      own: rowsOf(own),
      context: rowsOf(context).toSorted(byTime),
      printsRaw,
      missing: [...own, ...context].filter((eventId) => !rows.has(eventId)),
    });
  }
  const all = [...rows.values()];
  return {
    of: (finding) => records.get(finding) ?? nothing,
    withFinding: all.filter((row) => printed.has(row.eventId)),
    inAppendix: all.filter((row) => !printed.has(row.eventId)),
    files,
  };
}
