import { isIamWrite } from "../knowledge/classify.ts";
import { instanceFolds } from "./facts/fold-profiles.ts";
import { sessionEvents } from "./sessions.ts";
import { trailEvents } from "./trail.ts";

/**
 * Whether the analyzer must see an event: IAM changes and calls that can blind CloudTrail become findings; EC2 events
 * about instance profiles and StartLogging only add facts.
 */
export function isRelevantEvent(source: string, name: string): boolean {
  switch (source) {
    case "iam.amazonaws.com":
      return isIamWrite(source, name);
    case "cloudtrail.amazonaws.com":
      return trailEvents.has(name) || name === "StartLogging";
    case "ec2.amazonaws.com":
      return Object.hasOwn(instanceFolds, name);
    default:
      return false;
  }
}

/** Whether an event hands out the credentials of a session, so that it can tell who began it. */
export function startsSession(source: string, name: string): boolean {
  return source === "sts.amazonaws.com" && sessionEvents.has(name);
}
