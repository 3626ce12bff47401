/** What files were taken for, with how many files and events: a line each. */
import type { InputPage } from "../../../shared/ipc/evidence.ts";
import { formatCount } from "../../../shared/report/format.ts";
import { hrefOf } from "../../location.ts";
import { LogText } from "../../parts/log-text.tsx";
import { evidenceWords as words } from "../../strings/evidence.ts";

/** `linked`: each kind leads to its files. */
export function KindsTable({
  formats,
  linked,
}: {
  readonly formats: InputPage["formats"];
  readonly linked: boolean;
}) {
  return (
    <table className={`tbl dense flush bare${linked ? " ev-formats" : ""}`}>
      <thead>
        <tr>
          <th>{words.format}</th>
          <th className="num">{words.takenForFiles}</th>
          <th className="num">{words.takenForEvents}</th>
        </tr>
      </thead>
      <tbody>
        {formats.map(({ format, files, events, isSkipped }) => {
          const name = <LogText text={format === "" ? words.notRead : format} />;
          return (
            <tr key={format} className={isSkipped ? "muted" : undefined}>
              <td>
                {linked ? <a href={hrefOf("evidence", { tab: "files", format })}>{name}</a> : name}
              </td>
              <td className="num">{formatCount(files)}</td>
              <td className="num">{events === 0 ? "" : formatCount(events)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
