/** The event behind a fact: who and when, as a link to it; or the snapshot file that shows it. */
import { nameOf } from "../../../shared/iam/arn.ts";
import type { EntityBy } from "../../../shared/ipc/entities.ts";
import { placeWords } from "../../../shared/posture/words.ts";
import { hrefOf } from "../../location.ts";
import { LogText, visibleText } from "../../parts/log-text.tsx";
import { fullTime, listTime } from "../../parts/time.ts";
import { entitiesWords as words } from "../../strings/entities.ts";

/** `03-11 02:16 by ci-deploy`; the time is a link to the event. `03-11 02:16 in details.json` where a file shows it. */
export function ByWords({ by, who = true }: { readonly by: EntityBy; readonly who?: boolean }) {
  const { file, at, actor } = by;
  if (file !== undefined) {
    const name = fileName(file.path);
    const where = `${file.path} ${placeWords(file)}`.trim();
    return (
      <span className="n-by">
        <a
          href={hrefOf("evidence", { tab: "files", q: name })}
          title={visibleText(
            words.asFile(where, at === null ? "" : fullTime(at), file.sha256 ?? ""),
          )}
        >
          {listTime(at)}
        </a>
        {who ? <FileWords by={by} /> : null}
      </span>
    );
  }
  return (
    <span className="n-by">
      <a href={hrefOf("events", { event: by.eventId })} title={`${at ?? ""} ${visibleText(actor)}`}>
        {listTime(at)}
      </a>
      {who ? (
        <>
          {" "}
          <LogText text={nameOf(actor)} />
        </>
      ) : null}
    </span>
  );
}

/** Who did it, or which file shows it. */
export function WhoWords({ by }: { readonly by: EntityBy }) {
  return by.file === undefined ? <LogText text={nameOf(by.actor)} /> : <FileWords by={by} />;
}

function FileWords({ by: { file } }: { readonly by: EntityBy }) {
  if (file === undefined) return null;
  return (
    <>
      {" "}
      {words.inFile} <LogText text={fileName(file.path)} />
    </>
  );
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
