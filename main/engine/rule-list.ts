/** All rules of the case as a list: entries, detections, and the users' own; each with what it did in this case. */
import { baselineOf, ruleOfEvent } from "../../shared/analysis/rule-baselines.ts";
import { detections } from "../../shared/analysis/detections/index.ts";
import { knownPaths } from "../../shared/analysis/paths/known-paths.ts";
import type { RuleKind, RuleList, RuleRow, RuleState } from "../../shared/ipc/rules.ts";
import { allKnowledge } from "../../shared/knowledge/knowledge.ts";
import { severityOfRule } from "../../shared/rule-findings/rule-finding.ts";
import { ruleNames, techniquesOf } from "../../shared/rule-findings/rule-names.ts";
import { lineRule, ownName, switchedOffBy } from "../../shared/rule-settings.ts";
import type { RuleSettings } from "../../shared/rule-settings.ts";
import type { LinkedRule } from "../../shared/sigma/link-rules.ts";
import type { FindingSummary } from "../db/finding-summary.ts";
import { areRulesAsked } from "../db/inputs.ts";
import type { CaseDb } from "../db/open-case.ts";
import { listRuleFiles } from "../db/rule-files.ts";
import { readRuleSettings } from "../db/rule-settings.ts";
import { rulesOfCase } from "../rule-findings/ask-rules.ts";
import { cached } from "./finding-filter.ts";
import type { FindingTables } from "./finding-table.ts";

/** What a rule is, whatever the case. */
type Fixed = Pick<RuleRow, "name" | "kind" | "state" | "title" | "services" | "severity" | "mitre">;

/** A user's rule with its name. */
export interface OwnRule {
  readonly name: string;
  readonly rule: LinkedRule;
}

/** Makes the reader of the users' own rules: they are compiled again when their files changed. */
export function createOwnRules(): (db: CaseDb) => readonly OwnRule[] {
  let held: {
    readonly db: CaseDb;
    readonly stamp: string;
    readonly rules: readonly OwnRule[];
  } | null = null;
  return (db) => {
    const stamp = JSON.stringify(listRuleFiles(db).map(({ id, removedAt }) => [id, removedAt]));
    if (held === null || held.db !== db || held.stamp !== stamp) {
      const rules = rulesOfCase(db);
      const names = ruleNames(rules);
      held = { db, stamp, rules: rules.map((rule, i) => ({ name: names[i] ?? "", rule })) };
    }
    return held.rules;
  };
}

/** The list; counts are those of the findings as they are now. */
export function listRules(
  db: CaseDb,
  own: readonly OwnRule[],
  tables: FindingTables,
  program: string,
): RuleList {
  const settings = readRuleSettings(db);
  const counts = countsOf(tables, settings);
  const fixed = [...fixedRules(), ...own.map(fixedOf)];
  const known = new Set(fixed.map(({ name }) => name));
  // Actions that are newer than the entries are findings, too: they can be switched off as any.
  const unknown = [...counts.fired.keys(), ...counts.leftOut.keys()].filter(
    (name) => !known.has(name) && name.includes("/") && !/^(?:internal|sigma)\//.test(name),
  );
  return {
    rows: [...fixed, ...[...new Set(unknown)].toSorted().map(unknownRule)].map((one) => ({
      ...one,
      fired: counts.fired.get(one.name) ?? 0,
      leftOut: counts.leftOut.get(one.name) ?? 0,
      setting: settings.get(one.name) ?? null,
      problem: null,
      ...problemOf(own, one.name),
    })),
    files: listRuleFiles(db),
    isAsked: areRulesAsked(db, program),
  };
}

let made: readonly Fixed[] | null = null;

/** Entries and detections: the same for every case. */
function fixedRules(): readonly Fixed[] {
  made ??= [...entryRules(), ...detectionRules(), ...pathRules()];
  return made;
}

function entryRules(): readonly Fixed[] {
  return allKnowledge().map(({ eventSource, eventName, severity, techniques }) => {
    const baseline = baselineOf(eventSource, eventName);
    const name = ruleOfEvent(eventSource, eventName);
    return {
      name,
      kind: "entry",
      state: baseline === null ? "explains" : "works",
      title: eventName,
      services: [name.slice(0, name.indexOf("/"))],
      severity: baseline ?? severity,
      mitre: techniques.map(({ id }) => id),
    };
  });
}

function detectionRules(): readonly Fixed[] {
  return detections.map(({ id, title, severity, mitre, events, check, modify }) => ({
    name: id,
    kind: "detection",
    state: "works",
    title,
    services: [...new Set(events.map((event) => event.slice(0, event.indexOf(":"))))],
    // What only moves a sum proposes nothing.
    severity: check === undefined && modify !== undefined ? null : severity,
    mitre: mitre.map(([technique]) => technique),
  }));
}

/** Ways to more rights. Those that one call shows are told by its finding, and make none of their own. */
function pathRules(): readonly Fixed[] {
  return knownPaths.map(({ id, title, told, mitre }) => ({
    name: `path/${id}`,
    kind: "detection",
    state: told === "steps" ? "works" : "explains",
    title,
    services: [id.slice(0, id.lastIndexOf("-"))],
    severity: null,
    mitre,
  }));
}

function fixedOf({ name, rule }: OwnRule): Fixed {
  return {
    name,
    kind: "sigma",
    state: stateOf(rule),
    title: rule.head.title,
    services: [],
    severity: severityOfRule(rule.head),
    mitre: techniquesOf(rule.head),
  };
}

/** Whether a user's rule can make findings. */
export function stateOf({ body, otherLogs }: LinkedRule): RuleState {
  if (body === null) return otherLogs === null ? "not-loaded" : "other-logs";
  return body.kind === "filter" ? "filter" : "works";
}

function unknownRule(name: string): Fixed {
  const [service = "", title = name] = name.split("/");
  const kind: RuleKind = "entry";
  return { name, kind, state: "works", title, services: [service], severity: null, mitre: [] };
}

function problemOf(own: readonly OwnRule[], name: string): Partial<Pick<RuleRow, "problem">> {
  if (!name.startsWith("sigma/")) return {};
  const found = own.find((one) => one.name === name)?.rule;
  const [problem] = found?.problems ?? [];
  return found === undefined || problem === undefined
    ? {}
    : { problem: { ...problem, file: found.file } };
}

interface Counts {
  readonly fired: ReadonlyMap<string, number>;
  readonly leftOut: ReadonlyMap<string, number>;
}

/** Findings by rule: those shown in whose sum it stands, and those that are left out because of it. */
function countsOf(tables: FindingTables, settings: RuleSettings): Counts {
  const table = tables.current();
  return cached({ cache: table.fixed }, "rule counts", () => ({
    fired: counted(table.listed.map(({ summary }) => rulesIn(summary))),
    leftOut: counted(
      tables
        .off()
        .listed.map(({ summary }) => [
          ...new Set(switchedOffBy(summary, settings).map(({ rule }) => rule)),
        ]),
    ),
  }));
}

function rulesIn({ rule, reasons }: FindingSummary): readonly string[] {
  return [
    ...new Set([
      ownName(rule),
      ...reasons.flatMap(({ rule: one }) => (one === undefined ? [] : lineRule(one))),
    ]),
  ];
}

function counted(lists: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const names of lists)
    for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
