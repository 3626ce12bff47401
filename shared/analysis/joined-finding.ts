import type { Finding, Target } from "../finding.ts";
import type { Plan } from "../remediation/plan.ts";
import { plain, say } from "../span.ts";
import type { Span, Spans } from "../span.ts";
import { mergePlans } from "./merge-plans.ts";
import { cites, counted, instant, lowered, some } from "./phrases.ts";

/** A series that still takes members in. Of all but the first member only what the sum needs is kept. */
export interface OpenSeries {
  readonly first: Finding;
  /** The call in words. */
  readonly name: Span;
  /** The actor in short. */
  readonly who: Spans;
  lastTime: string | null;
  readonly events: string[];
  readonly context: Set<string>;
  /** Labels of all targets; the first few with the target itself. */
  readonly labels: Set<string>;
  readonly targets: Target[];
  sourceIp: string | null;
  userAgent: string | null;
  region: string | null;
  mfa: boolean | null;
  readonly plans: Plan[];
}

const maxTargets = 8;

/** A series of one. */
export function openSeries(first: Finding, name: Span, who: Spans): OpenSeries {
  return {
    first,
    name,
    who,
    lastTime: first.lastTime,
    events: [...first.events],
    context: new Set(first.context),
    labels: new Set([plain(first.target.label)]),
    targets: [first.target],
    sourceIp: first.sourceIp,
    userAgent: first.userAgent,
    region: first.region,
    mfa: first.mfa,
    plans: [first.plan],
  };
}

/** Adds a member. What differs between members is dropped, not averaged. */
export function takeIn(series: OpenSeries, member: Finding): void {
  series.lastTime = member.lastTime ?? series.lastTime;
  for (const id of member.events) series.events.push(id);
  for (const id of member.context) series.context.add(id);
  const label = plain(member.target.label);
  if (!series.labels.has(label)) {
    series.labels.add(label);
    if (series.targets.length < maxTargets) series.targets.push(member.target);
  }
  if (series.sourceIp !== member.sourceIp) series.sourceIp = null;
  if (series.userAgent !== member.userAgent) series.userAgent = null;
  if (series.region !== member.region) series.region = null;
  if (series.mfa !== member.mfa) series.mfa = null;
  // Refused and failed calls have nothing to take back: one plan says so for all.
  if (member.outcome === "success") series.plans.push(member.plan);
}

/** One finding for all members; the only member itself when it stayed alone. */
export function joinedFinding(series: OpenSeries): Finding {
  const { first, name, events, labels } = series;
  const n = events.length;
  if (n === 1) return first;
  const isDone = first.outcome === "success";
  const word = first.outcome === "denied" ? "denied call" : "failed call";
  const manyTargets = { type: first.target.type, id: null, label: counted(labels.size, "target") };
  return {
    ...first,
    title: isDone ? say`${first.title}, ${counted(n, "time")}` : say`${name}: ${counted(n, word)}`,
    lastTime: series.lastTime,
    target: labels.size === 1 ? first.target : manyTargets,
    sourceIp: series.sourceIp,
    userAgent: series.userAgent,
    region: series.region,
    mfa: series.mfa,
    events,
    context: [...series.context],
    oneLine: isDone ? first.oneLine : oneLine(series, word),
    happened: [...opening(series), ...first.happened.slice(1), ...targetSentence(series)],
    plan: isDone ? mergePlans(series.plans) : first.plan,
  };
}

function oneLine({ name, who, events }: OpenSeries, word: string): Spans {
  return say`Nothing changed: ${counted(events.length, word)} of ${name} by ${who}.`;
}

function opening({ first, name, who, events, lastTime }: OpenSeries): readonly Spans[] {
  const shown = cites(events.slice(0, 6));
  const more = events.length > 6 ? say` and ${counted(events.length - 6, "more event")}` : [];
  const span = say`${counted(events.length, "time")}, first ${instant(first.time)}, last ${instant(lastTime)}`;
  const call = say`${who} called ${name} ${span} ${shown}${more}.`;
  return first.outcome === "success"
    ? [...first.happened.slice(0, 1), say`It was done more than once: ${call}`]
    : [say`Nothing changed by any of these calls: ${call}`];
}

function targetSentence({ labels, targets }: OpenSeries): readonly Spans[] {
  if (labels.size === 1) return [];
  const list = targets.map((target) => lowered(target.label));
  const more =
    labels.size > targets.length ? say`, of ${counted(labels.size, "target")} in all` : [];
  return [say`The calls named ${some(list)}${more}.`];
}
