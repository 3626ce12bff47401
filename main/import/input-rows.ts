/** Rows that the reading of a file makes. */
import type { InputEnd, InputProblem } from "./protocol.ts";

/** A file's end with what is not said left at its default. */
export function ended(end: Partial<InputEnd> & Pick<InputEnd, "status" | "bytes">): InputEnd {
  return {
    sha256: null,
    format: "",
    note: "",
    encoding: "utf-8",
    textBytes: 0,
    records: 0,
    before: null,
    members: 0,
    slices: 1,
    textSha256: null,
    delivered: null,
    ...end,
  };
}

/** A problem row. */
export function problemRow(
  position: number | null,
  record: number | null,
  reason: string,
  sample: string,
): InputProblem {
  return { position, record, reason, sample, isNote: false };
}

/** A row that tells something about records that were read. */
export function noteRow(reason: string): InputProblem {
  return { position: null, record: null, reason, sample: "", isNote: true };
}

/** A number with its noun. */
export function counted(n: number, noun: string): string {
  return n === 1 ? `1 ${noun}` : `${n} ${noun}s`;
}

const decoder = new TextDecoder();

/** The beginning of bytes as text. */
export function sampleOf(bytes: Uint8Array): string {
  return decoder.decode(bytes.subarray(0, 160)).replaceAll("\0", "\uFFFD");
}
