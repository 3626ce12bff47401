/** What the journal keeps of a step: its intent before each call, and how it ended. */
import type { Json } from "../../shared/cloudtrail-event.ts";
import type { Inverse } from "../../shared/live/inverse.ts";
import type { PartValue } from "./step-facts.ts";
import type { CallTrace } from "./unanswered.ts";

/** What the journal keeps before a call is made. */
export interface Intent {
  readonly api: string;
  readonly attempt: number;
  readonly request: Json;
  readonly before: readonly PartValue[];
  /** Members of the kind that gets a new one, before it. */
  readonly members: readonly string[];
  /** What takes it back, where no name of AWS's is needed for it. */
  readonly inverse: Inverse;
  /** What tells in CloudTrail whether it was made. */
  readonly trace: CallTrace;
}

/** What the journal keeps of how a step ended. */
export interface Outcome {
  readonly api: string;
  readonly result: "done" | "done-unseen" | "skipped" | "failed" | "unknown";
  readonly answer: Json;
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly requestId: string | null;
  readonly readBack: readonly PartValue[];
  /** What takes it back. */
  readonly inverse: Inverse | null;
  /** Sentences. */
  readonly notes: readonly string[];
  /** Sentences on what may be the run's or somebody else's: never taken back, left to a person. */
  readonly unproven: readonly string[];
}
