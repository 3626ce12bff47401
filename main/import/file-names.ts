/** Names of files: bytes on disk, text for showing. */
import { join, sep } from "node:path";

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * A name as text, so that different names stay different: bytes that are not UTF-8 become `\xHH`. What looks like that
 * already gets `\x5c` for its backslash.
 */
export function shownName(name: string | Uint8Array): string {
  if (typeof name === "string") return name.replaceAll(/\\(?=x[0-9a-f]{2})/g, String.raw`\x5c`);
  let out = "";
  for (let at = 0; at < name.length;) {
    const length = characterLength(name, at);
    out +=
      length === 0
        ? hex(name[at] ?? 0)
        : shownBackslash(name, at, strict.decode(name.subarray(at, at + length)));
    at += Math.max(1, length);
  }
  return out;
}

function shownBackslash(name: Uint8Array, at: number, text: string): string {
  if (text !== "\\") return text;
  const next = Buffer.from(name.subarray(at + 1, at + 4)).toString("latin1");
  return /^x[0-9a-f]{2}/.test(next) ? hex(0x5c) : text;
}

/** Length of the UTF-8 character at `at`; 0 when there is none. */
function characterLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  const length = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  if (length === 0 || at + length > bytes.length) return 0;
  try {
    strict.decode(bytes.subarray(at, at + length));
    return length;
  } catch {
    return 0;
  }
}

function hex(byte: number): string {
  return String.raw`\x` + byte.toString(16).padStart(2, "0");
}

/** The bytes of a name that `shownName` made, for opening the file again. */
export function nameBytes(shown: string): Uint8Array {
  const parts: Uint8Array[] = [];
  let at = 0;
  for (const escape of shown.matchAll(/\\x([0-9a-f]{2})/g)) {
    parts.push(Buffer.from(shown.slice(at, escape.index)), Buffer.from(escape[1] ?? "", "hex"));
    at = escape.index + escape[0].length;
  }
  return Buffer.concat([...parts, Buffer.from(shown.slice(at))]);
}

/**
 * The name of an archive's member, for showing only: nothing is ever opened by it. Bytes that are no UTF-8 become
 * U+FFFD; control characters and those that turn the direction of writing become `\u{…}`.
 */
export function shownMember(name: string | Uint8Array): string {
  const text = typeof name === "string" ? name : Buffer.from(name).toString("utf8");
  return text.replaceAll(
    // oxlint-disable-next-line no-control-regex -- control characters are what must be found
    /[\u0000-\u001F\u007F-\u009F\u200B-\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/g,
    (c) => `\\u{${(c.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

/**
 * A path as the user would name it, with `/` on every system: below the folder that was given, or the file itself. What
 * names a member of an archive is added as it is, never resolved. `file` is the part of `path` that stands on disk.
 */
export function shownPath(input: {
  readonly root: string;
  readonly path: string;
  readonly file: string;
}): string {
  const { root, path, file } = input;
  const onDisk = root.endsWith(file) ? root : join(root, file);
  const shown = onDisk + path.slice(file.length);
  return sep === "\\" ? shown.replaceAll("\\", "/") : shown;
}
