/** Who became whom until a call was made. */
import { chainOf } from "../../shared/analysis/chain.ts";
import { startOf } from "../../shared/analysis/sessions.ts";
import { parseJson } from "../../shared/cloudtrail-event.ts";
import type { Hop } from "../../shared/finding.ts";
import { isRecord, readEvent } from "../../shared/import/read-record.ts";
import type { EventName } from "../../shared/ipc/events.ts";
import type { CaseDb } from "../db/open-case.ts";
import { findStart } from "../db/session-starts.ts";

/** The chain behind a record; empty when its text can't be read as an event. */
export function chainOfRecord(db: CaseDb, raw: string, { eventId }: EventName): readonly Hop[] {
  try {
    const json = parseJson(raw);
    if (!isRecord(json)) return [];
    const event = readEvent(json, eventId, []);
    return chainOf(
      event,
      startOf(event, (key) => findStart(db, key)),
    );
  } catch {
    // Damaged text is shown as it is beside; it says nothing of who it was.
    return [];
  }
}
