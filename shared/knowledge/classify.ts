import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import type { Target } from "../finding.ts";
import type { Severity } from "../severity.ts";
import { type Spans, text } from "../span.ts";
import type { ActionEntry } from "./entry.ts";
import { actionEntry } from "./iam-actions.ts";
import { resolveTarget } from "./resolve-target.ts";

/** What Trailproof says about an event before any rule looks at its context. */
export interface Classification {
  /** Null when the table has no entry for this source and name. */
  readonly entry: ActionEntry | null;
  readonly access: "read" | "write" | "unknown";
  /** The baseline, without context and without regard to the outcome. */
  readonly severity: Severity;
  readonly severityReason: Spans;
  /** MITRE ATT&CK technique ids. */
  readonly mitre: readonly string[];
  readonly target: Target;
  /** Whether the event is of the IAM service; many services have actions of the same names. */
  readonly isIam: boolean;
}

export const iamSource = "iam.amazonaws.com";

/** How the names of IAM actions that change nothing begin. */
export const readPrefixes: readonly string[] = ["Get", "List", "Simulate", "Generate"];

/** Classifies an event by its eventSource and eventName together. */
export function classify(event: CloudTrailEvent): Classification {
  const entry = actionEntry(event.source, event.name);
  const isIam = event.source === iamSource;
  const target = resolveTarget(entry, event);
  if (entry !== null) {
    const { access, severity, mitre } = entry;
    return {
      entry,
      access,
      severity,
      severityReason: [text(entry.severityReason)],
      mitre,
      target,
      isIam,
    };
  }
  return {
    entry,
    ...(isIam ? unknownIam(event.name) : otherService(event)),
    mitre: [],
    target,
    isIam,
  };
}

/** Whether an event is an IAM action that changes something, or one that Trailproof does not know and treats so. */
export function isIamWrite(source: string, name: string): boolean {
  if (source !== iamSource) return false;
  const entry = actionEntry(source, name);
  return entry === null ? !readsByName(name) : entry.access === "write";
}

type Judgement = Pick<Classification, "access" | "severity" | "severityReason">;

function unknownIam(name: string): Judgement {
  if (readsByName(name)) {
    const words =
      "Trailproof does not know this IAM action; by its name it is treated as a call that only reads.";
    return { access: "read", severity: "info", severityReason: [text(words)] };
  }
  const words = "Trailproof does not know this IAM action; it is treated as a change.";
  return { access: "write", severity: "medium", severityReason: [text(words)] };
}

function otherService(event: CloudTrailEvent): Judgement {
  const access = event.readOnly === null ? "unknown" : event.readOnly ? "read" : "write";
  const words =
    "The event is not of the IAM service, so the table of IAM actions says nothing about it.";
  return { access, severity: "info", severityReason: [text(words)] };
}

function readsByName(name: string): boolean {
  return readPrefixes.some((prefix) => name.startsWith(prefix));
}
