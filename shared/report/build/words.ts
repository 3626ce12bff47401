import { joined, log, num, say, text } from "../../span.ts";
import type { Span, Spans } from "../../span.ts";
import { severities } from "../../severity.ts";
import type { Severity } from "../../severity.ts";
import type { Outcome } from "../../cloudtrail-event.ts";
import type { Block } from "../document.ts";
import { dayNumber } from "./period.ts";

/** Words of ours as spans. */
export function words(s: string): Spans {
  return [text(s)];
}

/** Words of ours, emphasized. */
export function strong(s: string): Span {
  return { t: "strong", of: [text(s)] };
}

/** Words of ours set as code: names of commands and members. */
export function coded(s: string): Span {
  return { t: "code", of: [text(s)] };
}

/** A reference inside the report; `shown` where the target's own name would be too long. */
export function ref(to: string, shown?: string): Span {
  return shown === undefined ? { t: "ref", to } : { t: "ref", to, text: shown };
}

/** A paragraph. */
export function para(spans: Spans, look?: "lead" | "soft"): Block {
  return look === undefined ? { b: "para", spans } : { b: "para", spans, look };
}

/** A heading of level 3 that other parts of the report can refer to. */
export function heading(id: string, title: string): Block {
  return { b: "heading", level: 3, id, text: title };
}

/** A list with bullets; nothing for no items. */
export function bullets(items: readonly Spans[]): readonly Block[] {
  return items.length === 0 ? [] : [{ b: "list", ordered: false, items }];
}

/** References one after the other; past `most` the rest is counted and `rest` says where it is. */
export function refs(ids: readonly string[], most = 12, rest = "findings"): Spans {
  const shown = joined(
    ids.slice(0, most).map((id) => ref(id)),
    " ",
  );
  const more = ids.length - most;
  return more <= 0 ? shown : say`${shown} and ${num(more)} more (${ref(rest)})`;
}

/** Parts of a sentence with commas and a last "and". */
export function listed(parts: readonly Spans[]): Spans {
  return joined(parts, ", ", " and ");
}

/** Parts that hold commas themselves, one after the other. */
export function chained(parts: readonly Spans[]): Spans {
  return joined(parts, "; ", "; and ");
}

/** The severity as a word inside a sentence. */
export function severityInText(severity: Severity): string {
  return severity === "info" ? "information" : severity;
}

/** "4 critical, 2 high and 1 for information": severities that occur, worst first. */
export function severityCounts(counts: Readonly<Record<Severity, number>>): Spans {
  return listed(
    severities
      .filter((severity) => counts[severity] > 0)
      .map(
        (severity) =>
          say`${num(counts[severity])} ${text(severity === "info" ? "for information" : severity)}`,
      ),
  );
}

const dueWords: Readonly<Record<Severity, string>> = {
  critical: "within 24 hours",
  high: "within 7 days",
  medium: "within 30 days",
  low: "at the next review",
  info: "no date",
};

/** By when a finding of a severity is to be dealt with. */
export function dueOf(severity: Severity): string {
  return dueWords[severity];
}

const outcomes: Readonly<Record<Outcome, string>> = {
  success: "Succeeded",
  denied: "Denied",
  failed: "Failed",
};

/** How a call ended, as one word. */
export function outcomeWord(outcome: Outcome): string {
  return outcomes[outcome];
}

const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** `6 October 2026` of a day `YYYY-MM-DD`; a text that is no day is returned as it is. */
export function dayInWords(day: string): string {
  const [year = "", month = "", date = ""] = day.split("-");
  const name = months[Number(month) - 1];
  return dayNumber(day) === null || name === undefined ? day : `${Number(date)} ${name} ${year}`;
}

/** `15 September to 14 October 2026` of two days; one day is written once. */
export function periodInWords(first: string, last: string): string {
  if (first === last) return dayInWords(last);
  const from = dayInWords(first).split(" ");
  const to = dayInWords(last).split(" ");
  const kept = from[2] !== to[2] ? from : from[1] !== to[1] ? from.slice(0, 2) : from.slice(0, 1);
  return `${kept.join(" ")} to ${to.join(" ")}`;
}

/** An account as the log has it, or the word for a record that does not name one. */
export function accountSpan(account: string | null): Span {
  return account === null || account === ""
    ? text("account not named in the log")
    : log(account, "account");
}
