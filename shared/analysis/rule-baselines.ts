import { actionEntry } from "../knowledge/iam-actions.ts";
import type { Severity } from "../severity.ts";
import { serviceCalls } from "./service-calls.ts";
import { trailSeverity } from "./trail.ts";

const end = ".amazonaws.com";

/** The rule that findings of an event are called after: `iam/DeletePolicy`. */
export function ruleOfEvent(source: string, name: string): string {
  return `${source.endsWith(end) ? source.slice(0, -end.length) : source}/${name}`;
}

/**
 * The severity with which a finding of an event begins; null when the event alone makes none: reads, and calls of other
 * services that no detection looks at.
 */
export function baselineOf(source: string, name: string): Severity | null {
  const trail = source === `cloudtrail${end}` ? trailSeverity(name) : null;
  if (trail !== null) return trail;
  const action = actionEntry(source, name);
  if (action?.access === "write") return action.severity;
  const key = `${source.endsWith(end) ? source.slice(0, -end.length) : source} ${name}`;
  return (Object.hasOwn(serviceCalls, key) ? serviceCalls[key]?.severity : undefined) ?? null;
}
