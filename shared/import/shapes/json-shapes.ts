/** All shapes that wrap records in JSON, in the order in which they are asked. */
import type { Json } from "../../cloudtrail-event.ts";
import { jsonText, lookupEvent, namedRow, queryRow } from "./aws-cli.ts";
import { elasticDocument } from "./elastic.ts";
import { bridgeEvent, logEvent, packedData, queueMessage } from "./messages.ts";
import { ocsfEvent } from "./ocsf.ts";
import type { JsonShape, Taken } from "./piece.ts";
import { pantherEvent, splunkEvent, textInside } from "./siem.ts";

const shapes: readonly JsonShape[] = [
  jsonText,
  lookupEvent,
  queryRow,
  splunkEvent,
  pantherEvent,
  packedData,
  bridgeEvent,
  queueMessage,
  logEvent,
  ocsfEvent,
  elasticDocument,
  namedRow,
  textInside,
];

/** What a JSON value that is no record holds, or null when no shape knows it. */
export function takeJson(value: Json): Taken | null {
  for (const shape of shapes) {
    const taken = shape(value);
    if (taken !== null) return taken;
  }
  return null;
}

/** What an object holds that looks like a record because a program put the record's members beside its own. */
export function takeRewritten(value: Json): Taken | null {
  return splunkEvent(value) ?? pantherEvent(value);
}

/** Names of lists that may be empty: what their file is then. */
export const emptyLists: ReadonlyMap<string, string> = new Map([
  ["Records", "CloudTrail log file, empty"],
  ["Events", "lookup-events output, empty"],
  ["QueryResultRows", "CloudTrail Lake query result, empty"],
  ["events", "CloudWatch Logs export, empty"],
  ["logEvents", "CloudWatch Logs export, empty"],
  ["hits", "Elasticsearch export, empty"],
]);
