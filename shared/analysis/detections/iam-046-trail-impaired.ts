import { nameOf } from "../../iam/arn.ts";
import { cite, log, say } from "../../span.ts";
import { asked } from "../../state/request.ts";
import { weakerSelectors, weakerSettings } from "../trail.ts";
import type { Situation } from "../situation.ts";
import type { Detection } from "./detection.ts";
import { hit, hits } from "./detection.ts";

/** What else it can be and what is to be done stands in trail.ts for the trail itself. */
const ownWords = { benign: [], done: [] };

/** IAM-046: events are not recorded any more, or lost. */
export const trailImpaired: Detection = {
  id: "IAM-046",
  title: "CloudTrail recording impaired",
  about:
    "A trail or event data store is stopped or deleted, its settings or selectors leave out what an audit needs, or a bucket or key that a trail in the log uses is deleted, switched off, or given rules that expire or open its objects.",
  events: [
    "cloudtrail:StopLogging",
    "cloudtrail:DeleteTrail",
    "cloudtrail:UpdateTrail",
    "cloudtrail:PutEventSelectors",
    "cloudtrail:DeleteEventDataStore",
    "cloudtrail:StopEventDataStoreIngestion",
    "s3:DeleteBucket",
    "s3:PutBucketLifecycle",
    "s3:PutBucketPolicy",
    "kms:DisableKey",
    "kms:ScheduleKeyDeletion",
  ],
  severity: "critical",
  mitre: [["T1562.008", "What happens next is missing from the log."]],
  benign: ["Maintenance, or the move to another trail, for example one of the organization."],
  respond: [
    "Recording confirmed: logging is on, for all Regions, with global services and file validation",
  ],
  check: (situation) => {
    const { event } = situation;
    switch (event.name) {
      case "StopLogging":
        return hit(
          "critical",
          say`The trail stopped recording by ${log("StopLogging")}.`,
          ownWords,
        );
      case "DeleteTrail":
        return hit("critical", say`The trail was deleted and records nothing more.`, ownWords);
      case "UpdateTrail":
        return hits(weakerSettings(event), ownWords);
      case "PutEventSelectors":
        return hits(weakerSelectors(event), ownWords);
      case "DeleteEventDataStore":
      case "StopEventDataStoreIngestion":
        return hit(
          "critical",
          say`The event data store takes no more events in (${log(event.name)}).`,
        );
      default:
        return stored(situation);
    }
  },
};

/** What a trail writes to or encrypts with, as far as the log shows its set-up. */
function stored({ event, past }: Situation) {
  const bucket = asked(event, "bucketName");
  const key = asked(event, "keyId");
  const id = event.source === "kms.amazonaws.com" ? key : bucket;
  if (id === null) return null;
  const kind = event.source === "kms.amazonaws.com" ? "key" : "bucket";
  const [trail] = past.of("trailStore", `${kind}/${nameOf(id)}`).slice(-1);
  if (trail === undefined) return null;
  return hit(
    event.name === "PutBucketPolicy" ? "high" : "critical",
    say`${kind === "key" ? say`Key` : say`Bucket`} ${log(nameOf(id))} belongs to trail ${log(nameOf(trail.what ?? ""))} ${cite(trail.mark.id)}; it was changed by ${log(event.name)}.`,
    { context: [trail.mark.id] },
  );
}
