/** One check: its status, what it rests on, whom it concerns, what would answer it, what to do. */
import type { ReactNode } from "react";
import type { Evidence } from "../../../shared/posture/answer.ts";
import type {
  PostureCheckInfo,
  PostureFile,
  PostureResult,
} from "../../../shared/posture/posture.ts";
import type { PostureTopic } from "../../../shared/ipc/posture.ts";
import { commandsFor, missingKinds } from "../../../shared/posture/words.ts";
import { Code, CopyButton } from "../../parts/code.tsx";
import { Button } from "../../parts/controls.tsx";
import { LogText } from "../../parts/log-text.tsx";
import { SpansText } from "../../parts/spans-text.tsx";
import { postureWords as words } from "../../strings/posture.ts";
import { useAddEvidence } from "../../work.tsx";
import { StatusMark } from "./check-list.tsx";
import { EvidencePlaces } from "./evidence-places.tsx";
import { TopicPrints } from "./topic-prints.tsx";

export function CheckDetail({
  result,
  check,
  topic,
  files,
}: {
  readonly result: PostureResult;
  readonly check: PostureCheckInfo;
  readonly topic: PostureTopic | null;
  readonly files: readonly PostureFile[];
}) {
  const { status, affected, affectedCount, evidence, notes, why } = result;
  const more = affectedCount - affected.length;
  return (
    <div className="po-detail scroll grow" tabIndex={0} role="region" aria-label={check.title}>
      <header className="po-head">
        <h2>
          <StatusMark status={status} />
          {check.title}
        </h2>
        <p>
          <b className={`po-word ${status}`}>{words.statuses[status]}.</b> <SpansText spans={why} />
        </p>
        <p className="s12 ink2">
          <span className="ink3">{words.mustHold}</span> {check.about}
          {check.reference === null ? null : (
            <span className="ink3">
              {" "}
              {words.reference} {check.reference}.
            </span>
          )}
        </p>
      </header>
      {affected.length === 0 ? null : (
        <Part title={words.affected}>
          <table className="tbl dense flush po-affected">
            <thead>
              <tr>
                <th>{words.who}</th>
                <th>{words.why}</th>
                <th>{words.evidence}</th>
              </tr>
            </thead>
            <tbody>
              {affected.map((one, i) => (
                // An answer never changes its order.
                // oxlint-disable-next-line react/no-array-index-key
                <tr key={i}>
                  <td>
                    <span className="ink3">{one.type}</span> <LogText text={one.name} cut="none" />
                  </td>
                  <td>
                    <SpansText spans={one.why} />
                  </td>
                  <td>
                    <EvidencePlaces places={one.evidence} files={files} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {more > 0 ? <p className="s12 ink3">{words.affectedMore(more)}</p> : null}
        </Part>
      )}
      {notes.length === 0 ? null : (
        <Part title={words.notes}>
          <ul className="po-notes">
            {notes.map((note, i) => (
              // oxlint-disable-next-line react/no-array-index-key
              <li key={i}>
                <SpansText spans={note} />
              </li>
            ))}
          </ul>
        </Part>
      )}
      {affected.length > 0 || evidence.length === 0 ? null : (
        <Part title={words.evidence}>
          <EvidencePlaces places={distinct(evidence)} files={files} />
        </Part>
      )}
      {status === "unknown" ? (
        <Answers check={check} files={files} account={result.account} />
      ) : null}
      {status === "pass" || topic === null ? null : (
        <Part title={`${words.todo}: ${topic.title}`}>
          <TopicPrints topic={topic} />
        </Part>
      )}
    </div>
  );
}

function Part({
  title,
  right,
  children,
}: {
  readonly title: string;
  readonly right?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section className="section" aria-label={title}>
      <div className="head">
        <h3>{title}</h3>
        {right === undefined ? null : <span className="right hstack g1 s12">{right}</span>}
      </div>
      {children}
    </section>
  );
}

/** The commands whose answers would tell. */
function Answers({
  check,
  files,
  account,
}: {
  readonly check: PostureCheckInfo;
  readonly files: readonly PostureFile[];
  readonly account: string;
}) {
  const add = useAddEvidence();
  const commands = commandsFor(missingKinds(check, files, account));
  if (commands.length === 0)
    return (
      <Part title={words.answers}>
        <p className="s12 ink2">{words.noAnswer}</p>
      </Part>
    );
  const text = `${commands.join("\n")}\n`;
  return (
    <Part
      title={words.answers}
      right={
        <>
          <CopyButton text={text} />
          <Button size="s" icon="take" onClick={() => void add("folder")}>
            {words.addFolder}
          </Button>
        </>
      }
    >
      <p className="s12 ink2">
        {words.answersText}
        {text.includes("TRAIL_ARN") ? ` ${words.trailHint}` : ""}
      </p>
      <Code text={text} language="shell" label={words.commands} />
    </Part>
  );
}

/** Each place once. */
function distinct(all: readonly Evidence[]): readonly Evidence[] {
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}
