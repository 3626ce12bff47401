import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import type { Finding } from "../finding.ts";
import { nameOf } from "../iam/arn.ts";
import { cite, say, text } from "../span.ts";
import { secondsBetween } from "../state/fact.ts";
import { asked } from "../state/request.ts";
import { duration, instant, raised } from "./phrases.ts";
import { sumSeverity } from "./severity-sum.ts";
import { modifier } from "./situation.ts";

/** A stop shorter than this is work on the trail, by all signs. Seconds. */
const brief = 300;

/** Holds findings of stopped trails back until the log shows that the trail was started again. */
export interface TrailStops {
  /** Takes a StopLogging finding. */
  hold(finding: Finding, event: CloudTrailEvent): void;
  /** Takes a successful StartLogging; answers the findings it ends. */
  started(event: CloudTrailEvent): readonly Finding[];
  /** The stops that no start followed. */
  finish(): readonly Finding[];
}

/** An empty collection of stops. */
export function createTrailStops(): TrailStops {
  const held = new Map<string, Finding[]>();
  return {
    hold(finding, event) {
      const key = keyOf(event);
      held.set(key, [...(held.get(key) ?? []), finding]);
    },
    started(event) {
      const key = keyOf(event);
      const stops = held.get(key) ?? [];
      held.delete(key);
      return stops.map((stop) => resumed(stop, event));
    },
    finish() {
      const all = [...held.values()].flat();
      held.clear();
      return all.map((stop) => ({
        ...stop,
        happened: [
          ...stop.happened,
          say`No call that starts the trail again is in the log after it.`,
        ],
      }));
    },
  };
}

/** Trails are named by name or ARN; the name is unique in an account and Region. */
function keyOf(event: CloudTrailEvent): string {
  return JSON.stringify([event.account, event.region, nameOf(asked(event, "name") ?? "")]);
}

function resumed(stop: Finding, start: CloudTrailEvent): Finding {
  const seconds = secondsBetween(stop.time, start.at);
  const gap = seconds === null ? [] : say`, ${duration(seconds)} later`;
  const reasons =
    seconds !== null && seconds < brief
      ? [
          ...stop.reasons,
          modifier(
            "-2",
            say`The trail recorded again ${duration(seconds)} later ${cite(start.id)}.`,
          ),
        ]
      : stop.reasons;
  return {
    ...stop,
    reasons,
    severity: sumSeverity(reasons),
    context: [...stop.context, start.id],
    happened: [
      ...stop.happened,
      say`${raised(instant(start.at))}${gap}, the trail was started again ${cite(start.id)}.`,
    ],
    plan: {
      ...stop.plan,
      operations: [],
      manual: [
        ...stop.plan.manual,
        {
          text: [text("The trail runs again by the log; check that it still does.")],
          evidence: [start.id],
        },
      ],
    },
  };
}
