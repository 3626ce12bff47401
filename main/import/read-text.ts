/** The text of one file → records, with all that is to be said about it. */
import type { Json } from "../../shared/cloudtrail-event.ts";
import { parseJson } from "../../shared/cloudtrail-event.ts";
import { earliestPlausible } from "../../shared/import/event-time.ts";
import type { Recognized } from "../../shared/import/recognize.ts";
import { brokenRecords, halfRecord, recognize } from "../../shared/import/recognize.ts";
import { slot } from "../../shared/import/record-fields.ts";
import type { RecordScanner } from "../../shared/import/scan-record.ts";
import { createSplitter } from "../../shared/import/split-records.ts";
import { counted, ended, noteRow, problemRow, sampleOf } from "./input-rows.ts";
import type { RowPacker } from "./pack-rows.ts";
import type { InputEnd, InputProblem } from "./protocol.ts";

/** Single problem rows per file; what comes after is counted in one last row. */
const maxProblems = 10_000;

export interface ReaderTools {
  readonly scanner: RecordScanner;
  readonly packer: RowPacker;
  /** Latest plausible eventTime: the time of the import and two days, in seconds since 1970. */
  readonly latest: number;
}

/** Hash and size of a file. */
export interface Found {
  readonly sha256: string | null;
  readonly bytes: number;
}

export interface TextReading {
  /** The next text; `skipped` bytes of it (a byte order mark) were left out. */
  readonly feed: (text: Uint8Array, skipped: number) => void;
  /** The text is over; `damage` says why it is not whole. */
  readonly finish: (damage: readonly string[]) => void;
  readonly end: (found: Found, encoding: string, textBytes: number) => InputEnd;
}

/** A value that is no record, until the end of the file tells what that means. */
interface Other {
  readonly recognized: Recognized;
  readonly position: number;
  readonly sample: string;
}

/** The cutting of one file's text into records, with all that is said about it. */
export function startReading(
  tools: ReaderTools,
  onProblem: (problem: InputProblem) => void,
  hasText: boolean,
): TextReading {
  let base = 0;
  let damage: readonly string[] = [];
  let records = 0;
  let wrappers = 0;
  let problems = 0;
  let lost = 0;
  const untimed = { count: 0, first: 0 };
  const oddlyTimed = { count: 0, first: 0 };
  const unknownVersion = { count: 0, first: 0 };
  const others: Other[] = [];
  /** Values past the limit: all, and those that are a loss in any file. */
  const unlisted = { all: 0, lost: 0 };
  const apart = new Map<string, { readonly advice: string; count: number }>();

  const report = (row: InputProblem): void => {
    if (!row.isNote) lost++;
    problems++;
    if (problems <= maxProblems) onProblem(row);
  };

  function other(bytes: Uint8Array, at: number, to: number, offset: number): void {
    const recognized = recognize(parsed(bytes.subarray(at, to)));
    const { name, sort, advice } = recognized;
    if (sort === "kept-apart") {
      const seen = apart.get(name) ?? { advice, count: 0 };
      seen.count++;
      apart.set(name, seen);
    } else if (others.length < maxProblems)
      others.push({
        recognized,
        position: base + offset,
        sample: sampleOf(bytes.subarray(at, Math.min(to, at + 120))),
      });
    else {
      unlisted.all++;
      if (isLoss(recognized)) unlisted.lost++;
    }
  }

  function noteTime(): void {
    const time = tools.packer.lastTime();
    const tally =
      time === null ? untimed : time < earliestPlausible || time > tools.latest ? oddlyTimed : null;
    if (tally !== null && tally.count++ === 0) tally.first = records;
  }

  /** eventVersion 1.x is known, and so is none at all (the first records had none). */
  function noteVersion(bytes: Uint8Array): void {
    const at = tools.scanner.from[slot.eventVersion] ?? -1;
    if (at < 0 || (bytes[at] === 49 && bytes[at + 1] === 46)) return;
    if (unknownVersion.count++ === 0) unknownVersion.first = records;
  }

  const splitter = createSplitter(
    tools.scanner,
    {
      record: (bytes, at, to, offset) => {
        if (!tools.packer.add(bytes, at, to, base + offset, records + 1)) {
          other(bytes, at, to, offset);
          return;
        }
        records++;
        if (tools.scanner.isTwice())
          report(
            problemRow(
              base + offset,
              records,
              "a member stands in the record twice, with values that may differ; the last one was taken",
              sampleOf(bytes.subarray(at, Math.min(to, at + 120))),
            ),
          );
        noteTime();
        noteVersion(bytes);
      },
      other: (bytes, at, to, offset, found) => {
        if (found > 0) wrappers++;
        else other(bytes, at, to, offset);
      },
      problem: (offset, reason, sample) => {
        const [cause] = damage;
        // What ends early because the file is damaged is one problem: the damage, at this place.
        damage = damage.slice(1);
        report(problemRow(base + offset, records + 1, cause ?? reason, sampleOf(sample)));
      },
    },
    hasText,
  );

  function end(found: Found, encoding: string, textBytes: number): InputEnd {
    for (const reason of damage) report(problemRow(null, null, reason, ""));
    // In a file of logs every value that is none is a loss; in another file only what was meant as a log is.
    for (const { recognized, position, sample } of others)
      if (records > 0 || isLoss(recognized))
        report(problemRow(position, null, sentence(recognized), sample));
    if (untimed.count > 0)
      report(
        noteRow(
          `${counted(untimed.count, "event")} without a readable eventTime (first: record ${untimed.first}); kept, the time is unknown`,
        ),
      );
    if (oddlyTimed.count > 0)
      report(
        noteRow(
          `${counted(oddlyTimed.count, "event")} dated before 2013 or in the future (first: record ${oddlyTimed.first}); kept as dated`,
        ),
      );
    if (unknownVersion.count > 0)
      report(
        noteRow(
          `${counted(unknownVersion.count, "event")} of an eventVersion that is not 1.x (first: record ${unknownVersion.first}); read as 1.x`,
        ),
      );
    const past = records > 0 ? unlisted.all : unlisted.lost;
    lost += past;
    const more = Math.max(0, problems - maxProblems) + past;
    if (more > 0)
      onProblem(problemRow(null, null, `${counted(more, "more problem")} in this file`, ""));
    const note = [...apart]
      .map(([name, a]) => `${counted(a.count, name)}${a.advice === "" ? "" : `: ${a.advice}`}`)
      .join("; ");
    const facts = { ...found, encoding, textBytes, records, note };
    if (records > 0)
      return ended({ ...facts, status: "read", format: formatOf(splitter.shape(), wrappers) });
    const [firstApart] = apart.keys();
    const firstOther = others[0]?.recognized.name;
    if (lost > 0)
      return ended({ ...facts, status: "unreadable", format: firstOther ?? "broken JSON" });
    if (firstApart !== undefined) return ended({ ...facts, status: "skipped", format: firstApart });
    if (splitter.shape().wrapper)
      return ended({ ...facts, status: "read", format: "CloudTrail log file, empty" });
    return ended({ ...facts, status: "skipped", format: firstOther ?? "empty JSON list" });
  }

  return {
    feed: (text, skipped) => {
      base += skipped;
      // A Buffer's slice() is a view that would keep the whole file alive; a Uint8Array's is a copy.
      splitter.feed(new Uint8Array(text.buffer, text.byteOffset, text.byteLength), false);
    },
    finish: (reasons) => {
      damage = reasons;
      splitter.feed(new Uint8Array(0), true);
    },
    end,
  };
}

/** Values that are a problem in any file: another form of events, or what can only have been meant as CloudTrail. */
function isLoss({ sort, name }: Recognized): boolean {
  return sort === "unread" || name === brokenRecords || name === halfRecord;
}

function sentence({ name, advice }: Recognized): string {
  return advice === "" ? `${name}: nothing could be taken from it` : `${name}: ${advice}`;
}

function formatOf(
  shape: { readonly wrapper: boolean; readonly array: boolean; readonly values: number },
  wrappers: number,
): string {
  if (wrappers > 0) return "events in envelopes";
  if (shape.wrapper) return "CloudTrail log file";
  if (shape.array) return "list of events";
  return shape.values > 1 ? "one event a line" : "single event";
}

const decoder = new TextDecoder();

function parsed(bytes: Uint8Array): Json {
  try {
    return parseJson(decoder.decode(bytes));
  } catch {
    // Scalars at the end of a damaged file; the caller only wants a name for it.
    return null;
  }
}
