/** Stored events → events as rules see them. */
import type { CloudTrailEvent } from "../../shared/cloudtrail-event.ts";
import { parseJson, textField } from "../../shared/cloudtrail-event.ts";
import { readEvent } from "../../shared/import/read-record.ts";
import type { RelevantRow } from "./read-events.ts";

const decoder = new TextDecoder();

/** The event of a row. Records that share an eventID with a different one have `#` and a number behind it. */
export function eventOf(
  row: Pick<RelevantRow, "raw" | "id" | "variant" | "source">,
): CloudTrailEvent {
  const json = parseJson(decoder.decode(row.raw));
  const id = textField(json, "eventID") ?? row.id;
  return readEvent(json, row.variant === 0 ? id : `${id}#${row.variant}`, [row.source]);
}
