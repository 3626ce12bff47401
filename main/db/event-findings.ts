/** Which findings rest on which events. */
import type { Severity } from "../../shared/severity.ts";
import { plain } from "../../shared/span.ts";
import { fullSpans } from "./finding-summary.ts";
import { listSummaries } from "./findings.ts";
import type { CaseDb } from "./open-case.ts";

/** A finding that rests on an event. */
export interface EventFinding {
  /** F-01 … */
  readonly id: string;
  readonly severity: Severity;
  readonly title: string;
  /** `change`: it is about the event; `context`: it only cites it. */
  readonly role: "change" | "context";
  /** Ids of MITRE ATT&CK, and of known ways to more rights. */
  readonly techniques: readonly string[];
  readonly paths: readonly string[];
}

/**
 * All findings by the events that they rest on: first those that are about the event, worst first, then those that
 * cite it. Events are named by `eventKey`.
 */
export function eventFindings(db: CaseDb): ReadonlyMap<string, readonly EventFinding[]> {
  const found = new Map<string, EventFinding[]>();
  const all = listSummaries(db);
  for (const role of ["change", "context"] as const)
    for (const { id, summary } of all) {
      const one = {
        id,
        severity: summary.severity,
        title: plain(fullSpans(summary.title)),
        role,
        techniques: summary.mitre,
        paths: summary.escalationPaths,
      };
      for (const event of role === "change" ? summary.events : summary.context) {
        const key = lowerGuid(event);
        const known = found.get(key);
        if (known === undefined) found.set(key, [one]);
        else known.push(one);
      }
    }
  return found;
}

/** The name of a record: its eventID (a GUID in lower case), and `#1`, `#2` … behind it for the further ones under it. */
export function eventKey(eventId: string, variant: number): string {
  return lowerGuid(variant === 0 ? eventId : `${eventId}#${variant}`);
}

function lowerGuid(key: string): string {
  return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}(#\d+)?$/i.test(key) ? key.toLowerCase() : key;
}
