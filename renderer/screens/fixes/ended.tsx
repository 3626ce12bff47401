/** The last step: what was done and what was not, as the journal has it, and what can be done now. */
import type { LiveRun } from "../../../shared/ipc/live.ts";
import { go } from "../../location.ts";
import { Button, Empty, Note } from "../../parts/controls.tsx";
import { liveWords as words } from "../../strings/live.ts";
import { GoOn } from "./go-on.tsx";
import { RunFacts, RunSteps } from "./run-view.tsx";
import type { FixWork } from "./use-fix.ts";

export function Ended({ fix }: { readonly fix: FixWork }) {
  const { wizard, change, look, reset } = fix;
  const { run, problem, preview, isLost } = wizard;
  const again = (): void => {
    change({ step: "preview", run: null, confirmed: [], typed: "" });
    void look();
  };
  if (run === null && isLost)
    return (
      <div className="lv-body">
        <Empty
          icon="help"
          title={words.lostTitle}
          actions={
            <Button look="primary" onClick={() => go("fixes", { view: "journal" })}>
              {words.openJournal}
            </Button>
          }
        >
          <p role="alert">{problem}</p>
          <p>{words.lostText}</p>
        </Empty>
      </div>
    );
  if (run === null)
    return (
      <>
        <div className="lv-body">
          <Empty
            icon="refused"
            title={words.notApplied}
            actions={
              <>
                <Button look="primary" onClick={again}>
                  {words.readAgain}
                </Button>
                <Button onClick={() => change({ step: "confirm", problem: null })}>
                  {words.back}
                </Button>
              </>
            }
          >
            <p role="alert">{problem}</p>
          </Empty>
        </div>
      </>
    );
  const isDone = run.state === "done";
  return (
    <>
      <div className="lv-body">
        <section className="lv-main" aria-label={words.steps.done} tabIndex={0}>
          <div className="lv-pad lv-read">
            <RunNote run={run} />
          </div>
          <RunSteps run={run} steps={preview?.steps ?? []} />
        </section>
        <RunFacts run={run} />
      </div>
      <div className="lv-foot">
        {run.undoable > 0 ? (
          <Button size="l" onClick={() => go("fixes", { undo: String(run.run) })}>
            {isDone ? words.takeBackRun : words.takeBack(run.undoable)}
          </Button>
        ) : null}
        <Button size="l" onClick={() => go("fixes", { view: "journal", run: String(run.run) })}>
          {words.openJournal}
        </Button>
        <span className="right hstack">
          {isDone ? (
            <>
              <Button size="l" onClick={() => go("report")}>
                {words.openReport}
              </Button>
              <Button
                size="l"
                look="primary"
                onClick={() => {
                  reset();
                  go("fixes");
                }}
              >
                {words.another}
              </Button>
            </>
          ) : (
            <>
              <GoOn
                run={run.run}
                label={words.lookAgain}
                size="l"
                onEnded={(next) => change({ run: next })}
              />
              <Button size="l" look="primary" onClick={again}>
                {words.tryAgain}
              </Button>
            </>
          )}
        </span>
      </div>
    </>
  );
}

/** How a run ended, in the size of what it is worth. */
export function RunNote({ run }: { readonly run: LiveRun }) {
  const count = (...outcomes: readonly string[]): number =>
    run.steps.filter(({ outcome }) => outcomes.includes(outcome)).length;
  const failed = run.steps.find(({ outcome }) => outcome === "failed");
  const unanswered = run.steps.find(({ outcome }) => outcome === "unknown");
  const done = count("done", "done-unseen");
  const parts = [
    [done, words.whatDone],
    [count("skipped"), words.whatSkipped],
    [count("failed"), words.whatFailed],
    [count("begun", "unknown"), words.whatUnknown],
    [count("waiting"), words.whatNot],
  ] as const;
  const title =
    run.state === "done"
      ? words.doneTitle(done)
      : run.state === "failed"
        ? failed === undefined && unanswered !== undefined
          ? words.unknownTitle(unanswered.n)
          : words.failedTitle(failed?.n ?? 0)
        : run.state === "cancelled"
          ? words.cancelledTitle
          : words.runStates[run.state];
  const kind = run.state === "done" ? "ok" : run.state === "failed" ? "bad" : "plain";
  return (
    <Note kind={kind}>
      <b className="strong">{title}.</b>{" "}
      {parts.flatMap(([n, say]) => (n === 0 ? [] : [say(n)])).join(", ")}.
    </Note>
  );
}
