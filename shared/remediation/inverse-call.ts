import { field } from "../cloudtrail-event.ts";
import type { InverseCall } from "../knowledge/entry.ts";
import { askFor } from "./ask-questions.ts";
import type { Resolved, Sources } from "./inverse-value.ts";
import { resolveEach, resolveValue } from "./inverse-value.ts";
import { operationWords } from "./operation-words.ts";
import { isOptional, renaming, valueForNone } from "./optional-members.ts";
import type { PlanValue } from "./plan.ts";

/** The request of one call, ready for a plan. */
export interface BuiltCall {
  readonly input: Readonly<Record<string, PlanValue>>;
  readonly evidence: readonly string[];
  readonly asks: boolean;
  /** Optional members of which nothing is known. */
  readonly leftOut: readonly string[];
  /** Lists that may have had further members. */
  readonly further: readonly string[];
  /** What the call does. */
  readonly words: string;
  /** What the call names and was deleted since, and by which event: the call can't be made. */
  readonly gone: { readonly value: PlanValue; readonly by: string } | null;
}

/**
 * The requests that one inverse call stands for: none when a needed thing is known not to have existed, several
 * for `x[]` sources, one otherwise. `given`: members whose value is already decided. Null when a needed value is
 * unknown and no single question could supply it.
 */
export function buildCall(
  call: InverseCall,
  from: Sources,
  given: Readonly<Record<string, PlanValue>> = {},
): readonly BuiltCall[] | null {
  const repeated = Object.entries(call.params).filter(
    ([, source]) => typeof source === "string" && /^\$prior\..*\[\]/.test(source),
  );
  if (repeated.length === 0) return single(call, from, { ...known(given) });
  const columns = repeated.map(
    ([member, source]) => [member, resolveEach(String(source), member, from.facts)] as const,
  );
  const rows = columns[0]?.[1] ?? null;
  if (rows === null || columns.some(([, list]) => list?.length !== rows.length))
    return repeated.length === 1 ? single(call, from, known(given)) : null;
  const built: BuiltCall[] = [];
  for (const row of rows.keys()) {
    const values = Object.fromEntries(
      columns.map(([member, list]): [string, Resolved] => [
        member,
        list?.[row] ?? { state: "unknown" },
      ]),
    );
    built.push(...(single(call, from, { ...known(given), ...values }) ?? []));
  }
  return built;
}

function isList(value: PlanValue): value is readonly PlanValue[] {
  return Array.isArray(value);
}

function known(given: Readonly<Record<string, PlanValue>>): Record<string, Resolved> {
  return Object.fromEntries(
    Object.entries(given).map(([member, value]): [string, Resolved] => [
      member,
      { state: "known", value, evidence: [] },
    ]),
  );
}

function single(
  call: InverseCall,
  from: Sources,
  given: Readonly<Record<string, Resolved>>,
): readonly BuiltCall[] | null {
  const input: Record<string, PlanValue> = {};
  const evidence = new Set<string>([from.event.id]);
  const leftOut: string[] = [];
  const further: string[] = [];
  let asks = false;
  let gone: BuiltCall["gone"] = null;
  for (const [member, source] of Object.entries(call.params)) {
    if (renaming.has(member) && field(from.event.request ?? undefined, member) === undefined)
      continue;
    const value = given[member] ?? resolveValue(source, member, from);
    if (value.state === "known") {
      // What is made anew without any is asked for without the member: some calls refuse an empty list.
      const isNone = isList(value.value) && value.value.length === 0;
      if (!isNone || !call.api.startsWith("Create")) input[member] = value.value;
      if (value.isPartial === true) further.push(member);
      for (const id of value.evidence) evidence.add(id);
      if (value.deletedBy !== undefined) gone = { value: value.value, by: value.deletedBy };
    } else if (isOptional(call.api, member)) {
      if (value.state === "unknown") leftOut.push(member);
    } else if (value.state === "none") {
      const instead = valueForNone(call.api, member);
      if (instead === "") input[member] = instead;
      if (instead !== undefined) continue;
      // A plan is for what was there: without the needed thing there is nothing to put back.
      return [];
    } else {
      const several = given[member] === undefined && mayBeSeveral(String(source));
      input[member] = askFor(String(source), call.api, member, several);
      asks = true;
    }
  }
  const bare = Object.keys(call.params).length > 0 && Object.keys(input).length === 0;
  if (bare) return null;
  const words = operationWords(call.api, input["Status"]);
  return [{ input, evidence: [...evidence], asks, leftOut, further, words, gone }];
}

/** Lists of earlier facts and `$live.each` may hold any number of things. */
function mayBeSeveral(source: string): boolean {
  return source.startsWith("$live.") || (source.startsWith("$prior.") && source.includes("[]"));
}
