import { isIamWrite } from "../knowledge/classify.ts";
import { instanceFolds } from "./facts/fold-profiles.ts";
import { sessionEvents } from "./sessions.ts";
import { trailEvents } from "./trail.ts";

/**
 * Whether the analyzer must see an event: IAM changes and calls that can blind CloudTrail become findings; EC2 events
 * about instance profiles, STS events that start sessions and StartLogging only add facts.
 */
export function isRelevantEvent(source: string, name: string): boolean {
  switch (source) {
    case "iam.amazonaws.com":
      return isIamWrite(source, name);
    case "cloudtrail.amazonaws.com":
      return trailEvents.has(name) || name === "StartLogging";
    case "ec2.amazonaws.com":
      return Object.hasOwn(instanceFolds, name);
    case "sts.amazonaws.com":
      return sessionEvents.has(name);
    default:
      return false;
  }
}
