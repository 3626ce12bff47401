/** Plans that take changes back, for one event up to a whole time window. */
import type { PlanAnswer } from "../../shared/ipc/plan.ts";
import { planOfCase } from "../undo/case-plan.ts";
import { printsOf } from "../undo/plan-prints.ts";
import type { EngineHandlers } from "./protocol.ts";
import type { Session } from "./session.ts";

type PlanCalls = Pick<EngineHandlers, "planFor">;

/** Events of an answer at most. */
const maxEvents = 500;

export function createPlanCalls(session: Session): PlanCalls {
  return {
    planFor: async (request): Promise<PlanAnswer | null> => {
      const { db } = session.current();
      const found = await planOfCase(db, request);
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
