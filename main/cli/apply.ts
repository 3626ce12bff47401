/** `trailproof apply` and `trailproof undo`: the commands that change a live account. */
import { readFileSync } from "node:fs";
import { Failure, messageOf } from "../../shared/errors.ts";
import { aboutFix } from "../../shared/fixes/fix-words.ts";
import { locksOut } from "../../shared/fixes/own-identity.ts";
import { isApprovedText, readApproved } from "../../shared/live/approved.ts";
import type { Evidence } from "../../shared/live/evidence.ts";
import { entityKeyOf, evidenceOf } from "../../shared/live/evidence.ts";
import type { Account } from "../../shared/live/facts.ts";
import { needsOf } from "../../shared/live/judge.ts";
import { liveCalls } from "../../shared/live/resolve.ts";
import type { Plan } from "../../shared/remediation/plan.ts";
import { plain } from "../../shared/span.ts";
import type { Spans } from "../../shared/span.ts";
import { accountState, entityState } from "../../shared/state/state.ts";
import type { EntityState } from "../../shared/state/state.ts";
import { appendLive } from "../db/live-journal.ts";
import type { CaseDb } from "../db/open-case.ts";
import { resumeRun } from "../live/apply.ts";
import { findRun, listRuns, undoPlan } from "../live/runs.ts";
import { foldCase } from "../state/fold-case.ts";
import { fixToApply } from "./fix.ts";
import {
  applyWorld,
  connected,
  previewAndApply,
  refused,
  setSwitch,
  tellRun,
} from "./live-case.ts";
import type { Given } from "./live-case.ts";
import type { Options } from "./options.ts";
import { plannedBy } from "./plan.ts";
import { printRun } from "./print-live.ts";
import { visible } from "./visible.ts";
import { withCase } from "./with-case.ts";
import type { World } from "./world.ts";
import { required } from "./world.ts";

/** Previews and applies a plan, or goes on with a run. */
export async function apply(options: Options, world: World): Promise<void> {
  const path = required(options.case);
  await withCase(path, false, async (db) => {
    const { live: own } = options;
    setSwitch(db, own, world);
    if (own.close !== null) {
      close(db, own.close, options, world);
      return;
    }
    if (own.resume !== null) {
      const live = await connected(db, own, world);
      const { account, answers } = own;
      if (account === null)
        throw refused(
          `Nothing was done. To go on, confirm with the account’s id: --yes-account ${live.connection.account}`,
        );
      const running = applyWorld(db, live, options, world);
      const answer = await resumeRun(running, own.resume, account, answers);
      live.end();
      if (!answer.ok) throw refused(answer.text);
      tellRun(answer.run, options, world);
      return;
    }
    const given = own.plan === null ? null : savedPlan(own.plan);
    if (given === null && !isAsked(options)) return;
    const fix = own.fix === null ? null : await fixToApply(db, path, own.fix, options, world);
    if (fix !== null && !options.json) for (const one of aboutFix(fix)) tell(one, world);
    const plan = given?.plan ?? fix?.plan ?? (await plannedBy(db, path, options));
    // Before anything is connected: a plan for another account is of no use here.
    const live = await connected(db, own, world);
    const { account, arn } = live.connection;
    const locked = fix === null ? null : locksOut(fix.request, arn);
    if (locked !== null) throw refused(visible(plain(locked.refused)));
    if (plan.account !== null && plan.account !== account)
      throw refused(
        `The plan is for account ${plan.account}, and the credentials are of ${account}. Nothing was done.`,
      );
    const undone = given?.undoes == null ? null : undoPlan(db, given.undoes);
    try {
      await previewAndApply(
        db,
        live,
        {
          plan,
          undoes: given?.undoes ?? null,
          approved: given?.approved ?? null,
          decisions: given?.decisions ?? [],
          evidence: (id) => undone?.left ?? caseEvidence(db, plan, own.answers, id),
        },
        options,
        world,
      );
    } finally {
      live.end();
    }
  });
}

/** What a fix is, above its preview. */
function tell(line: Spans, world: World): void {
  world.out(`${visible(plain(line))}\n`);
}

function isAsked({ finding, event, session, filter, live }: Options): boolean {
  return (
    live.fix !== null ||
    finding !== null ||
    event !== null ||
    session !== null ||
    filter.actors !== undefined ||
    filter.from !== undefined ||
    filter.to !== undefined
  );
}

/** Takes the applied steps of a run back; without a number lists the runs. */
export async function undo(options: Options, world: World): Promise<void> {
  const path = required(options.case);
  await withCase(path, false, async (db) => {
    const { live: own } = options;
    setSwitch(db, own, world);
    if (own.journal === null) {
      const runs = listRuns(db, null);
      if (options.json) world.out(`${JSON.stringify({ runs }, null, 2)}\n`);
      else for (const run of runs) printRun(run, world);
      if (runs.length === 0) world.err.write("Nothing was applied from this case.\n");
      return;
    }
    const found = undoPlan(db, own.journal);
    if (found === null) throw refused(`There is no run ${own.journal} in this case.`);
    if (found.plan.operations.length === 0)
      throw refused(
        [
          `Run ${own.journal} has no step that can be taken back.`,
          ...found.plan.manual.map((one) => plain(one.text)),
        ].join(" "),
      );
    const live = await connected(db, own, world);
    if (found.plan.account !== live.connection.account)
      throw refused(
        `Run ${own.journal} is of account ${found.plan.account ?? ""}, and the credentials are of ${live.connection.account}. Nothing was done.`,
      );
    try {
      const { plan, left } = found;
      const undoes = own.journal;
      await previewAndApply(
        db,
        live,
        { plan, evidence: () => left, undoes, approved: null, decisions: [] },
        options,
        world,
      );
    } finally {
      live.end();
    }
  });
}

function close(db: CaseDb, run: number, options: Options, world: World): void {
  if (findRun(db, run, null)?.state !== "interrupted")
    throw refused(`Run ${run} was not interrupted: there is nothing to close.`);
  const body = { state: "closed", who: null };
  appendLive(db, { at: new Date().toISOString(), kind: "end", run, step: null, body });
  const closed = findRun(db, run, null);
  if (closed === null) return;
  if (options.json) world.out(`${JSON.stringify({ run: closed }, null, 2)}\n`);
  else printRun(closed, world);
}

/** A plan from a file. @throws Failure when it is none */
function savedPlan(path: string): Pick<Given, "plan" | "undoes" | "approved" | "decisions"> {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new Failure(
      { code: "path-unreadable", path, reason: messageOf(error) },
      { cause: error },
    );
  }
  const found = readApproved(text);
  if (found === null)
    throw refused(
      `${path} is no plan: make one with trailproof plan --as json, or with trailproof apply --dry-run --out FILE.`,
    );
  const { plan, undoes, decisions } = found;
  return { plan, undoes, decisions, approved: isApprovedText(text) ? text : null };
}

/** What the case says, at its end, of all that a plan touches. */
function caseEvidence(
  db: CaseDb,
  plan: Plan,
  answers: Readonly<Record<string, string>>,
  account: Account,
): Evidence {
  const folded = foldCase(db, null).find(({ id }) => id === account.id);
  if (folded === undefined) return () => null;
  const states = new Map<string, EntityState>();
  const things = new Set(needsOf(liveCalls(plan, answers), account).map(({ thing }) => thing));
  for (const thing of things) {
    const key = entityKeyOf(thing);
    const state = key === null ? null : entityState(folded.now, key, folded.later);
    if (state !== null) states.set(thing, state);
  }
  const settings = things.has("account") ? accountState(folded.now, folded.later).settings : null;
  return evidenceOf(states, settings);
}
