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
  /** Takes the next bytes; they must stay as they are. */
  readonly feed: (bytes: Uint8Array) => void;
  readonly finish: () => void;
}

/** The parser is given pieces of this size, so that rows don't pile up; smaller ones behind damage, which is read again. */
const pieceBytes = 64 * 1024;
const smallBytes = 4 * 1024;

/** Makes a reader of RFC 4180 text. */
export function createRowReader(delimiter: string, events: RowEvents): RowReader {
  /** Text from the beginning of the present row on, in pieces; `heldAt` is the first one's position. */
  let held: Uint8Array[] = [];
  let heldAt = 0;
  /** Where the present row begins, and where the present parser did. */
  let rowAt = 0;
  let parserAt = 0;
  let isSeeking = false;
  let isOver = false;
  /** Bytes that are still to be read in small pieces. */
  let careful = 0;
  /** Bytes that may still be read again behind damage, so that hostile text stays linear. */
  let allowance = 32 * 1024 * 1024;
  let parser = makeParser();

  function makeParser(): Parser {
    const made = new Parser({
      delimiter: [delimiter],
      relax_column_count: true,
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

  function startAt(position: number): void {
    heldAt = rowAt = parserAt = position;
  }

  function release(): void {
    for (let first = held[0]; first !== undefined; first = held[0]) {
      if (heldAt + first.length > rowAt) return;
      heldAt += first.length;
      held.shift();
    }
  }

  /** Behind an unreadable row: what follows its line, to be read by a new parser. */
  function recover(reason: string): Uint8Array {
    const rest = Buffer.concat(held).subarray(rowAt - heldAt);
    const sample = rest.subarray(0, 120);
    events.problem(rowAt, reason, sample);
    held = [];
    allowance -= rest.length;
    if (allowance < 0) {
      isOver = true;
      const words = "the table is too damaged from here on; the rest was not read";
      events.problem(rowAt, words, sample);
      return empty;
    }
    const next = rest.indexOf(10) + 1;
    isSeeking = next === 0;
    startAt(rowAt + (isSeeking ? rest.length : next));
    parser = makeParser();
    careful = pieceBytes;
    return isSeeking ? empty : rest.subarray(next);
  }

  /** Passes over text up to the next line end. */
  function seek(piece: Uint8Array): Uint8Array {
    const next = piece.indexOf(10) + 1;
    isSeeking = next === 0;
    startAt(heldAt + (isSeeking ? piece.length : next));
    return isSeeking ? empty : piece.subarray(next);
  }

  function push(bytes: Uint8Array): void {
    const queue: Uint8Array[] = [bytes];
    for (let all = queue.pop(); all !== undefined && !isOver; all = queue.pop()) {
      const size = careful > 0 ? smallBytes : pieceBytes;
      if (all.length > size) queue.push(all.subarray(size));
      let piece = all.subarray(0, size);
      careful -= piece.length;
      if (isSeeking) piece = seek(piece);
      if (piece.length === 0) continue;
      held.push(piece);
      parser.write(Buffer.from(piece.buffer, piece.byteOffset, piece.length));
      if (parser.errored === null) release();
      else queue.push(recover(wordsOf(parser.errored)));
    }
  }

  return {
    feed: (bytes) => {
      allowance += bytes.length * 16;
      if (!isOver) push(bytes);
    },
    finish: () => {
      while (!isOver) {
        parser.end();
        if (parser.errored === null) return;
        push(recover(wordsOf(parser.errored)));
      }
    },
  };
}

const empty = new Uint8Array(0);

function wordsOf(error: Error): string {
  const code = "code" in error ? error.code : "";
  if (code === "CSV_MAX_RECORD_SIZE")
    return "a row of more than 4 MiB was left out: a quote is not closed, or this is no table";
  if (code === "CSV_QUOTE_NOT_CLOSED")
    return "a quote of this row is never closed: the row was left out; the table is cut off or was changed by hand";
  if (code === "CSV_INVALID_CLOSING_QUOTE" || code === "INVALID_OPENING_QUOTE")
    return "a quote stands where none may be: the row was left out; inside a cell quotes are written twice";
  return `the row could not be read: ${error.message}`;
}
