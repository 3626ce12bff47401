/** Applies an approved plan, a call at a time; every line of the journal is written before the next thing happens. */
import { hostname } from "node:os";
import type { Json } from "../../shared/cloudtrail-event.ts";
import { isJsonObject, parseJson } from "../../shared/cloudtrail-event.ts";
import type { LiveProgress } from "../../shared/ipc/live.ts";
import { readApproved } from "../../shared/live/approved.ts";
import { callModel } from "../../shared/live/calls.ts";
import { freshName } from "../../shared/live/facts.ts";
import { liveCalls } from "../../shared/live/resolve.ts";
import type { CaseDb } from "../db/open-case.ts";
import { appendLive, liveLines } from "../db/live-journal.ts";
import type { Live } from "./connect.ts";
import type { Intent, Outcome } from "./step-journal.ts";
import { runStep } from "./run-step.ts";
import type { RunStep } from "./step-facts.ts";

/** What the journal keeps of a run at its beginning, and again when somebody goes on with it. */
export interface Begin {
  /** The approved text; null where the run is gone on with. */
  readonly text: string | null;
  readonly sha256: string;
  readonly who: string;
  readonly account: string;
  readonly arn: string;
  readonly source: string;
  readonly endpoint: string | null;
  readonly program: string;
  readonly undoes: number | null;
  readonly host: string;
  readonly pid: number;
}

/** What the journal keeps of its end. */
export interface End {
  readonly state: "done" | "failed" | "cancelled" | "closed";
  readonly who: string | null;
}

export interface RunOptions {
  readonly db: CaseDb;
  readonly live: Live;
  readonly run: number;
  readonly text: string;
  readonly answers: Readonly<Record<string, string>>;
  /** Ends the run before its next step. */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: LiveProgress) => void;
  /** Milliseconds in which the account must show each step. */
  readonly wait: number;
}

/** Seconds of eventual consistency that are waited for. */
export const usualWait = 60_000;

/** Number of the next run. */
export function nextRun(db: CaseDb): number {
  return liveLines(db).reduce((most, { run }) => Math.max(most, run ?? 0), 0) + 1;
}

/** Who begins or goes on with a run, for its first line. */
export function beginLine(
  live: Live,
  own: Pick<Begin, "text" | "sha256" | "who" | "endpoint" | "program" | "undoes">,
): Begin {
  const { account, arn, source } = live.connection;
  return { ...own, account, arn, source, host: hostname(), pid: process.pid };
}

/** The steps of an approved text that are to be done; null where a question with a secret has no answer. */
export function runSteps(
  text: string,
  answers: Readonly<Record<string, string>>,
): readonly RunStep[] | null {
  const approved = readApproved(text);
  const json = parseJson(text);
  if (approved === null || !isJsonObject(json) || !Array.isArray(json["steps"]))
    throw new Error("the approved plan can't be read");
  const calls = liveCalls(approved.plan, answers);
  const steps: RunStep[] = [];
  for (const [i, step] of json["steps"].entries()) {
    if (!isJsonObject(step) || step["state"] !== "to-do") continue;
    const call = calls[i];
    const model = callModel(call?.operation.api ?? "");
    if (call === undefined || model === null) throw new Error("the approved plan can't be read");
    if (call.input === null) return null;
    const { changes, request, overwrite } = step;
    steps.push({
      n: call.n,
      api: call.operation.api,
      model,
      input: call.input,
      shown: request ?? null,
      effects: (Array.isArray(changes) ? changes : []).map(effectOf),
      isForced: overwrite === true,
    });
  }
  return steps;
}

function effectOf(change: Json): RunStep["effects"][number] {
  if (!isJsonObject(change)) throw new Error("the approved plan can't be read");
  const text = (name: string): string | null => {
    const value = change[name];
    return typeof value === "string" ? value : null;
  };
  const part = text("part") ?? "";
  return {
    thing: text("thing") ?? "",
    part,
    value: text("after"),
    before: text("before"),
    id: text("id"),
    whole: text("whole"),
    ...(part === "password" ? { isUnseen: true as const } : {}),
    ...(part.endsWith(freshName) ? { isFresh: true as const } : {}),
  };
}

/** Runs all steps that have no good end yet. Answers how the run ended; the journal has it, too. */
export async function runPlan(options: RunOptions): Promise<End["state"]> {
  const { db, live, run, text, answers, signal, onProgress, wait } = options;
  const steps = runSteps(text, answers);
  if (steps === null) throw new Error("an answer is missing");
  const write = (kind: "intent" | "outcome" | "end", step: number | null, body: object): void => {
    appendLive(db, { at: new Date().toISOString(), kind, run, step, body });
  };
  const end = (state: End["state"]): End["state"] => {
    const body: End = { state, who: null };
    write("end", null, body);
    return state;
  };
  const past = pastOf(db, run);
  let done = steps.filter(({ n }) => past.get(n)?.isGood === true).length;
  for (const step of steps) {
    const before = past.get(step.n);
    if (before?.isGood === true) continue;
    if (signal.aborted) return end("cancelled");
    const tellPhase = (phase: LiveProgress["phase"]): void =>
      onProgress({ run, n: step.n, api: step.api, phase, done, total: steps.length });
    // oxlint-disable-next-line no-await-in-loop -- one call at a time
    const outcome = await runStep(
      step,
      { live, wait, tellIntent: (intent) => write("intent", step.n, intent), tellPhase },
      before?.open ?? null,
    );
    write("outcome", step.n, outcome);
    if (outcome.result === "failed" || outcome.result === "unknown") return end("failed");
    done++;
    tellPhase("ended");
  }
  return end("done");
}

interface Past {
  /** It has an end that needs nothing more. */
  readonly isGood: boolean;
  /** The intent whose end is not known. */
  readonly open: Intent | null;
}

/** How the steps of a run stand in the journal. */
function pastOf(db: CaseDb, run: number): ReadonlyMap<number, Past> {
  const past = new Map<number, Past>();
  for (const { kind, step, body } of liveLines(db, run)) {
    if (step === null) continue;
    // Written by this module alone.
    if (kind === "intent") {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      past.set(step, { isGood: false, open: JSON.parse(body) as Intent });
    } else if (kind === "outcome") {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      const { result } = JSON.parse(body) as Outcome;
      const open = result === "unknown" ? (past.get(step)?.open ?? null) : null;
      past.set(step, { isGood: result !== "failed" && result !== "unknown", open });
    }
  }
  return past;
}
