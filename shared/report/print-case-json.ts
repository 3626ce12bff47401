/** The case as one JSON document: the answer of `import --json` and `audit --format json`. */
import type { Finding } from "../finding.ts";
import type { Plan } from "../remediation/plan.ts";
import { plain } from "../span.ts";
import type { CaseFacts } from "./case-facts.ts";
import { postureJson } from "./print-posture-json.ts";

/** Prints inputs, totals and findings in the shape that scripts rely on. */
export function printCaseJson(
  facts: CaseFacts,
  version: string,
  inputPath: (id: number) => string,
): string {
  const { totals } = facts;
  const accounts = [
    ...new Set(facts.days.map((d) => d.account).filter((a) => a !== "")),
  ].toSorted();
  const document = {
    tool: "trailproof",
    version,
    inputs: facts.inputs.map((input) => ({
      path: inputPath(input.id),
      sha256: input.sha256,
      bytes: input.bytes,
      status: input.status,
      format: input.format,
      note: input.note,
      records: input.records,
      events: input.events,
      problems: input.problems,
    })),
    totals: {
      files: totals.files,
      skipped: totals.skipped,
      records: totals.records,
      events: totals.events,
      duplicates: totals.duplicates,
      problems: totals.problems,
    },
    firstEvent: totals.firstEvent,
    lastEvent: totals.lastEvent,
    accounts,
    problems: facts.problems
      .filter((problem) => !problem.isNote)
      .map((problem) => problemJson(problem, inputPath)),
    notes: facts.problems
      .filter((problem) => problem.isNote)
      .map((problem) => problemJson(problem, inputPath)),
    ...(facts.ruleSettings === undefined ? {} : { ruleSettings: facts.ruleSettings }),
    findings: facts.findings.map(({ id, finding }) => findingJson(id, finding)),
    ...(facts.posture === undefined ? {} : { posture: postureJson(facts.posture, inputPath) }),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function problemJson(
  problem: CaseFacts["problems"][number],
  inputPath: (id: number) => string,
): unknown {
  return {
    path: problem.input === null ? null : inputPath(problem.input),
    position: problem.position,
    record: problem.record,
    reason: problem.reason,
    sample: problem.sample,
  };
}

/** One finding in the shape that scripts rely on. Spans become plain text. */
export function findingJson(id: string, finding: Finding): unknown {
  return {
    id,
    rule: finding.rule,
    eventName: finding.eventName,
    title: plain(finding.title),
    severity: finding.severity,
    // Scripts know two outcomes: the change happened or it did not. `failure` tells refusal from other errors.
    outcome: finding.outcome === "success" ? "success" : "denied",
    failure: finding.outcome === "success" ? null : finding.outcome,
    account: finding.account,
    time: finding.time,
    lastTime: finding.lastTime,
    actor: finding.actor.arn ?? plain(finding.actor.label),
    actorConfidence: finding.actor.confidence,
    target: finding.target.id,
    targetType: finding.target.type,
    sourceIPAddress: finding.sourceIp,
    userAgent: finding.userAgent,
    summary: plain(finding.oneLine),
    reasons: finding.reasons.map((r) => ({
      text: plain(r.text),
      value: r.value,
      kind: r.kind,
      ...(r.rule === undefined ? {} : { rule: r.rule }),
      ...(r.own === undefined ? {} : { own: r.own }),
    })),
    impact: finding.impact.map((i) => ({ risk: i.risk, state: i.state, text: plain(i.text) })),
    events: finding.events,
    context: finding.context,
    mitre: finding.mitre,
    escalationPaths: finding.escalationPaths ?? [],
    plan: planJson(finding.plan),
  };
}

/** A plan in the shape that scripts rely on: the plan itself, with its sentences as plain text. */
export function planJson(plan: Plan): unknown {
  return {
    version: plan.version,
    certainty: plan.certainty,
    account: plan.account,
    operations: plan.operations.map((o) => ({ ...o, why: plain(o.why) })),
    manual: plan.manual.map((m) => ({ ...m, text: plain(m.text) })),
    lost: plan.lost.map((l) => ({ what: plain(l.what), why: plain(l.why) })),
    conflicts: (plan.conflicts ?? []).map((c) => ({
      what: plain(c.what),
      event: c.event,
      time: c.at,
      by: plain(c.by),
    })),
    verify: plan.verify.map((o) => ({ ...o, why: plain(o.why) })),
  };
}
