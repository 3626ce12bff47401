/** The posture of the open case, and what to do about it. */
import type { Topic } from "../remediation/topic.ts";
import type { Posture } from "../posture/posture.ts";

/** A remediation topic with its prints. */
export type PostureTopic = Pick<
  Topic,
  "id" | "title" | "why" | "console" | "cli" | "python" | "verify"
>;

export interface PostureAnswer {
  /** Of each answer at most `mostShown` affected things; `affectedCount` counts all. */
  readonly posture: Posture;
  readonly topics: readonly PostureTopic[];
}

/** Things that the window shows of one answer; the report's JSON form has more. */
export const mostShown = 200;
