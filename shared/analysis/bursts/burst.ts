import type { CloudTrailEvent } from "../../cloudtrail-event.ts";
import type { Severity } from "../../severity.ts";
import type { Spans } from "../../span.ts";

/** A call that counts for a burst. */
export interface BurstCall {
  readonly id: string;
  readonly at: string | null;
  readonly name: string;
  /** What the call was about: different ones are counted. */
  readonly what: string;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly accessKey: string | null;
}

/** Many calls in a short time that mean something only together. They become one finding. */
export interface Burst {
  /** The detection whose finding it is. */
  readonly rule: string;
  /** Calls further apart are different bursts; before it is one, all must lie within this time. Seconds. */
  readonly seconds: number;
  /** By which key a call counts, and what it was about; null when it does not count. */
  readonly read: (event: CloudTrailEvent) => { readonly key: string; readonly what: string } | null;
  /** Whether these calls are a burst. */
  readonly isBurst: (calls: readonly BurstCall[]) => boolean;
  /** By which text a burst is told once only, and never again in this log; every one is told where it is absent. */
  readonly once?: (event: CloudTrailEvent) => string;
  readonly outcome: CloudTrailEvent["outcome"];
  /** What it is worth, with the sentence that states the values. */
  readonly judge: (calls: readonly BurstCall[]) => {
    readonly severity: Severity;
    readonly why: Spans;
  };
  readonly title: (calls: readonly BurstCall[]) => Spans;
  /** Whoever made the calls is not who the records name, such as the user whose password is tried. */
  readonly isUnnamed?: boolean;
  /** The way back in one sentence. */
  readonly remedy: Spans;
}
