/** One document as it stood. */
import type { DocumentVersion } from "../../../shared/ipc/entities.ts";
import { Code, CopyButton } from "../../parts/code.tsx";
import { Note } from "../../parts/controls.tsx";
import { fullTime } from "../../parts/time.ts";
import { entitiesWords as words } from "../../strings/entities.ts";
import { ByWords } from "./by-words.tsx";
import { versionWord } from "./change-tab.tsx";

export function DocumentTab({ version }: { readonly version: DocumentVersion | null }) {
  if (version === null) return <p className="ink2">{words.unknownDocument}</p>;
  return (
    <>
      <div className="hstack n-sub">
        <h2>{versionWord(version)}</h2>
        <span className="s12 ink3">
          {version.by === null ? words.baseline : <ByWords by={version.by} />}
          {version.deleted === null || version.deleted.at === null
            ? null
            : `, ${words.deleted} ${fullTime(version.deleted.at)}`}
        </span>
        {version.text === null ? null : (
          <span className="right">
            <CopyButton text={version.text} />
          </span>
        )}
      </div>
      {version.text === null ? (
        <Note>
          {words.unknownDocument} {version.why === null ? "" : sentence(version.why)}
        </Note>
      ) : (
        <Code text={printed(version.text)} language="json" label={words.tabDocument} numbers />
      )}
    </>
  );
}

/** JSON with two spaces; what does not parse stays as it is. */
function printed(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function sentence(why: string): string {
  return `${why.charAt(0).toUpperCase()}${why.slice(1)}.`;
}
