import { nameOf } from "../iam/arn.ts";
import { secondsBetween } from "../state/fact.ts";
import type { Condition, Statement } from "../iam/policy-statement.ts";
import { deniesWithoutMfa } from "../iam/conditions.ts";
import { cite, joined, log, num, say, text } from "../span.ts";
import type { LogKind, Span, Spans } from "../span.ts";

/** Log text set as code: actions, condition keys, patterns. */
export function coded(s: string, kind: LogKind = "other"): Span {
  return { t: "code", of: [log(s, kind)] };
}

/** Our own text set as code: names of the AWS API. */
export function api(name: string): Span {
  return { t: "code", of: [text(name)] };
}

/** The name of a policy, from its ARN. */
export function policyName(arn: string): Span {
  return log(nameOf(arn), "policy");
}

/** An instant, or the words for a record without one. */
export function instant(at: string | null): Spans {
  return at === null
    ? [text("at a time that the record does not give")]
    : say`at ${{ t: "time", at }}`;
}

/** A label for the middle of a sentence: "Policy X" becomes "policy X", "MFA device" stays. */
export function lowered(label: Spans): Spans {
  const [first, ...rest] = label;
  if (first === undefined || first.t !== "text" || !/^[A-Z][a-z]/.test(first.s)) return label;
  return [text(first.s.charAt(0).toLowerCase() + first.s.slice(1)), ...rest];
}

/** A label for the start of a sentence. */
export function raised(label: Spans): Spans {
  const [first, ...rest] = label;
  if (first === undefined || first.t !== "text") return label;
  return [text(first.s.charAt(0).toUpperCase() + first.s.slice(1)), ...rest];
}

/** Cited events in a row. */
export function cites(ids: readonly string[]): Spans {
  return joined(
    ids.map((id) => cite(id)),
    " ",
  );
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

/** A span of time, exact: "47 min 35 s". */
export function duration(seconds: number): Spans {
  const whole = Math.round(seconds);
  const parts: Spans[] = [];
  const units: readonly (readonly [number, string])[] = [
    [86_400, "d"],
    [3600, "h"],
    [60, "min"],
    [1, "s"],
  ];
  let rest = whole;
  for (const [size, word] of units) {
    const n = Math.floor(rest / size);
    rest -= n * size;
    if (n > 0) parts.push(say`${num(n)} ${text(word)}`);
  }
  return parts.length === 0 ? [text("0 s")] : joined(parts, " ");
}

/** How long a run of calls took: "within 4 min 10 s". */
export function span(calls: readonly { readonly at: string | null }[]): Spans {
  const seconds = secondsBetween(calls[0]?.at ?? null, calls.at(-1)?.at ?? null);
  return seconds === null ? [] : say`within ${duration(Math.max(1, seconds))}`;
}

/** How long one moment came after another: "12 min later"; empty when either is unknown. */
export function later(from: string | null, to: string | null): Spans {
  const seconds = secondsBetween(from, to);
  return seconds === null ? [] : say`${duration(seconds)} later`;
}
