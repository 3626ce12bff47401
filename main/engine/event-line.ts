/** An event of the case as the window's lists show it. */
import { targetKey } from "../../shared/entities/target-key.ts";
import type { Target } from "../../shared/finding.ts";
import { parseJson } from "../../shared/cloudtrail-event.ts";
import { readEvent } from "../../shared/import/read-record.ts";
import type { EntityName } from "../../shared/ipc/entities.ts";
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

function targetOf(raw: Uint8Array): Spans | null {
  return readTarget(raw)?.label ?? null;
}

/** The thing of IAM that an event is about. */
export function entityOf(account: string | null, raw: Uint8Array): EntityName | null {
  const target = readTarget(raw);
  const key = target === null ? null : targetKey(target.type, target.id);
  return key === null || account === null ? null : { account, key };
}

/** Null: the record can't be read as JSON here, or does not say what it acted on. */
function readTarget(raw: Uint8Array): Target | null {
  try {
    const { target } = classify(readEvent(parseJson(decoder.decode(raw)), "", []));
    return target.id === null ? null : target;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
