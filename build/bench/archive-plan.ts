/** Which archives a run of the bench needs, and how much room they take. */
import { join } from "node:path";

/** What decides every record of an archive. */
export interface ArchiveOptions {
  readonly events: number;
  readonly files: number;
  readonly seed: number;
  /** The same number of events in each file. */
  readonly even: boolean;
}

/** `base` is measured in every way; the others answer one line of the table each. */
export type ArchiveName = "base" | "big" | "bigPartner" | "tiny" | "large" | "huge";

/** The archives of one run. `large` and `huge` are made when they are asked for. */
export type Archives = Readonly<Record<Exclude<ArchiveName, "large" | "huge">, ArchiveOptions>> &
  Readonly<Partial<Record<"large" | "huge", ArchiveOptions>>>;

/** Events of a file on average where nothing else is asked for. */
const usualFile = 500;
const tinyFile = 8;

/** Where an archive lies when nobody says otherwise. */
export function archiveFolder(base: string, options: ArchiveOptions): string {
  const { events, files, seed, even } = options;
  return join(base, `archive-${events}-${files}-${seed}${even ? "-even" : ""}`);
}

function usual(
  events: number,
  files = Math.max(1, Math.round(events / usualFile)),
): ArchiveOptions {
  return { events, files, seed: 1, even: false };
}

/**
 * The archives of a run whose base has that many events. At 1,000,000: big files of 100,000 events, the same number of
 * events in files of 500, and 10,000 files of 8; smaller runs shrink all of them alike.
 */
export function planArchives(wanted: {
  readonly events: number;
  /** Files of the base; undefined: one for 500 events. */
  readonly files: number | undefined;
  readonly bigFiles: number;
  readonly large: boolean;
  readonly huge: boolean;
}): Archives {
  const { events, bigFiles } = wanted;
  const inBig = bigFiles * Math.max(1, Math.round(events / 10));
  const tinyFiles = Math.max(1, Math.round(events / 100));
  return {
    base: usual(events, wanted.files),
    big: { events: inBig, files: bigFiles, seed: 1, even: true },
    bigPartner: usual(inBig),
    tiny: { events: tinyFiles * tinyFile, files: tinyFiles, seed: 1, even: true },
    ...(wanted.large ? { large: usual(events * 5) } : {}),
    ...(wanted.huge ? { huge: usual(events * 20) } : {}),
  };
}

/** Bytes for an event, a little more than what the archives and cases of the bench take. */
const gzipBytesPerEvent = 240;
const databaseBytesPerEvent = 420;

/**
 * Bytes of free disk that a run needs: archives that are still to be made, and the largest case or DuckDB file with
 * its log, of which one exists at a time beside the base's case.
 */
export function neededBytes(
  archives: readonly ArchiveOptions[],
  missing: readonly ArchiveOptions[],
): number {
  const made = missing.reduce((sum, { events }) => sum + events, 0);
  const largest = Math.max(...archives.map(({ events }) => events));
  return made * gzipBytesPerEvent + largest * databaseBytesPerEvent;
}
