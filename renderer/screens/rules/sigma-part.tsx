/** What a user's own rule says of itself, why it was not loaded, what came of it. */
import type { ReactNode } from "react";
import type { SigmaDetail } from "../../../shared/ipc/rules.ts";
import { go } from "../../location.ts";
import { Button, Note } from "../../parts/controls.tsx";
import { LogText } from "../../parts/log-text.tsx";
import { tableTime } from "../../parts/time.ts";
import { rulesWords as words } from "../../strings/rules.ts";
import { Remarks } from "./remarks.tsx";
import { Part } from "./part.tsx";
import { RuleText } from "./rule-text.tsx";

export function SigmaPart({ sigma, name }: { readonly sigma: SigmaDetail; readonly name: string }) {
  const { head, file, outcome, problems, notes, otherLogs, text } = sigma;
  return (
    <>
      {problems.length > 0 ? (
        <Part title={words.problems}>
          <Note kind="bad">
            <Remarks remarks={problems} />
          </Note>
        </Part>
      ) : null}
      {otherLogs === null ? null : (
        <div className="r-note">
          <Note>{words.otherLogs(otherLogs)}</Note>
        </div>
      )}
      <Part title={words.knowledge}>
        <dl className="kv r-kv">
          {ofOne(words.description, head.description)}
          {texts(words.falsepositives, head.falsepositives)}
          {head.level === null && sigma.kind !== null
            ? ofOne(words.severity, words.levelNone)
            : null}
          {ofOne(words.author, head.author)}
          {ofOne(words.license, head.license)}
          {ofOne(words.status, head.status)}
          {ofOne(words.id, head.id)}
          {texts(words.references, head.references)}
          <dt>{words.outcome}</dt>
          <dd>
            {outcome === null ? words.notRun : words.matched(outcome.matches)}
            {sigma.isPart ? `. ${words.isPart}` : null}
            {(outcome?.remarks ?? []).map((remark) => (
              <p key={remark}>
                <LogText text={remark} cut="none" />
              </p>
            ))}
          </dd>
          <dt>{words.file}</dt>
          <dd>
            <LogText text={file.path} mono cut="start" />
            <p className="ink3">{words.addedBy(file.addedBy, tableTime(file.addedAt))}</p>
            <p className="mono ink3 r-hash">{file.sha256}</p>
          </dd>
        </dl>
        {notes.length === 0 ? null : (
          <>
            <h3>{words.notes}</h3>
            <Remarks remarks={notes} />
          </>
        )}
      </Part>
      {text === null ? null : (
        <Part title={words.text}>
          <p className="hstack">
            <Button size="s" onClick={() => go("rules", { tab: "tester", rule: name })}>
              {words.toTester}
            </Button>
          </p>
          <RuleText text={text} marked={problems} label={words.text} />
        </Part>
      )}
    </>
  );
}

/** A fact of several texts; nothing where there is none. */
function texts(title: string, all: readonly string[]): ReactNode {
  if (all.length === 0) return null;
  return (
    <>
      <dt>{title}</dt>
      <dd>
        <ul>
          {all.map((one, i) => (
            // oxlint-disable-next-line react/no-array-index-key -- lists of a file, which may say a thing twice
            <li key={i}>
              <LogText text={one} cut="none" />
            </li>
          ))}
        </ul>
      </dd>
    </>
  );
}

function ofOne(title: string, value: string | null): ReactNode {
  return texts(title, value === null ? [] : [value]);
}
