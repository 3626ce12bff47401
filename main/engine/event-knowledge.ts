/** What the knowledge base says about an event's action, as the window shows it. */
import type { EventKnowledge } from "../../shared/ipc/events.ts";
import { knowledgeOf } from "../../shared/knowledge/knowledge.ts";

/** Null: there is no entry for the action. */
export function eventKnowledge(source: string | null, name: string | null): EventKnowledge | null {
  const known = knowledgeOf(source ?? "", name ?? "");
  if (known === null) return null;
  const { does, matters, severity, access, benign, consequences, techniques, undo, caveats } =
    known;
  return {
    what: known.summary,
    does,
    matters,
    why: known.severityReason,
    severity,
    access,
    benign,
    consequences,
    undo,
    techniques,
    caveats,
  };
}
