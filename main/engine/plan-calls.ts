/** Plans that take changes back, for one event up to a whole time window. */
import type { PlanAnswer } from "../../shared/ipc/plan.ts";
import type { CaseDb } from "../db/open-case.ts";
import type { Planner } from "../undo/case-plan.ts";
import { createPlanner } from "../undo/case-plan.ts";
import { printsOf } from "../undo/plan-prints.ts";
import type { EngineHandlers } from "./protocol.ts";
import type { Session } from "./session.ts";

type PlanCalls = Pick<EngineHandlers, "planFor">;

/** Events of an answer at most. */
const maxEvents = 500;

interface Kept {
  readonly db: CaseDb;
  readonly imports: number;
  readonly planner: Planner;
}

export function createPlanCalls(session: Session): PlanCalls {
  let kept: Kept | null = null;
  session.beforeClose(() => {
    kept = null;
  });

  function planner(): Planner {
    const { db, imports } = session.current();
    if (kept?.db !== db || kept.imports !== imports())
      kept = { db, imports: imports(), planner: createPlanner(db) };
    return kept.planner;
  }

  return {
    planFor: async (request): Promise<PlanAnswer | null> => {
      const found = await planner().plan(request);
      if (found === null) return null;
      const { plan, accounts, steps } = found;
      return {
        plan,
        prints: printsOf(plan),
        accounts,
        events: steps
          .slice(0, maxEvents)
          .map(({ id, name, at }) => ({ eventId: id, eventName: name, time: at })),
        eventCount: steps.length,
      };
    },
  };
}
