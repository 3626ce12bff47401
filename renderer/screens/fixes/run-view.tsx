/** A run as the journal tells it: its steps with AWS's answers, and who did it when. */
import type { LiveOutcome, LiveRun, LiveStep } from "../../../shared/ipc/live.ts";
import { hrefOf } from "../../location.ts";
import { Icon } from "../../parts/icons.tsx";
import type { IconName } from "../../parts/icons.tsx";
import { LogText } from "../../parts/log-text.tsx";
import { clockTime, fullTime } from "../../parts/time.ts";
import { liveWords as words } from "../../strings/live.ts";
import { Section } from "./plan-side.tsx";
import { callName, targetOf } from "./target.ts";

const looks: Readonly<Record<LiveOutcome, readonly [IconName, string]>> = {
  waiting: ["minus", "ink3"],
  begun: ["help", ""],
  done: ["check", "ok"],
  "done-unseen": ["clock", ""],
  skipped: ["minus", "ink3"],
  failed: ["refused", "bad"],
  unknown: ["help", ""],
};

/** `steps`: of the preview that was applied, for what each is about; empty where it is not known any more. */
export function RunSteps({
  run,
  steps,
}: {
  readonly run: LiveRun;
  readonly steps: readonly LiveStep[];
}) {
  return (
    <table
      className={`tbl wrapok lv-plan lv-journal${steps.length === 0 ? " is-narrow" : ""}`}
      aria-label={words.run(run.run)}
    >
      <colgroup>
        <col className="lv-c-no" />
        <col className="lv-c-op" />
        <col className="lv-c-st" />
        <col className="lv-c-tm" />
        <col />
      </colgroup>
      <thead>
        <tr>
          <th>#</th>
          <th>{words.operation}</th>
          <th>{words.result}</th>
          <th>{words.time}</th>
          <th>{words.answer}</th>
        </tr>
      </thead>
      <tbody>
        {run.steps.map((one) => {
          const [icon, look] = looks[one.outcome];
          const about = steps.find(({ n }) => n === one.n);
          return (
            <tr key={one.n} className={look === "ink3" ? "muted" : undefined}>
              <td className="ink3">{one.n}</td>
              <td>
                <span className="mono">{callName(one.api)}</span>
                {about === undefined ? null : (
                  <span className="lv-lost ink2">
                    <LogText text={targetOf(about.request)} mono cut="none" />
                  </span>
                )}
              </td>
              <td>
                <span className={`lv-state ${look}`}>
                  <Icon name={icon} small />
                  {words.outcomes[one.outcome]}
                </span>
              </td>
              <td>{clockTime(one.at)}</td>
              <td>
                {one.answer === null || one.answer === "{}" ? null : (
                  <LogText text={one.answer} cut="none" />
                )}
                {one.note === null ? null : (
                  <span className="lv-lost ink3">
                    <LogText text={one.note} cut="none" />
                  </span>
                )}
                {one.requestId === null ? null : (
                  <span className="lv-lost ink3" title={words.requestId}>
                    {words.requestId} <LogText text={one.requestId} mono cut="none" />
                  </span>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

export function RunFacts({ run }: { readonly run: LiveRun }) {
  return (
    <aside className="lv-side" aria-label={words.run(run.run)} tabIndex={0}>
      <Section title={words.run(run.run)}>
        <dl className="lv-facts">
          <dt>{words.state}</dt>
          <dd>{words.runStates[run.state]}</dd>
          <dt>{words.account}</dt>
          <dd className="mono">{run.account}</dd>
          <dt>{words.as}</dt>
          <dd>
            <LogText text={run.arn} cut="none" mono />
          </dd>
          <dt>{words.by}</dt>
          <dd>
            <LogText text={run.who} cut="none" />
          </dd>
          <dt>{words.begun}</dt>
          <dd>{fullTime(run.at)}</dd>
          {run.endedAt === null ? null : (
            <>
              <dt>{words.ended}</dt>
              <dd>{fullTime(run.endedAt)}</dd>
            </>
          )}
          {run.undoes === null ? null : (
            <>
              <dt>{words.wayBack}</dt>
              <dd>
                <a href={hrefOf("fixes", { view: "journal", run: String(run.undoes) })}>
                  {words.undoesRun(run.undoes)}
                </a>
              </dd>
            </>
          )}
          {run.undoneBy === null ? null : (
            <>
              <dt>{words.wayBack}</dt>
              <dd>
                <a href={hrefOf("fixes", { view: "journal", run: String(run.undoneBy) })}>
                  {words.undoneByRun(run.undoneBy)}
                </a>
              </dd>
            </>
          )}
          <dt>{words.planHash}</dt>
          <dd className="mono">{run.sha256}</dd>
        </dl>
      </Section>
      <Section title={words.onlyAdded}>
        <p className="s12 ink2">{words.chain}</p>
      </Section>
    </aside>
  );
}
