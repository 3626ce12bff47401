/** Exports of log programs that keep the record's text: Splunk, Cribl and others; and programs that rewrite it: Panther. */
import type { Json } from "../../cloudtrail-event.ts";
import { field, isJsonObject } from "../../cloudtrail-event.ts";
import type { Taken } from "./piece.ts";
import { holdsJson, isRecordText, whole } from "./piece.ts";

/** `_raw`, also inside `result` (one line of Splunk's JSON export). */
export function splunkEvent(value: Json): Taken | null {
  const result = field(value, "result");
  for (const holder of [value, result]) {
    const raw = isJsonObject(holder) && Object.hasOwn(holder, "_raw") ? holder["_raw"] : undefined;
    if (holdsJson(raw)) return whole("Splunk or Cribl export", [raw]);
    if (isJsonObject(raw)) return whole("Splunk or Cribl export", [JSON.stringify(raw)]);
  }
  return null;
}

/** Members that Panther adds to a record. */
export function pantherEvent(value: Json): Taken | null {
  if (!isJsonObject(value) || !Object.hasOwn(value, "p_event_time")) return null;
  if (!Object.hasOwn(value, "eventSource") || !Object.hasOwn(value, "eventName")) return null;
  const record = Object.fromEntries(
    Object.entries(value).filter(([name]) => !name.startsWith("p_")),
  );
  return {
    shape: "Panther export",
    // Panther writes members in its own form; the record is not what CloudTrail wrote, but nothing is missing.
    pieces: [{ text: JSON.stringify(record), lossy: true, missing: [] }],
    packed: [],
  };
}

const maxDepth = 6;

/** Any object with a record's text in one of its members. Equal texts are one record. */
export function textInside(value: Json): Taken | null {
  const found = new Set<string>();
  const look = (one: Json, depth: number): void => {
    if (typeof one === "string") {
      if (isRecordText(one)) found.add(one);
    } else if (one !== null && typeof one === "object" && depth < maxDepth)
      for (const member of Object.values(one)) look(member, depth + 1);
  };
  if (value !== null && typeof value === "object") look(value, 0);
  return found.size === 0 ? null : whole("records as text in other objects", [...found]);
}
