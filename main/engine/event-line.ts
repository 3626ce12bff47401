/** An event of the case as the window's lists show it. */
import { parseJson } from "../../shared/cloudtrail-event.ts";
import { readEvent } from "../../shared/import/read-record.ts";
import type { EventLine } from "../../shared/ipc/events.ts";
import { classify } from "../../shared/knowledge/classify.ts";
import type { Spans } from "../../shared/span.ts";
import type { EventRow } from "../db/query/event-row.ts";
import type { EventFinding } from "../db/event-findings.ts";

/** Makes a line of a row. `raw`: the record's JSON, of an event that rules look at; else null. */
export function lineOf(
  row: EventRow,
  raw: Uint8Array | null,
  findings: readonly EventFinding[],
): EventLine {
  const { actor } = row;
  return {
    eventId: row.eventId,
    variant: row.variant,
    input: row.input,
    record: row.record,
    time: row.time,
    eventSource: row.eventSource,
    eventName: row.eventName,
    account: row.account,
    region: row.region,
    actor: actor.name,
    actorType: actor.type,
    accessKeyId: row.accessKeyId,
    address: row.address,
    userAgent: row.userAgent,
    errorCode: row.errorCode,
    isFailed: row.isFailed,
    readOnly: row.readOnly,
    target: raw === null ? null : targetOf(raw),
    severity: findings[0]?.severity ?? null,
    finding: findings[0]?.id ?? null,
  };
}

const decoder = new TextDecoder();

/** Null: the record can't be read as JSON here, or does not say what it acted on. */
function targetOf(raw: Uint8Array): Spans | null {
  try {
    const { target } = classify(readEvent(parseJson(decoder.decode(raw)), "", []));
    return target.id === null ? null : target.label;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
