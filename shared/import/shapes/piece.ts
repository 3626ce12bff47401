/** What an adapter takes out of a value that wraps records. */
import type { Json } from "../../cloudtrail-event.ts";

/** JSON text that stands in a wrapper, or that was put together from its members. */
export interface Piece {
  /** A record, or whatever else the wrapper's text holds: it is cut and recognized like a file. */
  readonly text: string;
  /** The shape can't hold the whole record. */
  readonly lossy: boolean;
  /** Members of the record that the shape lacks, as far as they matter. */
  readonly missing: readonly string[];
}

/** What was taken out of one value. */
export interface Taken {
  /** Name of the shape, in plain words. */
  readonly shape: string;
  readonly pieces: readonly Piece[];
  /** Base64 of gzip-compressed or plain JSON text. */
  readonly packed: readonly string[];
}

/** Takes records out of a JSON value; null when the value is not of the adapter's shape. */
export type JsonShape = (value: Json) => Taken | null;

/** Texts as they stand in a wrapper. */
export function whole(shape: string, texts: readonly string[]): Taken {
  return {
    shape,
    pieces: texts.map((text) => ({ text, lossy: false, missing: [] })),
    packed: [],
  };
}

/** One record that was put together from members. */
export function derived(shape: string, record: Json, missing: readonly string[]): Taken {
  return { shape, pieces: [{ text: JSON.stringify(record), lossy: true, missing }], packed: [] };
}

/** Whether a value is text that can hold JSON: it begins as JSON, or a record follows other text. */
export function holdsJson(value: Json | undefined): value is string {
  if (typeof value !== "string") return false;
  const first = /[^\s\uFEFF]/.exec(value.slice(0, 1024))?.[0];
  return first === "{" || first === "[" || isRecordText(value);
}

/** Whether a text has the member names of a record in it. */
export function isRecordText(text: string): boolean {
  return text.includes('"eventSource"') && text.includes('"eventName"') && text.includes("{");
}
