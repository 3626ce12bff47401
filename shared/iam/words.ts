/** Parts of sentences about policy documents. What stands in a document is log text. */
import { joined, log, num, say, text } from "../span.ts";
import type { LogKind, Span, Spans } from "../span.ts";
import { deniesWithoutMfa } from "./conditions.ts";
import type { Condition, Statement } from "./policy-statement.ts";

/** Log text set as code: actions, condition keys, patterns. */
export function coded(s: string, kind: LogKind = "other"): Span {
  return { t: "code", of: [log(s, kind)] };
}

/** Our own text set as code: names of the AWS API. */
export function api(name: string): Span {
  return { t: "code", of: [text(name)] };
}

/** A list in a sentence, its end counted instead of written out when it is long. */
export function some(parts: readonly (Span | Spans)[], most = 8): Spans {
  if (parts.length <= most) return joined(parts, ", ", " and ");
  return say`${joined(parts.slice(0, most))} and ${num(parts.length - most)} more`;
}

/** Patterns of a document as a list of code. */
export function patterns(all: readonly string[], most = 8): Spans {
  return some(
    [...new Set(all)].map((p) => coded(p)),
    most,
  );
}

/** What a Deny statement denies, and when: "every action except … without a second factor". */
export function denied(statement: Statement): Spans {
  const actions =
    statement.notActions === null
      ? patterns(statement.actions ?? [])
      : say`every action except ${patterns(statement.notActions)}`;
  const isAll = statement.resources?.includes("*") ?? false;
  const on =
    isAll || statement.resources === null ? [] : say` on ${patterns(statement.resources, 4)}`;
  return [...actions, ...on, ...when(statement)];
}

function when(statement: Statement): Spans {
  if (statement.conditions.length === 0) return [];
  if (deniesWithoutMfa(statement)) return say` without a second factor`;
  return say` under the condition ${conditions(statement.conditions)}`;
}

/** Conditions as written: operator, key, values. */
export function conditions(all: readonly Condition[]): Spans {
  return some(
    all.map((c) => say`${coded(`${c.operator} ${c.key}`)} ${patterns(c.values, 3)}`),
    3,
  );
}
