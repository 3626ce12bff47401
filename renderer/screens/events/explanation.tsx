/** What is known of the action, whatever the event. */
import type { EventKnowledge } from "../../../shared/ipc/events.ts";
import { Severity } from "../../parts/severity.tsx";
import { eventWords as words } from "../../strings/events.ts";

/** Null: there is no entry for the action. */
export function Explanation({ knowledge }: { readonly knowledge: EventKnowledge | null }) {
  if (knowledge === null)
    return (
      <section className="evt-explain" aria-label={words.explain}>
        <p className="ink3">{words.noKnowledge}</p>
      </section>
    );
  const { what, why, severity, benign, undo, techniques } = knowledge;
  return (
    <section className="evt-explain" aria-label={words.explain} tabIndex={0}>
      <dl className="kv">
        <dt>{words.knowledgeWhat}</dt>
        <dd>{what}</dd>
        <dt>{words.knowledgeWhy}</dt>
        <dd>
          <Severity severity={severity} look="tag" /> {why}
        </dd>
        <dt>{words.knowledgeBenign}</dt>
        <dd className={benign === null ? "ink3" : undefined}>{benign ?? words.noBenign}</dd>
        <dt>{words.knowledgeUndo}</dt>
        <dd>{undo}</dd>
        {techniques.length === 0 ? null : (
          <>
            <dt>{words.knowledgeTechniques}</dt>
            <dd>
              {techniques.map(({ id, name }) => (name === null ? id : `${id} ${name}`)).join(", ")}
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}
