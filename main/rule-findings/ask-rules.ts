/** Asks the users' own rules of a case of all its events, and makes what they match into findings. */
import { internalFinding } from "../../shared/analysis/internal-finding.ts";
import { startOf } from "../../shared/analysis/sessions.ts";
import type { CloudTrailEvent } from "../../shared/cloudtrail-event.ts";
import { parseJson } from "../../shared/cloudtrail-event.ts";
import type { Finding } from "../../shared/finding.ts";
import { readEvent } from "../../shared/import/read-record.ts";
import { ruleFinding } from "../../shared/rule-findings/rule-finding.ts";
import { ruleNames } from "../../shared/rule-findings/rule-names.ts";
import type { LinkedRule } from "../../shared/sigma/link-rules.ts";
import { log } from "../../shared/span.ts";
import { blockFindings, createFindingWriter, writeFindings } from "../db/findings.ts";
import { setRulesAsked } from "../db/inputs.ts";
import type { CaseDb } from "../db/open-case.ts";
import type { EventQuery } from "../db/query/event-query.ts";
import { timeText } from "../db/query/event-row.ts";
import type { RuleOutcome } from "../db/rule-files.ts";
import { listRuleFiles, ruleFileBytes, writeRuleOutcomes } from "../db/rule-files.ts";
import { sessionStarts } from "../db/session-starts.ts";
import type { CorrelationMatch } from "../sigma/correlate-matches.ts";
import { compileRules } from "../sigma/load-rules.ts";
import type { RuleResult } from "../sigma/run-rules.ts";
import { runRules } from "../sigma/run-rules.ts";
import type { MatchedPlace, Series } from "./match-series.ts";
import { createMatchSeries, factsOf, outcomeOfRow, sameOf } from "./match-series.ts";

/** Findings that are made of one rule, and events that one finding cites. */
export const mostFindings = 1000;
export const mostCited = 1000;

export interface AskOptions {
  /** Name and version of the program. */
  readonly program: string;
  readonly signal?: AbortSignal;
  /** Events of which the record was looked at, and how many there are. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Runs what writes, in a transaction of its own; the caller's way to one. */
  readonly write?: <T>(work: () => T) => Promise<T>;
}

/** The rules of a case that are in use, compiled, in the order of their files. */
export function rulesOfCase(db: CaseDb): readonly LinkedRule[] {
  const files = listRuleFiles(db).filter(({ removedAt }) => removedAt === null);
  return compileRules(
    files.map(({ id, path, note }) => ({
      path,
      content: ruleFileBytes(db, id) ?? { line: 1, column: 1, text: note },
    })),
  );
}

/**
 * Asks all rules of the case and replaces the findings that they made before. A rule that breaks on an event gets a
 * finding about itself. Answers how many findings the rules made.
 * @throws what `signal` gives when it is aborted; the findings stay as they were then.
 */
export async function askRules(
  db: CaseDb,
  query: EventQuery,
  {
    program,
    signal,
    onProgress,
    write = (work) => Promise.resolve(db.transaction(work)()),
  }: AskOptions,
): Promise<number> {
  const rules = rulesOfCase(db);
  const names = ruleNames(rules);
  const matches = createMatchSeries();
  const results = await runRules(rules, query, {
    limit: mostFindings,
    onMatch: (rule, row) => {
      if (rules[rule]?.isPart === false) matches.add(rule, row);
    },
    ...(signal === undefined ? {} : { signal }),
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  const maker = createMaker(db, query);
  const writer = createFindingWriter(db, "rules");
  let held: Finding[] = [];
  const flush = (least: number): void => {
    for (; held.length >= least && held.length > 0; held = held.slice(blockFindings))
      writer.add(writeFindings(held.slice(0, blockFindings)));
  };
  const outcomes: RuleOutcome[] = [];
  let made = 0;
  for (const [at, rule] of rules.entries()) {
    const result = results[at] ?? null;
    if (result === null) continue;
    const name = names[at] ?? "";
    const { series, dropped } = matches.of(at);
    const findings = [
      ...series.slice(0, mostFindings).map((one) => maker.ofSeries(name, rule, one)),
      ...result.together.map((one) => maker.ofMatch(name, rule, one)),
      ...maker.ofFailure(name, rule, result),
    ];
    held.push(...unique(findings));
    flush(blockFindings);
    made += findings.length;
    outcomes.push({
      rule: name,
      matches: result.count,
      findings: findings.length,
      remarks: [...result.remarks, ...bounds(result, series.length, dropped)],
    });
    signal?.throwIfAborted();
  }
  flush(1);
  return write(() => {
    writer.finish();
    writeRuleOutcomes(db, outcomes);
    setRulesAsked(db, program);
    return made;
  });
}

/** What of a rule's matches became no finding. */
function bounds(result: RuleResult, series: number, dropped: number): readonly string[] {
  const all = series + result.together.length;
  const more = result.together.length > 0 ? result.count - all : Math.max(0, series - mostFindings);
  return [
    ...(more > 0
      ? [
          `Findings were made of its first ${mostFindings} matches; ${more} more have none. Narrow it.`,
        ]
      : []),
    ...(dropped > 0
      ? [`It matches ${dropped} events more than are kept; they are in no finding. Narrow it.`]
      : []),
  ];
}

/** Two matches of a correlation may begin with one event: the later ones get a number. */
function unique(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const times = (seen.get(finding.key) ?? 0) + 1;
    seen.set(finding.key, times);
    return times === 1 ? finding : { ...finding, key: `${finding.key}|${times}` };
  });
}

interface Maker {
  readonly ofSeries: (name: string, rule: LinkedRule, series: Series) => Finding;
  readonly ofMatch: (name: string, rule: LinkedRule, match: CorrelationMatch) => Finding;
  readonly ofFailure: (name: string, rule: LinkedRule, result: RuleResult) => readonly Finding[];
}

function createMaker(db: CaseDb, query: EventQuery): Maker {
  const sessionStart = sessionStarts(db);
  const idOf = (place: Pick<MatchedPlace, "input" | "record">): string => {
    const { eventId, variant } = query.row(place);
    return variant === 0 ? eventId : `${eventId}#${variant}`;
  };
  const eventOf = ({ input, record }: Pick<MatchedPlace, "input" | "record">): CloudTrailEvent => {
    const row = query.row({ input, record });
    const json = parseJson(query.raw({ input, record }).toString("utf8"));
    const { offset, length } = row;
    return readEvent(json, idOf({ input, record }), [{ input, record, offset, length }]);
  };

  function finding(
    name: string,
    { head }: LinkedRule,
    { places, same }: Series,
    correlated: Parameters<typeof ruleFinding>[0]["correlated"],
    outcome: CloudTrailEvent["outcome"] | null,
  ): Finding {
    const [place] = places;
    if (place === undefined) throw new Error(`rule ${name} matched no event`);
    const first = eventOf(place);
    return ruleFinding({
      rule: name,
      head,
      first,
      start: startOf(first, sessionStart),
      outcome: outcome ?? first.outcome,
      lastTime: timeOf(places.at(-1)) ?? first.at,
      count: places.length,
      events: places.slice(0, mostCited).map(idOf),
      same: { ...same, isOneActor: same.actor !== null },
      correlated,
    });
  }

  return {
    ofSeries: (name, rule, series) => finding(name, rule, series, null, null),
    ofMatch: (name, rule, { events, value, group }) => {
      const rows = events.map(({ input, record }) => query.row({ input, record }));
      const outcomes = new Set(rows.map(outcomeOfRow));
      const series = { places: events, same: sameOf(rows.map(factsOf)) };
      const outcome = outcomes.has("success")
        ? "success"
        : outcomes.has("denied")
          ? "denied"
          : "failed";
      return finding(name, rule, series, { value, group }, outcome);
    },
    ofFailure: (name, { head }, { failed }) =>
      failed === null
        ? []
        : [internalFinding(eventOf(failed), new Error(failed.message), name, log(head.title))],
  };
}

function timeOf(place: MatchedPlace | undefined): string | null {
  return place === undefined || place.t === null ? null : timeText(place.t);
}
