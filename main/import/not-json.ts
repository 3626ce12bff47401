/** What is said of a file, or an archive's member, that is no JSON and no archive. */
import type { Sniffed } from "../../shared/import/sniff.ts";
import { ended, problemRow } from "./input-rows.ts";
import { isLogFileName } from "./keep-text.ts";
import type { Place } from "./place.ts";
import type { InputEnd } from "./protocol.ts";
import { unreadFile } from "./unread-file.ts";
import type { Found } from "./keep-records.ts";

/** Ends an input without text: skipped when it is no log, a problem when a log was expected or is there unread. */
export function notJson(
  kind: Sniffed,
  head: Uint8Array,
  damage: readonly string[],
  found: Found,
  packings: number,
  place: Place,
): InputEnd {
  const { sink, name: path } = place;
  for (const reason of damage) sink.problem(problemRow(null, null, reason, ""));
  if (damage.length > 0)
    return ended({
      ...found,
      status: "unreadable",
      format: packings > 0 ? "damaged gzip file" : "damaged file",
    });
  switch (kind.kind) {
    case "empty": {
      const name = packings > 0 ? "empty file inside gzip" : "empty file";
      if (!isLogName(path)) return ended({ ...found, status: "skipped", format: name });
      sink.problem(problemRow(0, null, `${name}: a log was expected here`, ""));
      return ended({ ...found, status: "unreadable", format: name });
    }
    case "container":
      sink.problem(
        problemRow(0, null, `${kind.name}: not opened. Unpack it and import the files in it`, ""),
      );
      return ended({ ...found, status: "unreadable", format: kind.name });
    case "parquet":
    case "other": {
      const unread = unreadFile(kind, head);
      if (unread.problem === null)
        return ended({ ...found, status: "skipped", format: unread.name });
      sink.problem(unread.problem);
      return ended({ ...found, status: "unreadable", format: unread.name });
    }
    case "gzip":
    case "json":
    case "table":
    case "snapshot":
      throw new Error("read elsewhere");
  }
}

/** Names under which CloudTrail, or an export of it, is stored. */
function isLogName(path: string): boolean {
  return /\.(json|jsonl|ndjson|gz|log)$/i.test(path) || isLogFileName(path);
}

/** Ends an input that is gzip in gzip in gzip in gzip. */
export function tooNested(found: Found, damage: readonly string[], { sink }: Place): InputEnd {
  for (const reason of damage) sink.problem(problemRow(null, null, reason, ""));
  sink.problem(problemRow(0, null, "compressed more than three times over: not opened", ""));
  return ended({ ...found, status: "unreadable", format: "nested gzip" });
}
