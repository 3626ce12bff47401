/** Why an import stopped: what happened, what is safe, what to do. */
import { formatCount } from "../../../shared/report/format.ts";
import { useAsk } from "../../api.ts";
import { useKeys } from "../../keys.ts";
import { go } from "../../location.ts";
import { Button } from "../../parts/controls.tsx";
import { Icon } from "../../parts/icons.tsx";
import { importWords as words } from "../../strings/import.ts";
import { useAddEvidence, useCase, useWork } from "../../work.tsx";

export function Failed({ sentence }: { readonly sentence: string }) {
  const info = useCase();
  const { importing } = useWork();
  const add = useAddEvidence();
  const { value: evidence } = useAsk("evidence", []);
  const counts = evidence?.counts;
  const again = (): void => void importing.start(null);
  const canResume = info.imports > 0;
  useKeys(words.title, { r: { label: words.tryAgain, run: again } });
  return (
    <>
      <div className="screenbar">
        <h1>{words.title}</h1>
      </div>
      <div className="scroll grow">
        <div className="im-failed">
          <div className="hstack top g3" role="alert">
            <span className="bad im-failed-icon">
              <Icon name="refused" />
            </span>
            <div className="grow">
              <h1>{words.failed}</h1>
              <p className="ink2">{sentence}</p>
              <p className="ink2">{words.safe}</p>
            </div>
          </div>
          <div className="hstack wrap im-failed-do">
            {canResume ? (
              <Button look="primary" hint="r" onClick={again}>
                {words.tryAgain}
              </Button>
            ) : null}
            <Button onClick={() => void add("folder")}>{words.folder}</Button>
            <Button onClick={() => void add("files")}>{words.files}</Button>
            {info.totals.records > 0 ? (
              <Button look="quiet" onClick={() => go("overview")}>
                {words.workOn}
              </Button>
            ) : null}
          </div>
          {counts === undefined || counts.files === 0 ? null : (
            <table className="tbl flush bare im-failed-table">
              <thead>
                <tr>
                  <th>{words.filesSoFar}</th>
                  <th className="num">{words.filesHead}</th>
                </tr>
              </thead>
              <tbody>
                {(["read", "waiting", "unreadable", "skipped"] as const)
                  .filter((state) => counts[state] > 0)
                  .map((state) => (
                    <tr key={state}>
                      <td>{words.stateOf[state]}</td>
                      <td className="num">{formatCount(counts[state])}</td>
                    </tr>
                  ))}
              </tbody>
            </table>
          )}
        </div>
      </div>
    </>
  );
}
