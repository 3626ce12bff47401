import { log, say } from "../../span.ts";
import type { PostureCheck } from "../answer.ts";
import { counted } from "../../span.ts";
import { overTrails, switchedOn } from "./trail-facts.ts";

/** A trail that records. */
export const trailLogging: PostureCheck = {
  id: "trail-logging",
  title: "CloudTrail is recording",
  about: "At least one trail of the account is switched on.",
  topic: "trail-of-iam-events",
  reference: null,
  answeredBy: ["trails", "trail-status"],
  check: (account) =>
    overTrails(
      account,
      [switchedOn],
      ({ name }) => say`The trail ${log(name)} is recording.`,
      account.looseStatuses.length === 0
        ? []
        : [
            say`${counted(account.looseStatuses.length, "answer")} of get-trail-status can’t be tied to a trail: the answer does not name it. Put the trail’s name into the file’s name.`,
          ],
    ),
};
