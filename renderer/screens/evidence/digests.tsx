/** What digest files prove, and the verification of everything that the case keeps. */
import type { ReactNode } from "react";
import type { DigestSummary, VerifyAnswer } from "../../../shared/ipc/evidence.ts";
import { formatCount } from "../../../shared/report/format.ts";
import { useAsk } from "../../api.ts";
import { Button, Note } from "../../parts/controls.tsx";
import { LogText, visibleText } from "../../parts/log-text.tsx";
import { Meter } from "../../parts/meter.tsx";
import { evidenceWords as words } from "../../strings/evidence.ts";
import { useCase, useWork } from "../../work.tsx";
import { useVerifyWork } from "./verify-work.ts";
import type { VerifyWork } from "./verify-work.ts";

export function Digests() {
  const info = useCase();
  const verify = useVerifyWork(`${info.folder}/${info.name}`);
  const { value: evidence } = useAsk("evidence", []);
  return (
    <div
      className="scroll grow ev-digests"
      tabIndex={0}
      role="region"
      aria-label={words.tabs.digests}
    >
      <section className="section ev-first">
        <div className="head">
          <h2>{words.verifyTitle}</h2>
        </div>
        <p className="ink2 prose">{words.verifyText}</p>
        {verify.isRunning ? <Running verify={verify} /> : <Form verify={verify} />}
        {verify.error === null ? null : <Note kind="bad">{verify.error}</Note>}
        {verify.answer === null ? null : <Answer answer={verify.answer} />}
      </section>
      <section className="section">
        <div className="head">
          <h2>{words.tabs.digests}</h2>
          <span className="s12 ink3">
            {evidence === undefined
              ? ""
              : evidence.validation === null
                ? evidence.digestFiles === 0
                  ? words.digestNoneText
                  : words.never
                : words.lastChecked(evidence.validation.at)}
          </span>
        </div>
        {evidence === undefined || evidence.validation === null ? (
          <p className="ink2">
            {evidence === undefined || evidence.digestFiles === 0
              ? ""
              : `${words.digestHere(evidence.digestFiles)}. ${words.digestHereText}`}
          </p>
        ) : (
          <Validation validation={evidence.validation} />
        )}
      </section>
    </div>
  );
}

function Form({ verify }: { readonly verify: VerifyWork }) {
  const { choose, importing } = useWork();
  const { keys } = verify;
  return (
    <div className="ev-verify">
      <div className="field">
        <span className="lbl">{words.keys}</span>
        <div className="hstack wrap">
          <span className="cut">
            {keys === null ? (
              <span className="ink3">{words.noKeys}</span>
            ) : (
              visibleText(keys.names.join(", "))
            )}
          </span>
          <Button
            size="s"
            onClick={() =>
              void choose("keys").then((choice) => {
                if (choice !== null) verify.choose(choice);
              })
            }
          >
            {words.chooseKeys}
          </Button>
          {keys === null ? null : (
            <Button size="s" look="quiet" onClick={() => verify.choose(null)}>
              {words.dropKeys}
            </Button>
          )}
        </div>
        <span className="hint">{words.keysHint}</span>
      </div>
      <Button look="primary" disabled={importing.isRunning} onClick={verify.start}>
        {words.start}
      </Button>
    </div>
  );
}

function Running({ verify }: { readonly verify: VerifyWork }) {
  const { progress } = verify;
  const share =
    progress === null || progress.filesTotal === 0 ? null : progress.files / progress.filesTotal;
  return (
    <div className="ev-verify" aria-live="polite">
      <div className="hstack">
        <span className="grow">
          {progress === null
            ? words.verifyWaiting
            : words.verifying(progress.files, progress.filesTotal)}
        </span>
        <Button size="s" onClick={verify.cancel}>
          {words.cancelVerify}
        </Button>
      </div>
      <Meter label={words.verifyTitle} share={share} />
    </div>
  );
}

function Answer({ answer }: { readonly answer: VerifyAnswer }) {
  const { differences, more } = answer;
  return (
    <>
      <Note kind={answer.isSound ? "ok" : "bad"}>
        <b className="med">
          {answer.isSound ? words.sound : words.unsound(differences.length + more)}
        </b>{" "}
        {words.verified(answer)} {words.originals(answer.originals)}
        {answer.hasUnusedKeys ? ` ${words.unusedKeys}` : ""}
      </Note>
      {differences.length === 0 ? null : (
        <>
          <h3 className="ev-gap">{words.differences}</h3>
          <ul className="ev-problems">
            {differences.map(({ path, sentence }, i) => (
              // The list never changes its order.
              // oxlint-disable-next-line react/no-array-index-key
              <li key={i}>
                <LogText text={path} mono cut="start" />
                <span className="s12 ink2 ev-sentence">
                  <LogText text={sentence} cut="none" />
                </span>
              </li>
            ))}
          </ul>
          {more > 0 ? <p className="s12 ink3">{words.moreDifferences(more)}</p> : null}
        </>
      )}
    </>
  );
}

function Validation({ validation }: { readonly validation: DigestSummary }) {
  const kinds: readonly (readonly [string, Readonly<Record<string, number>>])[] = [
    [words.digestFiles, validation.digests],
    [words.logFiles, validation.logs],
  ];
  return (
    <>
      <table className="tbl dense flush bare ev-validation">
        <thead>
          <tr>
            <th>{words.evidenceKind}</th>
            <th>{words.state}</th>
            <th className="num">{words.counts}</th>
          </tr>
        </thead>
        <tbody>
          {kinds.flatMap(([kind, counts]): ReactNode[] =>
            Object.entries(counts).map(([status, n], i) => (
              <tr key={`${kind}/${status}`}>
                <td className="med">{i === 0 ? kind : ""}</td>
                <td>{words.digestState(status)}</td>
                <td className="num">{formatCount(n)}</td>
              </tr>
            )),
          )}
        </tbody>
      </table>
      <dl className="kv ev-gap">
        <dt>{words.keysUsed}</dt>
        <dd className="ev-wrap">
          {validation.keys.length === 0 ? (
            <span className="ink3">{words.noKeys}</span>
          ) : (
            <span className="mono wrapany">{validation.keys.join(", ")}</span>
          )}
        </dd>
      </dl>
      {validation.evidenceKeys.length > 0 ? (
        <p className="s12 ink2">{words.keysInEvidence(validation.evidenceKeys.length)}</p>
      ) : null}
      <p className="s12 ink3">{words.keysNote}</p>
    </>
  );
}
