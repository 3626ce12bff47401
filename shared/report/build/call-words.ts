import { log, text } from "../../span.ts";
import type { Span, Spans } from "../../span.ts";
import type { Operation, PlanValue } from "../../remediation/plan.ts";
import { isAsk } from "../../remediation/plan.ts";
import { coded } from "./words.ts";

/** A value longer than this is a document; its text stands in the finding. */
const longest = 120;

function valueSpan(member: string, value: PlanValue): Span | null {
  if (isAsk(value)) return { t: "em", of: [text("to be answered")] };
  if (typeof value === "string") {
    return value.length > longest || /document/i.test(member) ? text("document") : log(value);
  }
  return typeof value === "object" ? null : text(String(value));
}

/** Members that do not tell which thing a call is made on. */
const beside = new Set(["Description", "Path", "Tags"]);

/** The part of an ARN after its last slash: what people call the thing. */
function nameIn(value: PlanValue): PlanValue {
  return typeof value === "string" && value.startsWith("arn:")
    ? (value.split("/").at(-1) ?? value)
    : value;
}

/**
 * A call in one line: its API and the values that tell which thing it is made on. `short` writes names instead of
 * ARNs, for tables that refer to the finding.
 */
export function callSpans(operation: Operation, form: "full" | "short" = "full"): Spans {
  const values = Object.entries(operation.input).flatMap(([member, value]) => {
    if (beside.has(member)) return [];
    const span = valueSpan(member, form === "short" ? nameIn(value) : value);
    return span === null ? [] : [span];
  });
  if (values.length === 0) return [coded(operation.api)];
  const inside = values.flatMap((value, i) => (i === 0 ? [value] : [text(", "), value]));
  return [coded(operation.api), text(" ("), ...inside, text(")")];
}

/** One text for equal calls in one account. */
export function callKey(operation: Operation, account: string | null): string {
  const input = Object.entries(operation.input).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([account, operation.api, input]);
}

/** Whether everything that a call needs is known, so that equal calls are one and the same. */
export function isSettled(operation: Operation): boolean {
  return Object.values(operation.input).every((value) => !isAsk(value));
}
