/** The journal: every run that was ever begun in this case, with its calls and answers. */
import type { LiveRun } from "../../../shared/ipc/live.ts";
import type { Asked } from "../../api.ts";
import { useKeys } from "../../keys.ts";
import { go } from "../../location.ts";
import { Button, Empty, Note } from "../../parts/controls.tsx";
import { Icon } from "../../parts/icons.tsx";
import { LogText } from "../../parts/log-text.tsx";
import { Split } from "../../parts/split.tsx";
import { tableTime } from "../../parts/time.ts";
import { words as common } from "../../strings/index.ts";
import { callerName } from "../../parts/caller-name.ts";
import { liveWords as words } from "../../strings/live.ts";
import { RunNote } from "./ended.tsx";
import { GoOn } from "./go-on.tsx";
import { RunFacts, RunSteps } from "./run-view.tsx";

const icons = {
  running: "play",
  done: "check",
  failed: "refused",
  cancelled: "minus",
  interrupted: "help",
  closed: "minus",
} as const;

export function Journal({
  asked,
  chosen,
}: {
  readonly asked: Asked<readonly LiveRun[]>;
  /** Number of a run; of none: the last one is shown. */
  readonly chosen: number;
}) {
  const runs = asked.value ?? [];
  const run = runs.find((one) => one.run === chosen) ?? runs[0];
  const step = (by: 1 | -1): void => {
    const next = runs[runs.findIndex((one) => one === run) + by];
    if (next !== undefined) show(next);
  };
  useKeys(words.journal, {
    j: { label: words.keyNext, run: () => step(1) },
    k: { label: words.keyPrevious, run: () => step(-1) },
  });
  if (asked.error !== null)
    return (
      <div className="lv-pad">
        <Note kind="bad">{asked.error}</Note>
        <span>
          <Button onClick={asked.again}>{common.tryAgain}</Button>
        </span>
      </div>
    );
  if (asked.value === undefined) return <div className="grow" aria-busy="true" />;
  if (run === undefined)
    return (
      <Empty
        icon="undo"
        title={words.noRuns}
        actions={<Button onClick={() => go("fixes", {})}>{words.chooseTitle}…</Button>}
      >
        <p>{words.noRunsText}</p>
      </Empty>
    );
  return (
    <Split
      name="live.journal"
      label={words.runs}
      side="first"
      usual={256}
      least={[220, 480]}
      first={
        <div className="scroll grow" tabIndex={-1}>
          <ul className="lv-runs" aria-label={words.runs}>
            {runs.map((one) => (
              <li key={one.run}>
                <Line run={one} isCurrent={one === run} />
              </li>
            ))}
          </ul>
        </div>
      }
      second={<Shown run={run} />}
    />
  );
}

function show(run: LiveRun): void {
  go("fixes", { view: "journal", run: String(run.run) }, true);
}

function Line({ run, isCurrent }: { readonly run: LiveRun; readonly isCurrent: boolean }) {
  const look = run.state === "done" ? "ok" : run.state === "failed" ? "bad" : "ink3";
  return (
    <button
      type="button"
      aria-current={isCurrent}
      title={words.operations(run.steps.length)}
      onClick={() => show(run)}
    >
      <span className={look}>
        <Icon name={icons[run.state]} />
      </span>
      <span className="cut">
        <b className="strong">{words.run(run.run)}</b>{" "}
        {run.undoes === null ? words.runStates[run.state] : words.undoesRun(run.undoes)}
      </span>
      <span className="lv-under">
        {tableTime(run.at)} <LogText text={callerName(run.arn)} />
      </span>
    </button>
  );
}

function Shown({ run }: { readonly run: LiveRun }) {
  const isEnded = run.state !== "running" && run.state !== "interrupted";
  const canUndo = run.undoable > 0 && run.undoneBy === null && isEnded;
  // An interrupted one is gone on with from the notice above.
  const canGoOn = (run.state === "failed" || run.state === "cancelled") && run.undoneBy === null;
  return (
    <>
      <div className="lv-body">
        <section className="lv-main" aria-label={words.run(run.run)} tabIndex={0}>
          <div className="lv-pad lv-read">
            <RunNote run={run} />
          </div>
          <RunSteps run={run} steps={[]} />
        </section>
        <RunFacts run={run} />
      </div>
      {canUndo || canGoOn ? (
        <div className="lv-foot">
          <span className="right hstack">
            {canGoOn ? (
              <GoOn run={run.run} label={words.lookAgain} size="l" onEnded={show} />
            ) : null}
            {canUndo ? (
              <Button size="l" onClick={() => go("fixes", { undo: String(run.run) })}>
                {words.takeBack(run.undoable)}
              </Button>
            ) : null}
          </span>
        </div>
      ) : null}
    </>
  );
}
