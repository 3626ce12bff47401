import type { Finding, Impact, Reason } from "../finding.ts";
import { inversePlan } from "../remediation/inverse-plan.ts";
import type { Plan } from "../remediation/plan.ts";
import { rankOf } from "../severity.ts";
import { cite, plain, say } from "../span.ts";
import type { Spans } from "../span.ts";
import { chainOf } from "./chain.ts";
import { emptyPlan } from "./empty-plan.ts";
import { depthOf, isInDepth } from "./depth-rules.ts";
import { detect, modify } from "./detections/run-detections.ts";
import { whyItMatters } from "./detections/why-it-matters.ts";
import {
  benignWords,
  doneWords,
  firstSentences,
  oneLineWords,
  titleWords,
  unknownWords,
} from "./finding-words.ts";
import { modifiers } from "./modifiers.ts";
import { openedPaths } from "./paths/opened.ts";
import { habitWords } from "./past/habit-words.ts";
import { priorFacts } from "./prior-facts.ts";
import { isStep, sumSeverity } from "./severity-sum.ts";
import type { Depth, Situation } from "./situation.ts";

/** The finding of one change, or of one refused or failed attempt. */
export function buildFinding(situation: Situation): Finding {
  const { event, subject, actor, start } = situation;
  const found = detect(situation);
  // Events in full depth have words of their own for what else it can be and what is to be done.
  const told = isInDepth(event.source, event.name) ? found.map(plainHit) : found;
  const own = depthOf(situation);
  const depths = [own, ...told];
  const proposed: readonly Reason[] = [
    {
      kind: "baseline",
      value: subject.severity,
      text: say`${subject.name}: ${subject.severityReason}`,
    },
    ...depths.flatMap((d) => d.reasons ?? []),
  ];
  const reasons = [...proposed, ...modify(situation, proposed), ...modifiers(situation, proposed)];
  // A caller that nobody led to is its own chain.
  const chain = chainOf(event, start);
  const context = new Set(depths.flatMap((d) => d.context ?? []));
  if (start !== null) context.add(start.id);
  for (const { call } of chain) if (call !== null) context.add(call.id);
  context.delete(event.id);
  const opened = openedPaths(situation, proposed);
  const oneLine = depths.find((d) => d.oneLine !== undefined)?.oneLine;
  return {
    key: `${subject.rule}|${event.account ?? ""}|${event.id}`,
    rule: subject.rule,
    eventName: event.name,
    title: titleWords(situation),
    severity: sumSeverity(reasons),
    outcome: event.outcome,
    account: event.account,
    time: event.at,
    lastTime: event.at,
    actor,
    ...(chain.length < 2 ? {} : { chain }),
    target: subject.target,
    sourceIp: event.sourceIp,
    userAgent: event.userAgent,
    region: event.region,
    mfa: event.identity.mfa,
    reasons,
    ...(subject.onlyWhenDetected === true ? { onlyWhenDetected: true } : {}),
    events: [event.id],
    context: [...context],
    mitre: [...new Set([...subject.mitre, ...depths.flatMap((d) => d.mitre ?? [])])],
    ...(opened.length === 0 ? {} : { escalationPaths: opened }),
    oneLine: oneLine ?? oneLineWords(situation),
    happened: [
      ...firstSentences(situation),
      ...depths.flatMap((d) => d.happened ?? []),
      ...habitWords(situation),
    ],
    change: depths.find((d) => d.change)?.change ?? null,
    impact: [...depths.flatMap((d) => d.impact ?? []), ...mattersOf(situation, told)],
    benign: unique([...benignWords(situation), ...depths.flatMap((d) => d.benign ?? [])]),
    unknown: [...depths.flatMap((d) => d.unknown ?? []), ...unknownWords(situation)],
    plan: depths.reduce((plan, d) => d.plan?.(plan) ?? plan, planOf(situation)),
    done: doneOf(situation, own, told),
  };
}

function plainHit(hit: Depth): Depth {
  return { ...hit, benign: [], done: [], impact: [] };
}

/** More detections than these would say much the same. */
const mostMatters = 3;

/** Why it matters, by the gravest detections; what has impacts of its own says it there. */
function mattersOf({ event, subject, who }: Situation, told: readonly Depth[]): readonly Impact[] {
  if (isInDepth(event.source, event.name)) return [];
  const proposed = told
    .flatMap(({ reasons = [] }) => reasons)
    .filter(({ kind }) => kind === "detection")
    .toSorted((a, b) => worth(b) - worth(a));
  const ids = new Set(proposed.flatMap(({ rule }) => (rule === undefined ? [] : [rule])));
  const concerned = { target: subject.target.label, who, account: event.account };
  return [...ids].slice(0, mostMatters).flatMap((id) => whyItMatters(id, concerned) ?? []);
}

function worth({ value }: Reason): number {
  return value === "off" || isStep(value) ? 0 : rankOf(value);
}

/** What is to be done: as the detections say it, else in general. */
function doneOf(situation: Situation, own: Depth, told: readonly Depth[]): readonly Spans[] {
  const said = told.flatMap((d) => d.done ?? []);
  return unique([...(own.done ?? (said.length === 0 ? doneWords(situation) : [])), ...said]);
}

/** Several detections may say the same. */
function unique(all: readonly Spans[]): readonly Spans[] {
  if (all.length < 2) return all;
  return [...new Map(all.map((words) => [plain(words), words])).values()];
}

function planOf({ event, subject, account }: Situation): Plan {
  if (subject.entry !== null) return inversePlan(subject.entry, event, priorFacts(account, event));
  const text: Spans =
    event.outcome === "success"
      ? (subject.remedy ??
        say`Trailproof does not know the way back for this action: look it up in the AWS API reference ${cite(event.id)}.`)
      : say`Nothing changed, so there is nothing to take back.`;
  return emptyPlan(event.account, event.outcome === "success" ? "ask" : "exact", text, event.id);
}
