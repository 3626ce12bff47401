/** A plan against the live account: nothing is changed. */
import { createHash, randomUUID } from "node:crypto";
import type { LiveDecision, LivePreview, LiveStep } from "../../shared/ipc/live.ts";
import { approvedText } from "../../shared/live/approved.ts";
import type { Evidence } from "../../shared/live/evidence.ts";
import type { World } from "../../shared/live/facts.ts";
import { accountOf } from "../../shared/live/facts.ts";
import type { Judged } from "../../shared/live/judge.ts";
import { changesOf, judgeCalls, needsOf, worldAfter } from "../../shared/live/judge.ts";
import { undoWords } from "../../shared/live/inverse.ts";
import { fixPolicy, grantsOf, readPolicy } from "../../shared/live/policies.ts";
import { liveCalls, questionsOf } from "../../shared/live/resolve.ts";
import type { Plan } from "../../shared/remediation/plan.ts";
import type { Live } from "./connect.ts";
import { askPermissions } from "./permissions.ts";
import { gather, readWorld } from "./read.ts";

/** A preview, and what is needed to apply it. */
export interface Prepared {
  readonly preview: LivePreview;
  readonly judged: readonly Judged[];
  /** What is approved; its SHA-256 is that of the preview. */
  readonly text: string;
  /** The run that it takes back, or null. */
  readonly undoes: number | null;
}

export interface PrepareOptions {
  readonly plan: Plan;
  readonly answers: Readonly<Record<string, string>>;
  readonly decisions: readonly LiveDecision[];
  readonly evidence: Evidence;
  readonly undoes: number | null;
  /** UTC ISO. */
  readonly at: string;
}

/** Reads all that the plan touches and judges each call. @throws what the SDK throws where AWS can't be reached */
export async function prepare(live: Live, options: PrepareOptions): Promise<Prepared> {
  const { plan, answers, decisions, evidence, undoes, at } = options;
  const { account: id } = live.connection;
  const account = accountOf(live.connection);
  const calls = liveCalls(plan, answers);
  const needs = needsOf(calls, account);
  const world = await readWorld(live, gather(needs));
  const judged = judgeCalls(calls, world, account, evidence, decisions);
  const toDo = judged.filter(({ state }) => state === "to-do");
  const grants = new Map(judged.map((one) => [one, grantsOf(one, world, account)]));
  const permissions = await askPermissions(
    live,
    toDo.flatMap((one) => grants.get(one) ?? []),
  );
  const text = approvedText(id, judged, undoes);
  let now: World = world;
  const steps = judged.map((one) => {
    const step = stepOf(one, now, permissions.of(grants.get(one) ?? []));
    if (one.state === "to-do") now = worldAfter(now, one);
    return step;
  });
  return {
    judged,
    text,
    undoes,
    preview: {
      id: randomUUID(),
      sha256: createHash("sha256").update(text).digest("hex"),
      account: id,
      at,
      steps,
      questions: questionsOf(plan, answers, calls),
      manual: plan.manual.map((one) => one.text),
      lost: plan.lost,
      left: (plan.conflicts ?? []).map(({ what }) => what),
      toDo: toDo.length,
      blocked: blockedBy(steps, toDo.length),
      destructive: steps
        .filter(({ state, isDestructive }) => state === "to-do" && isDestructive)
        .map(({ n }) => n),
      permissionNote: permissions.note,
      readPolicy: readPolicy(needs, world, account),
      fixPolicy: fixPolicy(needs, [...grants.values()].flat(), world, account),
    },
  };
}

function stepOf(judged: Judged, world: World, permission: LiveStep["permission"]): LiveStep {
  const { call, state, notes, inverse, isDestructive } = judged;
  const { operation, shown } = call;
  return {
    n: call.n,
    api: operation.api,
    request: JSON.stringify(shown, null, 2),
    why: operation.why,
    evidence: operation.evidence,
    certainty: operation.certainty,
    state,
    notes,
    changes: changesOf(judged, world),
    isDestructive,
    permission: state === "to-do" ? permission : "unknown",
    undo: undoWords(inverse),
  };
}

function blockedBy(steps: readonly LiveStep[], toDo: number): string | null {
  const numbers = (state: LiveStep["state"]): readonly number[] =>
    steps.filter((step) => step.state === state).map(({ n }) => n);
  const reasons = [
    ["conflict", "in conflict with the account: decide about each by hand"],
    ["unreadable", "about things that can’t be read: decide about each by hand"],
    ["needs-answer", "without an answer"],
    ["not-supported", "not made by this program: leave them out and make them by the printed plan"],
  ] as const;
  const found = reasons.flatMap(([state, words]) => {
    const [first, ...more] = numbers(state);
    if (first === undefined) return [];
    return more.length === 0
      ? [`Step ${first} is ${words}.`]
      : [`Steps ${[first, ...more].join(", ")} are ${words}.`];
  });
  if (found.length > 0) return found.join(" ");
  return toDo === 0 ? "Nothing is left to do: the account is so already." : null;
}
