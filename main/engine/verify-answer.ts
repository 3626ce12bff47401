/** What a verification found, in the words that the window shows. */
import type { EvidenceDifference, VerifyAnswer } from "../../shared/ipc/evidence.ts";
import { createInputFinder } from "../db/custody.ts";
import type { CaseDb } from "../db/open-case.ts";
import { readValidation } from "../db/validation.ts";
import { shownPath } from "../import/file-names.ts";
import { verdictOf } from "../evidence/verdict.ts";
import type { VerifyReport } from "../evidence/verify-case.ts";

/** Differences that are listed. */
const maxTold = 200;
/** States of digests and log files that are told one by one; of the others their number says enough. */
const told: ReadonlySet<string> = new Set(["altered", "missing", "unverifiable"]);

/** Makes the answer out of the report of `verifyCase`. */
export function verifyAnswer(db: CaseDb, report: VerifyReport, seconds: number): VerifyAnswer {
  const find = createInputFinder(db);
  const nameOf = (input: number): string => {
    const found = find(input);
    return found === null ? "" : shownPath(found);
  };
  const differences: EvidenceDifference[] = [];
  let more = 0;
  const add = (path: string, sentence: string): void => {
    if (differences.length < maxTold) differences.push({ path, sentence });
    else more++;
  };
  for (const { input, sentence, differences: list } of report.results.checks()) {
    if (sentence !== null) add(nameOf(input), sentence);
    for (const one of differencesOf(list))
      add(
        nameOf(input),
        one.record === null ? one.sentence : `Record ${one.record}: ${one.sentence}`,
      );
  }
  for (const kind of ["digest", "log"] as const)
    for (const { status, input, location, sentence } of report.results.results(kind))
      if (told.has(status)) add(input === null ? (location ?? "") : nameOf(input), sentence);
  for (const path of report.unusedHeads)
    add(
      path,
      "Its signature fits no digest: the one that it belongs to was altered or is not here, or its public key was not given.",
    );
  return {
    isSound: verdictOf(report) === null,
    seconds,
    files: report.files,
    records: report.rows,
    changedFiles: report.changedFiles,
    originals: report.originals,
    differences,
    more,
    validation: readValidation(db),
    hasUnusedKeys: report.hasUnusedCaseKeys,
  };
}

interface Told {
  readonly record: number | null;
  readonly sentence: string;
}

function differencesOf(json: string): readonly Told[] {
  // Written by gather-evidence.ts in this form.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return JSON.parse(json) as readonly Told[];
}
