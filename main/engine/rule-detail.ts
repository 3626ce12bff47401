/** Everything that the screen shows of one rule. */
import { detectionById } from "../../shared/analysis/detections/by-id.ts";
import { detectionsOf } from "../../shared/analysis/detections/run-detections.ts";
import type { Detection } from "../../shared/analysis/detections/detection.ts";
import { pathById } from "../../shared/analysis/paths/known-paths.ts";
import type {
  DetectionDetail,
  EntryDetail,
  RuleDetail,
  RuleList,
  SigmaDetail,
} from "../../shared/ipc/rules.ts";
import { techniqueName } from "../../shared/knowledge/mitre.ts";
import type { CaseDb } from "../db/open-case.ts";
import { readRuleOutcomes, ruleFileBytes } from "../db/rule-files.ts";
import { badRequest } from "./engine-failure.ts";
import { eventKnowledge } from "./event-knowledge.ts";
import type { OwnRule } from "./rule-list.ts";

/** @throws EngineFailure (bad-request) when the case has no rule of this name. */
export function describeRule(
  db: CaseDb,
  list: RuleList,
  own: readonly OwnRule[],
  name: string,
): RuleDetail {
  const row = list.rows.find((one) => one.name === name);
  if (row === undefined) throw badRequest(`the case has no rule ${name}`);
  const detection = row.kind === "detection" ? detectionById(name) : null;
  const found = row.kind === "sigma" ? own.find((one) => one.name === name) : undefined;
  return {
    row,
    entry: row.kind === "entry" ? entryOf(name) : null,
    detection: detection === null ? pathOf(name) : detectionOf(detection),
    sigma: found === undefined ? null : sigmaOf(db, list, found),
  };
}

function entryOf(name: string): EntryDetail {
  const slash = name.indexOf("/");
  const eventSource = `${name.slice(0, slash)}.amazonaws.com`;
  const eventName = name.slice(slash + 1);
  return {
    eventSource,
    eventName,
    knowledge: eventKnowledge(eventSource, eventName),
    detections: detectionsOf(eventSource, eventName).map(({ id, title }) => ({ id, title })),
  };
}

function detectionOf({
  about,
  events,
  mitre,
  benign,
  respond,
  refused,
}: Detection): DetectionDetail {
  return {
    about,
    events,
    techniques: mitre.map(([id, reason]) => ({ id, name: techniqueName(id), reason })),
    benign,
    respond,
    isOfRefused: refused === true,
  };
}

/** Null: it is no way to more rights. */
function pathOf(name: string): DetectionDetail | null {
  const path = name.startsWith("path/") ? pathById(name.slice("path/".length)) : null;
  if (path === null) return null;
  return {
    about: [path.seen, ...(path.limit === null ? [] : [path.limit])].join(" "),
    events: path.needs,
    techniques: path.mitre.map((id) => ({ id, name: techniqueName(id), reason: "" })),
    benign: [],
    respond: [],
    isOfRefused: false,
  };
}

function sigmaOf(db: CaseDb, { files }: RuleList, { name, rule }: OwnRule): SigmaDetail {
  const file = files.find(({ path, removedAt }) => path === rule.file && removedAt === null);
  if (file === undefined) throw new Error(`rule ${name} has no file`);
  const outcome = readRuleOutcomes(db).get(name);
  return {
    head: rule.head,
    kind: rule.body?.kind ?? null,
    isPart: rule.isPart,
    otherLogs: rule.otherLogs,
    problems: rule.problems,
    notes: rule.notes,
    file,
    text: textOf(ruleFileBytes(db, file.id)),
    outcome:
      outcome === undefined
        ? null
        : { matches: outcome.matches, findings: outcome.findings, remarks: outcome.remarks },
  };
}

function textOf(bytes: Uint8Array | null): string | null {
  if (bytes === null) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
