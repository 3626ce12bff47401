import { counted, num, say, text } from "../../span.ts";
import { instant } from "../phrases.ts";
import type { Detection } from "./detection.ts";
import { hit } from "./detection.ts";

/** IAM-049: after a call that can stop the recording, nothing is recorded. */
export const logSilence: Detection = {
  id: "IAM-049",
  title: "Log silent after its recording was changed",
  about:
    "Within an hour after a trail was stopped, deleted or changed, no event of any kind of the account is in the log for six hours or more, and then there are events again, although in the week before at least half of all quarters of an hour had some. Signatures, hashes and missing files are told by `trailproof verify` and the evidence screen.",
  events: [
    "cloudtrail:StopLogging",
    "cloudtrail:DeleteTrail",
    "cloudtrail:UpdateTrail",
    "cloudtrail:PutEventSelectors",
  ],
  severity: "high",
  mitre: [
    ["T1070", "What was done in that time left no trace in this log."],
    ["T1562.008", "The recording was changed right before."],
  ],
  benign: ["Log files of that time that were not handed over, or an account that rested."],
  respond: [
    "Log files of the silent time fetched from the bucket, or the event history of the account exported for it",
  ],
  check: ({ silence }) =>
    silence === null
      ? null
      : hit(
          "high",
          say`No event of this account is in the log from ${instant(silence.from).slice(1)} to ${instant(silence.to).slice(1)}, ${counted(silence.hours, "hour")}; in the days before, ${num(Math.round(silence.usual * 100))}${text(" %")} of all quarters of an hour had some.`,
        ),
};
