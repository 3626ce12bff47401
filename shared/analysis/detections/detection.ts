import type { Reason } from "../../finding.ts";
import type { Severity } from "../../severity.ts";
import type { Spans } from "../../span.ts";
import { detection } from "../situation.ts";
import type { Depth, Situation } from "../situation.ts";

/** A numbered detection: what it looks for, why, and how. */
export interface Detection {
  /** IAM-001 … */
  readonly id: string;
  readonly title: string;
  /** One sentence for auditors: what makes it fire. */
  readonly about: string;
  /** `iam:CreateUser`: service and eventName; `iam:*`: every IAM change. */
  readonly events: readonly string[];
  /** What it usually proposes; the check says what it proposes for an event. */
  readonly severity: Severity;
  /** MITRE ATT&CK technique ids, each with the reason in one sentence. */
  readonly mitre: readonly (readonly [id: string, why: string])[];
  /** What it can be instead, in whole sentences. */
  readonly benign: readonly string[];
  /** What must be true before its finding is done, in whole sentences without full stop. */
  readonly respond: readonly string[];
  /** Refused and failed calls are shown to it, too. Others see successful calls only. */
  readonly refused?: boolean;
  /** What it says about an event; null when it does not fire. */
  readonly check?: (situation: Situation) => Depth | null;
  /** Modifiers of the sum, asked after all checks, with the reasons that these gave. */
  readonly modify?: (situation: Situation, reasons: readonly Reason[]) => readonly Reason[];
}

/** A hit with one line of the sum. */
export function hit(
  severity: Severity,
  words: Spans,
  more: Omit<Depth, "reasons"> = {},
): Depth & { readonly reasons: readonly Reason[] } {
  return { ...more, reasons: [detection(severity, words)] };
}

/** A hit with the lines given, or none where there are none. */
export function hits(reasons: readonly Reason[], more: Omit<Depth, "reasons"> = {}): Depth | null {
  return reasons.length === 0 ? null : { ...more, reasons };
}
