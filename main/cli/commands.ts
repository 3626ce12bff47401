/** The commands that import and report. */
import { Failure } from "../../shared/errors.ts";
import { snapshotKindOf } from "../../shared/snapshot/kinds.ts";
import { formatCount, formatCounted } from "../../shared/report/format.ts";
import { countFindings } from "../db/findings.ts";
import type { CaseDb } from "../db/open-case.ts";
import { caseTotals } from "../db/count-events.ts";
import type { CaseTotals } from "../../shared/ipc/case.ts";
import { isAnalyzed } from "../db/inputs.ts";
import { listInputs } from "../db/read-inputs.ts";
import type { InputRow } from "../db/read-inputs.ts";
import { analyzeCase } from "../import/analyze-case.ts";
import { checkCloudTrail } from "../import/check-cloudtrail.ts";
import { importPaths } from "../import/import-files.ts";
import { apply, undo } from "./apply.ts";
import { coverage } from "./coverage.ts";
import { eventsCommand } from "./events.ts";
import { explain } from "./explain.ts";
import { exportCommand } from "./export.ts";
import { fix } from "./fix.ts";
import { open } from "./open.ts";
import type { Options } from "./options.ts";
import { plan } from "./plan.ts";
import { posture, postureLine } from "./posture.ts";
import { createProgressLine } from "./progress.ts";
import { shownPath } from "../import/file-names.ts";
import { caseJson, targetsOf, writeReports } from "./results.ts";
import { askOwnRules, rules } from "./rules.ts";
import { readRuleFiles } from "../sigma/load-rules.ts";
import { applySettings, readSettings } from "./rule-settings.ts";
import { event, findings } from "./show.ts";
import { state } from "./state.ts";
import { verify } from "./verify.ts";
import { visible } from "./visible.ts";
import { withCase, withTemporaryCase } from "./with-case.ts";
import type { Command, World } from "./world.ts";
import { program, required } from "./world.ts";

/** All commands by name. */
export const commands: Readonly<Record<string, Command>> = {
  audit,
  import: importCommand,
  findings,
  event,
  report,
  plan,
  apply,
  undo,
  fix,
  explain,
  verify,
  coverage,
  posture,
  events: eventsCommand,
  export: exportCommand,
  open,
  rules,
  state,
};

async function audit(options: Options, world: World): Promise<void> {
  const targets = targetsOf(options);
  const run = async (db: CaseDb, path: string): Promise<void> => {
    await importAndAnalyze(db, path, options, world);
    checkCloudTrail(db);
    const { posture: found } = writeReports(db, path, options, targets, world);
    summarize(db, caseTotals(db), world);
    if (found !== undefined) world.err.write(`${postureLine(found)}\n`);
  };
  if (options.case === null) await withTemporaryCase(run);
  else {
    const path = options.case;
    await withCase(path, true, (db) => run(db, path));
  }
}

async function importCommand(options: Options, world: World): Promise<void> {
  const path = required(options.case);
  await withCase(path, true, async (db) => {
    await importAndAnalyze(db, path, options, world);
    const totals = caseTotals(db);
    if (options.json) world.out(caseJson(db, path, options, world));
    else for (const input of listInputs(db)) world.out(`${inputLine(input)}\n`);
    summarize(db, totals, world);
  });
}

async function importAndAnalyze(
  db: CaseDb,
  path: string,
  options: Options,
  world: World,
): Promise<void> {
  // A folder of rules that is not there is told before the logs are read.
  const files = options.rules.length === 0 ? [] : readRuleFiles(options.rules);
  const settings = options.settings === null ? null : readSettings(options.settings);
  const line = createProgressLine(world.err, () => performance.now(), options.quiet);
  try {
    const isDone = await importPaths(db, path, {
      paths: options.words,
      program: program(world),
      now: world.now(),
      takenAt: options.takenAt ?? undefined,
      signal: world.signal,
      onProgress: line.show,
    });
    if (!isDone) throw new Failure({ code: "cancelled", casePath: options.case });
  } finally {
    line.clear();
  }
  if (!isAnalyzed(db, program(world))) await analyzeCase(db, { program: program(world) });
  if (settings !== null) applySettings(db, settings, world);
  await askOwnRules(db, path, files, options, world);
}

async function report(options: Options, world: World): Promise<void> {
  const path = required(options.case);
  const targets = targetsOf(options);
  await withCase(path, false, (db) => {
    writeReports(db, path, options, targets, world);
  });
}

function summarize(db: CaseDb, totals: CaseTotals, world: World): void {
  world.err.write(
    `${formatCounted(totals.files, "file")} (${formatCount(totals.skipped)} skipped), ` +
      `${formatCounted(totals.records, "record")} = ${formatCounted(totals.events, "event")} + ${formatCounted(totals.duplicates, "duplicate")}, ` +
      `${formatCounted(totals.problems, "problem")}, ${formatCounted(countFindings(db), "finding")}\n`,
  );
  if (totals.events === 0)
    world.err.write("No event could be read; the list of files and problems says why.\n");
}

function inputLine(input: InputRow): string {
  const found = input.records > 0 ? `${input.records} records` : input.status;
  const problems = input.problems > 0 ? `, ${input.problems} problems` : "";
  const note =
    snapshotKindOf(input.format) === null || input.note === "" ? "" : ` (${visible(input.note)})`;
  return `${visible(shownPath(input))}: ${input.format}, ${found}${note}${problems}`;
}
