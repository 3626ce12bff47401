/** Live fixes in this process against a server: plans of bare calls, previewed, applied, gone on with and taken back. */
import { join } from "node:path";
import { expect } from "vitest";
import { openCase } from "../../main/db/open-case.ts";
import type { CaseDb } from "../../main/db/open-case.ts";
import { appendLive, checkLiveChain, liveLines } from "../../main/db/live-journal.ts";
import type { ApplyWorld } from "../../main/live/apply.ts";
import { applyPrepared, refusalOf, resumeRun } from "../../main/live/apply.ts";
import { connect } from "../../main/live/connect.ts";
import type { Live } from "../../main/live/connect.ts";
import { prepare } from "../../main/live/preview.ts";
import type { Prepared } from "../../main/live/preview.ts";
import { undoPlan } from "../../main/live/runs.ts";
import type { LiveApplyAnswer, LiveProgress, LiveRun } from "../../shared/ipc/live.ts";
import type { Evidence } from "../../shared/live/evidence.ts";
import type { Plan, PlanValue } from "../../shared/remediation/plan.ts";
import type { Call } from "../time-machine/moto.ts";
import { account } from "../time-machine/moto.ts";

/** A plan of calls as they are. */
export function planOf(calls: readonly Call[]): Plan {
  return {
    version: 1,
    certainty: "exact",
    account,
    operations: calls.map(({ api, input }) => ({
      api: `iam:${api}`,
      // Requests of these tests hold no null.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      input: input as Readonly<Record<string, PlanValue>>,
      why: [],
      evidence: [],
      certainty: "exact",
    })),
    manual: [],
    lost: [],
    verify: [],
  };
}

let cases = 0;

/** A new case with live fixes on. */
export function newCase(folder: string): CaseDb {
  cases++;
  const db = openCase(join(folder, `bench-${process.pid}-${cases}.trailproof`), { create: true });
  const body = { isOn: true, who: "tester" };
  appendLive(db, { at: new Date().toISOString(), kind: "switch", run: null, step: null, body });
  return db;
}

/** A pasted pair of keys that servers take which check nothing. */
const anyKeys = { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "none" };

/** A connection with pasted keys. `answer`: milliseconds in which a call must be answered. */
export async function connected(
  endpoint: string,
  answer = 3000,
  keys = anyKeys,
  regions: readonly string[] = [],
): Promise<Live> {
  const found = await connect(
    { kind: "keys", ...keys, sessionToken: null },
    {
      endpoint,
      accounts: [account],
      regions,
      mfaCode: null,
      timeouts: { connect: 3000, answer },
    },
  );
  if (!found.ok) throw new Error(JSON.stringify(found.refusal));
  return found.live;
}

/** How runs are made here: a short wait. */
export interface BenchOptions {
  readonly answers?: Readonly<Record<string, string>>;
  /** Numbers of steps; usually the destructive ones. */
  readonly confirmed?: readonly number[];
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: LiveProgress) => void;
}

function worldOf(db: CaseDb, live: Live, options: BenchOptions): ApplyWorld {
  return {
    db,
    live,
    endpoint: null,
    program: "test",
    who: "tester",
    signal: options.signal ?? new AbortController().signal,
    onProgress: options.onProgress ?? (() => undefined),
    wait: 700,
  };
}

/** Looks at a plan. */
export async function look(
  live: Live,
  plan: Plan,
  options: BenchOptions & { readonly evidence?: Evidence; readonly undoes?: number | null } = {},
): Promise<Prepared> {
  return await prepare(live, {
    plan,
    answers: options.answers ?? {},
    decisions: [],
    evidence: options.evidence ?? (() => null),
    undoes: options.undoes ?? null,
    at: new Date().toISOString(),
  });
}

/** Applies a preview with everything confirmed. */
export async function apply(
  db: CaseDb,
  live: Live,
  prepared: Prepared,
  options: BenchOptions = {},
): Promise<LiveApplyAnswer> {
  const refusal = refusalOf(db, live, prepared, {
    account,
    confirmed: options.confirmed ?? prepared.preview.destructive,
  });
  return (
    refusal ?? (await applyPrepared(worldOf(db, live, options), prepared, options.answers ?? {}))
  );
}

/** Previews and applies calls. */
export async function applyCalls(
  db: CaseDb,
  live: Live,
  calls: readonly Call[],
  options: BenchOptions = {},
): Promise<LiveRun> {
  return runOf(await apply(db, live, await look(live, planOf(calls), options), options));
}

/** Goes on with a run. */
export async function resume(
  db: CaseDb,
  live: Live,
  run: number,
  options: BenchOptions = {},
): Promise<LiveRun> {
  const answer = await resumeRun(worldOf(db, live, options), run, account, options.answers ?? {});
  return runOf(answer);
}

/** Takes a run back; null: nothing of it can be. */
export async function takeBack(db: CaseDb, live: Live, run: number): Promise<LiveRun | null> {
  const found = undoPlan(db, run);
  if (found === null) throw new Error(`no run ${run}`);
  if (found.plan.operations.length === 0) return null;
  const prepared = await look(live, found.plan, { evidence: found.left, undoes: run });
  return runOf(await apply(db, live, prepared));
}

/** The run of an answer. @throws where there is none */
export function runOf(answer: LiveApplyAnswer): LiveRun {
  if (!answer.ok) throw new Error(`${answer.code}: ${answer.text}`);
  return answer.run;
}

/** The journal must be whole: its chain, an intent before each outcome of a call, and an end to each run. */
export function expectTrueJournal(db: CaseDb): void {
  expect(checkLiveChain(db).broken).toBeNull();
  const open = new Set<string>();
  for (const { kind, run, step } of liveLines(db)) {
    if (kind === "intent") open.add(`${run} ${step}`);
    if (kind === "outcome") open.delete(`${run} ${step}`);
    if (kind === "end") expect([...open].filter((one) => one.startsWith(`${run} `))).toEqual([]);
  }
}
