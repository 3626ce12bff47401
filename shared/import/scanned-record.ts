/** Tells a CloudTrail record by what the scanner found in an object. */
import { slot } from "./record-fields.ts";
import type { RecordScanner } from "./scan-record.ts";

/** Whether the object that was scanned last, in `bytes`, is a record as isRecord of read-record.ts defines it. */
export function isScannedRecord({ from }: RecordScanner, bytes: Uint8Array): boolean {
  const source = from[slot.eventSource] ?? -1;
  if (source === -1 || from[slot.eventName] === -1) return false;
  if (from[slot.eventVersion] === -1 && from[slot.eventTime] === -1 && from[slot.eventID] === -1)
    return false;
  // "aws:s3" and the like: a notification, whose members are named as an event's.
  return !(
    bytes[source] === 97 &&
    bytes[source + 1] === 119 &&
    bytes[source + 2] === 115 &&
    bytes[source + 3] === 58
  );
}
