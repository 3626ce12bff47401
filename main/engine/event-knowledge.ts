/** What the table of IAM actions says about an event's action, in sentences. */
import type { EventKnowledge } from "../../shared/ipc/events.ts";
import type { ActionEntry, Inverse } from "../../shared/knowledge/entry.ts";
import { actionEntry } from "../../shared/knowledge/iam-actions.ts";
import { techniqueName } from "../../shared/knowledge/mitre.ts";
import { targetWord } from "../../shared/knowledge/target-words.ts";

/** Null: the table has no entry for the action. */
export function knowledgeOf(source: string | null, name: string | null): EventKnowledge | null {
  const entry = actionEntry(source ?? "", name ?? "");
  return entry === null ? null : toKnowledge(entry);
}

function toKnowledge(entry: ActionEntry): EventKnowledge {
  const { target, done, severity, severityReason, access, mitre, inverse } = entry;
  return {
    what: `${targetWord(target)} ${done}.`,
    why: severityReason,
    severity,
    access,
    benign: null,
    undo: undoSentence(inverse),
    techniques: mitre.map((id) => ({ id, name: techniqueName(id) })),
  };
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
