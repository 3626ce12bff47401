import type { Spans } from "../span.ts";

/** Which general topic. */
export type TopicId =
  | "strong-passwords"
  | "multi-factor"
  | "key-rotation"
  | "unused-keys"
  | "trail-of-iam-events"
  | "least-privilege"
  | "log-review";

/** One line of a checklist: what to do and what shows that it is done. */
export interface TopicCheck {
  readonly step: Spans;
  readonly verify: Spans;
}

/**
 * General hardening that no single event undoes. Printed once per report and referred to by findings. The scripts
 * ask for everything they need in checked variables or arguments and print no secret.
 */
export interface Topic {
  readonly id: TopicId;
  readonly title: string;
  /** Why it matters, and when; one to three sentences, one paragraph each. */
  readonly why: readonly Spans[];
  /** Steps in the AWS Management Console, one list item each. */
  readonly console: readonly Spans[];
  /** A POSIX shell script with AWS CLI commands. */
  readonly cli: string;
  /** A Python 3 script for boto3; changes nothing without `--apply`. */
  readonly python: string;
  readonly verify: readonly Spans[];
  readonly checklist: readonly TopicCheck[];
  /** Names of the events after which the topic is worth reading. */
  readonly appliesTo: readonly string[];
}
