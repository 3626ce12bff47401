/** Where facts stand: rows and members of files, and events as links. */
import type { Evidence } from "../../../shared/posture/answer.ts";
import type { PostureFile } from "../../../shared/posture/posture.ts";
import { momentSpans, placeWords } from "../../../shared/posture/words.ts";
import { hrefOf } from "../../location.ts";
import { LogText } from "../../parts/log-text.tsx";
import { SpansText } from "../../parts/spans-text.tsx";
import { plain } from "../../../shared/span.ts";

/** Most places of one line. */
const most = 4;

export function EvidencePlaces({
  places,
  files,
}: {
  readonly places: readonly Evidence[];
  readonly files: readonly PostureFile[];
}) {
  return (
    <ul className="po-places">
      {places.slice(0, most).map((one, i) => (
        // oxlint-disable-next-line react/no-array-index-key
        <li key={i}>
          {one.kind === "event" ? (
            <EventPlace event={one} />
          ) : (
            <FilePlace place={one} files={files} />
          )}
        </li>
      ))}
    </ul>
  );
}

function EventPlace({ event }: { readonly event: Extract<Evidence, { kind: "event" }> }) {
  return (
    <>
      <SpansText spans={[{ t: "event", id: event.id }]} /> <LogText text={event.name} cut="none" />
    </>
  );
}

function FilePlace({
  place,
  files,
}: {
  readonly place: Extract<Evidence, { kind: "file" }>;
  readonly files: readonly PostureFile[];
}) {
  const file = files.find(({ input }) => input === place.input);
  if (file === undefined) return null;
  const inside = placeWords(place);
  return (
    <a
      href={hrefOf("evidence", { tab: "files", q: fileName(file.path) })}
      title={`${file.path}\n${plain(momentSpans(file.moment, file.statedBy))}`}
    >
      <LogText text={fileName(file.path)} cut="none" />
      {inside === "" ? null : <span className="mono"> {inside}</span>}
    </a>
  );
}

/** The last name of a path. */
export function fileName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
