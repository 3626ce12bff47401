/** The print of a verification as one JSON document. */
import { Failure } from "../../shared/errors.ts";
import { isoTime } from "../../shared/import/event-time.ts";
import { plain } from "../../shared/span.ts";
import { keptInputs } from "../db/custody.ts";
import type { LiveChain } from "../db/live-journal.ts";
import type { CaseDb } from "../db/open-case.ts";
import { listRuns } from "../db/read-inputs.ts";
import { caseCoverage } from "../evidence/case-coverage.ts";
import type { VerifyReport } from "../evidence/verify-case.ts";
import { shownPath } from "../import/file-names.ts";
import { coverageJson } from "./coverage.ts";
import { differencesOf, evidenceKeyWords, keyWords, notesOf, pathFinder } from "./verify-words.ts";
import type { World } from "./world.ts";

/** The coverage as JSON, or why there is none: then the case's stored events can't be read. */
async function coverageOf(
  db: CaseDb,
  casePath: string,
): Promise<Readonly<Record<string, unknown>>> {
  try {
    return { coverage: coverageJson(await caseCoverage(db, casePath)) };
  } catch (error) {
    if (error instanceof Failure && error.error.code === "case-damaged")
      return { coverage: null, coverageNote: `There is no coverage: ${error.error.reason}.` };
    throw error;
  }
}

/**
 * Prints everything as one JSON document, piece by piece. `verdict`: one sentence when something is wrong. What could
 * fail is done before the first piece, so that no half document is printed.
 */
export async function printVerifyJson(
  db: CaseDb,
  casePath: string,
  report: VerifyReport,
  journal: LiveChain,
  verdict: string | null,
  world: World,
): Promise<void> {
  const imports = listRuns(db).map((run) => {
    const paths: unknown = JSON.parse(run.paths);
    return { ...run, paths };
  });
  const coverage = await coverageOf(db, casePath);
  const find = pathFinder(db);
  const part = (name: string, value: unknown): void =>
    world.out(`"${name}": ${JSON.stringify(value)},\n`);
  const list = (name: string, items: Iterable<unknown>): void => {
    world.out(`"${name}": [`);
    let isFirst = true;
    for (const item of items) {
      world.out(`${isFirst ? "" : ","}\n${JSON.stringify(item)}`);
      isFirst = false;
    }
    world.out("],\n");
  };
  world.out("{");
  part("tool", "Trailproof");
  part("version", world.version);
  part("verdict", verdict);
  part("imports", imports);
  part("originals", report.originals);
  part("stored", {
    files: report.files,
    records: report.rows,
    differingFiles: report.changedFiles,
  });
  part("liveJournal", { lines: journal.lines, lastHash: journal.head, altered: journal.broken });
  part("publicKeys", report.keys);
  part("publicKeysFromEvidence", report.evidenceKeys);
  part(
    "publicKeysNote",
    report.evidenceKeys.length > 0 ? `${keyWords} ${evidenceKeyWords}` : keyWords,
  );
  part("unusedSignatures", report.unusedHeads);
  list("files", filesOf(db, report));
  for (const kind of ["digest", "log"] as const)
    list(kind === "digest" ? "digests" : "logs", resultsOf(kind));
  part(
    "chains",
    report.chains.map((chain) => ({
      ...chain,
      from: isoTime(chain.from),
      to: isoTime(chain.to),
      stretches: chain.stretches.map((one) => ({
        from: isoTime(one.from),
        to: isoTime(one.to),
        state: one.state,
        reason: plain(one.reason),
      })),
      notes: chain.notes.map(plain),
    })),
  );
  world.out(`${JSON.stringify(coverage).slice(1)}\n`);

  function* resultsOf(kind: "digest" | "log"): Generator {
    for (const one of report.results.results(kind))
      yield {
        path: one.input === null ? null : find(one.input),
        status: one.status,
        location: one.location,
        digest: one.digestInput === null ? null : find(one.digestInput),
        moved: one.isMoved !== 0,
        sentence: one.sentence,
        notes: notesOf(one),
      };
  }
}

/** Every file with its custody; a file that nothing is said of is as it was. */
function* filesOf(db: CaseDb, report: VerifyReport): Generator {
  const checks = report.results.checks();
  let next = checks.next();
  for (const input of keptInputs(db)) {
    while (next.done !== true && next.value.input < input.id) next = checks.next();
    const check = next.done !== true && next.value.input === input.id ? next.value : null;
    const { sha256, bytes, modifiedAt, status, format, records } = input;
    yield {
      path: shownPath(input),
      sha256,
      bytes,
      modifiedAt,
      status,
      format,
      records,
      original:
        check?.original ??
        (input.parent !== null ? "member" : sha256 === null ? "unhashed" : "same"),
      originalSentence: check?.sentence ?? null,
      differences: check === null ? [] : differencesOf(check),
    };
  }
}
