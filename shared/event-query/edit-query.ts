/** Small changes of a query, as the bar, the facets and the histogram make them. */
import type { EventExclusion, EventFilter } from "../event-filter.ts";
import type { ListField } from "./fields.ts";
import { listMembers } from "./fields.ts";

/** Adds the conditions of one filter to another: lists together, of anything else the added one counts. */
export function mergeFilters(filter: EventFilter, added: EventFilter): EventFilter {
  const { exclude, ...rest } = added;
  const merged = mergeLists(filter, rest);
  const hasTime = added.from !== undefined || added.to !== undefined;
  const { from: _from, to: _to, ...timeless } = filter;
  const base = hasTime ? timeless : filter;
  const not = mergeLists(filter.exclude ?? {}, exclude ?? {});
  return pruned({ ...base, ...rest, ...merged, exclude: not });
}

/** Takes the time away, or sets another one; null: without end on this side. */
export function withTime(filter: EventFilter, from: number | null, to: number | null): EventFilter {
  const { from: _from, to: _to, ...rest } = filter;
  return { ...rest, ...(from === null ? {} : { from }), ...(to === null ? {} : { to }) };
}

/** Wants a value of a field, or no longer. A value that is wanted is not left out any more. */
export function toggleValue(
  filter: EventFilter,
  field: ListField,
  value: string | null,
): EventFilter {
  const member = listMembers[field];
  return {
    ...pruned({
      ...filter,
      [member]: toggled(filter[member], value),
      exclude: { ...filter.exclude, [member]: without(filter.exclude?.[member], value) },
    }),
  };
}

/** Leaves a value of a field out, or no longer. */
export function toggleExcluded(
  filter: EventFilter,
  field: ListField,
  value: string | null,
): EventFilter {
  const member = listMembers[field];
  return pruned({
    ...filter,
    [member]: without(filter[member], value),
    exclude: { ...filter.exclude, [member]: toggled(filter.exclude?.[member], value) },
  });
}

/** A filter without what it says of one field: what its facet counts. */
export function withoutField(filter: EventFilter, field: ListField): EventFilter {
  const member = listMembers[field];
  return pruned({ ...filter, [member]: [], exclude: { ...filter.exclude, [member]: [] } });
}

/** Without empty lists: the same filter has one form, whichever way it was made. */
export function pruned(filter: EventFilter): EventFilter {
  const { exclude, ...rest } = filter;
  const not = filled(exclude ?? {});
  const { text, ...own } = filled(rest);
  return {
    ...own,
    ...(text === undefined || text === "" ? {} : { text }),
    ...(Object.keys(not).length === 0 ? {} : { exclude: not }),
  };
}

type Values = readonly (string | null)[];

function toggled(values: Values | undefined, value: string | null): Values {
  const list = values ?? [];
  return list.includes(value) ? without(list, value) : [...list, value];
}

function without(values: Values | undefined, value: string | null): Values {
  return (values ?? []).filter((one) => one !== value);
}

function mergeLists(one: EventExclusion, other: EventExclusion): EventExclusion {
  const members = Object.values(listMembers);
  return Object.fromEntries(
    members.map((member) => [
      member,
      [...new Set([...(one[member] ?? []), ...(other[member] ?? [])])],
    ]),
  );
}

/** Members that say something. */
function filled<T extends EventExclusion>(filter: T): T {
  // The members that stay are those of T.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.fromEntries(
    Object.entries(filter).filter(
      ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  ) as T;
}
