/** Members of outer objects whose lists hold records or wrapped records, and are read element by element. */
import { ascii } from "./record-keys.ts";

/**
 * `Records`: S3 log files. `Events`: lookup-events. `events`: filter-log-events and get-log-events. `logEvents`: CloudWatch
 * Logs subscriptions. `QueryResultRows`: CloudTrail Lake. `hits`: Elasticsearch, whose list stands in an object of that name.
 */
const names = ["Records", "Events", "events", "logEvents", "QueryResultRows", "hits"] as const;
const keys: readonly { readonly name: string; readonly bytes: Uint8Array }[] = names.map(
  (name) => ({ name, bytes: ascii(name) }),
);

/**
 * The name of a key at bytes[from, from + length) when its value (at `value`) is such a list, or the object of `hits`;
 * null otherwise.
 */
export function wrapperKey(
  bytes: Uint8Array,
  from: number,
  length: number,
  value: number,
): string | null {
  for (const key of keys) {
    if (key.bytes.length !== length || !isAt(bytes, from, key.bytes)) continue;
    return bytes[value] === 91 || key.name === "hits" ? key.name : null;
  }
  return null;
}

function isAt(bytes: Uint8Array, from: number, word: Uint8Array): boolean {
  for (let i = 0; i < word.length; i++) if (bytes[from + i] !== word[i]) return false;
  return true;
}
