/** The JSON text of one file → records, with all that is to be said about it. */
import { field, isJsonObject } from "../../shared/cloudtrail-event.ts";
import type { Json } from "../../shared/cloudtrail-event.ts";
import { recognize } from "../../shared/import/recognize.ts";
import { emptyLists, takeJson, takeRewritten } from "../../shared/import/shapes/json-shapes.ts";
import { createSplitter } from "../../shared/import/split-records.ts";
import { sampleOf } from "./input-rows.ts";
import type { Found, ReaderTools, RowSink } from "./keep-records.ts";
import { createRecordKeeper } from "./keep-records.ts";
import { parsedJson } from "./parsed-json.ts";
import type { InputEnd } from "./protocol.ts";
import { flag } from "./protocol.ts";

export interface TextReading {
  /** The next text; `skipped` bytes of it (a byte order mark) were left out. */
  readonly feed: (text: Uint8Array, skipped: number) => void;
  /** The text is over; `damage` says why it is not whole. */
  readonly finish: (damage: readonly string[]) => void;
  /** Whether the text is to be kept. */
  readonly keepsText: () => boolean;
  readonly end: (found: Found, encoding: string, textBytes: number) => InputEnd;
}

/** The cutting of one file's text into records. `hasText`: other text stands before each value. */
export function startReading(tools: ReaderTools, sink: RowSink, hasText: boolean): TextReading {
  const keeper = createRecordKeeper(tools, sink);
  let base = 0;
  let damage: readonly string[] = [];
  let items = 0;
  let verbatim = 0;
  let envelope: string | null = null;
  /** Marks of programs that add members to a record: their objects look like records but are more, or other. */
  let marks: readonly Buffer[] | null = null;
  let isLines = false;

  function other(bytes: Uint8Array, at: number, to: number, offset: number): void {
    const value = parsedJson(bytes.subarray(at, to));
    const place = { position: base + offset, length: to - at, item: items };
    const taken = takeJson(value);
    if (taken !== null) keeper.take(taken, place);
    else
      keeper.other(recognize(value), place, sampleOf(bytes.subarray(at, Math.min(to, at + 120))));
  }

  /** Flags of a record with other programs' members in it; `taking` when its own text was taken instead. */
  function isRewritten(bytes: Uint8Array, at: number, to: number, offset: number): number {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset + at, to - at);
    const mark = marks?.findIndex((one) => text.includes(one)) ?? -1;
    if (mark < 0) return 0;
    // Wazuh writes numbers and booleans as text: not what CloudTrail wrote.
    if (markWords[mark] === wazuhMark) return flag.lossy;
    const taken = takeRewritten(parsedJson(text));
    if (taken === null) return 0;
    const place = { position: base + offset, length: to - at, item: items };
    // Where the record's own text can't be read, the members that were taken out of it still can.
    return keeper.take(taken, place) === 0 ? flag.lossy : taking;
  }

  const splitter = createSplitter(
    tools.scanner,
    {
      record: (bytes, at, to, offset) => {
        items++;
        let flags = 0;
        if (marks !== null && marks.length > 0) {
          flags = isRewritten(bytes, at, to, offset);
          if (flags === taking) return;
        }
        if (keeper.record(bytes, at, to, base + offset, flags)) verbatim++;
        else other(bytes, at, to, offset);
      },
      other: (bytes, at, to, offset, found) => {
        if (found > 0) envelope ??= envelopeName(parsedJson(bytes.subarray(at, to)));
        else {
          items++;
          other(bytes, at, to, offset);
        }
      },
      problem: (offset, reason, sample) => {
        const [cause] = damage;
        // What ends early because the file is damaged is one problem: the damage, at this place.
        damage = damage.slice(1);
        keeper.problem(base + offset, keeper.records() + 1, cause ?? reason, sampleOf(sample));
      },
    },
    hasText,
  );

  return {
    feed: (text, skipped) => {
      base += skipped;
      // A Buffer's slice() is a view that would keep the whole file alive; a Uint8Array's is a copy.
      const bytes = new Uint8Array(text.buffer, text.byteOffset, text.byteLength);
      if (marks === null) {
        const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, headBytes));
        marks = allMarks.some((mark) => head.includes(mark)) ? allMarks : [];
        isLines = hasText && exportLine.test(head.subarray(0, 64).toString("latin1"));
      }
      splitter.feed(bytes, false);
    },
    finish: (reasons) => {
      damage = reasons;
      splitter.feed(new Uint8Array(0), true);
    },
    keepsText: keeper.keepsText,
    end: (found, encoding, textBytes) => {
      const shape = splitter.shape();
      const [list] = shape.keys;
      return keeper.end(found, {
        damage,
        encoding,
        textBytes,
        format:
          verbatim === 0
            ? null
            : isLines
              ? "CloudWatch Logs export lines"
              : formatOf(shape, envelope),
        empty: list === undefined ? null : (emptyLists.get(list) ?? null),
        broken: "broken JSON",
      });
    },
  };
}

/** Where marks are looked for: programs that put them put them into each record. */
const headBytes = 16 * 1024;
/** Said of a record that was taken as a wrapper. */
const taking = -1;
const wazuhMark = '"log_info"';
/** Members that Splunk and Cribl (`_raw`), Panther and Wazuh put beside a record's. */
const markWords = ['_raw"', 'p_event_time"', wazuhMark] as const;
const allMarks: readonly Buffer[] = markWords.map((word) => Buffer.from(word));
/** A line of an export task of CloudWatch Logs. */
const exportLine = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z \{/;

function formatOf(
  shape: { readonly wrapper: boolean; readonly array: boolean; readonly values: number },
  envelope: string | null,
): string {
  if (envelope !== null) return envelope;
  if (shape.wrapper) return "CloudTrail log file";
  if (shape.array) return "list of events";
  return shape.values > 1 ? "one event a line" : "single event";
}

/** What an object is in which records stand as objects. */
function envelopeName(value: Json): string {
  if (field(value, "detail-type") !== undefined) return "EventBridge events";
  if (isJsonObject(field(field(value, "data"), "aws")) || isJsonObject(field(value, "rule")))
    return "Wazuh alerts";
  if (field(field(value, "aws"), "cloudtrail") !== undefined) return "OpenSearch documents";
  if (field(value, "_source") !== undefined) return "Elasticsearch export";
  return "events in envelopes";
}
