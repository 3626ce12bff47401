/** Where something that is read stands, and where its results go. */
import type { RowSink } from "./keep-records.ts";
import type { InputEnd } from "./protocol.ts";

/** Where the results of an input go. */
export interface Sink extends RowSink {
  /** Called now and then; waits while the writer is behind. */
  readonly breathe: () => Promise<void>;
  /** Begins a member of the archive on disk, `number` from 1. One member is open at a time, besides those around it. */
  readonly member: (number: number, member: MemberFacts) => MemberOutlet;
}

/** What the archive tells of a member. */
export interface MemberFacts {
  readonly path: string;
  readonly bytes: number;
  readonly modifiedAt: string;
}

export interface MemberOutlet {
  readonly sink: Sink;
  readonly end: (end: InputEnd) => Promise<void>;
}

/** A file, or a member of an archive. */
export interface Place {
  /** Its name, for what is said of an empty one. */
  readonly name: string;
  /** What follows the path of the file on disk: empty, or `!/dir/a.json`. */
  readonly path: string;
  /** Archives around it. */
  readonly depth: number;
  readonly sink: Sink;
  readonly shared: Shared;
}

/** What all members of one file on disk share. */
export interface Shared {
  /** The number of the next member. */
  readonly number: () => number;
  /** Numbers from now on: `first`, and then in steps. */
  readonly numberFrom: (first: number, step: number) => void;
  /** Counts bytes that members gave. */
  readonly spend: (bytes: number) => void;
  readonly isSpent: () => boolean;
  /** Bytes of archives that are held in memory because they need random access, all around each other. */
  heldBytes: number;
}

/** Bytes that the members of one archive may have together, when the file itself is not larger. */
const maxMemberBytes = 20 * 1024 ** 3;

/** Makes it for a file of this size. */
export function createShared(fileBytes: number): Shared {
  let next = 1;
  let step = 1;
  let left = Math.max(maxMemberBytes, fileBytes);
  return {
    number: () => {
      const number = next;
      next += step;
      return number;
    },
    numberFrom: (first, by) => {
      next = first;
      step = by;
    },
    spend: (bytes) => {
      left -= bytes;
    },
    isSpent: () => left < 0,
    heldBytes: 0,
  };
}
