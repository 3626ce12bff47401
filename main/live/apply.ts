/** Lets a previewed plan run when a person has approved it, and an interrupted one go on. */
import type {
  LiveApplyAnswer,
  LiveApproval,
  LivePreview,
  LiveProgress,
} from "../../shared/ipc/live.ts";
import type { CaseDb } from "../db/open-case.ts";
import { appendLive, isLiveOn } from "../db/live-journal.ts";
import type { Live } from "./connect.ts";
import type { Prepared } from "./preview.ts";
import { beginLine, nextRun, runPlan, runSteps, usualWait } from "./run.ts";
import { approvedOf, findRun, listRuns } from "./runs.ts";

/** Numbers of the steps of which SimulatePrincipalPolicy says that AWS would refuse them: to be confirmed one by one, too. */
export function deniedSteps({ steps }: Pick<LivePreview, "steps">): readonly number[] {
  return steps
    .filter(({ state, permission }) => state === "to-do" && permission === "denied")
    .map(({ n }) => n);
}

export type Refusal = Extract<LiveApplyAnswer, { readonly ok: false }>;

export interface ApplyWorld {
  readonly db: CaseDb;
  readonly live: Live;
  readonly endpoint: string | null;
  readonly program: string;
  readonly who: string;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: LiveProgress) => void;
  /** Milliseconds in which the account must show each step; usually a minute. */
  readonly wait?: number;
}

const refuse = (code: Refusal["code"], text: string): Refusal => ({ ok: false, code, text });

/** Why a preview may not be applied; null: it may. */
export function refusalOf(
  db: CaseDb,
  live: Live,
  { preview }: Prepared,
  approval: Pick<LiveApproval, "account" | "confirmed">,
): Refusal | null {
  const own = standing(db, live, approval.account);
  if (own !== null) return own;
  if (preview.account !== live.connection.account)
    return refuse("no-preview", "The preview is of another account: make a new one.");
  if (preview.blocked !== null) return refuse("blocked", preview.blocked);
  const isOpen = (n: number): boolean => !approval.confirmed.includes(n);
  const open = preview.destructive.filter(isOpen);
  if (open.length > 0)
    return refuse(
      "not-confirmed",
      `Confirm each destructive step by its number: ${open.join(", ")}.`,
    );
  // A run that AWS stops half-way leaves the account half mended.
  const denied = deniedSteps(preview).filter(isOpen);
  if (denied.length > 0)
    return refuse(
      "not-confirmed",
      `AWS says that these credentials may not make step ${denied.join(", ")}: the run would stop there with the steps before it done. Use others, or confirm each by its number to try it all the same.`,
    );
  const interrupted = interruptedRun(db);
  return interrupted === null
    ? null
    : refuse(
        "interrupted-run",
        `Run ${interrupted} was interrupted: go on with it or close it before another.`,
      );
}

/** The last run that has no end although nothing runs; null: there is none. Its process is gone: the case is open here. */
export function interruptedRun(db: CaseDb): number | null {
  return listRuns(db, null).find(({ state }) => state === "interrupted")?.run ?? null;
}

function standing(db: CaseDb, live: Live, typed: string): Refusal | null {
  if (!isLiveOn(db)) return refuse("not-on", "Live fixes are switched off for this case.");
  if (typed.trim() !== live.connection.account)
    return refuse(
      "wrong-account",
      `Nothing was changed: type the id of the account, ${live.connection.account}, to confirm.`,
    );
  return null;
}

/** Applies a preview that `refusalOf` has nothing against. Answers when the run has ended. */
export async function applyPrepared(
  world: ApplyWorld,
  prepared: Prepared,
  answers: Readonly<Record<string, string>>,
): Promise<LiveApplyAnswer> {
  const { db, live, endpoint, program, who } = world;
  const { text, undoes, preview } = prepared;
  const run = nextRun(db);
  appendLive(db, {
    at: new Date().toISOString(),
    kind: "begin",
    run,
    step: null,
    body: beginLine(live, { text, sha256: preview.sha256, who, endpoint, program, undoes }),
  });
  return await ended(world, run, text, answers);
}

/** Goes on with a run that did not come to its end. */
export async function resumeRun(
  world: ApplyWorld,
  run: number,
  typed: string,
  answers: Readonly<Record<string, string>>,
): Promise<LiveApplyAnswer> {
  const { db, live, endpoint, program, who } = world;
  const own = standing(db, live, typed);
  if (own !== null) return own;
  const found = findRun(db, run, null);
  const approved = approvedOf(db, run);
  if (found === null || approved === null)
    return refuse("no-preview", `There is no run ${run} in this case.`);
  if (found.account !== live.connection.account)
    return refuse("wrong-account", `Run ${run} is of account ${found.account}.`);
  if (found.state === "done" || found.state === "closed")
    return refuse("no-preview", `Run ${run} has ended: nothing of it is left to do.`);
  const interrupted = interruptedRun(db);
  if (interrupted !== null && interrupted !== run)
    return refuse("interrupted-run", `Run ${interrupted} was interrupted: go on with that first.`);
  if (runSteps(approved.text, answers) === null)
    return refuse("blocked", "A question with a secret has no answer: secrets are not kept.");
  appendLive(db, {
    at: new Date().toISOString(),
    kind: "begin",
    run,
    step: null,
    body: beginLine(live, { ...approved, text: null, who, endpoint, program }),
  });
  return await ended(world, run, approved.text, answers);
}

async function ended(
  { db, live, signal, onProgress, wait = usualWait }: ApplyWorld,
  run: number,
  text: string,
  answers: Readonly<Record<string, string>>,
): Promise<LiveApplyAnswer> {
  await runPlan({ db, live, run, text, answers, signal, onProgress, wait });
  const found = findRun(db, run, null);
  if (found === null) throw new Error(`run ${run} is missing`);
  return { ok: true, run: found };
}
