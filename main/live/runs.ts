/** Runs as the journal tells them. */
import type { LiveOutcome, LiveRun, LiveRunStep } from "../../shared/ipc/live.ts";
import type { Json } from "../../shared/cloudtrail-event.ts";
import { isJsonObject, parseJson } from "../../shared/cloudtrail-event.ts";
import type { KnownPart } from "../../shared/live/evidence.ts";
import type { Operation, Plan, PlanValue } from "../../shared/remediation/plan.ts";
import { text } from "../../shared/span.ts";
import type { CaseDb } from "../db/open-case.ts";
import type { LiveLine } from "../db/live-journal.ts";
import { liveLines } from "../db/live-journal.ts";
import type { Begin, End } from "./run.ts";
import type { Intent, Outcome } from "./step-journal.ts";
import { notKept } from "./redact.ts";

// Bodies are written by run.ts alone, in these forms.
/* oxlint-disable typescript/no-unsafe-type-assertion */
const beginOf = (line: LiveLine): Begin => JSON.parse(line.body) as Begin;
const endOf = (line: LiveLine): End => JSON.parse(line.body) as End;
const intentOf = (line: LiveLine): Intent => JSON.parse(line.body) as Intent;
const outcomeOf = (line: LiveLine): Outcome => JSON.parse(line.body) as Outcome;
/* oxlint-enable typescript/no-unsafe-type-assertion */

/** All runs, the last one first. `running`: the one under way. */
export function listRuns(db: CaseDb, running: number | null): readonly LiveRun[] {
  const byRun = Map.groupBy(liveLines(db), ({ run }) => run ?? 0);
  const runs = [...byRun].flatMap(([run, lines]) =>
    run === 0 ? [] : [runOf(run, lines, running === run)],
  );
  return runs
    .map((one) => ({
      ...one,
      undoneBy:
        runs.find(({ undoes, state }) => undoes === one.run && state === "done")?.run ?? null,
    }))
    .toReversed();
}

/** One run; null: there is none of this number. */
export function findRun(db: CaseDb, run: number, running: number | null): LiveRun | null {
  return listRuns(db, running).find((one) => one.run === run) ?? null;
}

/** The approved text of a run, and its hash. */
export function approvedOf(
  db: CaseDb,
  run: number,
): { readonly text: string; readonly sha256: string; readonly undoes: number | null } | null {
  const first = liveLines(db, run).find(({ kind }) => kind === "begin");
  if (first === undefined) return null;
  const { text: approved, sha256, undoes } = beginOf(first);
  return approved === null ? null : { text: approved, sha256, undoes };
}

function runOf(run: number, lines: readonly LiveLine[], isRunning: boolean): LiveRun {
  const begins = lines.filter(({ kind }) => kind === "begin");
  const [first] = begins;
  if (first === undefined) throw new Error(`run ${run} has no beginning`);
  const begin = beginOf(first);
  const last = lines.findLast(({ kind }) => kind === "end" || kind === "begin");
  const end = last?.kind === "end" ? last : null;
  const steps = stepsOf(begin.text ?? "", lines);
  const state = isRunning ? "running" : end === null ? "interrupted" : endOf(end).state;
  return {
    run,
    account: begin.account,
    arn: begin.arn,
    who: begin.who,
    at: first.at,
    endedAt: end?.at ?? null,
    sha256: begin.sha256,
    state,
    summary: summaryOf(state, steps),
    steps,
    undoes: begin.undoes,
    undoneBy: null,
    undoable: undoCalls(lines).length,
    lastHash: lines.at(-1)?.hash ?? first.hash,
  };
}

function stepsOf(approved: string, lines: readonly LiveLine[]): readonly LiveRunStep[] {
  const json = parseJson(approved);
  const list = isJsonObject(json) && Array.isArray(json["steps"]) ? json["steps"] : [];
  return list.flatMap((step: Json, i): readonly LiveRunStep[] => {
    if (!isJsonObject(step) || (step["state"] !== "to-do" && step["state"] !== "already-done"))
      return [];
    const n = i + 1;
    const own = lines.filter((line) => line.step === n);
    const last = own.at(-1);
    const api = typeof step["api"] === "string" ? step["api"] : "";
    if (last === undefined) {
      const outcome: LiveOutcome = step["state"] === "already-done" ? "skipped" : "waiting";
      return [{ n, api, outcome, answer: null, requestId: null, at: null, note: null }];
    }
    if (last.kind === "intent")
      return [{ n, api, outcome: "begun", answer: null, requestId: null, at: last.at, note: null }];
    const { result, answer, error, requestId, notes, unproven } = outcomeOf(last);
    const shown = answer === null ? null : JSON.stringify(answer, null, 2);
    const isSecret = shown?.includes(notKept) === true;
    const note = [
      ...notes,
      ...unproven,
      ...(isSecret ? ["The secret in AWS’s answer is kept nowhere."] : []),
    ].join(" ");
    return [
      {
        n,
        api,
        outcome: result,
        answer: error === null ? shown : `${error.code}: ${error.message}`,
        requestId,
        at: last.at,
        note: note === "" ? null : note,
      },
    ];
  });
}

function summaryOf(state: LiveRun["state"], steps: readonly LiveRunStep[]): string {
  const count = (...outcomes: readonly LiveOutcome[]): number =>
    steps.filter(({ outcome }) => outcomes.includes(outcome)).length;
  const parts = [
    [count("done", "done-unseen"), "done"],
    [count("skipped"), "so already"],
    [count("failed"), "failed"],
    [count("begun", "unknown"), "not known to be done"],
    [count("waiting"), "not begun"],
  ] as const;
  const words = parts.flatMap(([n, what]) => (n === 0 ? [] : [`${n} ${what}`])).join(", ");
  const heads: Readonly<Record<LiveRun["state"], string>> = {
    running: "Running",
    done: "Done",
    failed: "Stopped by a failure",
    cancelled: "Cancelled",
    interrupted: "Interrupted: its process ended",
    closed: "Closed after an interruption",
  };
  return `${heads[state]}. Steps: ${words}.`;
}

const isDone = ({ result }: Outcome): boolean => result === "done" || result === "done-unseen";

interface UndoCall {
  readonly n: number;
  readonly outcome: Outcome;
}

function lastOutcomes(lines: readonly LiveLine[]): ReadonlyMap<number, Outcome> {
  const last = new Map<number, Outcome>();
  for (const line of lines) {
    if (line.step === null) continue;
    if (line.kind === "outcome") last.set(line.step, outcomeOf(line));
    // A call after the last outcome: how it ended is not known.
    if (line.kind === "intent") last.set(line.step, begunOutcome(intentOf(line)));
  }
  return last;
}

function begunOutcome({ api }: Intent): Outcome {
  return {
    api,
    result: "unknown",
    answer: null,
    error: null,
    requestId: null,
    readBack: [],
    inverse: null,
    notes: [],
    unproven: ["Its process ended before the answer: go on with the run first, which looks."],
  };
}

/** The steps that were applied, with what takes them back; the last one first. */
function undoCalls(lines: readonly LiveLine[]): readonly UndoCall[] {
  return [...lastOutcomes(lines)]
    .map(([n, outcome]) => ({ n, outcome }))
    .filter(({ outcome }) => isDone(outcome) && (outcome.inverse?.calls.length ?? 0) > 0)
    .toSorted((a, b) => b.n - a.n);
}

/** What the journal does not prove to be the run's: a sentence or more for each step. */
function unprovenSteps(lines: readonly LiveLine[]): readonly string[] {
  return [...lastOutcomes(lines)].flatMap(([n, { api, result, unproven }]) => {
    const isOpen = result === "unknown";
    if (!isOpen && unproven.length === 0) return [];
    const head = isOpen
      ? `Step ${n} (${api}) may have been done, and is not taken back.`
      : `Step ${n} (${api}) is taken back in part.`;
    return [[head, ...unproven].join(" ")];
  });
}

/** The plan that takes a run back, and what the run left, to be compared; null: there is no such run. */
export function undoPlan(
  db: CaseDb,
  run: number,
): {
  readonly plan: Plan;
  readonly left: (thing: string, part: string) => KnownPart | null;
} | null {
  const lines = liveLines(db, run);
  const first = lines.find(({ kind }) => kind === "begin");
  if (first === undefined) return null;
  const calls = undoCalls(lines);
  const operations = calls.flatMap(({ n, outcome }): readonly Operation[] => {
    const { inverse } = outcome;
    if (inverse === null) return [];
    return inverse.calls.map(({ api, input }) => ({
      api,
      // Requests of inverses hold no null.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      input: input as Readonly<Record<string, PlanValue>>,
      why: [text(`Takes back step ${n} of run ${run} (${outcome.api}).`)],
      evidence: [],
      certainty: inverse.lost.length > 0 || inverse.isPartial ? "partial" : "exact",
    }));
  });
  const left = new Map<string, string | null>();
  let at = first.at;
  for (const line of lines) {
    if (line.kind !== "outcome") continue;
    ({ at } = line);
    for (const { thing, part, value } of outcomeOf(line).readBack)
      left.set(`${thing}\n${part}`, value);
  }
  return {
    plan: {
      version: 1,
      certainty: operations.some(({ certainty }) => certainty === "partial") ? "partial" : "exact",
      account: beginOf(first).account,
      operations,
      manual: unprovenSteps(lines).map((sentence) => ({ text: [text(sentence)], evidence: [] })),
      lost: [...lastOutcomes(lines)].flatMap(([n, outcome]) =>
        (isDone(outcome) ? (outcome.inverse?.lost ?? []) : []).map((lost) => ({
          what: [text(lost)],
          why: [text(`Step ${n} of run ${run} took it away.`)],
        })),
      ),
      verify: [],
    },
    left: (thing, part) => {
      const value = left.get(`${thing}\n${part}`);
      return value === undefined
        ? null
        : { value, from: `what run ${run} left (${at.slice(0, 19)}Z)` };
    },
  };
}
