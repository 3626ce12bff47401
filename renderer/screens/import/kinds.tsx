/** What the files were taken for so far; beside the list where there is room. */
import { formatCount } from "../../../shared/report/format.ts";
import { useAsk } from "../../api.ts";
import { LogText } from "../../parts/log-text.tsx";
import { evidenceWords as words } from "../../strings/evidence.ts";

export function Kinds() {
  const formats = useAsk("inputs", [{}, 0, 1]).value?.formats ?? [];
  return (
    <aside className="im-kinds scroll" aria-label={words.takenFor} tabIndex={0}>
      <h2>{words.takenFor}</h2>
      <table className="tbl dense flush bare">
        <thead>
          <tr>
            <th>{words.format}</th>
            <th className="num">{words.takenForFiles}</th>
            <th className="num">{words.takenForEvents}</th>
          </tr>
        </thead>
        <tbody>
          {formats.map(({ format, files, events, isSkipped }) => (
            <tr key={format} className={isSkipped ? "muted" : undefined}>
              <td>
                <LogText text={format === "" ? words.notRead : format} />
              </td>
              <td className="num">{formatCount(files)}</td>
              <td className="num">{events === 0 ? "" : formatCount(events)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </aside>
  );
}
