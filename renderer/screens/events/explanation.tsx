/** What is known of the action, whatever the event. */
import type { EventKnowledge, SourcedText } from "../../../shared/ipc/events.ts";
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
  const { what, does, matters, why, severity, benign, consequences, undo, techniques, caveats } =
    knowledge;
  return (
    <section className="evt-explain" aria-label={words.explain} tabIndex={0}>
      <dl className="kv">
        <dt>{words.knowledgeWhat}</dt>
        <dd>
          {what === does.text ? null : `${what} `}
          <Sourced fact={does} />
        </dd>
        <dt>{words.knowledgeWhy}</dt>
        <dd>
          <Sourced fact={matters} />
        </dd>
        <dt>{words.knowledgeSeverity}</dt>
        <dd>
          <Severity severity={severity} look="tag" /> {why}
        </dd>
        <dt>{words.knowledgeBenign}</dt>
        <dd>
          <Sourced fact={benign} />
        </dd>
        <Facts name={words.knowledgeConsequences} facts={consequences} />
        <dt>{words.knowledgeUndo}</dt>
        <dd>{undo}</dd>
        <Facts
          name={words.knowledgeTechniques}
          facts={techniques.map(({ id, name, reason }) => ({
            text: reason,
            source: name === null ? id : `${id} ${name}`,
          }))}
        />
        <Facts name={words.knowledgeCaveats} facts={caveats} />
      </dl>
    </section>
  );
}

/** Nothing when there are none. */
function Facts(of: { readonly name: string; readonly facts: readonly SourcedText[] }) {
  if (of.facts.length === 0) return null;
  return (
    <>
      <dt>{of.name}</dt>
      <dd>
        <ul>
          {of.facts.map((fact) => (
            <li key={`${fact.source} ${fact.text}`}>
              <Sourced fact={fact} />
            </li>
          ))}
        </ul>
      </dd>
    </>
  );
}

function Sourced({ fact }: { readonly fact: SourcedText }) {
  return (
    <>
      {fact.text} <cite className="ink3">{fact.source}</cite>
    </>
  );
}
