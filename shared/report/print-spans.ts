import type { LogKind, Span, Spans, Unknown } from "../span.ts";
import { unknownPhrase } from "../span.ts";
import type { Severity } from "../severity.ts";
import { escapeAttribute, escapeHtml, escapeLog } from "./escape.ts";
import { formatBytes, formatCount, formatDuration, splitInstant } from "./format.ts";
import type { PrintContext } from "./print-context.ts";
import { sha256Hex } from "./sha256-base64.ts";

/** Log text longer than this many code points is shown in part; whole it is in the raw record. */
const longest = 2000;
const shownHead = 500;
const shownTail = 100;

const severityWords: Readonly<Record<Severity, string>> = {
  critical: "Critical",
  high: "High",
  medium: "Medium",
  low: "Low",
  info: "Information",
};

/** The word of a severity as the report writes it. */
export function severityWord(severity: Severity): string {
  return severityWords[severity];
}

/** The severity as a marked word: word, fill and border style differ, so that colour is never alone. */
export function severityMark(severity: Severity): string {
  return `<span class="sev ${severity}">${severityWords[severity]}</span>`;
}

/** A link inside the document when its target exists, else the words alone. Both arguments are HTML-safe on return. */
export function link(to: string, words: string, context: PrintContext): string {
  const html = escapeHtml(words);
  return context.targets.has(to) ? `<a href="#${escapeAttribute(to)}">${html}</a>` : html;
}

function logClass(text: string, kind: LogKind): string {
  if (kind === "account" && /^\d{12}$/.test(text)) return "acct";
  const short = text.length <= 24 && /^[\w.:-]+$/.test(text) && (kind === "ip" || kind === "key");
  const plainName = /^[\w+=,.@:/*-]+$/.test(text);
  return `x${short ? " nw" : ""}${plainName ? "" : " odd"}`;
}

function longLog(points: readonly string[], text: string, className: string): string {
  const part = (from: number, to?: number): string =>
    `<bdi class="${className}">${escapeLog(points.slice(from, to).join(""))}</bdi>`;
  const left = points.length - shownHead - shownTail;
  return (
    `${part(0, shownHead)} <span class="cut">[${formatCount(left)} of ${formatCount(points.length)} ` +
    `characters are not shown here; SHA-256 <span class="hash">${sha256Hex(text)}</span>; ` +
    `the raw record has them all]</span> ${part(-shownTail)}`
  );
}

/** Text of the log: escaped, isolated from the direction of our text, and marked as not ours. */
export function printLog(text: string, kind: LogKind = "other"): string {
  if (text === "") return '<span class="cp">empty</span>';
  const className = logClass(text, kind);
  if (text.length > longest) {
    const points = Array.from(text);
    if (points.length > longest) return longLog(points, text, className);
  }
  return `<bdi class="${className}">${escapeLog(text)}</bdi>`;
}

/** An instant. In a column whose title says UTC the word is not repeated. Text that is no instant is shown as log text. */
export function printTime(at: string, inColumn = false): string {
  const parts = splitInstant(at);
  if (parts === null) return printLog(at);
  const stamp = `<time datetime="${escapeAttribute(at)}"`;
  return inColumn
    ? `${stamp}><span class="nw">${parts.day}</span> <span class="nw">${parts.time}</span></time>`
    : `${stamp} class="nw">${parts.day} ${parts.time} UTC</time>`;
}

/** The fixed phrase of an unknown fact. */
export function printUnknown(why: Unknown): string {
  return `<span class="unknown">${escapeHtml(unknownPhrase(why))}</span>`;
}

function printNumber(n: number, unit: "bytes" | "seconds" | undefined): string {
  const words =
    unit === "bytes" ? formatBytes(n) : unit === "seconds" ? formatDuration(n) : formatCount(n);
  return `<span class="nw">${escapeHtml(words)}</span>`;
}

function citation(id: string, context: PrintContext): string {
  const row = context.evidence.get(id);
  return row === undefined
    ? printLog(Array.from(id).slice(0, 8).join(""))
    : link(row, row, context);
}

function printOne(
  span: Exclude<Span, { t: "event" }>,
  context: PrintContext,
  inColumn: boolean,
): string {
  switch (span.t) {
    case "text":
      return escapeHtml(span.s);
    case "log":
      return printLog(span.s, span.kind);
    case "strong":
      return `<b>${printSpans(span.of, context, inColumn)}</b>`;
    case "em":
      return `<em>${printSpans(span.of, context, inColumn)}</em>`;
    case "code":
      return `<code>${printSpans(span.of, context, inColumn)}</code>`;
    case "ui":
      return `<span class="ui">${escapeHtml(span.s)}</span>`;
    case "time":
      return printTime(span.at, inColumn);
    case "num":
      return printNumber(span.n, span.unit);
    case "sev":
      return severityMark(span.of);
    case "unknown":
      return printUnknown(span.why);
    case "ref":
      return link(span.to, span.text ?? context.targets.get(span.to) ?? span.to, context);
  }
}

/** Whether text only separates two citations, so that they can share one raised group. */
function separates(span: Span | undefined, next: Span | undefined): boolean {
  return span?.t === "text" && /^[\s,;]*$/.test(span.s) && next?.t === "event";
}

/**
 * Spans as HTML. Citations that follow each other are raised together. `inColumn` is for cells of a time column,
 * whose title says UTC.
 */
export function printSpans(spans: Spans, context: PrintContext, inColumn = false): string {
  let html = "";
  for (let i = 0; i < spans.length; i++) {
    const span = spans[i];
    if (span === undefined) continue;
    if (span.t !== "event") {
      html += printOne(span, context, inColumn);
      continue;
    }
    const cited = new Set([citation(span.id, context)]);
    for (;;) {
      const step = spans[i + 1]?.t === "event" ? 1 : separates(spans[i + 1], spans[i + 2]) ? 2 : 0;
      const next = spans[i + step];
      if (step === 0 || next?.t !== "event") break;
      cited.add(citation(next.id, context));
      i += step;
    }
    html += `<sup class="ref">${[...cited].join(" ")}</sup>`;
  }
  return html;
}
