/** Answers of the AWS CLI: lookup-events and get-query-results (AWS CLI reference, cloudtrail). */
import type { Json, JsonObject } from "../../cloudtrail-event.ts";
import { field, isJsonObject, textField } from "../../cloudtrail-event.ts";
import type { Taken } from "./piece.ts";
import { derived, holdsJson, isRecordText, whole } from "./piece.ts";
import { createRecordTree } from "./record-tree.ts";
import { eventTable } from "./table-columns.ts";
import { timeValue, truthOf } from "./table-cells.ts";

const lookup = "lookup-events output";
const query = "CloudTrail Lake query result";

/** An event of lookup-events: the text in CloudTrailEvent is the record; without it the other members are all there is. */
export function lookupEvent(value: Json): Taken | null {
  if (!isJsonObject(value)) return null;
  const text = field(value, "CloudTrailEvent");
  if (holdsJson(text)) return whole(lookup, [text]);
  if (isJsonObject(text)) return whole(lookup, [JSON.stringify(text)]);
  if (
    !["EventId", "EventName", "EventSource", "EventTime"].every((name) =>
      Object.hasOwn(value, name),
    )
  )
    return null;
  const tree = createRecordTree();
  tree.set(["eventID"], textField(value, "EventId"));
  tree.set(["eventName"], textField(value, "EventName"));
  tree.set(["eventSource"], textField(value, "EventSource"));
  tree.set(["eventTime"], timeValue(field(value, "EventTime") ?? null));
  tree.set(["readOnly"], truthOf(textField(value, "ReadOnly") ?? ""));
  tree.set(["userIdentity", "accessKeyId"], textField(value, "AccessKeyId"));
  tree.set(["userIdentity", "userName"], textField(value, "Username"));
  return derived(lookup, tree.record(), [
    "requestParameters",
    "responseElements",
    "userIdentity",
    "errorCode",
  ]);
}

/** A row of QueryResultRows: a list of objects with one member each, all values text. */
export function queryRow(value: Json): Taken | null {
  if (!Array.isArray(value) || value.length === 0) return null;
  const entries: (readonly [string, Json])[] = [];
  for (const one of value) {
    if (!isJsonObject(one)) return null;
    for (const [name, cell] of Object.entries(one)) entries.push([name, cell]);
  }
  if (!value.every((one: Json) => isJsonObject(one) && Object.keys(one).length === 1)) return null;
  const cells = entries.map(([, cell]) => cell);
  const table = eventTable(
    entries.map(([name]) => name),
    cells,
  );
  if (table === null || "needs" in table) return null;
  const row = table.row(cells);
  return row === null || row.isInsight ? null : { shape: query, pieces: row.pieces, packed: [] };
}

/** Text that holds JSON: the records of `--query Events[].CloudTrailEvent`, or JSON that was encoded twice. */
export function jsonText(value: Json): Taken | null {
  return holdsJson(value)
    ? whole(isRecordText(value) ? "records as text" : "JSON as text", [value])
    : null;
}

/** A row of another program whose members are an event's under names of its own (Microsoft Sentinel). */
export function namedRow(value: Json): Taken | null {
  if (!isJsonObject(value) || !isSentinel(value)) return null;
  const entries = Object.entries(value);
  const cells = entries.map(([, cell]) => cell);
  const table = eventTable(
    entries.map(([name]) => name),
    cells,
  );
  if (table === null || "needs" in table) return null;
  const row = table.row(cells);
  return row === null
    ? null
    : { shape: "Microsoft Sentinel export", pieces: row.pieces, packed: [] };
}

function isSentinel(value: JsonObject): boolean {
  return (
    Object.hasOwn(value, "EventSource") &&
    Object.hasOwn(value, "EventName") &&
    (Object.hasOwn(value, "AwsEventId") || Object.hasOwn(value, "UserIdentityArn"))
  );
}
