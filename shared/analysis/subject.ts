import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import { classify, iamSource } from "../knowledge/classify.ts";
import { log, say, text } from "../span.ts";
import { serviceSubject } from "./service-subject.ts";
import type { Subject } from "./situation.ts";
import { trailSubject } from "./trail.ts";

/** What an event is, or null when it is nothing that becomes a finding. */
export function subjectOf(event: CloudTrailEvent): Subject | null {
  const trail = trailSubject(event);
  if (trail !== null) return trail;
  if (event.source !== iamSource) return serviceSubject(event);
  const { entry, access, severity, severityReason, mitre, target } = classify(event);
  if (access === "read") return serviceSubject(event);
  return {
    rule: `iam/${event.name}`,
    name: entry === null ? log(event.name) : text(entry.name),
    entry,
    done:
      entry === null ? say`changed by an action that Trailproof does not know` : [text(entry.done)],
    severity,
    severityReason,
    mitre,
    target,
  };
}
