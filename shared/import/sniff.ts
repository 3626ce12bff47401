/** Recognizes files by their first bytes. */
import type { SnapshotForm } from "../snapshot/sniff-snapshot.ts";
import { mayBeSnapshot, sniffedCharacters, sniffSnapshot } from "../snapshot/sniff-snapshot.ts";
import { delimiterOf, headerCells } from "./shapes/header-line.ts";
import { eventTable } from "./shapes/table-columns.ts";

/**
 * What a file is, by its first bytes and never by its name. Magic numbers as published by the formats: RFC 1952
 * (gzip), RFC 8878 (zstd), APPNOTE (zip), POSIX (tar), Apache Parquet.
 */
export type Sniffed =
  | { readonly kind: "empty" }
  | { readonly kind: "gzip" }
  | {
      readonly kind: "json";
      readonly encoding: "utf-8" | "utf-16le" | "utf-16be";
      readonly bom: number;
      /** Other text stands before the first value, such as a time before each line. */
      readonly hasText: boolean;
    }
  /** A table whose header names columns of events. */
  | {
      readonly kind: "table";
      readonly encoding: "utf-8" | "utf-16le" | "utf-16be";
      readonly bom: number;
      readonly delimiter: string;
    }
  /** An answer of AWS about the set-up of an account. It holds no events. */
  | {
      readonly kind: "snapshot";
      readonly encoding: "utf-8" | "utf-16le" | "utf-16be";
      readonly bom: number;
      readonly form: SnapshotForm;
    }
  | { readonly kind: "parquet" }
  /** A container that is recognized but not opened. */
  | { readonly kind: "container"; readonly name: string }
  /** No log at all: `name` says what it is. */
  | { readonly kind: "other"; readonly name: string };

/** A file whose text is read. */
export type TextKind = Extract<Sniffed, { readonly kind: "json" | "table" | "snapshot" }>;

const magic: readonly (readonly [
  bytes: readonly number[],
  kind: "container" | "other",
  name: string,
])[] = [
  [[0x50, 0x4b, 0x03, 0x04], "container", "zip archive"],
  [[0x50, 0x4b, 0x05, 0x06], "container", "empty zip archive"],
  [[0x28, 0xb5, 0x2f, 0xfd], "container", "zstd-compressed file"],
  [[0x42, 0x5a, 0x68], "container", "bzip2-compressed file"],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], "container", "xz-compressed file"],
  [[0x37, 0x7a, 0xbc, 0xaf], "container", "7-Zip archive"],
  [[0x89, 0x50, 0x4e, 0x47], "other", "PNG picture"],
  [[0xff, 0xd8, 0xff], "other", "JPEG picture"],
  [[0x47, 0x49, 0x46, 0x38], "other", "GIF picture"],
  [[0x25, 0x50, 0x44, 0x46], "other", "PDF document"],
  [[0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], "other", "SQLite database"],
  [[0x7f, 0x45, 0x4c, 0x46], "other", "program (ELF)"],
  [[0x4d, 0x5a], "other", "program (Windows)"],
  [[0x00, 0x05, 0x16, 0x07], "other", "AppleDouble file (macOS)"],
  [[0xca, 0xfe, 0xba, 0xbe], "other", "program (Java or macOS)"],
  [[0xcf, 0xfa, 0xed, 0xfe], "other", "program (macOS)"],
  [[0x00, 0x61, 0x73, 0x6d], "other", "program (WebAssembly)"],
  [[0x52, 0x49, 0x46, 0x46], "other", "picture, sound or film (RIFF)"],
  [[0x00, 0x00, 0x00, 0x01, 0x42, 0x75, 0x64, 0x31], "other", "folder settings of macOS"],
  [[0xd0, 0xcf, 0x11, 0xe0], "other", "Microsoft Office document"],
];

/** Recognizes a file by its first bytes (at least 512 where the file has them). */
export function sniff(head: Uint8Array): Sniffed {
  if (head.length === 0) return { kind: "empty" };
  if (head[0] === 0x1f && head[1] === 0x8b) return { kind: "gzip" };
  for (const [bytes, kind, name] of magic)
    if (bytes.every((b, i) => head[i] === b)) return { kind, name };
  if ([0x50, 0x41, 0x52, 0x31].every((b, i) => head[i] === b)) return { kind: "parquet" };
  if (isTar(head)) return { kind: "container", name: "tar archive" };
  const coded = encodingOf(head);
  const first = firstCharacter(head, coded);
  if (first === 0) return { kind: "other", name: whiteSpace };
  const form = mayBeSnapshot(textOf(head, coded, 128))
    ? sniffSnapshot(textOf(head, coded, sniffedCharacters))
    : null;
  if (form !== null) return { kind: "snapshot", ...coded, form };
  if (first === 123 || first === 91) return { kind: "json", ...coded, hasText: false };
  const text = textOf(head, coded);
  // Text in quotes that begins as JSON: JSON that was encoded twice.
  if (/^"\s*[{[]\s*\\?["{[]/.test(text.trimStart()) && !/^"[{[]""/.test(text.trimStart()))
    return { kind: "json", ...coded, hasText: false };
  if (coded.encoding === "utf-8" && holdsRecords(head))
    return { kind: "json", ...coded, hasText: true };
  const delimiter = tableDelimiter(text);
  if (delimiter !== null) return { kind: "table", ...coded, delimiter };
  return { kind: "other", name: textKind(head, text, first, coded.encoding === "utf-8") };
}

/** The delimiter of a table of events, or of one that lacks columns to be one; null for anything else. */
function tableDelimiter(text: string): string | null {
  const lines = text.split("\n", 3);
  const stated = /^sep=(.)\r?$/i.exec(lines[0] ?? "")?.[1];
  const [header = "", row = ""] = stated === undefined ? lines : lines.slice(1);
  const delimiter = stated ?? delimiterOf(header);
  const names = headerCells(header, delimiter);
  if (names.length < 2 && !/^(_raw|@message|eventjson|cloudtrailevent)$/i.test(names[0] ?? ""))
    return null;
  return eventTable(names, headerCells(row, delimiter)) === null ? null : delimiter;
}

/** The first characters, those beyond ASCII as question marks. */
function textOf(head: Uint8Array, { encoding, bom }: Coded, limit = 32_768): string {
  const step = encoding === "utf-8" ? 1 : 2;
  const low = encoding === "utf-16be" ? 1 : 0;
  let text = "";
  for (let i = bom; i + step <= head.length && text.length < limit; i += step) {
    const c = head[i + low] ?? 0;
    text += c < 128 && (step === 1 || head[i + 1 - low] === 0) ? String.fromCharCode(c) : "?";
  }
  return text;
}

function isTar(head: Uint8Array): boolean {
  return [0x75, 0x73, 0x74, 0x61, 0x72].every((b, i) => head[257 + i] === b);
}

interface Coded {
  readonly encoding: "utf-8" | "utf-16le" | "utf-16be";
  readonly bom: number;
}

/** Byte order marks, and UTF-16 without one (every second byte of JSON's first characters is zero). */
function encodingOf(head: Uint8Array): Coded {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf)
    return { encoding: "utf-8", bom: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: "utf-16le", bom: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: "utf-16be", bom: 2 };
  if (isWide(head, 0)) return { encoding: "utf-16le", bom: 0 };
  if (isWide(head, 1)) return { encoding: "utf-16be", bom: 0 };
  return { encoding: "utf-8", bom: 0 };
}

/** Whether the first characters are ASCII, each with a zero byte beside it; `low`: where in its pair the ASCII byte is. */
function isWide(head: Uint8Array, low: number): boolean {
  const length = Math.min(head.length & ~1, 32);
  for (let i = 0; i < length; i += 2) {
    const c = head[i + low] ?? 0;
    if (head[i + 1 - low] !== 0 || c > 126 || (c < 32 && c !== 9 && c !== 10 && c !== 13))
      return false;
  }
  return length >= 4;
}

function firstCharacter(head: Uint8Array, { encoding, bom }: Coded): number {
  const step = encoding === "utf-8" ? 1 : 2;
  const low = encoding === "utf-16be" ? 1 : 0;
  for (let i = bom; i + step <= head.length; i += step) {
    const c = head[i + low] ?? 0;
    if (c !== 32 && c !== 10 && c !== 13 && c !== 9 && c !== 30) return c === 0 ? 1 : c;
  }
  return 0;
}

/** Log lines with a record in each: CloudWatch writes a time before it, other programs a level or a host. */
function holdsRecords(head: Uint8Array): boolean {
  const start = asciiOf(head);
  return (
    /\{\s*"[A-Za-z]/.test(start) &&
    start.includes('"eventVersion"') &&
    start.includes('"eventSource"')
  );
}

function asciiOf(head: Uint8Array): string {
  return Array.from(head.subarray(0, 16_384), (b) => String.fromCharCode(b & 127)).join("");
}

function textKind(head: Uint8Array, text: string, first: number, isBytes: boolean): string {
  if (isBytes && isBinary(head.subarray(0, 4096))) return binaryFile;
  const start = text.slice(0, 4096).trimStart();
  const lower = start.toLowerCase();
  if (first === 60) {
    if (lower.includes("<error>") && lower.includes("accessdenied"))
      return "S3 error answer (AccessDenied) saved instead of a log";
    if (lower.includes("<error>")) return "S3 error answer saved instead of a log";
    if (lower.startsWith("<!doctype html") || lower.startsWith("<html")) return "HTML page";
    return "XML file";
  }
  if (
    /^(-\s+)?(Events|Records|events|UserDetailList|PasswordPolicy|SummaryMap|trailList|IsLogging|TrailARN|Content):\s*(\r?\n|$)/.test(
      start,
    )
  )
    return yamlText;
  if (/^(aws: \[ERROR\]: )?An error occurred \(\w+\) when calling the /.test(start))
    return cliError;
  if (/^version account-id interface-id|^\d \d{12} eni-/.test(start)) return "VPC flow log";
  if (/^(https?|h2|grpcs?|wss?|tls) \d{4}-\d\d-\d\dT\S+ (app|net)\//.test(start))
    return "load balancer log";
  if (/^[0-9a-f]{64} \S+ \[\d\d\/\w{3}\/\d{4}:/.test(start)) return "S3 access log";
  const [header = "", row = ""] = start.split("\n", 2);
  const delimiter = delimiterOf(header);
  const columns = headerCells(header, delimiter).length;
  if (columns >= 3 && headerCells(row, delimiter).length === columns) return "table (CSV)";
  return "plain text";
}

/** Control characters, or so many bytes beyond ASCII as no language of the West has, and those not UTF-8. */
function isBinary(head: Uint8Array): boolean {
  if (head.some((b) => b < 9 || (b > 13 && b < 32 && b !== 27))) return true;
  const high = head.reduce((sum, b) => sum + (b > 127 ? 1 : 0), 0);
  return high * 3 > head.length && !isUtf8(head);
}

/** Whether lead bytes are followed by as many others as they announce; the last one may be cut off. */
function isUtf8(bytes: Uint8Array): boolean {
  let follow = 0;
  for (const b of bytes) {
    const isFollower = b >= 0x80 && b < 0xc0;
    if (isFollower !== follow > 0) return false;
    if (isFollower) follow--;
    else if (b > 0xf4) return false;
    else if (b > 0x7f) follow = b > 0xef ? 3 : b > 0xdf ? 2 : 1;
  }
  return true;
}

/** Name of a file, or of the beginning of one, without any other character. */
export const whiteSpace = "file of white space only";

/** Name of bytes that are no text and of no known kind. */
export const binaryFile = "unknown binary file";

/** Name of what the AWS CLI writes when a call fails. */
export const cliError = "error message of the AWS CLI";

/** Name of what the AWS CLI writes with `--output yaml`. */
export const yamlText = "YAML text";
