/** How a gzip file is built: its first member, and what stands behind it. */
import { createHash } from "node:crypto";
import { inflateRawSync } from "node:zlib";

export interface FirstMember {
  /** Hex SHA-256 of its text. */
  readonly sha256: string;
  readonly textBytes: number;
  /** Where it ends in the file. */
  readonly end: number;
}

/** Most that a member may inflate to here. */
const maxTextBytes = 128 * 1024 * 1024;

/** The first member of a gzip file (RFC 1952), or null when it is damaged. */
export function firstMember(packed: Buffer): FirstMember | null {
  const start = headerLength(packed);
  if (start === null) return null;
  try {
    const result: unknown = inflateRawSync(packed.subarray(start), {
      info: true,
      maxOutputLength: maxTextBytes,
    });
    if (typeof result !== "object" || result === null) return null;
    if (!("buffer" in result) || !("engine" in result)) return null;
    const { buffer, engine } = result;
    if (!(buffer instanceof Uint8Array) || typeof engine !== "object" || engine === null)
      return null;
    if (!("bytesWritten" in engine)) return null;
    return {
      sha256: createHash("sha256").update(buffer).digest("hex"),
      textBytes: buffer.length,
      // Checksum and length stand behind the data.
      end: start + Number(engine.bytesWritten) + 8,
    };
  } catch {
    // Damaged: there is no whole first member.
    return null;
  }
}

function headerLength(packed: Buffer): number | null {
  if (packed.length < 18 || packed[0] !== 0x1f || packed[1] !== 0x8b) return null;
  const flags = packed[3] ?? 0;
  let at = 10;
  if ((flags & 4) !== 0) at += 2 + (packed[at] ?? 0) + (packed[at + 1] ?? 0) * 256;
  for (const bit of [8, 16]) {
    if ((flags & bit) === 0) continue;
    const end = packed.indexOf(0, at);
    if (end < 0) return null;
    at = end + 1;
  }
  if ((flags & 2) !== 0) at += 2;
  return at < packed.length ? at : null;
}
