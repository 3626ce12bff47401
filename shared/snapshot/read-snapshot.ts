/** Reads the text of a snapshot file piece by piece into facts with their places. Holds one entry at a time. */
import type { Json, JsonObject } from "../cloudtrail-event.ts";
import { booleanField, textField } from "../cloudtrail-event.ts";
import {
  noPasswordPolicy,
  readNoPolicyAnswer,
  readPasswordPolicy,
  readSummary,
} from "./account-settings.ts";
import { fromBase64 } from "./base64.ts";
import type { CutPlace, Decode } from "./cut-json.ts";
import { createJsonCutter } from "./cut-json.ts";
import type { SnapshotFact, SnapshotItem, SnapshotPlace, SnapshotProblem } from "./facts.ts";
import { detailLists } from "./iam-details.ts";
import { timeField } from "./members.ts";
import { createReportRows } from "./report-rows.ts";
import type { SnapshotForm } from "./sniff-snapshot.ts";
import { readSelectors, readTrail, readTrailStatus } from "./trails.ts";

export interface SnapshotEvents {
  readonly item: (item: SnapshotItem) => void;
  readonly problem: (problem: SnapshotProblem) => void;
}

export interface SnapshotReader {
  /** Takes the next bytes of the text (UTF-8, no byte order mark). */
  readonly feed: (bytes: Uint8Array) => void;
  /** The text is over. */
  readonly finish: () => void;
}

/** An entry of IAM has some 100 KB at most (five versions and inline policies with indents); lists of selectors less. */
const maxEntryBytes = 4 * 1024 * 1024;
/** The whole credential report stands in one member; 5,000 users make some 3 MB of it. */
const maxReportBytes = 64 * 1024 * 1024;
const maxAnswerBytes = 64 * 1024;
/** Problems told of a file; more tell nothing new. */
const maxProblems = 100;

/**
 * Makes the reader of one file. `start` is the position of the first byte that is fed. Never throws for what is in the
 * file.
 */
export function createSnapshotReader(
  { form, delimiter }: SnapshotForm,
  decode: Decode,
  { item, problem }: SnapshotEvents,
  start = 0,
): SnapshotReader {
  let problems = 0;
  const tell = (offset: number, reason: string): void => {
    if (++problems <= maxProblems) problem({ offset: start + offset, reason });
  };
  const give = (fact: SnapshotFact, place: SnapshotPlace): void =>
    item({ fact, place: { ...place, offset: start + place.offset } });
  switch (form) {
    case "csv":
      return createReportRows(delimiter, decode, give, tell);
    case "json":
      return jsonReader(decode, give, tell);
    case "base64":
    case "text":
      return wholeReader(form, decode, give, tell);
  }
}

type Give = (fact: SnapshotFact, place: SnapshotPlace) => void;
type Tell = (offset: number, reason: string) => void;

const lists = new Set([...detailLists.keys(), "trailList"]);
/** Members of answers that are read when their object is closed. */
const members = new Set([
  "IsTruncated",
  "Marker",
  "NextToken",
  "GeneratedTime",
  "TrailARN",
  "EventSelectors",
  "AdvancedEventSelectors",
  "IsLogging",
  "LatestDeliveryError",
  "LatestDeliveryTime",
  "LatestDigestDeliveryError",
  "LatestDigestDeliveryTime",
  "StartLoggingTime",
  "LatestCloudWatchLogsDeliveryError",
  "LatestCloudWatchLogsDeliveryTime",
  "StopLoggingTime",
]);

function jsonReader(decode: Decode, give: Give, tell: Tell): SnapshotReader {
  let held: Record<string, Json> = {};
  /** Where the first member of the present object stands; null before it. */
  let openedAt: number | null = null;
  let pageEnd = 0;
  /** Whether the present object gave something by itself. */
  let isKnown = false;
  let truncated: SnapshotPlace | null = null;

  function value(json: Json, place: CutPlace): void {
    const { key, index } = place;
    openedAt ??= place.offset;
    pageEnd = place.offset + place.length;
    if (index !== null) {
      const fact = key === "trailList" ? readTrail(json) : (detailLists.get(key)?.(json) ?? null);
      if (fact === null)
        tell(place.offset, `an entry of ${key} names nothing (no name or no ARN): left out`);
      else give(fact, placeOf(place));
    } else if (key === "PasswordPolicy" || key === "SummaryMap") {
      isKnown = true;
      const fact = key === "SummaryMap" ? readSummary(json) : readPasswordPolicy(json);
      if (fact === null) tell(place.offset, `${key} is no object: left out`);
      else give(fact, placeOf(place));
    } else if (key === "Content") {
      isKnown = true;
      report(json, place);
    } else if (members.has(key)) held[key] = json;
  }

  function report(json: Json, place: CutPlace): void {
    const bytes = typeof json === "string" ? fromBase64(json) : null;
    if (bytes === null) {
      tell(place.offset, "Content is no base64 text: the report in it can't be read");
      return;
    }
    const rows = createReportRows(
      ",",
      decode,
      (fact, { pointer }) => give(fact, { ...placeOf(place), pointer: `/Content, ${pointer}` }),
      (_, reason) => tell(place.offset, reason),
    );
    rows.feed(bytes);
    rows.finish();
  }

  function close(page: number): void {
    const all: JsonObject = held;
    const from = openedAt ?? pageEnd;
    const place = { page, pointer: "", offset: from, length: pageEnd - from };
    const generated = timeField(all, "GeneratedTime");
    if (generated !== null)
      give({ type: "generated", at: generated }, { ...place, pointer: "/GeneratedTime" });
    if (Object.hasOwn(all, "IsLogging")) give(readTrailStatus(all), place);
    else if (Object.hasOwn(all, "EventSelectors") || Object.hasOwn(all, "AdvancedEventSelectors"))
      give(readSelectors(all), place);
    else if (!isKnown && generated === null)
      tell(from, "an object is none of the answers that are read here");
    const more = booleanField(all, "IsTruncated") === true || textField(all, "NextToken") !== null;
    truncated = more ? { ...place, pointer: "/IsTruncated" } : null;
    held = {};
    openedAt = null;
    isKnown = false;
  }

  const cutter = createJsonCutter(
    lists,
    decode,
    (key) => (key === "Content" ? maxReportBytes : maxEntryBytes),
    {
      value,
      list: () => {
        isKnown = true;
      },
      close,
      problem: tell,
    },
  );
  return {
    feed: cutter.feed,
    finish: () => {
      cutter.finish();
      if (truncated !== null) give({ type: "truncated" }, truncated);
    },
  };
}

function placeOf({ page, key, index, offset, length }: CutPlace): SnapshotPlace {
  return { page, pointer: index === null ? `/${key}` : `/${key}/${index}`, offset, length };
}

/** Answers that are looked at as a whole. */
function wholeReader(
  form: "base64" | "text",
  decode: Decode,
  give: Give,
  tell: Tell,
): SnapshotReader {
  let text = "";
  let bytes = 0;
  const limit = form === "text" ? maxAnswerBytes : maxReportBytes;
  return {
    feed: (piece) => {
      bytes += piece.length;
      if (bytes <= limit) text += decode(piece);
    },
    finish: () => {
      if (bytes > limit) return tell(0, "the file is larger than any such answer of AWS");
      const place = { page: 1, pointer: "", offset: 0, length: bytes };
      if (form === "text") {
        if (readNoPolicyAnswer(text) !== null) give(noPasswordPolicy, place);
        return;
      }
      const table = fromBase64(text);
      if (table === null) return tell(0, "the base64 text breaks off or was changed");
      const rows = createReportRows(
        ",",
        decode,
        (fact, { pointer }) => give(fact, { ...place, pointer }),
        (_, reason) => tell(0, reason),
      );
      rows.feed(table);
      rows.finish();
    },
  };
}

/** All facts of a text that comes in pieces; problems are told on the way. */
export function* readSnapshot(
  form: SnapshotForm,
  pieces: Iterable<Uint8Array>,
  decode: Decode,
  problem: (problem: SnapshotProblem) => void = () => undefined,
  start = 0,
): Generator<SnapshotItem> {
  let items: SnapshotItem[] = [];
  const reader = createSnapshotReader(
    form,
    decode,
    { item: (one) => items.push(one), problem },
    start,
  );
  for (const piece of pieces) {
    reader.feed(piece);
    yield* items;
    items = [];
  }
  reader.finish();
  yield* items;
}

/** Account of an entry by its ARN; null where it names none. */
export function accountOfFact(fact: SnapshotFact): string | null {
  const arn = fact.type === "selectors" ? fact.trailArn : "arn" in fact ? fact.arn : null;
  const account = arn?.split(":", 6)[4] ?? "";
  return /^\d{12}$/.test(account) ? account : null;
}
