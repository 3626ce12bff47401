import type { Topic } from "./topic.ts";
import { keyRotation } from "./topics/key-rotation.ts";
import { leastPrivilege } from "./topics/least-privilege.ts";
import { logReview } from "./topics/log-review.ts";
import { multiFactor } from "./topics/multi-factor.ts";
import { strongPasswords } from "./topics/strong-passwords.ts";
import { trailOfIamEvents } from "./topics/trail-of-iam-events.ts";
import { unusedKeys } from "./topics/unused-keys.ts";

/** The general topics, in the order in which a report prints them. */
export const topics: readonly Topic[] = [
  strongPasswords,
  multiFactor,
  keyRotation,
  unusedKeys,
  trailOfIamEvents,
  leastPrivilege,
  logReview,
];

/** The topics worth reading after one event. */
export function topicsFor(eventName: string): readonly Topic[] {
  return topics.filter((topic) => topic.appliesTo.includes(eventName));
}
