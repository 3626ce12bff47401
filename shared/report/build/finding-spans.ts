import type { Finding } from "../../finding.ts";
import type { Span, Spans } from "../../span.ts";

/** Every sentence of a finding, in the order in which the report prints them. */
export function findingSpans(finding: Finding): readonly Spans[] {
  const { plan } = finding;
  return [
    finding.title,
    finding.oneLine,
    finding.actor.label,
    finding.actor.why,
    finding.target.label,
    ...finding.happened,
    ...(finding.change === null ? [] : [finding.change.caption]),
    ...finding.impact.map((impact) => impact.text),
    ...finding.benign,
    ...finding.unknown.map((one) => one.what),
    ...finding.reasons.map((reason) => reason.text),
    ...plan.operations.map((operation) => operation.why),
    ...plan.manual.map((step) => step.text),
    ...plan.lost.flatMap((loss) => [loss.what, loss.why]),
    ...plan.verify.map((operation) => operation.why),
    ...finding.done,
  ];
}

/** Visits spans, those inside others too. */
export function eachSpan(spans: Spans, visit: (span: Span) => void): void {
  for (const span of spans) {
    visit(span);
    if (span.t === "strong" || span.t === "em" || span.t === "code") eachSpan(span.of, visit);
  }
}

/** eventIDs that a finding names anywhere: what it is about first, then what its sentences and its plan rest on. */
export function citedBy(finding: Finding): {
  readonly own: readonly string[];
  readonly context: readonly string[];
} {
  const own = new Set(finding.events);
  const context = new Set(finding.context);
  for (const spans of findingSpans(finding)) {
    eachSpan(spans, (span) => {
      if (span.t === "event") context.add(span.id);
    });
  }
  const { operations, manual, verify } = finding.plan;
  for (const { evidence } of [...operations, ...manual, ...verify]) {
    for (const id of evidence) context.add(id);
  }
  return { own: [...own], context: [...context].filter((id) => !own.has(id)) };
}
