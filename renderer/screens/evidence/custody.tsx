/** Who imported what, when, where and with which version. */
import type { SetUpFile } from "../../../shared/ipc/evidence.ts";
import { formatCount } from "../../../shared/report/format.ts";
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
      <SetUpFiles files={evidence?.setUp ?? []} />
    </div>
  );
}

/** What was delivered about the set-up of accounts; nothing where nothing was. */
function SetUpFiles({ files }: { readonly files: readonly SetUpFile[] }) {
  if (files.length === 0) return null;
  return (
    <>
      <h2 className="ev-part">{words.setUp}</h2>
      <table className="tbl ev-setup">
        <thead>
          <tr>
            <th className="c-kind">{words.setUpKind}</th>
            <th>{words.setUpFile}</th>
            <th className="num c-size">{words.setUpBytes}</th>
            <th className="c-time">{words.setUpChanged}</th>
            <th className="c-time">{words.setUpStated}</th>
            <th>{words.setUpHash}</th>
          </tr>
        </thead>
        <tbody>
          {files.map(({ path, format, bytes, sha256, modifiedAt, stated }) => (
            <tr key={path}>
              <td>{format}</td>
              <td>
                <LogText text={path} mono cut="start" />
              </td>
              <td className="num">{formatCount(bytes)}</td>
              <td>{modifiedAt === null ? "" : tableTime(modifiedAt)}</td>
              <td>
                {stated === null ? (
                  <span className="ink3">{words.setUpNotStated}</span>
                ) : (
                  <>
                    {tableTime(stated.at)}, <LogText text={stated.by} />
                  </>
                )}
              </td>
              <td>
                <LogText text={sha256 ?? ""} mono />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
