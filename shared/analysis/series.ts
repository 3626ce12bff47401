import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import type { Finding } from "../finding.ts";
import type { Span } from "../span.ts";
import { identityLabel } from "./actor.ts";
import { detailOf } from "./detail.ts";
import { isInDepth } from "./depth-rules.ts";
import { secondsBetween } from "./facts/fact.ts";
import { joinedFinding, openSeries, takeIn } from "./joined-finding.ts";
import type { OpenSeries } from "./joined-finding.ts";

/** Equal small findings taken together as one. */
export interface Series {
  /**
   * Takes a finding in; `name` is its call in words. Answers those that are ready: the finding itself when it joins
   * no series, or a series that had ended before it.
   */
  add(finding: Finding, event: CloudTrailEvent, name: Span): readonly Finding[];
  /** The series still open, in the order of their first events. */
  finish(): readonly Finding[];
}

/** A pause of more than this ends a series. */
const longestPause = 24 * 3600;

/** An empty collection of series. */
export function createSeries(): Series {
  const open = new Map<string, OpenSeries>();
  return {
    add(finding, event, name) {
      if (!canJoin(finding, event)) return [finding];
      const key = seriesKey(finding, event);
      const known = open.get(key);
      const pause = secondsBetween(known?.lastTime ?? null, finding.time);
      if (known !== undefined && (pause === null || pause <= longestPause)) {
        takeIn(known, finding);
        return [];
      }
      // The new series goes to the end, so that finish() keeps the order of first events.
      open.delete(key);
      open.set(key, openSeries(finding, name, identityLabel(event.identity)));
      return known === undefined ? [] : [joinedFinding(known)];
    },
    finish() {
      const all = [...open.values()].map((series) => joinedFinding(series));
      open.clear();
      return all;
    },
  };
}

/** Refused and failed calls join; of the successful ones only small ones that show no document of their own. */
function canJoin(finding: Finding, event: CloudTrailEvent): boolean {
  if (finding.outcome !== "success") return true;
  const isSmall = finding.severity === "low" || finding.severity === "info";
  return isSmall && finding.change === null && !isInDepth(event.source, event.name);
}

function seriesKey(finding: Finding, event: CloudTrailEvent): string {
  return JSON.stringify([
    finding.rule,
    finding.account,
    event.identity.arn ?? event.identity.principalId,
    finding.outcome,
    finding.severity,
    finding.outcome === "success" ? (finding.target.id ?? event.id) : null,
    finding.outcome === "success" ? (detailOf(event, finding.target) ?? null) : null,
  ]);
}
