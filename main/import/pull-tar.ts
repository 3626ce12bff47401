/** tar-stream, which pushes, as something to pull from: nothing is read before it is wanted, nothing is held. */
import { extract } from "tar-stream";
import type { ExtractEvents, Header } from "tar-stream";

export type Source = ExtractEvents["entry"][1];

/** Tar archives are made of blocks of this size. */
export const blockBytes = 512;

/** A tar archive, member by member. */
export interface TarStream {
  /** The next member, when the last one was passed over; null at the end. */
  readonly next: () => Promise<Member | null>;
  /** The next bytes of a member; null where the archive ends. */
  readonly read: (source: Source) => Promise<Uint8Array | null>;
  /** Passes over the rest of a member; false when the archive ends in it. */
  readonly skip: (source: Source) => Promise<boolean>;
  readonly failure: () => Error | null;
  /** Whether it failed because no more bytes came. */
  readonly isCut: () => boolean;
  /** Bytes taken from the archive. */
  readonly given: () => number;
  /** Zero bytes at its end so far, up to a block. */
  readonly zeros: () => number;
  /** Where the last member ends. */
  readonly memberEnd: () => number;
}

/** Makes it over the bytes of an archive. */
export function pullTar(pieces: AsyncGenerator<Uint8Array>): TarStream {
  // With a mark of one byte, `drain` follows each write as soon as all of it went into members. The types don't know
  // the second option: archives of before 1988 carry no mark.
  const settings = { highWaterMark: 1, allowUnknownFormat: true };
  const tar = extract(settings);
  const state: State = { entry: null, failure: null, isClosed: false, isDraining: false };
  let pass: (() => void) | null = null;
  let isCut = false;
  let isOver = false;
  let given = 0;
  let zeros = 0;
  let memberEnd = 0;
  const bell = createBell();
  tar.on("entry", (header, source, done) => {
    source.on("readable", bell.ring);
    source.on("close", bell.ring);
    source.on("error", bell.ring);
    state.entry = { header, source, pass: () => done() };
    const at = "byteOffset" in header ? Number(header.byteOffset) : 0;
    memberEnd = at + Math.ceil(header.size / blockBytes) * blockBytes;
    bell.ring();
  });
  tar.on("drain", () => {
    state.isDraining = false;
    bell.ring();
  });
  tar.on("error", (error) => {
    state.failure = error;
    isCut = isOver;
    bell.ring();
  });
  tar.on("close", () => {
    state.isClosed = true;
    bell.ring();
  });

  /** Moves on by one step; false when nothing can change any more. */
  async function step(): Promise<boolean> {
    if (state.failure !== null) return false;
    if (state.isDraining) {
      await bell.heard();
      return true;
    }
    if (isOver) {
      // What was written last may still be on its way to a listener.
      await new Promise((resume) => setImmediate(resume));
      return bell.take();
    }
    const piece = await pieces.next();
    if (piece.done === true) isOver = true;
    else if (piece.value.length > 0) {
      given += piece.value.length;
      zeros = zerosAtEnd(piece.value, zeros);
      state.isDraining = true;
      if (tar.write(piece.value)) state.isDraining = false;
    }
    return true;
  }

  /** Tells tar-stream that nothing follows, and waits for its verdict. */
  async function finish(): Promise<void> {
    if (state.failure !== null) return;
    tar.end(undefined);
    while (!state.isClosed && state.failure === null) await bell.heard();
  }

  async function read(source: Source): Promise<Uint8Array | null> {
    for (;;) {
      const piece: unknown = source.read();
      if (piece instanceof Uint8Array) return piece;
      if (!(await step())) return null;
    }
  }

  async function next(): Promise<Member | null> {
    pass?.();
    pass = null;
    while (state.entry === null)
      if (!(await step())) {
        await finish();
        return null;
      }
    const { entry } = state;
    pass = entry.pass;
    state.entry = null;
    return entry;
  }

  async function skip(source: Source): Promise<boolean> {
    while (!source.destroyed) {
      const piece: unknown = source.read();
      if (piece instanceof Uint8Array || source.destroyed) continue;
      if (await step()) continue;
      await finish();
      return false;
    }
    return true;
  }

  return {
    read,
    next,
    skip,
    failure: () => state.failure,
    isCut: () => isCut,
    given: () => given,
    zeros: () => zeros,
    memberEnd: () => memberEnd,
  };
}

interface Member {
  readonly header: Header;
  readonly source: Source;
}

/** What tar-stream told last. */
interface State {
  entry: (Member & { readonly pass: () => void }) | null;
  failure: Error | null;
  isClosed: boolean;
  isDraining: boolean;
}

/** One waits, several may wake it; a ring that nobody waited for is kept. */
function createBell(): {
  readonly ring: () => void;
  readonly heard: () => Promise<void>;
  readonly take: () => boolean;
} {
  let rang = false;
  let wake: (() => void) | null = null;
  const take = (): boolean => {
    const before = rang;
    rang = false;
    return before;
  };
  return {
    ring: () => {
      rang = true;
      wake?.();
    },
    heard: async () => {
      if (!rang)
        await new Promise<void>((resume) => {
          wake = resume;
        });
      wake = null;
      rang = false;
    },
    take,
  };
}

function zerosAtEnd(piece: Uint8Array, before: number): number {
  let count = 0;
  while (count < blockBytes && count < piece.length && piece[piece.length - 1 - count] === 0)
    count++;
  return count === piece.length ? Math.min(blockBytes, count + before) : count;
}
