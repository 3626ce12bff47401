/** Reads one file: hash, inflate, recognize, cut into records, pack. Runs in a worker thread. */
import { createHash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import { isTraceOfCloudTrail } from "../../shared/import/recognize.ts";
import type { Sniffed } from "../../shared/import/sniff.ts";
import { binaryFile, sniff, whiteSpace, yamlText } from "../../shared/import/sniff.ts";
import { reasonOf } from "./discover.ts";
import { compareWithBefore } from "./compare-with-before.ts";
import { inflateStream } from "./gzip-members.ts";
import { inflateWhole, piecesOf, soundBytes, wholeFileBytes } from "./inflate.ts";
import { ended, problemRow, sampleOf } from "./input-rows.ts";
import { createKeeper, isLogFileName, keepText } from "./keep-text.ts";
import { changeProblem, headOf, isMixed, openRegular, readAtOnce } from "./open-file.ts";
import type { Found, ReaderTools, RowSink } from "./keep-records.ts";
import type { InputEnd, Job } from "./protocol.ts";
import { maxParquetBytes, readParquet } from "./read-parquet.ts";
import { startTable } from "./read-table.ts";
import type { TextReading } from "./read-text.ts";
import { startReading } from "./read-text.ts";
import { nextOf, prepended, untilFailure } from "./pieces.ts";

/** Text in memory is cut into records in steps of this size. */
const feedBytes = 512 * 1024;

/** Where the results of a file go. */
export interface Sink extends RowSink {
  readonly consumed: (bytes: number) => void;
  /** Called now and then; waits while the writer is behind. */
  readonly breathe: () => Promise<void>;
}

/** Reads a file to its end and says how it went. Never throws for what is in the file. */
export async function readInput(job: Job, tools: ReaderTools, sink: Sink): Promise<InputEnd> {
  if (job.expected !== null) return compareWithBefore(job, job.expected, sink);
  try {
    return (
      (job.bytes <= wholeFileBytes ? await readWhole(job, tools, sink) : null) ??
      (await readLarge(job, tools, sink))
    );
  } catch (error) {
    sink.problem(problemRow(null, null, `the file could not be read: ${reasonOf(error)}`, ""));
    return ended({ status: "unreadable", format: "unreadable file", bytes: job.bytes });
  }
}

/** Null when the file is too large for one piece by now. */
async function readWhole(
  job: Job,
  tools: ReaderTools,
  sink: Sink,
  most = wholeFileBytes,
): Promise<InputEnd | null> {
  const seen = readAtOnce(job.path, most);
  if (seen === null) return null;
  const { file } = seen;
  const change = changeProblem(job, seen, file.length);
  if (change !== null) sink.problem(change);
  // Bytes that never stood on disk together have no hash that anybody could check; without one they are read again.
  const sha256 = isMixed(seen, file.length)
    ? null
    : createHash("sha256").update(file).digest("hex");
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
      const end = await readStream(stream, damage, found, packings + 1, tools, sink, job.path);
      // The blocks hold what could be inflated; the file's own bytes are evidence too.
      return damage.length > 0 && end.textBytes > 0 ? { ...end, delivered: file } : end;
    }
    text = whole.text;
    packings++;
  }
  return readText(text, packings === 1 ? file : null, found, packings, tools, sink, job.path);
}

async function readLarge(job: Job, tools: ReaderTools, sink: Sink): Promise<InputEnd> {
  const handle = await openRegular(job.path);
  try {
    return await readPieces(handle, job, tools, sink);
  } finally {
    await handle.close();
  }
}

async function readPieces(
  handle: FileHandle,
  job: Job,
  tools: ReaderTools,
  sink: Sink,
): Promise<InputEnd> {
  const before = await handle.stat();
  const hash = createHash("sha256");
  let bytes = 0;
  const damage: string[] = [];
  /** What came before a failure of the drive is kept, as with a damaged file. */
  let isBroken = false;
  const pieces = untilFailure(
    piecesOf({ handle }, (piece) => {
      hash.update(piece);
      bytes += piece.length;
      sink.consumed(piece.length);
    }),
    (error) => {
      isBroken = true;
      damage.push(
        `the file could not be read to its end: ${reasonOf(error)}; what came before was read`,
      );
    },
  );
  const { kind } = sniff(await headOf(handle));
  // Its parts are found from its end.
  const whole =
    kind === "parquet" && job.bytes <= maxParquetBytes
      ? await readWhole(job, tools, sink, maxParquetBytes)
      : null;
  if (whole !== null) return whole;
  const isPacked = kind === "gzip";
  const stream = isPacked
    ? inflateStream(pieces, (reason) => {
        // That the rest is missing was said already.
        if (!isBroken) damage.push(reason);
      })
    : pieces;
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
  const isTold = isBroken;
  for await (const piece of pieces) void piece;
  if (isBroken && !isTold)
    for (const reason of damage.splice(0)) sink.problem(problemRow(null, null, reason, ""));
  if (isBroken) return { ...end, sha256: null, bytes };
  const seen = { before, after: await handle.stat() };
  const change = changeProblem(job, seen, bytes);
  if (change !== null) sink.problem(change);
  return { ...end, sha256: isMixed(seen, bytes) ? null : hash.digest("hex"), bytes };
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
  if (kind.kind !== "json" && kind.kind !== "table") {
    for (const reason of damage) sink.problem(problemRow(null, null, reason, ""));
    if (damage.length > 0)
      return ended({ ...found, status: "unreadable", format: "damaged gzip file" });
    return notText(kind, first, found, packings, sink, path);
  }
  const reading = readingOf(kind, tools, sink);
  const keep = createKeeper(sink.block, packings > 0 || kind.encoding !== "utf-8");
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
  return {
    ...reading.end(found, kind.encoding, keep.length()),
    textSha256: keep.sha256(),
  };
}

type TextKind = Extract<Sniffed, { readonly kind: "json" | "table" }>;

function readingOf(kind: TextKind, tools: ReaderTools, sink: Sink): TextReading {
  return kind.kind === "table"
    ? startTable(tools, sink, kind.delimiter)
    : startReading(tools, sink, kind.hasText);
}

/** White space for longer than the head tells nothing yet: the log may stand behind it. */
function kindOf(head: Uint8Array): Sniffed {
  const kind = sniff(head);
  return kind.kind === "other" && kind.name === whiteSpace && head.length >= 65_536
    ? { kind: "json", encoding: "utf-8", bom: 0, hasText: false }
    : kind;
}

/** Text that is in memory as a whole. `packed` are the file's own bytes when they are one gzip file. */
async function readText(
  raw: Uint8Array,
  packed: Uint8Array | null,
  found: Found,
  packings: number,
  tools: ReaderTools,
  sink: Sink,
  path: string,
): Promise<InputEnd> {
  const kind = sniff(raw);
  if (kind.kind === "parquet") return readParquet(raw, found, tools, sink, sink.breathe);
  if (kind.kind !== "json" && kind.kind !== "table") {
    const end = notText(kind, raw, found, packings, sink, path);
    return isLogFileName(path) ? keepText(end, raw, packed, packings > 0, sink.block) : end;
  }
  const isUtf8 = kind.encoding === "utf-8";
  const text = isUtf8
    ? raw
    : Buffer.from(new TextDecoder(kind.encoding, { ignoreBOM: true }).decode(raw));
  const bom = isUtf8 ? kind.bom : hasBom(text) ? 3 : 0;
  const reading = readingOf(kind, tools, sink);
  let at = bom;
  // Text of many tiny records makes far more rows than bytes: the writer takes them in between.
  for (; text.length - at > feedBytes; at += feedBytes) {
    reading.feed(text.subarray(at, at + feedBytes), at === bom ? bom : 0);
    await sink.breathe();
  }
  reading.feed(text.subarray(at), at === bom ? bom : 0);
  reading.finish([]);
  const end = reading.end(found, kind.encoding, text.length);
  return reading.keepsText() || isTraceOfCloudTrail(end.format) || isLogFileName(path)
    ? keepText(end, text, isUtf8 ? packed : null, packings > 0 || !isUtf8, sink.block)
    : end;
}

function hasBom(text: Uint8Array): boolean {
  return text[0] === 0xef && text[1] === 0xbb && text[2] === 0xbf;
}

function notText(
  kind: Exclude<Sniffed, TextKind>,
  head: Uint8Array,
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
    case "parquet":
      sink.problem(
        problemRow(
          0,
          null,
          "a Parquet file of more than 256 MiB, or one inside a file that is read piece by piece, is not opened: split it, or export its rows as JSON",
          "",
        ),
      );
      return ended({ ...found, status: "unreadable", format: "Parquet file" });
    case "other": {
      const advice = adviceFor(kind.name);
      if (advice === null) return ended({ ...found, status: "skipped", format: kind.name });
      const sample = kind.name === binaryFile ? hexOf(head) : sampleOf(head.subarray(0, 120));
      sink.problem(problemRow(0, null, `${kind.name}: ${advice}`, sample));
      return ended({ ...found, status: "unreadable", format: kind.name });
    }
    case "gzip":
      throw new Error("read elsewhere");
  }
}

/** What to do about a file that can't be passed over; null for one that rightly holds no events. */
function adviceFor(name: string): string | null {
  if (name.startsWith("S3 error answer")) return "fetch the log again";
  if (name === yamlText) return "YAML is not read; export with --output json";
  if (name === binaryFile) return "no known kind of file; its first bytes are shown";
  return null;
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.subarray(0, 32))
    .toString("hex")
    .replaceAll(/(..)(?=.)/g, "$1 ");
}

/** Names under which CloudTrail, or an export of it, is stored. */
function isLogName(path: string): boolean {
  return /\.(json|jsonl|ndjson|gz|log)$/i.test(path) || isLogFileName(path);
}

function tooNested(found: Found, sink: Sink): InputEnd {
  sink.problem(problemRow(0, null, "compressed more than three times over: not opened", ""));
  return ended({ ...found, status: "unreadable", format: "nested gzip" });
}
