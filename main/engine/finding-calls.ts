/** Findings as lists and one by one, and what people decide about them. */
import { describeFinding } from "./finding-detail.ts";
import { createEventReader } from "./finding-events.ts";
import { facetsOf, matching } from "./finding-filter.ts";
import { pageOf, placeOf } from "./finding-lines.ts";
import type { FindingTables } from "./finding-table.ts";
import { createHandCalls } from "./hand-calls.ts";
import type { EngineHandlers } from "./protocol.ts";
import type { Session } from "./session.ts";

type FindingCalls = Pick<
  EngineHandlers,
  "findingPage" | "findingFacets" | "findingPlace" | "findingDetail"
> &
  ReturnType<typeof createHandCalls>;

/** Lines of a page at most. */
const maxLines = 500;

export function createFindingCalls(session: Session, tables: FindingTables): FindingCalls {
  return {
    findingPage: (query, order, offset, limit) => ({
      ...pageOf(
        tables.of(query),
        query,
        order,
        Math.max(0, offset),
        Math.min(limit, maxLines),
        createEventReader(session.current()),
      ),
      switchedOff: matching(tables.off(), query).length,
    }),
    findingFacets: (query) => facetsOf(tables.of(query), query),
    findingPlace: (query, order, id) => placeOf(tables.of(query), query, order, id),
    findingDetail: (id) => {
      const shown = tables.current();
      const table = shown.indexOf(id) === null ? tables.off() : shown;
      return describeFinding(session.current(), table, id);
    },
    ...createHandCalls(session, tables),
  };
}
