/** What the case says, at its end, of all that a plan touches. */
import type { Evidence } from "../../shared/live/evidence.ts";
import { entityKeyOf, evidenceOf } from "../../shared/live/evidence.ts";
import type { Account } from "../../shared/live/facts.ts";
import { needsOf } from "../../shared/live/judge.ts";
import { liveCalls } from "../../shared/live/resolve.ts";
import type { Plan } from "../../shared/remediation/plan.ts";
import type { EntityState } from "../../shared/state/state-types.ts";
import type { StateQuestions } from "../state/state-questions.ts";

/** The evidence about a plan for an account. */
export function liveEvidence(
  questions: StateQuestions,
  plan: Plan,
  answers: Readonly<Record<string, string>>,
  account: Account,
): Evidence {
  const things = new Set(needsOf(liveCalls(plan, answers), account).map(({ thing }) => thing));
  const states = new Map<string, EntityState>();
  for (const thing of things) {
    const key = entityKeyOf(thing);
    const state = key === null ? null : questions.entityAt(account.id, key, null).state;
    if (state !== null) states.set(thing, state);
  }
  const settings = things.has("account") ? questions.accountAt(account.id, null).settings : null;
  return evidenceOf(states, settings);
}
