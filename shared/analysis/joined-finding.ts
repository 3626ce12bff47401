import type { Actor, DocumentChange, Finding, Reason } from "../finding.ts";
import type { Plan } from "../remediation/plan.ts";
import { num, plain, say } from "../span.ts";
import type { Span, Spans } from "../span.ts";
import { commonItems, compareCommon, startCommon } from "./common-words.ts";
import type { Common } from "./common-words.ts";
import { joinImpacts, startImpacts, takeImpacts } from "./joined-impact.ts";
import type { OpenImpacts } from "./joined-impact.ts";
import { mergePlans } from "./merge-plans.ts";
import { lowered } from "./phrases.ts";
import { weakerActor } from "./weaker-actor.ts";
import { noteTarget, seriesTarget, startTargets } from "./series-targets.ts";
import type { SeriesFacts } from "./series-words.ts";
import { seriesOneLine, seriesSentences, seriesTitle } from "./series-words.ts";
import type { NotKnown, Subject } from "./situation.ts";

/** More boxes than these are counted instead of written out. */
const mostDone = 20;

/** A series that still takes members in. Of all but the first member only what the sum needs is kept. */
export interface OpenSeries extends SeriesFacts {
  lastTime: string | null;
  readonly events: string[];
  readonly context: Set<string>;
  readonly mitre: Set<string>;
  readonly addresses: Set<string | null>;
  readonly clients: Set<string | null>;
  readonly secondFactors: Set<boolean | null>;
  region: string | null;
  actor: Actor;
  readonly happened: Common<Spans>;
  readonly reasons: Common<Reason>;
  readonly benign: Common<Spans>;
  readonly unknown: Common<NotKnown>;
  readonly impacts: OpenImpacts;
  /** By their plain words. */
  readonly done: Map<string, Spans>;
  change: { readonly of: DocumentChange; readonly member: number } | null;
  changes: number;
  readonly plans: Plan[];
}

/** What a finding is made a member with. */
export interface Member {
  readonly finding: Finding;
  readonly subject: Subject;
  readonly who: Spans;
  readonly detail: Span | null;
}

/** A series of one. */
export function openSeries({ finding, subject, who, detail }: Member): OpenSeries {
  return {
    first: finding,
    subject,
    who,
    lastTime: finding.lastTime,
    events: [...finding.events],
    context: new Set(finding.context),
    mitre: new Set(finding.mitre),
    targets: startTargets(finding.target, detail),
    addresses: new Set([finding.sourceIp]),
    clients: new Set([finding.userAgent]),
    secondFactors: new Set([finding.mfa]),
    region: finding.region,
    actor: finding.actor,
    happened: startCommon(finding.happened.slice(1), (words) => words),
    reasons: startCommon(finding.reasons, (reason) => reason.text),
    benign: startCommon(finding.benign, (words) => words),
    unknown: startCommon(finding.unknown, (one) => one.what),
    impacts: startImpacts(finding.impact),
    done: new Map(finding.done.map((words) => [plain(words), words])),
    change: finding.change === null ? null : { of: finding.change, member: 1 },
    changes: finding.change === null ? 0 : 1,
    plans: [finding.plan],
  };
}

/** Adds a member. What differs between members is dropped or marked, not averaged. */
export function takeIn(series: OpenSeries, { finding, detail }: Member): void {
  series.lastTime = finding.lastTime ?? series.lastTime;
  for (const id of finding.events) series.events.push(id);
  for (const id of finding.context) series.context.add(id);
  for (const id of finding.mitre) series.mitre.add(id);
  noteTarget(series.targets, finding.target, detail);
  series.addresses.add(finding.sourceIp);
  series.clients.add(finding.userAgent);
  series.secondFactors.add(finding.mfa);
  if (series.region !== finding.region) series.region = null;
  series.actor = weakerActor(series.actor, finding.actor, series.who);
  compareCommon(series.happened, finding.happened.slice(1));
  compareCommon(series.reasons, finding.reasons);
  compareCommon(series.benign, finding.benign);
  compareCommon(series.unknown, finding.unknown);
  takeImpacts(series.impacts, finding.impact);
  for (const words of finding.done) series.done.set(plain(words), words);
  if (finding.change !== null) {
    series.changes += 1;
    series.change ??= { of: finding.change, member: series.events.length };
  }
  // Refused and failed calls have nothing to take back: one plan says so for all.
  if (finding.outcome === "success") series.plans.push(finding.plan);
}

/** One finding for all members; the only member itself when it stayed alone. */
export function joinedFinding(series: OpenSeries): Finding {
  const { first, events, targets } = series;
  if (events.length === 1) return first;
  const own = new Set(events);
  return {
    ...first,
    title: seriesTitle(series),
    lastTime: series.lastTime,
    actor: series.actor,
    target: seriesTarget(targets, first.target),
    sourceIp: same(series.addresses),
    userAgent: same(series.clients),
    region: series.region,
    mfa: same(series.secondFactors),
    reasons: commonItems(series.reasons).map(({ item, words, isCommon }) => ({
      ...item,
      text: isCommon ? words : ofFirst(words, events.length),
    })),
    events,
    context: [...series.context].filter((id) => !own.has(id)),
    mitre: [...series.mitre],
    oneLine: seriesOneLine(series),
    happened: [...seriesSentences(series), ...further(series)],
    change: change(series),
    impact: joinImpacts(series.impacts, events.length),
    benign: commonItems(series.benign).flatMap((b) => (b.isCommon ? [b.words] : [])),
    unknown: commonItems(series.unknown).flatMap(({ item, words, isCommon }) =>
      isCommon ? [{ ...item, what: words }] : [],
    ),
    plan: first.outcome === "success" ? mergePlans(series.plans) : first.plan,
    done: done(series),
  };
}

/** What else is true of all members; of refusals also what AWS answered to the first. */
function further({ happened, first, events, targets }: OpenSeries): readonly Spans[] {
  return commonItems(happened).flatMap(({ words, isCommon }) => {
    if (isCommon) return [targets.pairs.size > 1 ? say`Of each: ${lowered(words)}` : words];
    return first.outcome === "success" ? [] : [ofFirst(words, events.length)];
  });
}

function ofFirst(words: Spans, n: number): Spans {
  return say`Of the first of ${num(n)}: ${lowered(words)}`;
}

function change({ change: kept, changes, events }: OpenSeries): DocumentChange | null {
  if (kept === null || changes === 1) return kept?.of ?? null;
  const which = kept.member === 1 ? say`The first` : say`Number ${num(kept.member)}`;
  const { caption, lines } = kept.of;
  return {
    caption: say`${which} of ${num(events.length)} changes (the others stand in the records of their events). ${caption}`,
    lines,
  };
}

function done({ done: all }: OpenSeries): readonly Spans[] {
  const words = [...all.values()];
  if (words.length <= mostDone) return words;
  const left = words.length - mostDone;
  return [...words.slice(0, mostDone), say`The same for the ${num(left)} further ones`];
}

function same<T>(values: ReadonlySet<T | null>): T | null {
  const [only] = values;
  return values.size === 1 ? (only ?? null) : null;
}
