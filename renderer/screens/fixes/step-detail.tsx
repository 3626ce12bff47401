/** One step in full: what it changes, why, from which evidence, what may hinder it, and its way back. */
import { useState } from "react";
import { diffLines } from "../../../shared/iam/line-diff.ts";
import type { LiveChange, LiveDecision, LiveStep } from "../../../shared/ipc/live.ts";
import { hrefOf } from "../../location.ts";
import { Code } from "../../parts/code.tsx";
import { Button, Note } from "../../parts/controls.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { LogText } from "../../parts/log-text.tsx";
import { SpansText } from "../../parts/spans-text.tsx";
import { TextDiff, canFold } from "../../parts/text-diff.tsx";
import { words as common } from "../../strings/index.ts";
import { liveWords as words } from "../../strings/live.ts";
import { planWords } from "../../strings/plan.ts";
import { useAddEvidence } from "../../work.tsx";
import { callName, targetOf } from "./target.ts";

/** Events that are named before "more". */
const named = 8;

export function StepDetail({
  step,
  decisions,
  onDecide,
}: {
  readonly step: LiveStep;
  readonly decisions: readonly LiveDecision[];
  readonly onDecide: (next: readonly LiveDecision[]) => void;
}) {
  const { n, api, state, notes, changes } = step;
  const isRefused = state === "conflict" || state === "unreadable";
  const decided = decisions.find((one) => one.n === n)?.as;
  const evidence = [...new Set(step.evidence)];
  return (
    <section className="lv-detail" aria-label={words.stepHead(n)}>
      <div className="hstack wrap">
        <h2>
          {words.stepHead(n)} <span className="mono">{callName(api)}</span>{" "}
          <LogText text={targetOf(step.request)} mono cut="none" />
        </h2>
        <span className="right hstack wrap">
          <Decide step={step} decided={decided} decisions={decisions} onDecide={onDecide} />
        </span>
      </div>
      {isRefused ? (
        <Note kind="bad">
          <b className="strong">
            {state === "conflict" ? words.isRefused(n) : words.isUnreadable(n)}
          </b>{" "}
          <Sentences notes={notes} /> {words.conflictText}
        </Note>
      ) : notes.length === 0 && decided !== "overwrite" ? null : (
        <Note>
          {decided === "overwrite" ? `${words.overwritten} ` : ""}
          <Sentences notes={notes} />
        </Note>
      )}
      {changes.map((change, i) => (
        // Changes of a step never change their order.
        // oxlint-disable-next-line react/no-array-index-key
        <Change key={i} change={change} />
      ))}
      {changes.length === 0 && state === "to-do" ? (
        <p className="s12 ink3">{words.noChange}</p>
      ) : null}
      <dl className="lv-facts">
        <dt>{words.why}</dt>
        <dd>
          <SpansText spans={step.why} />
        </dd>
        <dt>{words.evidence}</dt>
        <dd>
          {evidence.length === 0 ? common.none : null}
          {evidence.slice(0, named).map((id) => (
            <a key={id} className="mono lv-event" href={hrefOf("events", { event: id })} title={id}>
              {id.slice(0, 8)}
            </a>
          ))}
          {evidence.length > named ? common.moreValues(evidence.length - named) : null}
        </dd>
        <dt>{words.certainty}</dt>
        <dd>
          {planWords.certainty[step.certainty]}.{" "}
          <span className="ink3">{planWords.certaintyLong[step.certainty]}.</span>
        </dd>
        <dt>{words.permission}</dt>
        <dd className={step.permission === "denied" ? "bad" : undefined}>
          {words.permissions[step.permission]}
        </dd>
        <dt>{words.wayBack}</dt>
        <dd>
          {words.undo[step.undo.certainty]}
          {step.undo.calls.length === 0 ? null : (
            <span className="mono ink2"> {step.undo.calls.map(callName).join(", ")}</span>
          )}
          {step.undo.lost.map((line) => (
            <span key={line} className="lv-lost">
              <LogText text={line} cut="none" />
            </span>
          ))}
        </dd>
      </dl>
      <details className="lv-request">
        <summary>{words.request}</summary>
        <Code text={step.request} language="json" label={words.requestOf(api)} />
      </details>
    </section>
  );
}

function Sentences({ notes }: { readonly notes: readonly string[] }) {
  return notes.map((note, i) => (
    // oxlint-disable-next-line react/no-array-index-key
    <span key={i}>
      {i === 0 ? "" : " "}
      <LogText text={note} cut="none" />
    </span>
  ));
}

/** Two texts side by side; short ones in one line each. */
function Change({ change: { what, before, after } }: { readonly change: LiveChange }) {
  const [isWhole, setWhole] = useState(false);
  const lines = diffLines(linesOf(before), linesOf(after));
  return (
    <div className="lv-change">
      <div className="hstack">
        <h3>
          <LogText text={what} cut="none" />
        </h3>
        {canFold(lines) ? (
          <button type="button" className="linkbtn s12 right" onClick={() => setWhole(!isWhole)}>
            {isWhole ? words.fold : words.whole}
          </button>
        ) : null}
      </div>
      <div className="lv-cmp">
        {(["before", "after"] as const).map((side) => (
          <div key={side}>
            <h4>{side === "before" ? words.beforeHead : words.afterHead}</h4>
            {(side === "before" ? before : after) === null ? (
              <div className="code lv-absent">{words.absent}</div>
            ) : (
              <TextDiff
                lines={lines}
                isWhole={isWhole}
                side={side}
                label={`${words.diffLabel(what)}, ${side === "before" ? words.beforeHead : words.afterHead}`}
              />
            )}
          </div>
        ))}
      </div>
    </div>
  );
}

function linesOf(text: string | null): readonly string[] {
  return text === null ? [] : text.replace(/\n$/, "").split("\n");
}

/** What a person can do with a step: leave it out, take it in again, or do it although it was refused. */
function Decide({
  step: { n, state },
  decided,
  decisions,
  onDecide,
}: {
  readonly step: LiveStep;
  readonly decided: LiveDecision["as"] | undefined;
  readonly decisions: readonly LiveDecision[];
  readonly onDecide: (next: readonly LiveDecision[]) => void;
}) {
  const addEvidence = useAddEvidence();
  const [isAsking, setAsking] = useState(false);
  const others = decisions.filter((one) => one.n !== n);
  const isRefused = state === "conflict" || state === "unreadable";
  if (decided !== undefined)
    return (
      <Button size="s" onClick={() => onDecide(others)}>
        {decided === "leave-out" ? words.takeIn : words.refuseAgain}
      </Button>
    );
  if (!isRefused && state !== "to-do" && state !== "needs-answer") return null;
  return (
    <>
      <Button size="s" onClick={() => onDecide([...others, { n, as: "leave-out" }])}>
        {words.leaveOut}
      </Button>
      {isRefused ? (
        <>
          <Button size="s" onClick={() => setAsking(true)}>
            {words.overwrite}
          </Button>
          <Button size="s" look="quiet" onClick={() => void addEvidence("files")}>
            {words.newerLogs}
          </Button>
        </>
      ) : null}
      {isAsking ? (
        <Dialog
          title={words.overwriteTitle}
          onClose={() => setAsking(false)}
          footer={
            <span className="right hstack">
              <Button onClick={() => setAsking(false)}>{common.cancel}</Button>
              <Button
                look="danger"
                onClick={() => {
                  setAsking(false);
                  onDecide([...others, { n, as: "overwrite" }]);
                }}
              >
                {words.overwriteDo}
              </Button>
            </span>
          }
        >
          <p>{words.overwriteText(n)}</p>
        </Dialog>
      ) : null}
    </>
  );
}
