/** The members of a tar archive (POSIX ustar and pax, GNU, v7) as they stream by, cut by tar-stream. */
import type { Header } from "tar-stream";
import type { ArchiveEntry, Content } from "./archive-entry.ts";
import { isoOrEmpty, maxWhole } from "./archive-entry.ts";
import { shownMember } from "./file-names.ts";
import type { Source, TarStream } from "./pull-tar.ts";
import { blockBytes, pullTar } from "./pull-tar.ts";

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
  const tar = pullTar(pieces);
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
      tar.memberEnd(),
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
