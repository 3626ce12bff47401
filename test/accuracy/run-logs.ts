/** Imports labelled logs as the program does, each into a case of its own, and holds the findings against the labels. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listFindings } from "../../main/db/findings.ts";
import type { CaseDb } from "../../main/db/open-case.ts";
import { openCase } from "../../main/db/open-case.ts";
import { allSegments, column } from "../../main/db/segments.ts";
import { analyzeCase } from "../../main/import/analyze-case.ts";
import { importPaths } from "../../main/import/import-files.ts";
import { detections } from "../../shared/analysis/detections/index.ts";
import type { Finding } from "../../shared/finding.ts";
import { rankOf } from "../../shared/severity.ts";
import { plain } from "../../shared/span.ts";
import { firedIn } from "./fired.ts";
import type { Label } from "./labels.ts";
import type { Tally } from "./score.ts";
import type { Wrong } from "./wrong.ts";

/** A finding of a log, in short. */
export interface Told {
  readonly severity: string;
  readonly title: string;
  /** Numbers of the detections that fired. */
  readonly rules: readonly string[];
}

/** What came out of one log. */
export interface LogResult {
  readonly log: string;
  readonly events: number;
  readonly iamEvents: number;
  /** Findings of severity high and above. */
  readonly serious: readonly Told[];
  /** Those of them that the label calls wrong; 0 where it says nothing. */
  readonly wrongSerious: number;
}

/** The results of all logs, and the wrong answers. */
export interface LogsResult {
  readonly logs: readonly LogResult[];
  readonly wrong: readonly Wrong[];
}

/** Runs the logs of a folder; what their labels expect goes into the tallies of detections and of techniques. */
export async function runLogs(
  folder: string,
  labels: readonly Label[],
  byRule: Tally,
  byTechnique: Tally,
): Promise<LogsResult> {
  const place = mkdtempSync(join(tmpdir(), "trailproof-accuracy-"));
  const logs: LogResult[] = [];
  const wrong: Wrong[] = [];
  try {
    for (const label of labels) {
      const path = join(place, "log.trailproof");
      const db = openCase(path, { create: true });
      try {
        await importPaths(db, path, {
          paths: [join(folder, label.log)],
          program: "accuracy",
          now: Date.now(),
          threads: 1,
        });
        await analyzeCase(db, { program: "accuracy" });
        const findings = listFindings(db, "info").map(({ finding }) => finding);
        wrong.push(...compare(label, findings, byRule, byTechnique));
        logs.push({ log: label.log, ...countEvents(db), ...seriousOf(label, findings) });
      } finally {
        db.close();
        rmSync(path, { force: true });
      }
    }
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
  return { logs, wrong };
}

function compare(
  label: Label,
  findings: readonly Finding[],
  byRule: Tally,
  byTechnique: Tally,
): readonly Wrong[] {
  const fired = new Set(findings.flatMap(firedIn));
  const wrong: Wrong[] = [];
  const answer = (tally: Tally, id: string, expected: boolean, isFired: boolean): void => {
    tally.add(id, expected, isFired);
    if (expected !== isFired)
      wrong.push({ id, where: label.log, what: isFired ? "false alarm" : "missed" });
  };
  for (const id of label.rules) answer(byRule, id, true, fired.has(id));
  if (label.isComplete) {
    const open = new Set([...label.rules, ...label.maybe]);
    for (const { id } of detections) if (!open.has(id)) answer(byRule, id, false, fired.has(id));
  }
  const named = findings
    .filter(({ severity }) => rankOf(severity) >= rankOf("low"))
    .flatMap(({ mitre }) => mitre);
  for (const id of label.techniques)
    answer(
      byTechnique,
      id,
      true,
      named.some((one) => isKin(one, id)),
    );
  return wrong;
}

/** Whether one technique is the other, its parent or a part of it. */
function isKin(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other}.`) || other.startsWith(`${one}.`);
}

function seriousOf(
  label: Label,
  findings: readonly Finding[],
): Pick<LogResult, "serious" | "wrongSerious"> {
  const serious = findings
    .filter(({ severity }) => rankOf(severity) >= rankOf("high"))
    .map((finding) => ({
      severity: finding.severity,
      title: plain(finding.title),
      rules: [...new Set(firedIn(finding))],
    }));
  return { serious, wrongSerious: label.isBenign ? serious.length : 0 };
}

function countEvents(db: CaseDb): Pick<LogResult, "events" | "iamEvents"> {
  const iam = new Set(
    db
      .prepare<[], number>(
        `SELECT id FROM action WHERE source = (SELECT id FROM text WHERE value = 'iam.amazonaws.com')`,
      )
      .pluck()
      .all(),
  );
  let events = 0;
  let iamEvents = 0;
  for (const segment of allSegments(db)) {
    events += segment.rows;
    for (const action of segment.column(column.action)) if (iam.has(action)) iamEvents++;
  }
  return { events, iamEvents };
}
