/** Files, problems, custody, digests and coverage of the open case. */
import { digestFileFormat } from "../../shared/import/recognize.ts";
import { isoTime } from "../../shared/import/event-time.ts";
import type {
  CoverageMap,
  InputLine,
  InputQuery,
  ProblemLine,
  SetUpFile,
} from "../../shared/ipc/evidence.ts";
import { snapshotKinds } from "../../shared/snapshot/kinds.ts";
import {
  countFiles,
  countFormat,
  createInputPages,
  createProblemPages,
} from "../db/input-pages.ts";
import type { InputPageRow, ProblemPageRow } from "../db/input-pages.ts";
import { listRuns } from "../db/read-inputs.ts";
import { readValidation } from "../db/validation.ts";
import { shownPath } from "../import/file-names.ts";
import type { SnapshotFile } from "../snapshot/case-snapshots.ts";
import { snapshotFiles } from "../snapshot/case-snapshots.ts";
import { coverageMap } from "./coverage-map.ts";
import type { EngineHandlers } from "./protocol.ts";
import type { OpenCase, Session } from "./session.ts";
import type { Work } from "./work.ts";

type EvidenceCalls = Pick<EngineHandlers, "inputs" | "problems" | "evidence" | "coverage">;

/** Lines of a page at most. */
const maxLines = 500;
/**
 * While an import adds files, lists are made anew this often, in milliseconds, and those of very many files so seldom that
 * the import is not held up: after this many times what it took to make them.
 */
const freshMs = 1000;
const freshTimes = 25;
/** Lists that are kept at hand, each of 8 bytes a line. */
const keepLists = 4;

export function createEvidenceCalls(session: Session, work: Work): EvidenceCalls {
  const keep = createKeeper(session, () => work.running() === "import");
  return {
    inputs: (query, offset, limit) => {
      const { db } = session.current();
      const pages = keep("input pages", () => createInputPages(db), true);
      const ids = keep(`inputs ${keyOf(query)}`, () => pages.ids(query));
      return {
        lines: pages.rows(pageOf(ids, offset, limit)).map(inputLine),
        total: ids.length,
        formats: keep("formats", pages.formats),
      };
    },
    problems: (input, latestFirst, offset, limit) => {
      const { db } = session.current();
      const pages = keep("problem pages", () => createProblemPages(db), true);
      const ids = keep(`problems ${input ?? ""} ${String(latestFirst)}`, () =>
        pages.ids(input, latestFirst),
      );
      return {
        lines: pages.rows(pageOf(ids, offset, limit)).map(problemLine),
        total: ids.length,
        ...keep(`problem counts ${input ?? ""}`, () => pages.counts(input)),
      };
    },
    evidence: () => {
      const { db } = session.current();
      return {
        counts: countFiles(db),
        runs: listRuns(db).map((run) => ({ ...run, paths: pathsOf(run.paths) })),
        setUp: snapshotFiles(db).map(setUpFile),
        digestFiles: countFormat(db, digestFileFormat),
        validation: readValidation(db),
      };
    },
    coverage: () => {
      work.refuseDuringImport();
      const open = session.current();
      return keep("coverage", () => coverageOf(open));
    },
  };

  async function coverageOf({ db, path, imports }: OpenCase): Promise<CoverageMap> {
    for (;;) {
      const before = imports();
      // oxlint-disable-next-line no-await-in-loop -- again, when an import came between
      const map = await coverageMap(db, path);
      work.refuseDuringImport();
      if (imports() === before) return map;
    }
  }
}

type Keep = <T>(key: string, make: () => T, isStatement?: boolean) => T;

/**
 * Makes what keeps answers until the case changes; while an import runs, for a second. `isStatement`: what is kept only
 * asks, and holds as long as the case is open.
 */
function createKeeper(session: Session, isImporting: () => boolean): Keep {
  const kept = new Map<
    string,
    {
      readonly value: unknown;
      readonly stamp: string;
      readonly at: number;
      /** Milliseconds that it took. */
      readonly cost: number;
    }
  >();
  session.beforeClose(() => kept.clear());
  return (key, make, isStatement = false) => {
    const { path, revision } = session.current();
    const stamp = isStatement ? path : `${path} ${revision()} ${String(isImporting())}`;
    const known = kept.get(key);
    const begun = performance.now();
    const isFresh =
      isStatement ||
      !isImporting() ||
      (known !== undefined && begun - known.at < Math.max(freshMs, known.cost * freshTimes));
    // What stands under a key was made for the same key.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    if (known?.stamp === stamp && isFresh) return known.value as ReturnType<typeof make>;
    const value = make();
    kept.delete(key);
    const at = performance.now();
    kept.set(key, { value, stamp, at, cost: at - begun });
    const lists = [...kept.keys()].filter(
      (one) => one.startsWith("inputs ") || one.startsWith("problems "),
    );
    for (const old of lists.slice(0, -keepLists)) kept.delete(old);
    // A promise that fails is no answer to keep.
    if (value instanceof Promise) value.catch(() => kept.delete(key));
    return value;
  };
}

function keyOf({
  text = "",
  statuses = [],
  formats = [],
  withProblems = false,
}: InputQuery): string {
  return JSON.stringify([text, statuses, formats, withProblems]);
}

function pageOf(ids: Float64Array, offset: number, limit: number): Float64Array {
  const from = Math.max(0, offset);
  return ids.subarray(from, from + Math.min(Math.max(0, limit), maxLines));
}

function inputLine({
  root,
  path,
  file,
  parent,
  digestStatus,
  digestSentence,
  ...row
}: InputPageRow): InputLine {
  return {
    ...row,
    path: shownPath({ root, path, file }),
    isMember: parent !== null,
    digest: digestStatus === null ? null : { status: digestStatus, sentence: digestSentence ?? "" },
  };
}

function problemLine({ root, below, file, isNote, ...row }: ProblemPageRow): ProblemLine {
  const path =
    root === null || below === null ? null : shownPath({ root, path: below, file: file ?? below });
  return { ...row, path, isNote: isNote !== 0 };
}

function pathsOf(json: string): readonly string[] {
  const parsed: unknown = JSON.parse(json);
  return Array.isArray(parsed) ? parsed.map(String) : [];
}

function setUpFile({ path, kind, bytes, sha256, modifiedAt, stated }: SnapshotFile): SetUpFile {
  return {
    path,
    format: snapshotKinds[kind].format,
    bytes,
    sha256,
    modifiedAt: modifiedAt === null ? null : isoTime(modifiedAt),
    stated: stated === null ? null : { at: isoTime(stated.at), by: stated.by },
  };
}
