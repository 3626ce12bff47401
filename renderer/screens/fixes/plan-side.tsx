/** The plan beside the choice: its calls, what it asks, what it loses and leaves alone. */
import { useEffect } from "react";
import type { PlanRequest } from "../../../shared/ipc/plan.ts";
import { asksOf } from "../../../shared/remediation/ask-list.ts";
import type { Plan } from "../../../shared/remediation/plan.ts";
import { lossWords } from "../../../shared/remediation/plan-comments.ts";
import type { Spans } from "../../../shared/span.ts";
import { useAsk } from "../../api.ts";
import { useParams } from "../../location.ts";
import { Button, Field, Note } from "../../parts/controls.tsx";
import { CertaintyChip } from "../../parts/plan-view.tsx";
import { SpansText } from "../../parts/spans-text.tsx";
import { words as common } from "../../strings/index.ts";
import { liveWords as words } from "../../strings/live.ts";
import { Questions } from "./questions.tsx";
import { callName, targetOf } from "./target.ts";
import type { ChangeWizard, Wizard } from "./wizard.ts";

/** Calls that are named before "more". */
const named = 12;

export function PlanSide({
  request,
  wizard,
  change,
  onReady,
}: {
  readonly request: PlanRequest | null;
  readonly wizard: Wizard;
  readonly change: ChangeWizard;
  /** Told whether there is something to apply. */
  readonly onReady: (isReady: boolean) => void;
}) {
  const wanted: PlanRequest = request ?? {
    subject: { kind: "window" },
    from: null,
    to: null,
    account: null,
  };
  const asked = useAsk("planFor", [wanted], { enabled: request !== null, keep: false });
  const answer = request === null ? undefined : asked.value;
  const isReady = answer !== undefined && answer !== null && answer.plan.operations.length > 0;
  useEffect(() => onReady(isReady), [isReady, onReady]);
  if (request === null)
    return (
      <Section title={words.plan}>
        <p className="s12 ink3">{words.choosePlan}</p>
      </Section>
    );
  if (asked.error !== null)
    return (
      <Section title={words.plan}>
        <div className="vstack">
          <Note kind="bad">{asked.error}</Note>
          <Button onClick={asked.again}>{common.tryAgain}</Button>
        </div>
      </Section>
    );
  if (answer === undefined)
    return (
      <Section title={words.plan}>
        <p className="s12 ink3" aria-busy="true">
          {words.planning}
        </p>
      </Section>
    );
  if (answer === null)
    return (
      <Section title={words.plan}>
        <p className="s12 ink2">{words.nothing}</p>
      </Section>
    );
  return (
    <PlanParts plan={answer.plan} accounts={answer.accounts} wizard={wizard} change={change} />
  );
}

/** A plan in its parts: calls, questions, what is left alone, lost, and by hand. */
export function PlanParts({
  plan,
  accounts,
  wizard,
  change,
}: {
  readonly plan: Plan;
  /** Of which one is chosen, where there are several. */
  readonly accounts: readonly string[];
  readonly wizard: Wizard;
  readonly change: ChangeWizard;
}) {
  return (
    <>
      <Section
        title={words.plan}
        right={plan.operations.length === 0 ? null : <CertaintyChip plan={plan} />}
      >
        {accounts.length > 1 ? <AccountChoice accounts={accounts} plan={plan} /> : null}
        {plan.operations.length === 0 ? (
          <p className="s12 ink2">{words.noCalls}</p>
        ) : (
          <>
            <p className="s12 ink2">
              {words.operations(plan.operations.length)}
              {plan.account === null ? "" : ` ${words.inAccount(plan.account)}`}
            </p>
            <ol className="lv-calls">
              {plan.operations.slice(0, named).map((operation, i) => (
                // Operations never change their order.
                // oxlint-disable-next-line react/no-array-index-key
                <li key={i}>
                  <span className="mono">{callName(operation.api)}</span>{" "}
                  <span className="ink3">{targetOf(JSON.stringify(operation.input))}</span>
                </li>
              ))}
            </ol>
            {plan.operations.length > named ? (
              <p className="s12 ink3">{words.furtherOps(plan.operations.length - named)}</p>
            ) : null}
          </>
        )}
      </Section>
      <Asks plan={plan} wizard={wizard} change={change} />
      <Sentences title={words.leftAlone} items={(plan.conflicts ?? []).map(({ what }) => what)} />
      <Sentences title={words.lost} items={plan.lost.map(lossWords)} />
      <Sentences title={words.byHand} items={plan.manual.map(({ text }) => text)} />
    </>
  );
}

function Asks({
  plan,
  wizard,
  change,
}: {
  readonly plan: Plan;
  readonly wizard: Wizard;
  readonly change: ChangeWizard;
}) {
  const asks = asksOf(plan.operations);
  if (asks.length === 0) return null;
  return (
    <Section title={words.asks}>
      <Questions
        questions={asks.map(({ ask, kind }) => ({
          ask: ask.ask,
          question: ask.question,
          each: ask.each === true,
          isSecret: kind === "secret",
        }))}
        answers={wizard.answers}
        onAnswer={(answers) => change({ answers, preview: null })}
      />
      <p className="s12 ink3">{words.asksHint}</p>
    </Section>
  );
}

function AccountChoice({
  accounts,
  plan,
}: {
  readonly accounts: readonly string[];
  readonly plan: Plan;
}) {
  const [, setParams] = useParams();
  return (
    <Field label={words.account}>
      {(id) => (
        <select
          id={id}
          className="input"
          value={plan.account ?? ""}
          onChange={(event) => setParams({ account: event.target.value })}
        >
          {accounts.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** A section of the side. */
export function Section({
  title,
  right = null,
  children,
}: {
  readonly title: string;
  readonly right?: React.ReactNode;
  readonly children: React.ReactNode;
}) {
  return (
    <section className="section">
      <div className="head">
        <h2>{title}</h2>
        {right === null ? null : <span className="right hstack g1 s12">{right}</span>}
      </div>
      <div className="vstack">{children}</div>
    </section>
  );
}

/** Sentences under a head; nothing when there is none. */
export function Sentences({
  title,
  items,
}: {
  readonly title: string;
  readonly items: readonly Spans[];
}) {
  if (items.length === 0) return null;
  return (
    <Section title={title}>
      <ul className="lv-list">
        {items.map((said, i) => (
          // oxlint-disable-next-line react/no-array-index-key
          <li key={i}>
            <SpansText spans={said} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
