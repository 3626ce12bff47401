import type { Severity } from "../severity.ts";
import type { ReadTarget } from "./service-targets.ts";

/** What is known about a call of another service than IAM that detections look at. */
export interface ServiceCall {
  /** What was done to the target, past tense without subject. */
  readonly done: string;
  readonly severity: Severity;
  readonly why: string;
  readonly target: ReadTarget;
  /** The way back in one sentence. */
  readonly remedy: string;
}

/** Makes one. */
export function call(
  target: ReadTarget,
  done: string,
  severity: Severity,
  why: string,
  remedy: string,
): ServiceCall {
  return { target, done, severity, why, remedy };
}
