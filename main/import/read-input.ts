/** Reads one file: hash, inflate, recognize, cut into records, pack. Runs in a worker thread. */
import { createHash } from "node:crypto";
import type { Hash } from "node:crypto";
import { readFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { isTraceOfCloudTrail } from "../../shared/import/recognize.ts";
import type { Sniffed } from "../../shared/import/sniff.ts";
import { cloudTrailTable, sniff, whiteSpace } from "../../shared/import/sniff.ts";
import { reasonOf } from "./discover.ts";
import { inflateStream } from "./gzip-members.ts";
import { inflateWhole, piecesOf, soundBytes, wholeFileBytes } from "./inflate.ts";
import { ended, problemRow } from "./input-rows.ts";
import { createKeeper, isLogFileName, keepWhole } from "./keep-text.ts";
import type { InputEnd, InputProblem, Job, RawBlock } from "./protocol.ts";
import type { Found, ReaderTools } from "./read-text.ts";
import { startReading } from "./read-text.ts";

/** Where the results of a file go. */
export interface Sink {
  readonly problem: (problem: InputProblem) => void;
  readonly block: (block: RawBlock) => void;
  readonly consumed: (bytes: number) => void;
  /** Called now and then; waits while the writer is behind. */
  readonly breathe: () => Promise<void>;
}

/** Reads a file to its end and says how it went. Never throws for what is in the file. */
export async function readInput(job: Job, tools: ReaderTools, sink: Sink): Promise<InputEnd> {
  try {
    if (job.expected !== null) return await compareWithBefore(job, job.expected, sink);
    return job.bytes <= wholeFileBytes
      ? await readWhole(job, tools, sink)
      : await readLarge(job, tools, sink);
  } catch (error) {
    sink.problem(problemRow(null, null, `the file could not be read: ${reasonOf(error)}`, ""));
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
  // In one go: a thread has nothing else to do, and small files come by the thousand.
  const file = readFileSync(job.path);
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
  const reading = startReading(tools, sink.problem, kind.hasText);
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
  if (kind.kind !== "json") {
    const end = notJson(kind, found, packings, sink, path);
    return isLogFileName(path) ? { ...end, ...keepWhole(raw, packings > 0, sink.block) } : end;
  }
  const isUtf8 = kind.encoding === "utf-8";
  const text = isUtf8
    ? raw
    : Buffer.from(new TextDecoder(kind.encoding, { ignoreBOM: true }).decode(raw));
  const bom = isUtf8 ? kind.bom : hasBom(text) ? 3 : 0;
  const reading = startReading(tools, sink.problem, kind.hasText);
  reading.feed(text.subarray(bom), bom);
  reading.finish([]);
  const end = reading.end(found, kind.encoding, text.length);
  if (end.records === 0 && !isTraceOfCloudTrail(end.format) && !isLogFileName(path)) return end;
  if (packed !== null && isUtf8) {
    sink.block({ start: 0, length: text.length, codec: "gzip", data: packed });
    return end;
  }
  return { ...end, ...keepWhole(text, packings > 0 || !isUtf8, sink.block) };
}

function hasBom(text: Uint8Array): boolean {
  return text[0] === 0xef && text[1] === 0xbb && text[2] === 0xbf;
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
  return /\.(json|jsonl|ndjson|gz|log)$/i.test(path) || isLogFileName(path);
}

function tooNested(found: Found, sink: Sink): InputEnd {
  sink.problem(problemRow(0, null, "compressed more than three times over: not opened", ""));
  return ended({ ...found, status: "unreadable", format: "nested gzip" });
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
