import type { EventUse, EventUses } from "../import/event-use.ts";
import { useOfEvent } from "../import/event-use.ts";
import { iamSource, readPrefixes } from "../knowledge/classify.ts";
import { iamActions } from "../knowledge/iam-actions.ts";
import { detections } from "./detections/index.ts";
import { instanceFolds } from "../state/fold-profiles.ts";
import { pathEvents } from "./paths/all-rules.ts";
import { sessionEvents } from "./sessions.ts";
import { trailEvents } from "./trail.ts";

/**
 * What the import keeps for the analysis: IAM changes, calls that can blind CloudTrail, and what detections look at
 * become findings; EC2 events about instance profiles, CreateTrail and StartLogging only add facts; STS events tell who
 * began a session. Reads and calls that services make all day are not kept: each kept record is parsed.
 */
export function eventUses(): EventUses {
  const named: Record<string, EventUse> = {};
  const name = (source: string, names: Iterable<string>, use: EventUse): void => {
    for (const one of names) named[`${source} ${one}`] = use;
  };
  for (const { source, name: action, access } of iamActions)
    name(source, [action], access === "write" ? "rules" : "none");
  name("cloudtrail.amazonaws.com", [...trailEvents, "StartLogging"], "rules");
  name("ec2.amazonaws.com", Object.keys(instanceFolds), "rules");
  name("sts.amazonaws.com", sessionEvents, "session");
  name("cloudtrail.amazonaws.com", ["CreateTrail"], "rules");
  for (const event of new Set([...detections.flatMap(({ events }) => events), ...pathEvents])) {
    const [service = "", action = ""] = event.split(":");
    if (action === "*" || isSeldomSeen(event)) continue;
    name(`${service}.amazonaws.com`, [action], "rules");
  }
  return { named, unnamed: { [iamSource]: readPrefixes } };
}

/**
 * Calls that are made all day: the analyzer is shown those that may matter by other events around them (glance.ts), and
 * the import does not keep the rest.
 */
export function isSeldomSeen(event: string): boolean {
  return /^sts:AssumeRole(?:WithSAML|WithWebIdentity)?$/.test(event);
}

const uses = eventUses();

/** Whether the analyzer must see an event. */
export function isRelevantEvent(source: string, name: string): boolean {
  return useOfEvent(uses, source, name) === "rules";
}
