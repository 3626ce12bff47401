/** Reads one file: hash, inflate, recognize, cut into records, pack. Runs in a worker thread. */
import { createHash } from "node:crypto";
import type { Hash } from "node:crypto";
import { open, readFile } from "node:fs/promises";
import { constants, zstdCompressSync } from "node:zlib";
import type { Json } from "../../shared/cloudtrail-event.ts";
import { earliestPlausible } from "../../shared/import/event-time.ts";
import type { Recognized } from "../../shared/import/recognize.ts";
import { brokenRecords, halfRecord, recognize } from "../../shared/import/recognize.ts";
import type { RecordScanner } from "../../shared/import/scan-record.ts";
import type { Sniffed } from "../../shared/import/sniff.ts";
import { cloudTrailTable, sniff, whiteSpace } from "../../shared/import/sniff.ts";
import { createSplitter } from "../../shared/import/split-records.ts";
import { inflateStream, inflateWhole, piecesOf, soundBytes, wholeFileBytes } from "./inflate.ts";
import type { RowPacker } from "./pack-rows.ts";
import type { InputEnd, InputProblem, Job, RawBlock } from "./protocol.ts";

/** Where the results of a file go. */
export interface Sink {
  readonly problem: (problem: InputProblem) => void;
  readonly block: (block: RawBlock) => void;
  readonly consumed: (bytes: number) => void;
  /** Called now and then; waits while the writer is behind. */
  readonly breathe: () => Promise<void>;
}

export interface ReaderTools {
  readonly scanner: RecordScanner;
  readonly packer: RowPacker;
  /** Latest plausible eventTime: the time of the import and two days, in seconds since 1970. */
  readonly latest: number;
}

const blockBytes = 256 * 1024;
/** Single problem rows per file; what comes after is counted in one last row. */
const maxProblems = 10_000;

/** Reads a file to its end and says how it went. Never throws for what is in the file. */
export async function readInput(job: Job, tools: ReaderTools, sink: Sink): Promise<InputEnd> {
  try {
    if (job.expected !== null) return await compareWithBefore(job, job.expected, sink);
    return job.bytes <= wholeFileBytes
      ? await readWhole(job, tools, sink)
      : await readLarge(job, tools, sink);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    sink.problem(problemRow(null, null, `the file could not be read: ${reason}`, ""));
    return ended({ status: "unreadable", format: "unreadable file", bytes: job.bytes });
  }
}

/** A file that was read before with this size and time: only its hash is taken. */
async function compareWithBefore(job: Job, expected: string, sink: Sink): Promise<InputEnd> {
  const hash = createHash("sha256");
  for await (const piece of piecesOf({ path: job.path }, (p) => sink.consumed(p.length)))
    hash.update(piece);
  const sha256 = hash.digest("hex");
  if (sha256 === expected)
    return ended({ status: "read", bytes: job.bytes, sha256, before: "same" });
  sink.problem(
    problemRow(
      null,
      null,
      "the file has another content than when it was imported, though its size and time are the same; the case keeps what was read first",
      "",
    ),
  );
  return ended({ status: "read", bytes: job.bytes, sha256: expected, before: "changed" });
}

async function readWhole(job: Job, tools: ReaderTools, sink: Sink): Promise<InputEnd> {
  const file = await readFile(job.path);
  const sha256 = createHash("sha256").update(file).digest("hex");
  sink.consumed(file.length);
  const found = { sha256, bytes: file.length };
  let text: Uint8Array = file;
  let packings = 0;
  const damage: string[] = [];
  for (let kind = sniff(text); kind.kind === "gzip"; kind = sniff(text)) {
    if (packings >= 3) return tooNested(found, sink);
    const whole = inflateWhole(text);
    if (!whole.ok) {
      // Damaged, or too large for one piece: from here on as a stream.
      const stream = inflateStream(
        piecesOf({ bytes: text, sound: soundBytes(text) }, () => undefined),
        (reason) => damage.push(reason),
      );
      return readStream(stream, damage, found, packings + 1, tools, sink, job.path);
    }
    text = whole.text;
    packings++;
  }
  return readText(text, packings === 1 ? file : null, found, packings, tools, sink, job.path);
}

async function readLarge(job: Job, tools: ReaderTools, sink: Sink): Promise<InputEnd> {
  const hash: Hash = createHash("sha256");
  let bytes = 0;
  const pieces = piecesOf({ path: job.path }, (piece) => {
    hash.update(piece);
    bytes += piece.length;
    sink.consumed(piece.length);
  });
  const head = await headOf(job.path);
  const isPacked = sniff(head).kind === "gzip";
  const damage: string[] = [];
  const stream = isPacked ? inflateStream(pieces, (reason) => damage.push(reason)) : pieces;
  const end = await readStream(
    stream,
    damage,
    { sha256: null, bytes: job.bytes },
    isPacked ? 1 : 0,
    tools,
    sink,
    job.path,
  );
  // The hash covers the whole file, also what stands behind its last readable byte.
  for await (const piece of pieces) void piece;
  return { ...end, sha256: hash.digest("hex"), bytes };
}

async function headOf(path: string): Promise<Uint8Array> {
  const handle = await open(path);
  try {
    const head = Buffer.alloc(65_536);
    const { bytesRead } = await handle.read(head, 0, head.length, 0);
    return head.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

interface Found {
  readonly sha256: string | null;
  readonly bytes: number;
}

/** Text that comes in pieces. */
async function readStream(
  stream: AsyncGenerator<Uint8Array>,
  damage: string[],
  found: Found,
  packings: number,
  tools: ReaderTools,
  sink: Sink,
  path: string,
): Promise<InputEnd> {
  const first = await nextOf(stream, 65_536);
  const kind = kindOf(first);
  if (kind.kind === "gzip") {
    if (packings >= 3) return tooNested(found, sink);
    const inner = inflateStream(prepended(first, stream), (reason) => damage.push(reason));
    return readStream(inner, damage, found, packings + 1, tools, sink, path);
  }
  if (kind.kind !== "json") {
    for (const reason of damage) sink.problem(problemRow(null, null, reason, ""));
    if (damage.length > 0)
      return ended({ ...found, status: "unreadable", format: "damaged gzip file" });
    return notJson(kind, found, packings, sink, path);
  }
  const reading = startReading(tools, sink, kind.hasText);
  const keep = createKeeper(sink);
  const decode =
    kind.encoding === "utf-8" ? null : new TextDecoder(kind.encoding, { ignoreBOM: true });
  let skip = kind.encoding === "utf-8" ? kind.bom : 0;
  for await (const piece of prepended(first, stream)) {
    const text = decode === null ? piece : Buffer.from(decode.decode(piece, { stream: true }));
    keep.add(text);
    reading.feed(text.subarray(skip), skip);
    skip = 0;
    await sink.breathe();
  }
  reading.finish(damage);
  keep.flush();
  return reading.end(found, kind.encoding, keep.length());
}

/** White space for longer than the head tells nothing yet: the log may stand behind it. */
function kindOf(head: Uint8Array): Sniffed {
  const kind = sniff(head);
  return kind.kind === "other" && kind.name === whiteSpace && head.length >= 65_536
    ? { kind: "json", encoding: "utf-8", bom: 0, hasText: false }
    : kind;
}

/** Text that is in memory as a whole. `packed` are the file's own bytes when they are one gzip file. */
function readText(
  raw: Uint8Array,
  packed: Uint8Array | null,
  found: Found,
  packings: number,
  tools: ReaderTools,
  sink: Sink,
  path: string,
): InputEnd {
  const kind = sniff(raw);
  if (kind.kind !== "json") return notJson(kind, found, packings, sink, path);
  const isUtf8 = kind.encoding === "utf-8";
  const text = isUtf8
    ? raw
    : Buffer.from(new TextDecoder(kind.encoding, { ignoreBOM: true }).decode(raw));
  const bom = isUtf8 ? kind.bom : hasBom(text) ? 3 : 0;
  const reading = startReading(tools, sink, kind.hasText);
  reading.feed(text.subarray(bom), bom);
  reading.finish([]);
  const end = reading.end(found, kind.encoding, text.length);
  if (end.records > 0) {
    if (packed !== null && isUtf8)
      sink.block({ start: 0, length: text.length, codec: "gzip", data: packed });
    else {
      const keep = createKeeper(sink);
      keep.add(text);
      keep.flush();
    }
  }
  return end;
}

function hasBom(text: Uint8Array): boolean {
  return text[0] === 0xef && text[1] === 0xbb && text[2] === 0xbf;
}

/** Keeps text as compressed blocks. */
function createKeeper(sink: Sink): {
  readonly add: (text: Uint8Array) => void;
  readonly flush: () => void;
  readonly length: () => number;
} {
  let parts: Uint8Array[] = [];
  let held = 0;
  let start = 0;
  const flush = (): void => {
    if (held === 0) return;
    const text = Buffer.concat(parts);
    const data = zstdCompressSync(text, { params: { [constants.ZSTD_c_compressionLevel]: 1 } });
    sink.block({ start, length: held, codec: "zstd", data });
    start += held;
    held = 0;
    parts = [];
  };
  const add = (text: Uint8Array): void => {
    for (let at = 0; at < text.length;) {
      const part = text.subarray(at, at + blockBytes - held);
      parts.push(new Uint8Array(part));
      held += part.length;
      at += part.length;
      if (held === blockBytes) flush();
    }
  };
  return { add, flush, length: () => start + held };
}

interface Reading {
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
function startReading(tools: ReaderTools, sink: Sink, hasText: boolean): Reading {
  let base = 0;
  let damage: readonly string[] = [];
  let records = 0;
  let wrappers = 0;
  let problems = 0;
  let lost = 0;
  const untimed = { count: 0, first: 0 };
  const oddlyTimed = { count: 0, first: 0 };
  const others: Other[] = [];
  const apart = new Map<string, { readonly advice: string; count: number }>();

  const report = (row: InputProblem): void => {
    if (!row.isNote) lost++;
    problems++;
    if (problems <= maxProblems) sink.problem(row);
  };

  function other(bytes: Uint8Array, at: number, to: number, offset: number): void {
    const recognized = recognize(parsed(bytes.subarray(at, to)));
    const { name, sort, advice } = recognized;
    if (sort === "kept-apart") {
      const seen = apart.get(name) ?? { advice, count: 0 };
      seen.count++;
      apart.set(name, seen);
    } else if (others.length <= maxProblems)
      others.push({
        recognized,
        position: base + offset,
        sample: sampleOf(bytes.subarray(at, Math.min(to, at + 120))),
      });
  }

  function noteTime(): void {
    const time = tools.packer.lastTime();
    const tally =
      time === null ? untimed : time < earliestPlausible || time > tools.latest ? oddlyTimed : null;
    if (tally !== null && tally.count++ === 0) tally.first = records;
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
      if (records > 0 || recognized.sort === "unread" || isMeant(recognized))
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
    if (problems > maxProblems)
      sink.problem(
        problemRow(null, null, `${problems - maxProblems} more problems in this file`, ""),
      );
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

/** Values that can only have been meant as CloudTrail. */
function isMeant(recognized: Recognized): boolean {
  return recognized.name === brokenRecords || recognized.name === halfRecord;
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

function notJson(
  kind: Sniffed,
  found: Found,
  packings: number,
  sink: Sink,
  path: string,
): InputEnd {
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
    case "other":
      if (kind.name === cloudTrailTable || kind.name.startsWith("S3 error answer")) {
        const advice =
          kind.name === cloudTrailTable
            ? "not read; export the events as JSON"
            : "fetch the log again";
        sink.problem(problemRow(0, null, `${kind.name}: ${advice}`, ""));
        return ended({ ...found, status: "unreadable", format: kind.name });
      }
      return ended({ ...found, status: "skipped", format: kind.name });
    case "gzip":
    case "json":
      throw new Error("read elsewhere");
  }
}

/** Names under which CloudTrail, or an export of it, is stored. */
function isLogName(path: string): boolean {
  return /\.(json|jsonl|ndjson|gz|log)$/i.test(path) || /_CloudTrail[_-]/.test(path);
}

function tooNested(found: Found, sink: Sink): InputEnd {
  sink.problem(problemRow(0, null, "compressed more than three times over: not opened", ""));
  return ended({ ...found, status: "unreadable", format: "nested gzip" });
}

function ended(end: Partial<InputEnd> & Pick<InputEnd, "status" | "bytes">): InputEnd {
  return {
    sha256: null,
    format: "",
    note: "",
    encoding: "utf-8",
    textBytes: 0,
    records: 0,
    before: null,
    ...end,
  };
}

function problemRow(
  position: number | null,
  record: number | null,
  reason: string,
  sample: string,
): InputProblem {
  return { position, record, reason, sample, isNote: false };
}

function noteRow(reason: string): InputProblem {
  return { position: null, record: null, reason, sample: "", isNote: true };
}

function counted(n: number, noun: string): string {
  return n === 1 ? `1 ${noun}` : `${n} ${noun}s`;
}

const decoder = new TextDecoder();

function sampleOf(bytes: Uint8Array): string {
  return decoder.decode(bytes.subarray(0, 160)).replaceAll("\0", "\uFFFD");
}

function parsed(bytes: Uint8Array): Json {
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch {
    // Scalars at the end of a damaged file; the caller only wants a name for it.
    return null;
  }
}

async function nextOf(stream: AsyncGenerator<Uint8Array>, wanted: number): Promise<Uint8Array> {
  let head: Uint8Array = new Uint8Array(0);
  while (head.length < wanted) {
    const next = await stream.next();
    if (next.done === true) break;
    head = head.length === 0 ? next.value : Buffer.concat([head, next.value]);
  }
  return head;
}

async function* prepended(
  first: Uint8Array,
  rest: AsyncGenerator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  if (first.length > 0) yield first;
  yield* rest;
}
