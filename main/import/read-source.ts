/** Reads what a file or an archive's member holds: inflate, recognize, open or cut into records, pack. */
import { createHash, hash } from "node:crypto";
import type { Sniffed, TextKind } from "../../shared/import/sniff.ts";
import { isTraceOfCloudTrail } from "../../shared/import/recognize.ts";
import { sniff, whiteSpace } from "../../shared/import/sniff.ts";
import type { Content } from "./archive-entry.ts";
import { inflateStream } from "./gzip-members.ts";
import { inflateWhole, piecesOf, soundBytes } from "./inflate.ts";
import { ended, problemRow } from "./input-rows.ts";
import { createKeeper, isLogFileName, keepText } from "./keep-text.ts";
import { notJson, tooNested } from "./not-json.ts";
import { held, nextOf, prepended, seen } from "./pieces.ts";
import type { Place } from "./place.ts";
import type { InputEnd } from "./protocol.ts";
import type { ReadMember } from "./read-archive.ts";
import { readHeldZip, readTar, tooDeep } from "./read-archive.ts";
import type { Found, ReaderTools } from "./keep-records.ts";
import { startSnapshot } from "./read-snapshot-text.ts";
import { startTable } from "./read-table.ts";
import type { TextReading } from "./read-text.ts";
import { startReading } from "./read-text.ts";
import { release } from "./release.ts";
import { isTarHeader } from "./tar-entries.ts";
import { maxParquetBytes } from "./unread-file.ts";

/**
 * Reads a file or a member to its end. `damage` says, at the latest when the last piece was taken, why the content is
 * not whole. Never throws for what is in it.
 */
export async function readSource(
  content: Content,
  damage: string[],
  place: Place,
  tools: ReaderTools,
): Promise<InputEnd> {
  return "whole" in content
    ? readWhole(content.whole, damage, place, tools)
    : readPieces(content.pieces, damage, place, tools);
}

function membersWith(tools: ReaderTools): ReadMember {
  return (content, damage, place) => readSource(content, damage, place, tools);
}

async function readWhole(
  file: Uint8Array,
  damage: string[],
  place: Place,
  tools: ReaderTools,
): Promise<InputEnd> {
  const sha256 = hash("sha256", file);
  const found = { sha256, bytes: file.length };
  let text: Uint8Array = file;
  let packings = 0;
  for (let kind = kindOf(text); kind.kind === "gzip"; kind = kindOf(text)) {
    if (packings >= 3) return tooNested(found, damage, place);
    const whole = inflateWhole(text);
    if (!whole.ok) {
      // Damaged, or too large for one piece: from here on as a stream.
      const stream = inflateStream(
        piecesOf({ bytes: text, sound: soundBytes(text) }, () => undefined),
        (reason) => damage.push(reason),
      );
      const end = await readStream(stream, damage, found, packings + 1, tools, place);
      // The blocks hold what could be inflated; the file's own bytes are evidence too.
      return damage.length > 0 && end.textBytes > 0 ? { ...end, delivered: file } : end;
    }
    text = whole.text;
    packings++;
  }
  const archive = archiveOf(text);
  if (archive !== null) {
    const format = packings > 0 ? `gzip-compressed ${archive}` : archive;
    const read = membersWith(tools);
    const refused = tooDeep(found, format, place);
    if (refused !== null) return refused;
    if (archive === zip) return readHeldZip([text], damage, found, format, place, read);
    const pieces = piecesOf({ bytes: text, sound: text.length }, () => undefined);
    return readTar(pieces, damage, found, format, place, read);
  }
  const own = packings === 1 ? file : null;
  const end = await readText(text, own, damage, found, packings, tools, place);
  if (packings > 0) release(text);
  return end;
}

async function readPieces(
  source: AsyncGenerator<Uint8Array>,
  damage: string[],
  place: Place,
  tools: ReaderTools,
): Promise<InputEnd> {
  const hashing = createHash("sha256");
  let bytes = 0;
  const pieces = seen(source, (piece) => {
    hashing.update(piece);
    bytes += piece.length;
  });
  const end = await readStream(pieces, damage, { sha256: null, bytes: 0 }, 0, tools, place);
  // The hash covers the whole file, also what stands behind its last readable byte.
  for (let next = await pieces.next(); next.done !== true;) next = await pieces.next();
  return { ...end, sha256: hashing.digest("hex"), bytes };
}

/** The names that sniff.ts gives to the archives that are opened. */
const zip = "zip archive";
const tar = "tar archive";

/** The archive that begins here, if it is one that is opened. */
function archiveOf(head: Uint8Array): typeof zip | typeof tar | null {
  const kind = sniff(head);
  if (kind.kind === "container" && (kind.name === zip || kind.name === "empty zip archive"))
    return zip;
  if (kind.kind === "container" && kind.name === tar) return tar;
  return (kind.kind === "other" || kind.kind === "json") && isTarHeader(head) ? tar : null;
}

/** Archives that need random access are held in memory up to this size, together with those around them. */
const maxHeldBytes = 256 * 1024 * 1024;

async function readArchiveStream(
  archive: typeof zip | typeof tar,
  stream: AsyncGenerator<Uint8Array>,
  damage: string[],
  found: Found,
  packings: number,
  tools: ReaderTools,
  place: Place,
): Promise<InputEnd> {
  const format = packings > 0 ? `gzip-compressed ${archive}` : archive;
  const refused = tooDeep(found, format, place);
  if (refused !== null) return refused;
  const read = membersWith(tools);
  if (archive === tar) return readTar(stream, damage, found, format, place, read);
  const { shared } = place;
  const parts = await held(stream, maxHeldBytes - shared.heldBytes);
  if (parts !== null) {
    const bytes = parts.reduce((sum, part) => sum + part.length, 0);
    shared.heldBytes += bytes;
    const end = await readHeldZip(parts, damage, found, format, place, read);
    shared.heldBytes -= bytes;
    return end;
  }
  const reason =
    "a zip archive of more than 256 MiB that is compressed, or stands in another archive: not opened. Unpack it and import it";
  place.sink.problem(problemRow(0, null, reason, ""));
  return ended({ ...found, status: "unreadable", format });
}

/** Text that comes in pieces. */
async function readStream(
  stream: AsyncGenerator<Uint8Array>,
  damage: string[],
  found: Found,
  packings: number,
  tools: ReaderTools,
  place: Place,
): Promise<InputEnd> {
  const { sink } = place;
  const first = await nextOf(stream, 65_536);
  const kind = kindOf(first);
  if (kind.kind === "gzip") {
    if (packings >= 3) return tooNested(found, damage, place);
    const inner = inflateStream(prepended(first, stream), (reason) => damage.push(reason));
    return readStream(inner, damage, found, packings + 1, tools, place);
  }
  const archive = archiveOf(first);
  if (archive !== null)
    return readArchiveStream(
      archive,
      prepended(first, stream),
      damage,
      found,
      packings,
      tools,
      place,
    );
  if (kind.kind === "parquet") {
    // Its parts are found from its end.
    const parts = await held(prepended(first, stream), maxParquetBytes);
    if (parts !== null && damage.length === 0)
      return readParquetFile(Buffer.concat(parts), found, tools, place);
  }
  if (kind.kind !== "json" && kind.kind !== "table" && kind.kind !== "snapshot")
    return notJson(kind, first, damage, found, packings, place);
  const reading = readingOf(kind, tools, place);
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
  return { ...reading.end(found, kind.encoding, keep.length()), textSha256: keep.sha256() };
}

/** White space for longer than the head tells nothing yet: the log may stand behind it. */
function kindOf(head: Uint8Array): Sniffed {
  const kind = sniff(head);
  return kind.kind === "other" && kind.name === whiteSpace && head.length >= 65_536
    ? { kind: "json", encoding: "utf-8", bom: 0, hasText: false }
    : kind;
}

async function readParquetFile(
  file: Uint8Array,
  found: Found,
  tools: ReaderTools,
  { sink }: Place,
): Promise<InputEnd> {
  // Its decoders are loaded for the first such file only: every thread would wait for them.
  const { readParquet } = await import("./read-parquet.ts");
  return readParquet(file, found, tools, sink, sink.breathe);
}

function readingOf(kind: TextKind, tools: ReaderTools, { sink }: Place): TextReading {
  if (kind.kind === "snapshot") return startSnapshot(kind.form, sink);
  return kind.kind === "table"
    ? startTable(tools, sink, kind.delimiter)
    : startReading(tools, sink, kind.hasText);
}

/** Text in memory is cut into records in steps of this size. */
const feedBytes = 512 * 1024;

/** Text that is in memory as a whole. `packed` are the file's own bytes when they are one gzip file. */
async function readText(
  raw: Uint8Array,
  packed: Uint8Array | null,
  damage: readonly string[],
  found: Found,
  packings: number,
  tools: ReaderTools,
  place: Place,
): Promise<InputEnd> {
  const { sink } = place;
  const kind = sniff(raw);
  if (kind.kind === "parquet" && damage.length === 0)
    return readParquetFile(raw, found, tools, place);
  if (kind.kind !== "json" && kind.kind !== "table" && kind.kind !== "snapshot") {
    const end = notJson(kind, raw, damage, found, packings, place);
    return isLogFileName(place.name) ? keepText(end, raw, packed, packings > 0, sink.block) : end;
  }
  const isUtf8 = kind.encoding === "utf-8";
  const text = isUtf8
    ? raw
    : Buffer.from(new TextDecoder(kind.encoding, { ignoreBOM: true }).decode(raw));
  const bom = isUtf8 ? kind.bom : hasBom(text) ? 3 : 0;
  const reading = readingOf(kind, tools, place);
  let at = bom;
  // Text of many tiny records makes far more rows than bytes: the writer takes them in between.
  for (; text.length - at > feedBytes; at += feedBytes) {
    reading.feed(text.subarray(at, at + feedBytes), at === bom ? bom : 0);
    await sink.breathe();
  }
  reading.feed(text.subarray(at), at === bom ? bom : 0);
  reading.finish(damage);
  const end = reading.end(found, kind.encoding, text.length);
  return reading.keepsText() || isTraceOfCloudTrail(end.format) || isLogFileName(place.name)
    ? keepText(end, text, isUtf8 ? packed : null, packings > 0 || !isUtf8, sink.block)
    : end;
}

function hasBom(text: Uint8Array): boolean {
  return text[0] === 0xef && text[1] === 0xbb && text[2] === 0xbf;
}
