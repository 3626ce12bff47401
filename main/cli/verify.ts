/** `trailproof verify`: custody, originals, stored events, digests and coverage. */
import { existsSync } from "node:fs";
import { Failure } from "../../shared/errors.ts";
import { formatCount, formatCounted } from "../../shared/report/format.ts";
import { checkLiveChain } from "../db/live-journal.ts";
import { verdictOf } from "../evidence/verdict.ts";
import { verifyCase } from "../evidence/verify-case.ts";
import type { Options } from "./options.ts";
import { printVerifyJson } from "./print-verify-json.ts";
import { printVerifyText } from "./print-verify.ts";
import { createTextLine } from "./progress.ts";
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
    const journal = checkLiveChain(db, options.journalHeads);
    const detail =
      journal.broken === null
        ? verdictOf(report)
        : `the journal of live fixes was altered: ${journal.broken}`;
    if (options.json) await printVerifyJson(db, path, report, journal, detail, world);
    else printVerifyText(db, report, journal, world);
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
