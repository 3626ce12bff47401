/** The evidence at a glance: custody, digests, time, accounting, coverage, kinds of files, problems. */
import type { ImportResult } from "../../../shared/ipc/case.ts";
import { tell, useAsk } from "../../api.ts";
import { hrefOf } from "../../location.ts";
import { Button, Note } from "../../parts/controls.tsx";
import { LogText } from "../../parts/log-text.tsx";
import { evidenceWords as words } from "../../strings/evidence.ts";
import { useCase, useWork } from "../../work.tsx";
import { KindsTable } from "./kinds-table.tsx";
import { Coverage } from "./coverage.tsx";
import { Facts } from "./facts.tsx";

/** `result`: of the import that has just ended. */
export function Summary({ result }: { readonly result: ImportResult | null }) {
  const info = useCase();
  const { importing } = useWork();
  const { value: evidence, error } = useAsk("evidence", []);
  return (
    <div className="scroll grow ev">
      <div className="ev-notes">
        {result === null ? null : info.totals.records === 0 ? (
          <Note kind="bad">
            <b className="med">{words.nothingIn}</b> {words.nothingInText(info.totals)}
          </Note>
        ) : (
          <Note kind={result.isCancelled ? "plain" : "ok"}>
            <b className="med">{words.imported(result)}</b>{" "}
            {words.importedText(result, info.totals)}
          </Note>
        )}
        {info.isUnfinished && !importing.isRunning ? (
          <Note>
            {words.unfinished}{" "}
            <Button size="s" onClick={() => void importing.start(null)}>
              {words.resume}
            </Button>
          </Note>
        ) : null}
        {info.isAnalyzed || importing.isRunning ? null : (
          <Note>
            {words.notAnalyzed}{" "}
            {info.isUnfinished ? null : (
              <Button size="s" onClick={() => void importing.start(null)}>
                {words.analyze}
              </Button>
            )}
          </Note>
        )}
        {error === null ? null : <Note kind="bad">{error}</Note>}
      </div>
      {evidence === undefined ? null : <Facts evidence={evidence} />}
      <div className="ev-part">
        <Coverage rows={14} />
      </div>
      <div className="ev-2">
        <Formats />
        <FirstProblems />
      </div>
    </div>
  );
}

/** Puts the statement of custody on the clipboard. */
export function CopyStatement({ text }: { readonly text: string | null }) {
  const { say } = useWork();
  return (
    <Button
      size="s"
      icon="copy"
      disabled={text === null}
      onClick={() => {
        if (text === null) return;
        void tell("copyText", text).then(
          () => say(words.statementCopied),
          (error: unknown) => say(String(error), true),
        );
      }}
    >
      {words.copyStatement}
    </Button>
  );
}

const shownFormats = 8;

function Formats() {
  const formats = useAsk("inputs", [{}, 0, 1]).value?.formats ?? [];
  return (
    <section className="section">
      <div className="head">
        <h2>{words.takenFor}</h2>
        <a className="s12 right" href={hrefOf("evidence", { tab: "files" })}>
          {words.all}
        </a>
      </div>
      <KindsTable formats={formats.slice(0, shownFormats)} linked />
      {formats.length > shownFormats ? (
        <p className="s12 ink3">{words.moreFormats(formats.length - shownFormats)}</p>
      ) : null}
    </section>
  );
}

function FirstProblems() {
  const page = useAsk("problems", [null, false, 0, 8]).value;
  return (
    <section className="section">
      <div className="head">
        <h2>{words.tabs.problems}</h2>
        <span className="s12 ink3">
          {page === undefined ? "" : words.problemsOf(page.problems, page.notes)}
        </span>
        {page === undefined || page.total === 0 ? null : (
          <a className="s12 right" href={hrefOf("evidence", { tab: "problems" })}>
            {words.all}
          </a>
        )}
      </div>
      {page === undefined ? null : page.total === 0 ? (
        <p className="s12 ink2">{words.noProblems}</p>
      ) : (
        <table className="tbl dense flush bare">
          <tbody>
            {page.lines.map(({ id, path, reason, isNote }) => (
              <tr key={id}>
                <td className="s11">
                  {path === null ? words.wholeCase : <LogText text={path} mono cut="start" />}
                </td>
                <td className="s12">
                  <span className="hstack g1">
                    {isNote ? <span className="chip">{words.noteTag}</span> : null}
                    <LogText text={reason} />
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
