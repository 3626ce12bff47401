/** The print of a verification: a summary with what is not well. */
import { isoTime } from "../../shared/import/event-time.ts";
import { formatCount, formatCounted } from "../../shared/report/format.ts";
import { snapshotKinds } from "../../shared/snapshot/kinds.ts";
import { plain } from "../../shared/span.ts";
import type { CheckRow, ResultRow } from "../db/digests.ts";
import type { LiveChain } from "../db/live-journal.ts";
import type { CaseDb } from "../db/open-case.ts";
import { listRuns } from "../db/read-inputs.ts";
import type { VerifyReport } from "../evidence/verify-case.ts";
import { snapshotFiles } from "../snapshot/case-snapshots.ts";
import { differencesOf, evidenceKeyWords, keyWords, notesOf, pathFinder } from "./verify-words.ts";
import { visible } from "./visible.ts";
import type { World } from "./world.ts";

/** Prints the summary, the chains, and file by file what is not well. */
export function printVerifyText(
  db: CaseDb,
  report: VerifyReport,
  journal: LiveChain,
  world: World,
): void {
  const { originals } = report;
  const runs = listRuns(db);
  for (const run of runs)
    world.out(
      `Imported ${run.startedAt} by ${visible(run.user)} on ${visible(run.host)} with ${visible(run.program)} (${run.status}): ${visible(run.paths)}\n`,
    );
  for (const file of snapshotFiles(db)) {
    const said =
      file.stated === null
        ? ""
        : `, as of ${isoTime(file.stated.at)} as stated by ${file.stated.by}`;
    world.out(
      `About the set-up: ${visible(`${file.path}: ${snapshotKinds[file.kind].format}${said}`)}, SHA-256 ${file.sha256 ?? "not known"}\n`,
    );
  }
  world.out(
    `Originals: ${formatCount(originals.same)} the same, ${formatCount(originals.different)} different, ${formatCount(originals.gone)} gone, ${formatCount(originals.unreadable)} unreadable${originals.member > 0 ? `; ${formatCounted(originals.member, "member")} of archives, by the archives` : ""}\n` +
      `Stored: ${formatCounted(report.rows, "record")} of ${formatCounted(report.files, "file")} read again, ${report.changedFiles === 0 ? "all as imported" : formatCounted(report.changedFiles, "file differs", "files differ")}\n` +
      `Digests: ${statuses(report, "digest")}\nLog files: ${statuses(report, "log")}\n` +
      `Public keys: ${report.keys.length === 0 ? "none given (--keys); signatures were not checked" : report.keys.map((one) => (report.evidenceKeys.includes(one) ? `${one} (from the evidence)` : one)).join(", ")}\n${keyWords}\n`,
  );
  if (journal.lines > 0)
    world.out(
      `Journal of live fixes: ${formatCounted(journal.lines, "line")}, ${journal.broken === null ? `last hash ${journal.head}` : `altered: ${journal.broken}`}\n`,
    );
  if (report.evidenceKeys.length > 0) world.out(`${evidenceKeyWords}\n`);
  if (report.hasUnusedCaseKeys)
    world.out(
      "Public keys lie among the imported files. They were not used, since evidence can't vouch for itself; --keys-from-case uses them.\n",
    );
  for (const path of report.unusedHeads)
    world.out(
      `${visible(path)}: its signature fits no digest: the one that it belongs to was altered or is not here, or its public key was not given.\n`,
    );
  for (const chain of report.chains) {
    world.out(
      `\nTrail ${visible(chain.trail)}, account ${visible(chain.account)}, ${visible(chain.region)}${chain.kind === "backfill" ? ", backfill" : ""}: ${formatCounted(chain.digests, "digest")}, ${isoTime(chain.from)} to ${isoTime(chain.to)}\n`,
    );
    for (const { from, to, state, reason } of chain.stretches)
      world.out(
        `  ${state.padEnd(8)}  ${isoTime(from)} to ${isoTime(to)}  ${visible(plain(reason))}\n`,
      );
    for (const note of chain.notes) world.out(`  ${visible(plain(note))}\n`);
  }
  const told = createTeller(db, world);
  for (const check of report.results.checks()) told.check(check);
  for (const kind of ["digest", "log"] as const)
    for (const one of report.results.results(kind))
      if (one.status !== "valid" || one.notes !== "[]") told.result(one);
  told.end();
}

function statuses({ results }: VerifyReport, kind: "digest" | "log"): string {
  const all = results.counts().filter((one) => one.kind === kind);
  return all.length === 0
    ? "none"
    : all.map(({ status, n }) => `${formatCount(n)} ${status.replace("-", " ")}`).join(", ");
}

/** Files of one state that are listed one by one; `--json` lists all. */
const maxTold = 50;

interface Teller {
  readonly check: (row: CheckRow) => void;
  readonly result: (row: ResultRow) => void;
  readonly end: () => void;
}

/** States that many files share for one reason; they are told once with their number. */
const shared: ReadonlySet<string> = new Set(["not-covered", "unsigned"]);

interface Group {
  readonly state: string;
  readonly words: string;
  /** The first file. */
  readonly name: string;
  n: number;
}

/** Prints what is not well, file by file, and counts what would be too much. */
function createTeller(db: CaseDb, world: World): Teller {
  const find = pathFinder(db);
  const counts = new Map<string, number>();
  const groups = new Map<string, Group>();
  const line = (state: string, name: string, words: readonly string[]): void => {
    const n = (counts.get(state) ?? 0) + 1;
    counts.set(state, n);
    if (counts.size === 1 && n === 1) world.out("\n");
    if (n <= maxTold) world.out(`${visible(`${state}: ${name}: ${words.join(" ")}`)}\n`);
  };
  const group = (state: string, name: string, words: string): void => {
    const known = groups.get(`${state}${words}`);
    if (known !== undefined) known.n++;
    else groups.set(`${state}${words}`, { state, words, name, n: 1 });
  };
  return {
    check: (row) => {
      const { input, original, sentence } = row;
      if (sentence !== null) line(`original ${original}`, find(input), [sentence]);
      const told = differencesOf(row);
      if (told.length > 0)
        line(
          "stored",
          find(input),
          told.map(({ record, sentence: words }) =>
            record === null ? words : `Record ${record}: ${words}`,
          ),
        );
    },
    result: (row) => {
      const { kind, status, input, location, sentence } = row;
      const state = `${kind} ${status.replace("-", " ")}`;
      const name = input === null ? (location ?? "") : find(input);
      const words = [sentence, ...notesOf(row)];
      if (shared.has(status) && groups.size < 1000) group(state, name, words.join(" "));
      else line(state, name, words);
    },
    end: () => {
      for (const [state, n] of counts)
        if (n > maxTold)
          world.out(`${state}: ${formatCount(n - maxTold)} more; --json lists all\n`);
      if (groups.size > 0) world.out("\n");
      for (const { state, words, name, n } of [...groups.values()].slice(0, maxTold))
        world.out(
          `${visible(`${state}: ${name}${n > 1 ? ` and ${formatCounted(n - 1, "other file")}` : ""}: ${words}`)}\n`,
        );
      if (groups.size > maxTold)
        world.out(`${formatCount(groups.size - maxTold)} more reasons; --json lists all\n`);
    },
  };
}
