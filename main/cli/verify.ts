/** `trailproof verify`: custody, originals, stored events, digests and coverage. */
import { existsSync } from "node:fs";
import { Failure } from "../../shared/errors.ts";
import { formatCount, formatCounted } from "../../shared/report/format.ts";
import type { VerifyReport } from "../evidence/verify-case.ts";
import { verifyCase } from "../evidence/verify-case.ts";
import type { Options } from "./options.ts";
import { printVerifyJson } from "./print-verify-json.ts";
import { printVerifyText } from "./print-verify.ts";
import { createTextLine } from "./progress.ts";
import { countOf } from "./verify-words.ts";
import { withCase } from "./with-case.ts";
import type { World } from "./world.ts";
import { program, required } from "./world.ts";

/**
 * Verifies and prints.
 * @throws Failure (evidence-differs) when something was altered, is missing or differs, after it was printed.
 */
export async function verify(options: Options, world: World): Promise<void> {
  const path = required(options.case);
  const line = createTextLine(world.err, () => performance.now(), options.quiet);
  await withCase(path, false, async (db) => {
    const report = await verifyCase(db, path, {
      keyFiles: options.keys,
      useCaseKeys: options.keysFromCase,
      heads: options.heads.map(headOf),
      now: new Date(world.now()).toISOString(),
      program: program(world),
      signal: world.signal,
      onProgress: (done, total) =>
        line.show(() => `Verifying: ${formatCount(done)} of ${formatCounted(total, "file")}`),
    }).finally(line.clear);
    const detail = verdictOf(report);
    if (options.json) printVerifyJson(db, path, report, detail, world);
    else printVerifyText(db, report, world);
    if (detail !== null) throw new Failure({ code: "evidence-differs", detail });
  });
}

/** `FILE`, or `FILE:digest` where there is no file of the whole name. */
function headOf(word: string): { readonly path: string; readonly digest: string | null } {
  const at = word.lastIndexOf(":");
  return at <= 0 || existsSync(word)
    ? { path: word, digest: null }
    : { path: word.slice(0, at), digest: word.slice(at + 1) };
}

/** One sentence when something is wrong, else null. */
function verdictOf(report: VerifyReport): string | null {
  const { originals, changedFiles } = report;
  const wrong = [
    [
      originals.different,
      "original is not what was imported",
      "originals are not what was imported",
    ],
    [originals.unreadable, "original could not be read", "originals could not be read"],
    [
      changedFiles,
      "file is not stored as it was imported",
      "files are not stored as they were imported",
    ],
    [countOf(report, "digest", "altered"), "digest was altered", "digests were altered"],
    [countOf(report, "digest", "missing"), "digest is missing", "digests are missing"],
    [countOf(report, "log", "altered"), "log file was altered", "log files were altered"],
    [countOf(report, "log", "missing"), "log file is missing", "log files are missing"],
    [report.unfitHeads, "signature fits no digest", "signatures fit no digest"],
  ] as const;
  const told = wrong.filter(([n]) => n > 0).map(([n, one, many]) => formatCounted(n, one, many));
  return told.length === 0 ? null : `The evidence is not whole: ${told.join("; ")}.`;
}
