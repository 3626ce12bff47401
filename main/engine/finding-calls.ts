/** Findings as lists and one by one, and what people decide about them. */
import { describeFinding } from "./finding-detail.ts";
import { facetsOf } from "./finding-filter.ts";
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
    findingPage: (query, order, offset, limit) =>
      pageOf(tables.current(), query, order, Math.max(0, offset), Math.min(limit, maxLines)),
    findingFacets: (query) => facetsOf(tables.current(), query),
    findingPlace: (query, order, id) => placeOf(tables.current(), query, order, id),
    findingDetail: (id) => describeFinding(session.current(), tables.current(), id),
    ...createHandCalls(session, tables),
  };
}
