/** Fixes beside the inverse: which there are, which fit a finding, and their plans. */
import { fixNames } from "../../shared/fixes/fix.ts";
import { kindOf } from "../../shared/fixes/kinds.ts";
import type { FixAnswer } from "../../shared/ipc/fixes.ts";
import { caseFixesFor, planCaseFix } from "../fixes/case-fixes.ts";
import { printsOf } from "../undo/plan-prints.ts";
import type { CaseStates } from "./case-states.ts";
import { badRequest } from "./engine-failure.ts";
import type { EngineHandlers } from "./protocol.ts";
import type { Session } from "./session.ts";

type FixCalls = Pick<EngineHandlers, "fixKinds" | "fixesFor" | "planFix">;

export function createFixCalls(session: Session, states: CaseStates): FixCalls {
  return {
    fixKinds: () => fixNames.map((name) => kindOf(name)),
    fixesFor: (finding) =>
      states.ask((questions) => {
        const offers = caseFixesFor(session.current().db, questions, finding);
        if (offers === null) throw badRequest(`the case has no finding ${finding}`);
        return offers;
      }),
    planFix: (request) =>
      states.ask((questions): FixAnswer => {
        const fix = planCaseFix(questions, request, Date.now(), () => ({
          calls: [],
          firstAt: null,
          lastAt: null,
        }));
        return "refused" in fix
          ? { ok: false, refused: fix.refused }
          : { ok: true, fix, prints: printsOf(fix.plan), undo: printsOf(fix.undo) };
      }),
  };
}
