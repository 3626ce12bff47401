/** Walks over the stored rows of all files once, also past segments that are damaged. */
import { Failure } from "../../shared/errors.ts";
import type { CaseDb } from "../db/open-case.ts";
import { allSegments, column } from "../db/segments.ts";
import type { Cell, Segment } from "../db/segments.ts";

/** A row as it is stored. */
export interface WalkedRow extends Cell {
  /** False: the data of its segment is damaged. */
  readonly isReadable: boolean;
}

export interface RowWalk {
  /** Goes to the rows of a file. */
  readonly open: (input: number) => void;
  /** The next row of that file, or null. */
  readonly next: () => WalkedRow | null;
}

/** Makes a walk over the rows of all files, in the order of ids. */
export function createRowWalk(db: CaseDb): RowWalk {
  const segments = allSegments(db);
  let current = segments.next();
  let rows = 0;
  let isReadable = false;
  let row = 0;
  let input = -1;
  const enter = (): void => {
    row = 0;
    if (current.done === true) return;
    // Of a damaged segment so many rows as it has ids: its number of rows may be damaged too.
    rows = Math.floor(current.value.eids.length / 16);
    isReadable = isWhole(current.value);
  };
  enter();
  return {
    open: (id) => {
      input = id;
      while (current.done !== true && current.value.input < id) {
        current = segments.next();
        enter();
      }
    },
    next: () => {
      while (current.done !== true && current.value.input === input) {
        if (row < rows) return { segment: current.value, row: row++, isReadable };
        current = segments.next();
        enter();
      }
      return null;
    },
  };
}

function isWhole(segment: Segment): boolean {
  try {
    // Unpacks and measures all columns.
    segment.column(column.length);
    return segment.eids.length === segment.rows * 16;
  } catch (error) {
    if (error instanceof Failure) return false;
    throw error;
  }
}
