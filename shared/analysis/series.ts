import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import type { Finding } from "../finding.ts";
import { identityLabel } from "./actor.ts";
import { detailOf } from "./detail.ts";
import { isInDepth } from "./depth-rules.ts";
import { secondsBetween } from "../state/fact.ts";
import { joinedFinding, openSeries, takeIn } from "./joined-finding.ts";
import type { OpenSeries } from "./joined-finding.ts";
import { pairKey } from "./series-targets.ts";
import type { Subject } from "./situation.ts";

/** Small findings of one kind taken together as one. */
export interface Series {
  /**
   * Takes a finding in; `subject` is what its event is. Answers those that are ready: the finding itself when it joins
   * no series, and series that had ended before it.
   */
  add(finding: Finding, event: CloudTrailEvent, subject: Subject): readonly Finding[];
  /** The series still open, in the order of their first events. */
  finish(): readonly Finding[];
}

/** Refused calls, and changes of one thing in one way, stay one series over pauses of so many seconds. */
const longestPause = 24 * 3600;
/** Changes of several things stay one series over pauses of so many seconds. */
const workPause = 3600;

/** Events whose document is small enough a matter to stand for others when the finding is. */
const foldedDocuments: ReadonlySet<string> = new Set(["PutRolePolicy", "PutUserPolicy"]);

/** An empty collection of series. */
export function createSeries(): Series {
  // Of each key the series that took a member last stands last.
  const open = new Map<string, readonly OpenSeries[]>();
  const order = new Map<OpenSeries, number>();
  let opened = 0;
  let swept: string | null = null;

  /** Once in an hour of the log: the series that nothing can join any more, so that few are held at a time. */
  function sweep(at: string | null): readonly Finding[] {
    const since = secondsBetween(swept, at);
    if (since !== null && since < workPause) return [];
    swept = at ?? swept;
    const ended: OpenSeries[] = [];
    for (const [key, all] of open) {
      const live = all.filter((series) => isLive(series, at));
      if (live.length === all.length) continue;
      ended.push(...all.filter((series) => !live.includes(series)));
      if (live.length === 0) open.delete(key);
      else open.set(key, live);
    }
    return ended
      .toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0))
      .map((series) => end(series));
  }

  function end(series: OpenSeries): Finding {
    order.delete(series);
    return joinedFinding(series);
  }

  return {
    add(finding, event, subject) {
      const ended = sweep(finding.time);
      if (!canJoin(finding, event)) return [...ended, finding];
      const key = seriesKey(finding, event);
      const detail = detailOf(event, finding.target);
      const pair = pairKey(finding.target, detail);
      const member = { finding, subject, who: identityLabel(event.identity), detail };
      const known = open.get(key) ?? [];
      const live = known.filter((series) => isLive(series, finding.time));
      const over = known.filter((series) => !live.includes(series));
      const fits = live.filter((series) => isOpenFor(series, finding.time, pair));
      const best = fits.findLast((series) => isOf(series, pair)) ?? fits.at(-1);
      if (best !== undefined) takeIn(best, member);
      const joining = best ?? openSeries(member);
      if (best === undefined) order.set(joining, opened++);
      open.set(key, [...live.filter((series) => series !== joining), joining]);
      return [...ended, ...over.map((series) => end(series))];
    },
    finish() {
      const all = [...order].toSorted(([, a], [, b]) => a - b).map(([series]) => series);
      open.clear();
      return all.map((series) => end(series));
    },
  };
}

/**
 * Refused and failed calls join. Of the successful ones those do that are routine: a known target, a severity up to
 * medium that rests on the kind of call alone, and no document or depth of their own; of low weight also those in depth.
 */
function canJoin(finding: Finding, event: CloudTrailEvent): boolean {
  if (finding.outcome !== "success") return true;
  if (finding.target.id === null || actorOf(event) === null) return false;
  if (isPlainSignIn(finding)) return true;
  const isSmall = finding.severity === "low" || finding.severity === "info";
  const isPlain =
    finding.severity === "medium" && finding.reasons.every((reason) => reason.kind === "baseline");
  if (!isSmall && (!isPlain || isInDepth(event.source, event.name))) return false;
  return finding.change === null || (isSmall && foldedDocuments.has(event.name));
}

/** Sign-ins of one user that say nothing more than that it signed in, as root or without a second factor. */
function isPlainSignIn({ rule, reasons }: Finding): boolean {
  return (
    rule === "signin/ConsoleLogin" &&
    reasons.every(
      ({ kind, rule: by }) => kind === "baseline" || by === "IAM-035" || by === "IAM-036",
    )
  );
}

function actorOf({ identity }: CloudTrailEvent): string | null {
  return identity.arn ?? identity.principalId ?? identity.invokedBy ?? identity.accessKeyId;
}

function seriesKey(finding: Finding, event: CloudTrailEvent): string {
  const { rule, account, outcome, severity } = finding;
  return JSON.stringify([rule, account, actorOf(event), outcome, severity]);
}

/** Whether all its members have that target and detail. */
function isOf({ targets }: OpenSeries, pair: string): boolean {
  return targets.pairs.size === 1 && targets.pairs.has(pair);
}

/** Whether any member could still join at a time. */
function isLive({ first, lastTime, targets }: OpenSeries, at: string | null): boolean {
  const pause = secondsBetween(lastTime, at);
  const isLong = first.outcome !== "success" || targets.pairs.size === 1;
  return pause === null || pause <= (isLong ? longestPause : workPause);
}

function isOpenFor(series: OpenSeries, at: string | null, pair: string): boolean {
  const pause = secondsBetween(series.lastTime, at);
  const isLong = series.first.outcome !== "success" || isOf(series, pair);
  if (pause === null) return isLong;
  return pause <= (isLong ? longestPause : workPause);
}
