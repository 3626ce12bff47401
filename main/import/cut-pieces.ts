/** Cuts the text that was taken out of wrappers into records, through further wrappers if need be. */
import { gunzipSync } from "node:zlib";
import type { Json } from "../../shared/cloudtrail-event.ts";
import { messageOf } from "../../shared/errors.ts";
import type { RecordScanner } from "../../shared/import/scan-record.ts";
import { takeJson } from "../../shared/import/shapes/json-shapes.ts";
import type { Piece, Taken } from "../../shared/import/shapes/piece.ts";
import { isRecordText } from "../../shared/import/shapes/piece.ts";
import { createSplitter } from "../../shared/import/split-records.ts";
import { sampleOf } from "./input-rows.ts";
import { parsedJson } from "./parsed-json.ts";
import type { InsightPlace } from "./protocol.ts";

/** JSON text inside JSON text: a Lambda event of SQS messages of SNS notifications of EventBridge events. */
const maxLevels = 4;
/** Inflated data of one message; CloudWatch Logs sends at most 1 MB, a Lambda event holds 6 MB. */
const maxInflated = 16 * 1024 * 1024;

export interface CutEvents {
  /** A record; the scanner's slots are its. False when it turns out to be none. */
  readonly record: (
    bytes: Uint8Array,
    from: number,
    to: number,
    piece: Piece,
    shape: string,
    place: InsightPlace,
  ) => boolean;
  readonly other: (value: Json, place: InsightPlace, sample: string) => void;
  readonly problem: (place: InsightPlace, reason: string, sample: string) => void;
}

export interface Cutter {
  /** Cuts all that was taken out of the wrapper at `place`. */
  readonly cut: (taken: Taken, place: InsightPlace) => void;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Makes a cutter for one file. */
export function createCutter(scanner: RecordScanner, events: CutEvents): Cutter {
  /** Bytes that may still be inflated: 200 times what came in, so that no message is a bomb. */
  let allowance = maxInflated;

  function take(taken: Taken, shape: string, place: InsightPlace, level: number): void {
    for (const piece of taken.pieces) cutText(piece, shape, place, level);
    for (const packed of taken.packed) cutPacked(packed, shape, place, level);
  }

  function cutText(piece: Piece, shape: string, place: InsightPlace, level: number): void {
    const say = (reason: string, sample: string): void =>
      events.problem(place, `${shape}, item ${place.item}: ${reason}`, sample);
    if (level > maxLevels) {
      say(
        `JSON text inside JSON text more than ${maxLevels} times over was not opened`,
        piece.text.slice(0, 120),
      );
      return;
    }
    const bytes = encoder.encode(
      piece.text.startsWith("\uFEFF") ? piece.text.slice(1) : piece.text,
    );
    const first = /[^\s\uFEFF]/.exec(piece.text)?.[0];
    const hasText = first !== "{" && first !== "[" && first !== '"' && isRecordText(piece.text);
    const further = (value: Json, sample: string): void => {
      const taken = takeJson(value);
      if (taken === null) events.other(value, place, sample);
      else take(taken, shape, place, level + 1);
    };
    const splitter = createSplitter(
      scanner,
      {
        record: (b, from, to) => {
          if (!events.record(b, from, to, piece, shape, place))
            further(parsedJson(b.subarray(from, to)), sampleOf(b.subarray(from, to)));
        },
        other: (b, from, to, _, found) => {
          if (found === 0)
            further(parsedJson(b.subarray(from, to)), sampleOf(b.subarray(from, to)));
        },
        problem: (_, reason, sample) =>
          say(`in the text that it holds: ${reason}`, sampleOf(sample)),
      },
      hasText,
    );
    splitter.feed(bytes, true);
  }

  function cutPacked(packed: string, shape: string, place: InsightPlace, level: number): void {
    allowance += (place.length ?? 0) * 200;
    const bytes = Buffer.from(packed, "base64");
    let text: Buffer = bytes;
    try {
      if (bytes[0] === 0x1f && bytes[1] === 0x8b)
        text = gunzipSync(bytes, {
          maxOutputLength: Math.max(1, Math.min(maxInflated, allowance)),
        });
    } catch (error) {
      const reason = messageOf(error);
      events.problem(
        place,
        `${shape}, item ${place.item}: its data could not be inflated (${reason})`,
        packed.slice(0, 120),
      );
      return;
    }
    allowance -= text.length;
    const piece = { text: decoder.decode(text), lossy: false, missing: [] };
    const first = /\S/.exec(piece.text.slice(0, 1024))?.[0];
    if (first === "{" || first === "[" || isRecordText(piece.text))
      cutText(piece, shape, place, level);
    else events.other(piece.text, place, piece.text.slice(0, 120));
  }

  return { cut: (taken, place) => take(taken, taken.shape, place, 1) };
}
