/** One audit from paths to report. Runs in the engine process; knows nothing of Electron. */
import { setImmediate } from "node:timers/promises";
import type { AuditProgress } from "../../shared/ipc.ts";
import { buildReport } from "../../shared/report/build-report.ts";
import { countSeverities } from "../../shared/report/build/report-facts.ts";
import type { CaseFacts } from "../../shared/report/case-facts.ts";
import { printHtml } from "../../shared/report/print-html.ts";
import { withCase } from "../cli/with-case.ts";
import type { CaseDb } from "../db/open-case.ts";
import { analyzeCase } from "../import/analyze-case.ts";
import { checkCloudTrail } from "../import/check-cloudtrail.ts";
import { importPaths } from "../import/import-files.ts";
import { gatherFacts } from "../report/gather-facts.ts";
import type { AuditJob, AuditResult } from "./engine-protocol.ts";

type Tell = (progress: AuditProgress) => void;

const nothingYet: AuditProgress = {
  stage: "finding",
  files: 0,
  filesTotal: 0,
  bytes: 0,
  bytesTotal: 0,
  events: 0,
  seconds: 0,
};

const everyMs = 100;

/**
 * Imports and analyses (or only opens) the case of a job and prints its report. The case is closed when it answers.
 * @throws Failure for what a person can act on: unreadable paths, no CloudTrail events in them, a full disk.
 */
export async function runAudit(job: AuditJob, tell: Tell): Promise<AuditResult> {
  return withCase(job.casePath, job.paths !== null, async (db) => {
    tell(nothingYet);
    const read = job.paths === null ? nothingYet : await importAll(db, job, job.paths, tell);
    await enter({ ...read, stage: "writing" }, tell);
    return resultOf(gatherFacts(db, job.casePath, job.program, job.engagement));
  });
}

async function importAll(
  db: CaseDb,
  job: AuditJob,
  paths: readonly string[],
  tell: Tell,
): Promise<AuditProgress> {
  const started = performance.now();
  let last = nothingYet;
  let toldAt = -Infinity;
  await importPaths(db, job.casePath, {
    paths,
    program: job.program,
    now: Date.now(),
    onProgress: (progress) => {
      const now = performance.now();
      const isNews = progress.stage !== last.stage;
      // While repeated events are compared, the importer counts those and no longer bytes and events.
      last =
        progress.stage === "comparing"
          ? { ...last, stage: "comparing", files: progress.files, filesTotal: progress.filesTotal }
          : { ...progress, seconds: (now - started) / 1000 };
      if (!isNews && now - toldAt < everyMs) return;
      toldAt = now;
      tell(last);
    },
  });
  await enter({ ...last, stage: "analyzing" }, tell);
  await analyzeCase(db, { program: job.program });
  checkCloudTrail(db);
  return last;
}

/** What follows keeps the thread busy, so the message gets a turn of the event loop to leave first. */
async function enter(progress: AuditProgress, tell: Tell): Promise<void> {
  tell(progress);
  await setImmediate();
}

function resultOf(facts: CaseFacts): AuditResult {
  return {
    totals: facts.totals,
    findings: countSeverities(facts.findings),
    report: printHtml(buildReport(facts)),
  };
}
