/** Cuts the text of a table into rows with their places. Holds at most one row of 4 MiB and one piece of input. */
import { Parser } from "csv-parse";
import { maxRecordBytes } from "../../shared/import/split-records.ts";

export interface RowEvents {
  /** A row at bytes [position, position + length), its line end included. */
  readonly row: (cells: readonly string[], position: number, length: number) => void;
  /** Text that is no row; reading goes on behind the next line end. */
  readonly problem: (position: number, reason: string, sample: Uint8Array) => void;
}

export interface RowReader {
  readonly feed: (bytes: Uint8Array) => void;
  readonly finish: () => void;
}

/** The parser is given pieces of this size, so that rows don't pile up. */
const pieceBytes = 64 * 1024;

/** Makes a reader of RFC 4180 text; quotes inside of cells without quotes stay as they are. */
export function createRowReader(delimiter: string, events: RowEvents): RowReader {
  /** Text from the beginning of the present row on, in pieces; `heldAt` is the first one's position. */
  let held: Uint8Array[] = [];
  let heldAt = 0;
  /** Where the present row begins, and where the present parser did. */
  let rowAt = 0;
  let parserAt = 0;
  let fed = 0;
  let isSeeking = false;
  let isOver = false;
  /** Bytes that may still be read again behind damage, so that hostile text stays linear. */
  let allowance = 32 * 1024 * 1024;
  let parser = makeParser();

  function makeParser(): Parser {
    const made = new Parser({
      delimiter: [delimiter],
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: maxRecordBytes,
      // The callback sees each row at once; nothing is queued in the stream.
      on_record: (cells: readonly string[], context) => {
        const end = parserAt + context.bytes;
        const position = rowAt;
        rowAt = end;
        if (cells.length > 1 || (cells[0] ?? "") !== "")
          events.row(cells, position, end - position);
        return null;
      },
    });
    // Errors are looked for after each piece.
    made.on("error", () => undefined);
    return made;
  }

  function release(): void {
    for (let first = held[0]; first !== undefined; first = held[0]) {
      if (heldAt + first.length > rowAt) return;
      heldAt += first.length;
      held.shift();
    }
  }

  /** Behind an unreadable row: on at the next line. */
  function recover(reason: string): void {
    const rest = Buffer.concat(held).subarray(rowAt - heldAt);
    events.problem(rowAt, reason, rest.subarray(0, 120));
    held = [];
    const next = rest.indexOf(10) + 1;
    allowance -= rest.length;
    if (allowance < 0) {
      isOver = true;
      events.problem(
        rowAt,
        "the table is too damaged from here on; the rest was not read",
        rest.subarray(0, 120),
      );
      return;
    }
    heldAt = rowAt = parserAt = next === 0 ? fed : rowAt + next;
    isSeeking = next === 0;
    parser = makeParser();
    if (next > 0) push(rest.subarray(next));
  }

  function push(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length && !isOver; at += pieceBytes) {
      let piece = bytes.subarray(at, at + pieceBytes);
      if (isSeeking) {
        const next = piece.indexOf(10) + 1;
        if (next === 0) {
          heldAt = rowAt = parserAt = heldAt + piece.length;
          continue;
        }
        heldAt = rowAt = parserAt = heldAt + next;
        isSeeking = false;
        piece = piece.subarray(next);
      }
      if (piece.length === 0) continue;
      held.push(piece);
      parser.write(Buffer.from(piece.buffer, piece.byteOffset, piece.length));
      if (parser.errored === null) {
        release();
        continue;
      }
      // What follows in these bytes is read again from the next line on.
      held.push(bytes.subarray(at + pieceBytes));
      recover(wordsOf(parser.errored));
      return;
    }
  }

  return {
    feed: (bytes) => {
      if (isOver) return;
      fed += bytes.length;
      allowance += bytes.length * 16;
      push(bytes);
      // The caller may use its buffer again.
      held = held.map((piece) => new Uint8Array(piece));
    },
    finish: () => {
      while (!isOver) {
        parser.end();
        if (parser.errored === null) return;
        recover(wordsOf(parser.errored));
      }
    },
  };
}

function wordsOf(error: Error): string {
  const code = "code" in error ? error.code : "";
  if (code === "CSV_MAX_RECORD_SIZE")
    return "a row of more than 4 MiB was left out: a quote is not closed, or this is no table";
  if (code === "CSV_QUOTE_NOT_CLOSED")
    return "a quote of this row is never closed: the row was left out; the table is cut off or was changed by hand";
  return `the row could not be read: ${error.message}`;
}
