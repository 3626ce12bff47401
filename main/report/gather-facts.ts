/** Gathers from a case what a report is made of. */
import { parseJson } from "../../shared/cloudtrail-event.ts";
import type { Finding } from "../../shared/finding.ts";
import { readEvent } from "../../shared/import/read-record.ts";
import type { CaseFacts, CitedEvent, Engagement } from "../../shared/report/case-facts.ts";
import { isReweighedBy, switchedOffBy } from "../../shared/rule-settings.ts";
import { countFindings, listFindings, listSummaries } from "../db/findings.ts";
import type { Severity } from "../../shared/severity.ts";
import type { CaseDb } from "../db/open-case.ts";
import { caseTotals, changeDays, conflictCount, countSteps } from "../db/count-events.ts";
import { findEvents } from "../db/read-events.ts";
import { listInputs, listProblems, listRuns } from "../db/read-inputs.ts";
import { readRuleSettings } from "../db/rule-settings.ts";
import { alteredLogs, readValidation } from "../db/validation.ts";
import { citedEvents as postureEventIds } from "../../shared/posture/words.ts";
import { postureSteps } from "../snapshot/case-posture.ts";
import type { Steps } from "../turns.ts";
import { atOnce } from "../turns.ts";

/** Reads everything that a report says from a case. */
export function gatherFacts(
  db: CaseDb,
  casePath: string,
  program: string,
  engagement: Engagement,
): CaseFacts {
  return atOnce(gatherSteps(db, casePath, program, engagement, "info"));
}

/** The same in pieces. `atLeast`: findings of this severity and above. The case must not change between them. */
export function* gatherSteps(
  db: CaseDb,
  casePath: string,
  program: string,
  engagement: Engagement,
  atLeast: Severity,
): Steps<CaseFacts> {
  const findings = listFindings(db, atLeast);
  yield;
  const counts = yield* countSteps(db);
  const ids: string[] = [];
  for (const { finding } of findings) {
    ids.push(...citedIds(finding));
    yield;
  }
  const posture = yield* postureSteps(db);
  ids.push(...postureEventIds(posture.results));
  const cited = yield* citedEvents(db, casePath, ids);
  const leftOut = countFindings(db) - findings.length;
  return {
    program,
    engagement,
    totals: caseTotals(db),
    conflicts: conflictCount(db),
    ...counts,
    inputs: listInputs(db),
    problems: listProblems(db),
    runs: listRuns(db).map((run) => ({ ...run, paths: pathsOf(run.paths) })),
    changeDays: changeDays(db),
    findings,
    ...(leftOut > 0 ? { leftOut: { below: atLeast, findings: leftOut } } : {}),
    ...ruleFacts(db),
    ...validationOf(db),
    posture,
    cited,
  };
}

/** What was set for rules, each with what it did to the findings. */
function ruleFacts(db: CaseDb): Pick<CaseFacts, "ruleSettings"> {
  const settings = readRuleSettings(db);
  if (settings.size === 0) return {};
  const off = listSummaries(db, true).map(({ summary }) => switchedOffBy(summary, settings));
  const shown = listSummaries(db).map(({ summary }) => summary);
  return {
    ruleSettings: [...settings.values()].map((setting) => ({
      ...setting,
      leftOut: off.filter((by) => by.some(({ rule }) => rule === setting.rule)).length,
      reweighed: shown.filter((one) => isReweighedBy(one, setting)).length,
    })),
  };
}

function validationOf(db: CaseDb): Pick<CaseFacts, "validation"> {
  const summary = readValidation(db);
  if (summary === null) return {};
  const { at, keys, evidenceKeys, digests, logs } = summary;
  return { validation: { at, keys, evidenceKeys, digests, logs, altered: alteredLogs(db) } };
}

function pathsOf(json: string): readonly string[] {
  const parsed: unknown = JSON.parse(json);
  return Array.isArray(parsed) ? parsed.map(String) : [];
}

/** Every eventID that a finding names: its own, earlier ones, those in its sentences and those behind its plan. */
function citedIds(finding: Finding): readonly string[] {
  const ids = [...finding.events, ...finding.context];
  const walk = (value: unknown, key: string): void => {
    if (Array.isArray(value)) {
      if (key === "evidence") ids.push(...value.map(String));
      else for (const one of value) walk(one, key);
    } else if (typeof value === "object" && value !== null) {
      if ("t" in value && value.t === "event" && "id" in value) ids.push(String(value.id));
      else for (const [name, one] of Object.entries(value)) walk(one, name);
    }
  };
  walk(finding, "");
  return ids;
}

/** The events of a report, each once. An id may carry `#1` where another record has the same eventID. */
function* citedEvents(
  db: CaseDb,
  casePath: string,
  ids: readonly string[],
): Steps<ReadonlyMap<string, CitedEvent>> {
  const find = findEvents(db, casePath);
  const cited = new Map<string, CitedEvent>();
  for (const id of ids) {
    if (cited.has(id)) continue;
    yield;
    const mark = /#(\d+)$/.exec(id);
    const variant = mark === null ? 0 : Number(mark[1]);
    const stored = find(mark === null ? id : id.slice(0, mark.index)).find(
      (e) => e.variant === variant,
    );
    if (stored === undefined)
      throw new Error(`a finding cites an event that the case does not hold: ${id}`);
    const raw = stored.raw.toString("utf8");
    const record = parseJson(raw);
    cited.set(id, { event: readEvent(record, id, stored.sources), sources: stored.sources, raw });
  }
  return cited;
}
