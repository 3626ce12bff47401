import type { Severity } from "../severity.ts";
import { actionText } from "./action-texts.ts";
import { commonCaveats } from "./common-caveats.ts";
import type { ActionEntry, Inverse } from "./entry.ts";
import { actionEntry, iamActions } from "./iam-actions.ts";
import { techniqueName } from "./mitre.ts";
import { otherEntries, otherEntry } from "./other-events.ts";
import type { OtherEntry } from "./other/other-entry.ts";
import type { Fact } from "./sources.ts";
import { targetWord } from "./target-words.ts";

/** All that is known of one event, of IAM or another service, in words. */
export interface Knowledge {
  readonly eventSource: string;
  readonly eventName: string;
  readonly access: "read" | "write";
  readonly severity: Severity;
  /** Why this is the severity before any context is looked at. */
  readonly severityReason: string;
  /** What happened, in a few words: "Policy got a new version." */
  readonly summary: string;
  readonly does: Fact;
  readonly matters: Fact;
  readonly benign: Fact;
  /** None for reads and for other services. */
  readonly consequences: readonly Fact[];
  /** A technique that Trailproof has no name for has a null one. */
  readonly techniques: readonly {
    readonly id: string;
    readonly name: string | null;
    readonly reason: string;
  }[];
  /** How it is taken back, as sentences. */
  readonly undo: string;
  /** What CloudTrail omits or shows differently. */
  readonly caveats: readonly Fact[];
}

/** What is known of an event by its eventSource and eventName, both exactly as logged; null when nothing is. */
export function knowledgeOf(source: string, name: string): Knowledge | null {
  const action = actionEntry(source, name);
  if (action !== null) return ofAction(action);
  const other = otherEntry(source, name);
  return other === null ? null : ofOther(other);
}

/** The same for every entry, IAM first. */
export function allKnowledge(): readonly Knowledge[] {
  return [...iamActions.flatMap((action) => ofAction(action) ?? []), ...otherEntries.map(ofOther)];
}

function ofAction(entry: ActionEntry): Knowledge | null {
  const text = actionText(entry);
  if (text === null) return null;
  const { techniques, caveats, ...words } = text;
  return {
    eventSource: entry.source,
    eventName: entry.name,
    access: entry.access,
    severity: entry.severity,
    severityReason: entry.severityReason,
    summary: `${targetWord(entry.target)} ${entry.done}.`,
    ...words,
    techniques: named(techniques),
    undo: undoSentence(entry.inverse),
    caveats: [...caveats, ...commonCaveats(entry)],
  };
}

function ofOther(entry: OtherEntry): Knowledge {
  const { name, source, access, severity, severityReason, what, why, benign, undo } = entry;
  return {
    eventSource: source,
    eventName: name,
    access,
    severity,
    severityReason,
    summary: what.text,
    does: what,
    matters: why,
    benign,
    consequences: [],
    techniques: named(entry.techniques),
    undo,
    caveats: [],
  };
}

function named(
  techniques: readonly { readonly id: string; readonly reason: string }[],
): Knowledge["techniques"] {
  return techniques.map(({ id, reason }) => ({ id, name: techniqueName(id), reason }));
}

function undoSentence({ possible, calls, lost, note }: Inverse): string {
  const names = [...new Set(calls.map(({ api }) => api))].join(", ");
  const how: Readonly<Record<Inverse["possible"], string>> = {
    yes: `It can be taken back with ${names}.`,
    partial: `It can be taken back in part${names === "" ? "" : `, with ${names}`}.`,
    no: "No call takes it back.",
    none: "There is nothing to take back.",
  };
  return [how[possible], ...lost.map((one) => `Lost: ${one}.`.replace(/\.\.$/, ".")), note]
    .filter((one) => one !== "")
    .join(" ");
}
