import type { CloudTrailEvent } from "../../cloudtrail-event.ts";
import type { Severity } from "../../severity.ts";
import type { SessionStart } from "../sessions.ts";
import type { Silence } from "../silence.ts";

/** A story that a detection is tried on; its last event is the one that is looked at. */
export interface DetectionCase {
  readonly name: string;
  readonly events: readonly CloudTrailEvent[];
  /** The highest severity that the detection itself proposes, or a modifier; null: it must not fire. */
  readonly hit: Severity | "+1" | null;
  /** The severity of the finding, where the case is about the sum. */
  readonly severity?: Severity;
  /** Words of its reason. */
  readonly says?: string;
  /** Who started the sessions. */
  readonly start?: SessionStart;
  /** The time without events that follows. */
  readonly silence?: Silence;
}
