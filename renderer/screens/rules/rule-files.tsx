/** The files of the users' own rules: custody, and taking them out of use. */
import type { RuleFileLine } from "../../../shared/ipc/rules.ts";
import { tell } from "../../api.ts";
import { Button } from "../../parts/controls.tsx";
import { LogText, visibleText } from "../../parts/log-text.tsx";
import { tableTime } from "../../parts/time.ts";
import { useWho } from "../../settings.tsx";
import { rulesWords as words } from "../../strings/rules.ts";
import { useWork } from "../../work.tsx";

/** Files that are listed; the case holds all. */
const mostFiles = 500;

export function RuleFiles({ files }: { readonly files: readonly RuleFileLine[] }) {
  const { say } = useWork();
  const who = useWho();
  const remove = (id: number): void =>
    void tell("removeRuleFiles", [id], who).then(
      ({ removed }) => say(words.removed(removed)),
      (error: unknown) => say(error instanceof Error ? error.message : String(error), true),
    );
  return (
    <section
      className="r-files scroll"
      aria-label={words.files}
      // The list may be longer than its box: keys scroll it.
      tabIndex={0}
    >
      <table className="tbl">
        <thead>
          <tr>
            <th scope="col">{words.fileHeads.path}</th>
            <th scope="col" className="r-c-hash">
              {words.fileHeads.sha256}
            </th>
            <th scope="col" className="r-c-added">
              {words.fileHeads.added}
            </th>
            <th scope="col" className="r-c-state">
              {words.fileHeads.state}
            </th>
          </tr>
        </thead>
        <tbody>
          {files.slice(0, mostFiles).map((file) => (
            <tr key={file.id} className={file.removedAt === null ? undefined : "muted"}>
              <td>
                <LogText text={file.path} mono cut="start" />
                {file.note === "" ? null : <p className="s12 ink3">{file.note}</p>}
              </td>
              <td className="mono cut" title={file.sha256}>
                {file.sha256}
              </td>
              <td>{words.addedBy(visibleText(file.addedBy), tableTime(file.addedAt))}</td>
              <td>
                {file.removedAt === null ? (
                  <span className="hstack">
                    {words.inUse}
                    <span className="right">
                      <Button
                        size="s"
                        label={words.removeLabel(visibleText(file.path))}
                        onClick={() => remove(file.id)}
                      >
                        {words.remove}
                      </Button>
                    </span>
                  </span>
                ) : (
                  words.outOfUse(visibleText(file.removedBy ?? ""), tableTime(file.removedAt))
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
