import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import { text } from "../span.ts";
import { serviceCalls } from "./service-calls.ts";
import type { Subject } from "./situation.ts";

/** What a call of another service is; null when no detection looks at it. It is a finding only when one fires. */
export function serviceSubject(event: CloudTrailEvent): Subject | null {
  const end = event.source.indexOf(".amazonaws.com");
  const service = end === -1 ? "" : event.source.slice(0, end);
  const key = `${service} ${event.name}`;
  const known = Object.hasOwn(serviceCalls, key) ? serviceCalls[key] : undefined;
  if (known === undefined) return null;
  return {
    rule: `${service}/${event.name}`,
    name: text(event.name),
    entry: null,
    done: [text(known.done)],
    severity: known.severity,
    severityReason: [text(known.why)],
    mitre: [],
    target: known.target(event),
    remedy: [text(known.remedy)],
    onlyWhenDetected: true,
  };
}
