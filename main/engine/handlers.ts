/** All groups of calls that an engine answers. */
import { createCaseCalls } from "./case-calls.ts";
import { createCaseStates } from "./case-states.ts";
import { createEntityCalls } from "./entity-calls.ts";
import { createEventCalls } from "./event-calls.ts";
import { createEventColumns } from "./event-columns.ts";
import { createEvidenceCalls } from "./evidence-calls.ts";
import { createFindingCalls } from "./finding-calls.ts";
import { createFixCalls } from "./fix-calls.ts";
import { createFindingTables } from "./finding-table.ts";
import { createLiveCalls } from "./live-calls.ts";
import { createOverviewCalls } from "./overview-calls.ts";
import { createPostureCalls } from "./posture-calls.ts";
import { createImportCalls } from "./import-calls.ts";
import { createReportCalls } from "./report-calls.ts";
import { createRuleCalls } from "./rule-calls.ts";
import { createPlanCalls } from "./plan-calls.ts";
import type { EngineHandlers } from "./protocol.ts";
import { createStateCalls } from "./state-calls.ts";
import type { SessionOwner } from "./session.ts";
import { createWorkCalls } from "./work-calls.ts";
import { createWork } from "./work.ts";

/** Makes the functions behind all calls. */
export function createHandlers(session: SessionOwner): EngineHandlers {
  const work = createWork(session);
  const isImporting = (): boolean => work.running() === "import";
  const columns = createEventColumns(session, isImporting);
  const tables = createFindingTables(session);
  const states = createCaseStates(session, isImporting);
  const plans = createPlanCalls(session);
  const fixes = createFixCalls(session, states, columns);
  return {
    ...createCaseCalls(session, isImporting),
    ...createEventCalls(session, columns),
    ...createEntityCalls(session, states),
    ...createFindingCalls(session, tables),
    ...createRuleCalls(session, work, tables, columns),
    ...createStateCalls(states),
    ...createOverviewCalls(session, tables),
    ...createPostureCalls(session, work),
    ...plans,
    ...fixes,
    ...createLiveCalls(session, work, states, { ...plans, ...fixes }),
    ...createImportCalls(session, work),
    ...createEvidenceCalls(session, work),
    ...createWorkCalls(session, work, columns),
    ...createReportCalls(session, work),
  };
}
