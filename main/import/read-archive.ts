/** Reads the members of an archive, each as an input of its own. Nothing is unpacked to disk. */
import type { ArchiveEntry, Content } from "./archive-entry.ts";
import { archiveEnd } from "./archive-entry.ts";
import { reasonOf } from "./discover.ts";
import { ended, problemRow } from "./input-rows.ts";
import type { InputEnd } from "./protocol.ts";
import { idsPerFile } from "./protocol.ts";
import type { Found } from "./keep-records.ts";
import type { Place, Shared } from "./place.ts";
import { tarEntries } from "./tar-entries.ts";
import type { RandomAccess } from "./zip-access.ts";
import { accessPieces } from "./zip-access.ts";
import type { Slice, ZipList } from "./zip-entries.ts";
import { listZip, zipEntries } from "./zip-entries.ts";

/** Reads one member; read-source.ts, which calls this file, gives itself. */
export type ReadMember = (content: Content, damage: string[], place: Place) => Promise<InputEnd>;

/** Archives inside each other. */
const maxDepth = 8;
const maxMembers = idsPerFile - 1;
const spentWords = "the members of the archive have more than 20 GiB";

/** Refuses an archive that stands inside too many others; null when it may be opened. */
export function tooDeep(found: Found, format: string, place: Place): InputEnd | null {
  if (place.depth < maxDepth) return null;
  const reason = `more than ${maxDepth} archives inside each other: not opened`;
  place.sink.problem(problemRow(0, null, reason, ""));
  return ended({ ...found, status: "unreadable", format });
}

/** Reads a tar archive as it streams by. */
export async function readTar(
  pieces: AsyncGenerator<Uint8Array>,
  damage: readonly string[],
  found: Found,
  format: string,
  place: Place,
  read: ReadMember,
): Promise<InputEnd> {
  let problems = 0;
  const entries = tarEntries(pieces, (position, reason, isNote) => {
    // What ends early because it was damaged before is one problem: the damage.
    if (damage.length > 0) return;
    if (!isNote) problems++;
    place.sink.problem({ position, record: null, reason, sample: "", isNote });
  });
  const members = await readMembers(entries, place, read);
  for (const reason of damage) place.sink.problem(problemRow(null, null, reason, ""));
  return archiveEnd(found, format, members, problems + damage.length > 0);
}

/** The whole of a zip archive, or one of several parts of its members. */
export const wholeZip: Slice = { index: 0, of: 1 };

/**
 * Reads a zip archive. What is true of the archive as a whole is told with the first slice. `consumed` hears of the
 * archive's bytes, for progress.
 */
export async function readZip(
  access: RandomAccess,
  slice: Slice,
  damage: readonly string[],
  found: Found,
  format: string,
  place: Place,
  read: ReadMember,
  consumed: (bytes: number) => void = () => undefined,
): Promise<InputEnd> {
  let problems = 0;
  const tell = (reason: string): void => {
    problems++;
    if (slice.index === 0) place.sink.problem(problemRow(null, null, reason, ""));
  };
  for (const reason of damage) tell(reason);
  let members = 0;
  const list = await listZip(access).catch((error: unknown) => {
    tell(noListWords(error));
    return null;
  });
  if (list !== null) {
    const listed = Math.min(list.count, maxMembers);
    // Members of a zip on disk are numbered by its list, so that threads can share them; what is inside them follows.
    if (place.depth === 0) place.shared.numberFrom(listed + 1 + slice.index, slice.of);
    const entries = zipEntries(access, list, slice, consumed);
    members = await readMembers(place.depth === 0 ? entries : unnumbered(entries), place, read);
    if (list.damage !== null) tell(brokenListWords(list));
    if (slice.index === 0) consumed(Math.max(0, access.size - list.packed));
  }
  const name = list?.count === 0 && format === "zip archive" ? "empty zip archive" : format;
  return { ...archiveEnd(found, name, members, problems > 0), slices: slice.of };
}

/** Reads a zip archive that is in memory, in pieces. */
export async function readHeldZip(
  parts: readonly Uint8Array[],
  damage: readonly string[],
  found: Found,
  format: string,
  place: Place,
  read: ReadMember,
): Promise<InputEnd> {
  return readZip(accessPieces(parts), wholeZip, damage, found, format, place, read);
}

function noListWords(error: unknown): string {
  const said = reasonOf(error);
  if (said.startsWith("End of central directory record signature not found"))
    return "the zip archive is cut off: the list of its files, which stands at its end, is missing. Nothing in it was read; get the whole archive";
  if (said.startsWith("Invalid comment length"))
    return "bytes stand behind the end of the zip archive, or its end is damaged: nothing in it was read. Get it again, or unpack it and import the files";
  if (said.startsWith("multi-disk"))
    return "one part of a zip archive in several parts: nothing in it was read. Join the parts, or unpack them and import the files";
  return `the list of the zip archive's files is damaged (${said}): nothing in it was read`;
}

function brokenListWords({ count, damage }: ZipList): string {
  const where = `behind its first ${count}`;
  return damage === "strong encryption is not supported"
    ? `the zip archive is encrypted ${where}: these were not read. Unpack it with its password and import the files`
    : `the list of the zip archive's files is damaged ${where} (${damage ?? ""}): those that follow were not read`;
}

async function* unnumbered(entries: AsyncGenerator<ArchiveEntry>): AsyncGenerator<ArchiveEntry> {
  for await (const entry of entries) yield { ...entry, ordinal: null };
}

/** Reads members until the archive ends or a limit stops it; resolves to their number. */
async function readMembers(
  entries: AsyncGenerator<ArchiveEntry>,
  place: Place,
  read: ReadMember,
): Promise<number> {
  let members = 0;
  for await (const entry of entries) {
    const number = entry.ordinal ?? place.shared.number();
    if (number > maxMembers) {
      const reason = `more than ${maxMembers} members in one archive: the rest was not read`;
      place.sink.problem(problemRow(null, null, reason, ""));
      break;
    }
    if (place.shared.isSpent()) {
      const reason = `${spentWords}: the rest was not read`;
      place.sink.problem(problemRow(null, null, reason, ""));
      break;
    }
    members++;
    const { name, modifiedAt, bytes } = entry;
    const path = `${place.path}!/${name}`;
    const outlet = place.sink.member(number, { path, modifiedAt, bytes });
    const inside: Place = { ...place, name, path, depth: place.depth + 1, sink: outlet.sink };
    await outlet.end(await readMember(entry, inside, read));
  }
  return members;
}

async function readMember(entry: ArchiveEntry, place: Place, read: ReadMember): Promise<InputEnd> {
  if (entry.other !== null) return ended({ status: "skipped", format: entry.other, bytes: 0 });
  const refused = (reason: string): InputEnd => {
    place.sink.problem(problemRow(null, null, reason, ""));
    return ended({ status: "unreadable", format: "unreadable member", bytes: entry.bytes });
  };
  if (entry.refused !== null) return refused(entry.refused);
  const damage: string[] = [];
  try {
    const content = await entry.content((reason) => damage.push(reason));
    return await read(metered(content, place.shared, damage), damage, place);
  } catch (error) {
    return refused(`the member could not be read: ${memberReason(error)}`);
  }
}

function memberReason(error: unknown): string {
  const said = reasonOf(error);
  return said.startsWith("invalid local file header") || said.startsWith("file data overflows")
    ? "the archive's list names a place for it where it does not stand"
    : said;
}

function metered(content: Content, shared: Shared, damage: string[]): Content {
  if ("whole" in content) {
    shared.spend(content.whole.length);
    return content;
  }
  return { pieces: meteredPieces(content.pieces, shared, damage) };
}

async function* meteredPieces(
  pieces: AsyncGenerator<Uint8Array>,
  shared: Shared,
  damage: string[],
): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    shared.spend(piece.length);
    yield piece;
    if (!shared.isSpent()) continue;
    damage.push(`${spentWords}: its rest was not read`);
    return;
  }
}
