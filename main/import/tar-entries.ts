/** The members of a tar archive (POSIX ustar and pax, GNU, v7) as they stream by, cut by tar-stream. */
import { extract } from "tar-stream";
import type { ExtractEvents, Header } from "tar-stream";
import type { ArchiveEntry, Content } from "./archive-entry.ts";
import { isoOrEmpty, maxWhole } from "./archive-entry.ts";
import { shownMember } from "./file-names.ts";

type Source = ExtractEvents["entry"][1];

const blockBytes = 512;

/** Whether a header of tar stands here: its sum is right. Finds archives of before 1988 too, which have no mark. */
export function isTarHeader(head: Uint8Array): boolean {
  if (head.length < blockBytes || head[0] === 0) return false;
  const told = /^[ \0]*([0-7]{1,8})[ \0]*$/.exec(
    Buffer.from(head.subarray(148, 156)).toString("latin1"),
  );
  if (told === null) return false;
  let sum = 8 * 32;
  for (let i = 0; i < blockBytes; i++) if (i < 148 || i >= 156) sum += head[i] ?? 0;
  return sum === Number.parseInt(told[1] ?? "", 8);
}

/**
 * The members, one after the other; what is not taken of one is passed over. `onProblem` hears where the archive breaks
 * off or is damaged: a byte position in it and a sentence. `isNote` marks what is no loss by itself.
 */
export async function* tarEntries(
  pieces: AsyncGenerator<Uint8Array>,
  onProblem: (position: number, reason: string, isNote: boolean) => void,
): AsyncGenerator<ArchiveEntry> {
  const tar = createTarStream(pieces);
  let name = "";
  for (;;) {
    const member = await tar.next();
    if (member === null) break;
    const { header, source } = member;
    name = shownMember(header.name);
    yield {
      ordinal: null,
      name,
      modifiedAt: isoOrEmpty(header.mtime),
      bytes: header.size,
      other: otherKind(header),
      refused: refusal(header),
      content: (onDamage) => contentOf(header, bodyOf(tar, header, source, onDamage)),
    };
    if (!(await tar.skip(source))) break;
  }
  const failure = tar.failure();
  if (failure === null) {
    if (tar.zeros() < blockBytes)
      onProblem(
        tar.given(),
        "the archive has no end mark: what may have followed is missing",
        true,
      );
  } else if (tar.isCut())
    onProblem(
      tar.given(),
      `the archive is cut off${name === "" ? "" : `, in or behind its member ${name}`}; what came before was read`,
      false,
    );
  else
    onProblem(
      tar.headerEnd(),
      `what follows${name === "" ? "" : ` behind the member ${name}`} is no tar header: the archive is damaged there, and its rest was not read`,
      false,
    );
}

function otherKind({ type, size }: Header): string | null {
  switch (type) {
    case "file":
    case "contiguous-file":
      return null;
    case "directory":
      return "directory";
    case "symlink":
      return "symbolic link, not followed";
    case "link":
      return "hard link to another member";
    case "fifo":
      return "named pipe";
    case "character-device":
    case "block-device":
      return "device";
    default:
      // Kinds of vendors have no name in tar-stream. What carries nothing is no loss.
      return size === 0 ? "entry of an unknown kind" : null;
  }
}

function refusal(header: Header): string | null {
  const isSparse =
    typeof header.pax === "object" &&
    header.pax !== null &&
    Object.keys(header.pax).some((key) => key.startsWith("GNU.sparse."));
  // Types as tar-stream tells them; a type that it does not know is null, whatever its declaration says.
  const type: string | null = header.type;
  return isSparse || type === null
    ? "a sparse file, or an entry of an unknown kind: not read. Unpack the archive and import the file"
    : null;
}

async function contentOf(header: Header, pieces: AsyncGenerator<Uint8Array>): Promise<Content> {
  if (header.size > maxWhole) return { pieces };
  const whole = new Uint8Array(header.size);
  let used = 0;
  for await (const piece of pieces) {
    whole.set(piece, used);
    used += piece.length;
  }
  return { whole: used === whole.length ? whole : whole.slice(0, used) };
}

async function* bodyOf(
  tar: TarStream,
  header: Header,
  source: Source,
  onDamage: (reason: string) => void,
): AsyncGenerator<Uint8Array> {
  let left = header.size;
  while (left > 0) {
    const piece = await tar.read(source);
    if (piece === null) {
      onDamage(`the archive ends ${left} bytes before the end of this member`);
      return;
    }
    left -= piece.length;
    yield piece;
  }
}

/** tar-stream as something to pull from. */
interface TarStream {
  /** The next member, when the last one was passed over; null at the end. */
  readonly next: () => Promise<{ readonly header: Header; readonly source: Source } | null>;
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
  readonly headerEnd: () => number;
}

function createTarStream(pieces: AsyncGenerator<Uint8Array>): TarStream {
  // With a mark of one byte, `drain` follows each write as soon as all of it went into members.
  const tar = extract({ highWaterMark: 1, ...{ allowUnknownFormat: true } });
  let entry: { header: Header; source: Source; pass: () => void } | null = null;
  let pass: (() => void) | null = null;
  let failure: Error | null = null;
  let isCut = false;
  let isOver = false;
  let isDraining = false;
  let given = 0;
  let zeros = 0;
  let memberEnd = 0;
  // One waits, several may wake it: a wake that comes too early is kept.
  let isAwake = false;
  let wake: (() => void) | null = null;
  const stir = (): void => {
    isAwake = true;
    wake?.();
  };
  const stirred = async (): Promise<void> => {
    if (!isAwake)
      await new Promise<void>((resume) => {
        wake = resume;
      });
    isAwake = false;
    wake = null;
  };
  tar.on("entry", (header, source, next) => {
    source.on("readable", stir);
    source.on("close", stir);
    source.on("error", stir);
    entry = { header, source, pass: () => next() };
    const at = "byteOffset" in header ? Number(header.byteOffset) : 0;
    memberEnd = at + Math.ceil(header.size / blockBytes) * blockBytes;
    stir();
  });
  tar.on("drain", () => {
    isDraining = false;
    stir();
  });
  tar.on("error", (error) => {
    failure = error;
    isCut = isOver;
    stir();
  });
  tar.on("close", stir);

  /** Moves on by one step; false when nothing can change any more. */
  async function step(): Promise<boolean> {
    if (failure !== null) return false;
    if (isDraining) {
      await stirred();
      return true;
    }
    if (isOver) {
      // What was written last may still be on its way to a listener.
      await new Promise((resume) => setImmediate(resume));
      return isAwake && !(isAwake = false);
    }
    const piece = await pieces.next();
    if (piece.done === true) {
      isOver = true;
      return true;
    }
    if (piece.value.length === 0) return true;
    given += piece.value.length;
    zeros = zerosAtEnd(piece.value, zeros);
    isDraining = !tar.write(piece.value);
    return true;
  }

  /** Tells tar-stream that nothing follows, and waits for its verdict. */
  async function finish(): Promise<null> {
    let isClosed = false;
    tar.on("close", () => {
      isClosed = true;
    });
    if (failure === null) {
      tar.end(undefined);
      while (!isClosed && failure === null) await stirred();
    }
    return null;
  }

  async function read(source: Source): Promise<Uint8Array | null> {
    for (;;) {
      const piece: unknown = source.read();
      if (piece instanceof Uint8Array) return piece;
      if (!(await step())) return null;
    }
  }

  return {
    read,
    next: async () => {
      pass?.();
      pass = null;
      while (entry === null) if (!(await step())) return finish();
      const { header, source } = entry;
      ({ pass } = entry);
      entry = null;
      return { header, source };
    },
    skip: async (source) => {
      while (!source.destroyed) {
        const piece: unknown = source.read();
        if (piece instanceof Uint8Array) continue;
        if (source.destroyed) break;
        if (!(await step())) {
          await finish();
          return false;
        }
      }
      return true;
    },
    failure: () => failure,
    isCut: () => isCut,
    given: () => given,
    zeros: () => zeros,
    headerEnd: () => memberEnd,
  };
}

function zerosAtEnd(piece: Uint8Array, before: number): number {
  let count = 0;
  while (count < blockBytes && count < piece.length && piece[piece.length - 1 - count] === 0)
    count++;
  return count === piece.length ? Math.min(blockBytes, count + before) : count;
}
