/** Fixes beside the inverse: which there are, which fit a finding, and their plans. */
import { aboutFix, aboutUndo } from "../../shared/fixes/fix-words.ts";
import { fixNames } from "../../shared/fixes/fix.ts";
import { kindOf } from "../../shared/fixes/kinds.ts";
import type { FixAnswer } from "../../shared/ipc/fixes.ts";
import { caseFixesFor, planCaseFix } from "../fixes/case-fixes.ts";
import { countCalls, noCalls } from "../fixes/count-calls.ts";
import { printsOf } from "../undo/plan-prints.ts";
import type { CaseStates } from "./case-states.ts";
import { badRequest } from "./engine-failure.ts";
import type { EventColumns } from "./event-columns.ts";
import type { EngineHandlers } from "./protocol.ts";
import type { Session } from "./session.ts";

type FixCalls = Pick<EngineHandlers, "fixKinds" | "fixesFor" | "planFix">;

export function createFixCalls(
  session: Session,
  states: CaseStates,
  columns: EventColumns,
): FixCalls {
  return {
    fixKinds: () => fixNames.map((name) => kindOf(name)),
    fixesFor: (finding) =>
      states.ask((questions) => {
        const offers = caseFixesFor(session.current().db, questions, finding);
        if (offers === null) throw badRequest(`the case has no finding ${finding}`);
        return offers;
      }),
    planFix: async (request): Promise<FixAnswer> => {
      // Columns are loaded only where calls are counted.
      const query = request.name === "least-privilege" ? await columns.query() : null;
      return await states.ask((questions): FixAnswer => {
        const fix = planCaseFix(questions, request, Date.now(), (callers) =>
          query === null ? noCalls : countCalls(query, callers),
        );
        return "refused" in fix
          ? { ok: false, refused: fix.refused }
          : {
              ok: true,
              fix,
              prints: printsOf(fix.plan, aboutFix(fix)),
              undo: printsOf(fix.undo, aboutUndo(fix)),
            };
      });
    },
  };
}
