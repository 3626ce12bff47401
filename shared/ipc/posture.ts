/** The posture of the open case, and what to do about it. */
import type { TopicId } from "../remediation/topic.ts";
import type { Posture } from "../posture/posture.ts";
import type { Spans } from "../span.ts";

/** A remediation topic with its prints. */
export interface PostureTopic {
  readonly id: TopicId;
  readonly title: string;
  readonly why: readonly Spans[];
  readonly console: readonly Spans[];
  /** AWS CLI, for a POSIX shell. */
  readonly cli: string;
  readonly python: string;
  /** How to see that it is done. */
  readonly verify: readonly Spans[];
}

export interface PostureAnswer {
  /** Of each answer at most `mostShown` affected things; `affectedCount` counts all. */
  readonly posture: Posture;
  readonly topics: readonly PostureTopic[];
}

/** Things that the window shows of one answer; the report's JSON form has more. */
export const mostShown = 200;
