/** What lists show of findings, packed apart from them: a case may hold 45,000, at 6 KB each. */
import { zstdDecompressSync } from "node:zlib";
import type { Outcome } from "../../shared/cloudtrail-event.ts";
import type { Finding, Reason } from "../../shared/finding.ts";
import type { Severity } from "../../shared/severity.ts";
import type { LogKind, Span, Spans } from "../../shared/span.ts";
import { plain } from "../../shared/span.ts";

/** What a list needs of a finding. */
export interface FindingSummary {
  readonly severity: Severity;
  readonly outcome: Outcome;
  readonly title: ShortSpans;
  readonly rule: string;
  readonly eventName: string;
  readonly account: string | null;
  readonly region: string | null;
  /** UTC ISO. */
  readonly time: string | null;
  readonly lastTime: string | null;
  readonly actor: string;
  readonly actorArn: string | null;
  readonly target: string;
  readonly targetId: string | null;
  readonly targetType: string;
  readonly sourceIp: string | null;
  readonly mitre: readonly string[];
  readonly escalationPaths: readonly string[];
  readonly events: readonly string[];
  readonly context: readonly string[];
  /** The severity sum without its words, and whether it stands by a detection alone (`Finding.onlyWhenDetected`). */
  readonly reasons: readonly ShortReason[];
  readonly onlyWhenDetected: boolean;
  /** A mark of the text of each box of its checklist (`markOf`). */
  readonly checks: readonly number[];
}

export type ShortReason = Pick<Reason, "value" | "kind" | "rule">;

/** Spans as JSON writes them in little: words of ours are strings, words of the log pairs. */
export type ShortSpans = readonly (string | readonly [string, LogKind] | Span)[];

type Packed = readonly [
  Severity,
  Outcome,
  ShortSpans,
  string,
  string,
  string | null,
  string | null,
  string | null,
  string | null,
  string,
  string | null,
  string,
  string | null,
  string,
  string | null,
  readonly string[],
  readonly string[],
  readonly string[],
  readonly number[],
  readonly PackedReason[],
  0 | 1,
  readonly string[],
];

/** Value, kind, rule; empty: none. */
type PackedReason = readonly [ShortReason["value"], ShortReason["kind"], string];

/** The summaries of a block of findings, in their order, as JSON. */
export function writeSummaries(findings: readonly Finding[]): string {
  return JSON.stringify(findings.map(packed));
}

function packed(finding: Finding): Packed {
  return [
    finding.severity,
    finding.outcome,
    shortened(finding.title),
    finding.rule,
    finding.eventName,
    finding.account,
    finding.region,
    finding.time,
    finding.lastTime,
    plain(finding.actor.label),
    finding.actor.arn,
    plain(finding.target.label),
    finding.target.id,
    finding.target.type,
    finding.sourceIp,
    finding.mitre,
    finding.events,
    finding.context,
    checkTexts(finding).map(markOf),
    finding.reasons.map(({ value, kind, rule }) => [value, kind, rule ?? ""]),
    finding.onlyWhenDetected === true ? 1 : 0,
    finding.escalationPaths ?? [],
  ];
}

/** Reads what `writeSummaries` wrote, as a case keeps it: zstd. */
export function unpackSummaries(data: Uint8Array): readonly FindingSummary[] {
  // Written by writeSummaries; a case of another layout is refused when it is opened.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const rows = JSON.parse(zstdDecompressSync(data).toString("utf8")) as readonly Packed[];
  return rows.map((row) => ({
    severity: row[0],
    outcome: row[1],
    title: row[2],
    rule: row[3],
    eventName: row[4],
    account: row[5],
    region: row[6],
    time: row[7],
    lastTime: row[8],
    actor: row[9],
    actorArn: row[10],
    target: row[11],
    targetId: row[12],
    targetType: row[13],
    sourceIp: row[14],
    mitre: row[15],
    events: row[16],
    context: row[17],
    checks: row[18],
    reasons: row[19].map(([value, kind, rule]) => ({
      value,
      kind,
      ...(rule === "" ? {} : { rule }),
    })),
    onlyWhenDetected: row[20] === 1,
    escalationPaths: row[21],
  }));
}

function shortened(spans: Spans): ShortSpans {
  const out: (string | readonly [string, LogKind] | Span)[] = [];
  for (const span of spans) {
    if (span.t === "log") out.push([span.s, span.kind]);
    else if (span.t !== "text") out.push(span);
    else {
      const last = out.at(-1);
      if (typeof last === "string") out[out.length - 1] = last + span.s;
      else if (span.s !== "") out.push(span.s);
    }
  }
  return out;
}

/** Spans as they were, neighbouring words of ours taken together. */
export function fullSpans(short: ShortSpans): Spans {
  return short.map((one): Span => {
    if (typeof one === "string") return { t: "text", s: one };
    return isPair(one) ? { t: "log", s: one[0], kind: one[1] } : one;
  });
}

function isPair(one: readonly [string, LogKind] | Span): one is readonly [string, LogKind] {
  return Array.isArray(one);
}

/**
 * What a box of a finding's checklist is called in the journal: its text, so that a tick stays with what was ticked
 * when a later version of the rules words or orders the list anew. The second of two equal texts gets a number.
 */
export function checkTexts(finding: Pick<Finding, "done">): readonly string[] {
  const seen = new Map<string, number>();
  return finding.done.map((spans) => {
    const said = plain(spans);
    const times = (seen.get(said) ?? 0) + 1;
    seen.set(said, times);
    return times === 1 ? said : `${said} (${times})`;
  });
}

/** A mark of 32 bits for a text (FNV-1a over its UTF-16 units). */
export function markOf(said: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < said.length; i++) hash = Math.imul(hash ^ said.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
