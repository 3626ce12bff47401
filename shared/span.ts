/**
 * Text with its origin. Words of ours and words of the log are never mixed in one string, so that every printer
 * can escape and isolate what came out of the evidence.
 */
import type { Severity } from "./severity.ts";

/** What a piece of log text names. Decides how a printer shows it. */
export type LogKind =
  | "account"
  | "user"
  | "role"
  | "group"
  | "policy"
  | "host"
  | "ip"
  | "arn"
  | "key"
  | "agent"
  | "path"
  | "other";

/** Why a fact is not known. Each has one fixed phrase in the report. */
export type Unknown =
  | "before-first-event"
  | "gap"
  | "not-recorded"
  | "not-supplied"
  | "unreadable"
  | "truncated-by-aws"
  | "not-in-log";

export type Span =
  /** Words of ours. */
  | { readonly t: "text"; readonly s: string }
  /** Words of the log: the only way by which they enter a finding, a plan or a report. */
  | { readonly t: "log"; readonly s: string; readonly kind: LogKind }
  | { readonly t: "strong" | "em" | "code"; readonly of: readonly Span[] }
  /** A label of the AWS console; never translated. */
  | { readonly t: "ui"; readonly s: string }
  /** An instant, UTC, ISO 8601. */
  | { readonly t: "time"; readonly at: string }
  | { readonly t: "num"; readonly n: number; readonly unit?: "bytes" | "seconds" }
  | { readonly t: "sev"; readonly of: Severity }
  | { readonly t: "unknown"; readonly why: Unknown }
  /** A reference inside the document: a finding, an evidence row, an input file or a section. */
  | { readonly t: "ref"; readonly to: string; readonly text?: string }
  /** An event cited as evidence, by its eventID; the report turns it into a reference to its evidence row. */
  | { readonly t: "event"; readonly id: string };

/** A sentence or phrase. */
export type Spans = readonly Span[];

/**
 * Template tag: literal parts become our text, interpolated spans stay what they are, plain strings and numbers
 * are rejected by the compiler unless wrapped (`log()`, `num()`), so that log text can't slip in as ours.
 */
export function say(strings: TemplateStringsArray, ...values: readonly (Span | Spans)[]): Spans {
  const spans: Span[] = [];
  strings.forEach((s, i) => {
    if (s !== "") spans.push({ t: "text", s });
    const value = values[i];
    if (value === undefined) return;
    if (isSpan(value)) spans.push(value);
    else spans.push(...value);
  });
  return spans;
}

function isSpan(value: Span | Spans): value is Span {
  return !Array.isArray(value);
}

/** Text of ours as a span. */
export function text(s: string): Span {
  return { t: "text", s };
}

/** Text of the log as a span. */
export function log(s: string, kind: LogKind = "other"): Span {
  return { t: "log", s, kind };
}

/** A number, printed with the language's separators. */
export function num(n: number, unit?: "bytes" | "seconds"): Span {
  return unit === undefined ? { t: "num", n } : { t: "num", n, unit };
}

/** A number with its noun: "3 users", "1 user". */
export function counted(n: number, one: string, many = `${one}s`): Spans {
  return say`${num(n)} ${text(n === 1 ? one : many)}`;
}

/** A cited event. */
export function cite(id: string): Span {
  return { t: "event", id };
}

/** Several spans with a separator of ours, e.g. names in a list. */
export function joined(
  parts: readonly (Span | Spans)[],
  separator = ", ",
  last = separator,
): Spans {
  const out: Span[] = [];
  parts.forEach((part, i) => {
    if (i > 0) out.push(text(i === parts.length - 1 ? last : separator));
    if (isSpan(part)) out.push(part);
    else out.push(...part);
  });
  return out;
}

const unknownWords: Readonly<Record<Unknown, string>> = {
  "before-first-event": "not known before the first event",
  gap: "not in the evidence: a gap",
  "not-recorded": "not recorded by CloudTrail",
  "not-supplied": "not supplied",
  unreadable: "in a file that could not be read",
  "truncated-by-aws": "cut by AWS at its size limit",
  "not-in-log": "not in the log",
};

/** The fixed phrase for an unknown fact. */
export function unknownPhrase(why: Unknown): string {
  return unknownWords[why];
}

/** The plain text of spans, for JSON and terminals. Events and references print as their id. */
export function plain(spans: Spans): string {
  return spans.map(plainOne).join("");
}

function plainOne(span: Span): string {
  switch (span.t) {
    case "text":
    case "log":
    case "ui":
      return span.s;
    case "strong":
    case "em":
    case "code":
      return plain(span.of);
    case "time":
      return span.at;
    case "num":
      return span.unit === undefined ? String(span.n) : `${span.n} ${span.unit}`;
    case "sev":
      return span.of;
    case "unknown":
      return unknownPhrase(span.why);
    case "ref":
      return span.text ?? span.to;
    case "event":
      return `[${span.id}]`;
  }
}
