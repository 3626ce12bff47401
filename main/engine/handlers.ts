/** All groups of calls that an engine answers. */
import { createCaseCalls } from "./case-calls.ts";
import { createEventCalls } from "./event-calls.ts";
import { createFindingCalls } from "./finding-calls.ts";
import { createFindingTables } from "./finding-table.ts";
import { createOverviewCalls } from "./overview-calls.ts";
import { createImportCalls } from "./import-calls.ts";
import type { SomeHandlers } from "./serve.ts";
import type { SessionOwner } from "./session.ts";
import { createWork } from "./work.ts";

/** Makes the functions behind all calls; a call that is not among them is refused as a bad request. */
export function createHandlers(session: SessionOwner): SomeHandlers {
  const work = createWork(session);
  const isImporting = (): boolean => work.running() === "import";
  const tables = createFindingTables(session);
  return {
    ...createCaseCalls(session, isImporting),
    ...createEventCalls(session, isImporting),
    ...createFindingCalls(session, tables),
    ...createOverviewCalls(session, tables),
    ...createImportCalls(session, work),
  };
}
