/** Records of one file → rows, with all that is to be said about them; whatever the file's shape. */
import { earliestPlausible } from "../../shared/import/event-time.ts";
import type { Recognized } from "../../shared/import/recognize.ts";
import { insightEvent, isLoss, recognize } from "../../shared/import/recognize.ts";
import { slot } from "../../shared/import/record-fields.ts";
import type { RecordScanner } from "../../shared/import/scan-record.ts";
import type { Taken } from "../../shared/import/shapes/piece.ts";
import { createCutter } from "./cut-pieces.ts";
import { counted, ended, noteRow, problemRow, sampleOf } from "./input-rows.ts";
import { createKeeper } from "./keep-text.ts";
import type { RowPacker } from "./pack-rows.ts";
import type { InputEnd, InputProblem, InsightPlace, RawBlock, WrappedRecord } from "./protocol.ts";
import { flag } from "./protocol.ts";

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

/** Where the rows of a file go. */
export interface RowSink {
  readonly problem: (problem: InputProblem) => void;
  readonly block: (block: RawBlock) => void;
  readonly wrapped: (row: WrappedRecord) => void;
  readonly insight: (place: InsightPlace) => void;
}

/** What the reading of a file found out about its shape. */
export interface Reading {
  readonly damage: readonly string[];
  readonly encoding: string;
  readonly textBytes: number;
  /** Name of the shape of records that stand in the file as they are; null where there were none. */
  readonly format: string | null;
  /** Name of the file when it holds nothing, such as an empty list of records; null where that is not known. */
  readonly empty: string | null;
  /** Name of the file when nothing of it could be read. */
  readonly broken: string;
}

export interface RecordKeeper {
  /** A record that stands in the file as it is; its slots are the scanner's. False when it turns out to be none. */
  readonly record: (
    bytes: Uint8Array,
    from: number,
    to: number,
    position: number,
    flags: number,
  ) => boolean;
  /** What a value holds. Returns how many records that were. */
  readonly take: (taken: Taken, place: InsightPlace) => number;
  /** A value that is no record and holds none. */
  readonly other: (recognized: Recognized, place: InsightPlace, sample: string) => void;
  readonly problem: (
    position: number | null,
    record: number | null,
    reason: string,
    sample: string,
  ) => void;
  readonly note: (reason: string) => void;
  /** Records so far. */
  readonly records: () => number;
  /** Whether the file's text is to be kept: it holds events, or Insight events. */
  readonly keepsText: () => boolean;
  readonly end: (found: Found, reading: Reading) => InputEnd;
}

/** A value that is no record, until the end of the file tells what that means. */
interface Other {
  readonly recognized: Recognized;
  readonly position: number | null;
  readonly sample: string;
}

interface Tally {
  count: number;
  first: number;
}

/** Makes the keeper of one file's records. */
export function createRecordKeeper(tools: ReaderTools, sink: RowSink): RecordKeeper {
  let records = 0;
  let insights = 0;
  let problems = 0;
  let lost = 0;
  const untimed: Tally = { count: 0, first: 0 };
  const oddlyTimed: Tally = { count: 0, first: 0 };
  const unknownVersion: Tally = { count: 0, first: 0 };
  const others: Other[] = [];
  /** Values past the limit: all, and those that are a loss in any file. */
  const unlisted = { all: 0, lost: 0 };
  const apart = new Map<string, { readonly advice: string; count: number }>();
  const shapes = new Map<string, number>();
  /** Events that lack members, by what they lack and where they came from. */
  const lossy = new Map<string, number>();
  const texts = createKeeper((block) => sink.block({ ...block, stream: 1 }), false);

  const report = (row: InputProblem): void => {
    if (!row.isNote) lost++;
    problems++;
    if (problems <= maxProblems) sink.problem(row);
  };

  function other(recognized: Recognized, place: InsightPlace, sample: string): void {
    const { name, sort, advice } = recognized;
    if (sort === "kept-apart") {
      const seen = apart.get(name) ?? { advice, count: 0 };
      seen.count++;
      apart.set(name, seen);
      if (name !== insightEvent) return;
      insights++;
      sink.insight(place);
    } else if (others.length < maxProblems)
      others.push({ recognized, position: place.position, sample });
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

  /** `position` is that of the record or its wrapper, `offset` where its text is kept. */
  function add(
    bytes: Uint8Array,
    from: number,
    to: number,
    position: number | null,
    offset: number,
    flags: number,
  ): boolean {
    if (flags !== 0) tools.packer.mark(flags);
    if (!tools.packer.add(bytes, from, to, offset, records + 1)) {
      if (flags !== 0) tools.packer.mark(0);
      return false;
    }
    records++;
    if (tools.scanner.isTwice())
      report(
        problemRow(
          position,
          records,
          "a member stands in the record twice, with values that may differ; the last one was taken",
          sampleOf(bytes.subarray(from, Math.min(to, from + 120))),
        ),
      );
    noteTime();
    noteVersion(bytes);
    return true;
  }

  const tellLossy = (words: string): void => {
    lossy.set(words, (lossy.get(words) ?? 0) + 1);
  };

  const cutter = createCutter(tools.scanner, {
    record: (bytes, from, to, piece, shape, place) => {
      const flags = flag.wrapped | (piece.lossy ? flag.lossy : 0);
      if (!add(bytes, from, to, place.position, texts.length(), flags)) return false;
      texts.add(bytes.subarray(from, to));
      texts.add(lineFeed);
      sink.wrapped({ ...place, record: records });
      shapes.set(shape, (shapes.get(shape) ?? 0) + 1);
      if (piece.lossy) tellLossy(lossyWords(piece.missing, shape));
      return true;
    },
    other: (value, place, sample) => other(recognize(value), place, sample),
    problem: (place, reason, sample) =>
      report(problemRow(place.position, records + 1, reason, sample)),
  });

  function tellOthers(): void {
    const isLog = records > 0 || insights > 0;
    // In a file of logs every value that is none is a loss; in another file values of one kind are told once.
    const told = new Set<string>();
    for (const { recognized, position, sample } of others) {
      if (!isLog && !isLoss(recognized)) {
        if (told.has(recognized.name)) continue;
        told.add(recognized.name);
      }
      report(problemRow(position, null, sentence(recognized), sample));
    }
    const past = isLog ? unlisted.all : unlisted.lost;
    lost += past;
    const more = Math.max(0, problems - maxProblems) + past;
    if (more > 0)
      sink.problem(problemRow(null, null, `${counted(more, "more problem")} in this file`, ""));
  }

  function tellNotes(): void {
    const tallies = [
      [untimed, "without a readable eventTime", "kept, the time is unknown"],
      [oddlyTimed, "dated before 2013 or in the future", "kept as dated"],
      [unknownVersion, "of an eventVersion that is not 1.x", "read as 1.x"],
    ] as const;
    for (const [{ count, first }, what, how] of tallies)
      if (count > 0)
        report(noteRow(`${counted(count, "event")} ${what} (first: record ${first}); ${how}`));
    for (const [words, count] of lossy) report(noteRow(`${counted(count, "event")} ${words}`));
  }

  function end(found: Found, reading: Reading): InputEnd {
    texts.flush();
    for (const reason of reading.damage) report(problemRow(null, null, reason, ""));
    tellNotes();
    tellOthers();
    const note = [...apart]
      .map(([name, a]) => `${counted(a.count, name)}${a.advice === "" ? "" : `: ${a.advice}`}`)
      .join("; ");
    const { encoding, textBytes } = reading;
    const facts = { ...found, encoding, textBytes, records, note };
    const named = [...(reading.format === null ? [] : [reading.format]), ...shapes.keys()];
    if (records > 0)
      return ended({ ...facts, status: "read", format: named.slice(0, 3).join(", ") });
    const [firstApart] = apart.keys();
    const firstOther = others[0]?.recognized.name;
    if (lost > 0)
      return ended({
        ...facts,
        status: "unreadable",
        format: firstOther ?? reading.broken,
      });
    if (firstApart !== undefined) return ended({ ...facts, status: "skipped", format: firstApart });
    if (reading.empty !== null) return ended({ ...facts, status: "read", format: reading.empty });
    return ended({ ...facts, status: "skipped", format: firstOther ?? "empty JSON list" });
  }

  return {
    record: (bytes, from, to, position, flags) => {
      if (!add(bytes, from, to, position, position, flags)) return false;
      if ((flags & flag.lossy) !== 0) tellLossy(lossyWords([], "an export that rewrites members"));
      return true;
    },
    take: (taken, place) => {
      const before = records;
      cutter.cut(taken, place);
      return records - before;
    },
    other,
    problem: (position, record, reason, sample) =>
      report(problemRow(position, record, reason, sample)),
    note: (reason) => report(noteRow(reason)),
    records: () => records,
    keepsText: () => records > 0 || insights > 0,
    end,
  };
}

const lineFeed = Uint8Array.of(10);

/** What events lack that a shape can't hold. */
function lossyWords(missing: readonly string[], shape: string): string {
  return missing.length === 0
    ? `put together from single members, which may differ from the record's own: taken from ${shape}`
    : `without ${missing.join(", ")}: taken from ${shape}`;
}

function sentence({ name, advice }: Recognized): string {
  return advice === "" ? `${name}: nothing could be taken from it` : `${name}: ${advice}`;
}
