/** Who imported what, when, where and with which version. */
import { useAsk } from "../../api.ts";
import { Note } from "../../parts/controls.tsx";
import { LogText } from "../../parts/log-text.tsx";
import { tableTime } from "../../parts/time.ts";
import { evidenceWords as words } from "../../strings/evidence.ts";

export function Custody() {
  const { value: evidence, error } = useAsk("evidence", []);
  if (error !== null) return <Note kind="bad">{error}</Note>;
  return (
    <div className="scroll grow" tabIndex={0} role="region" aria-label={words.tabs.custody}>
      <p className="ev-part s12 ink2">{words.custodyText}</p>
      <table className="tbl ev-runs">
        <thead>
          <tr>
            <th className="c-time">{words.started}</th>
            <th className="c-time">{words.ended}</th>
            <th className="c-state">{words.state}</th>
            <th className="c-who">{words.who}</th>
            <th className="c-host">{words.host}</th>
            <th className="c-host">{words.program}</th>
            <th>{words.paths}</th>
          </tr>
        </thead>
        <tbody>
          {(evidence?.runs ?? []).map((run, i) => (
            // Runs are only ever added behind the last.
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={i}>
              <td>{tableTime(run.startedAt)}</td>
              <td>{run.finishedAt === null ? words.notEnded : tableTime(run.finishedAt)}</td>
              <td>{words.runState(run.status)}</td>
              <td>
                <LogText text={run.user} />
              </td>
              <td>
                <LogText text={run.host} mono />
              </td>
              <td>
                <LogText text={run.program} />
              </td>
              <td>
                <LogText text={run.paths.join(", ")} mono cut="start" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
