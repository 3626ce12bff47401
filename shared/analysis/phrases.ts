import { nameOf } from "../iam/arn.ts";
import { secondsBetween } from "../state/fact.ts";
import { cite, joined, log, num, say, text } from "../span.ts";
import type { Span, Spans } from "../span.ts";

export { api, coded, conditions, denied, patterns, some } from "../iam/words.ts";

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
