/** What identities called, counted from the columns of a case. */
import type { Used, UsedCall } from "../../shared/fixes/known.ts";
import type { EventFilter } from "../../shared/event-filter.ts";
import type { EventQuery } from "../db/query/event-query.ts";

/** More different calls than AWS has for a policy to hold. */
const mostCalls = 20_000;

/** Successful calls of users, and of sessions of roles; `callers`: their ARNs. */
export function countCalls(query: EventQuery, callers: readonly string[]): Used {
  const roles = callers.filter((arn) => arn.includes(":role/"));
  const users = callers.filter((arn) => !arn.includes(":role/"));
  const filters: readonly EventFilter[] = [
    ...(users.length > 0 ? [{ actors: users, outcome: "succeeded" as const }] : []),
    ...(roles.length > 0 ? [{ roles, outcome: "succeeded" as const }] : []),
  ];
  const calls: UsedCall[] = [];
  const events: string[] = [];
  const times: string[] = [];
  const seen = new Set<string>();
  for (const filter of filters) {
    const range = query.range(filter);
    if (range !== null) times.push(range.first, range.last);
    for (const { value, events: count } of query.summary(filter, mostCalls).facets.action.top) {
      const { source, name } = value;
      if (source === null || name === null) continue;
      calls.push({ source, name, count });
      if (seen.has(source)) continue;
      seen.add(source);
      const [row] = query.page({ ...filter, sources: [source] }, { limit: 1 }).rows;
      if (row !== undefined) events.push(row.eventId);
    }
  }
  const sorted = times.toSorted();
  const [first, last] = [sorted[0], sorted.at(-1)];
  return {
    calls,
    events,
    own: first === undefined || last === undefined ? null : { first, last },
    log: query.range({}),
  };
}

/** Of a fix that looks at no calls. */
export const noCalls: Used = { calls: [], events: [], own: null, log: null };
