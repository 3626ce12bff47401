/** The file dialog of the browser host: the host lists its folders, and the window answers with ids. */
import { useState } from "react";
import type { Choice, ChoiceKind, FolderEntry } from "../../shared/ipc/program.ts";
import { CallFailed, tell, useAsk } from "../api.ts";
import { Button, Empty, Note } from "../parts/controls.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { Icon } from "../parts/icons.tsx";
import { LogText } from "../parts/log-text.tsx";
import { sizeWords } from "../parts/size.ts";
import { frameWords as words } from "../strings/frame.ts";
import { words as common } from "../strings/index.ts";

const icons = { folder: "folder", file: "report", case: "case" } as const;

function isWanted(entry: FolderEntry, kind: ChoiceKind): boolean {
  if (entry.kind === "folder") return true;
  if (kind === "case") return entry.kind === "case";
  return kind === "files" || kind === "keys";
}

/** Asks for files or folders of this machine. `onDone`: with null when it was closed. */
export function FileChooser({
  kind,
  name,
  onDone,
}: {
  readonly kind: ChoiceKind;
  readonly name: string | null;
  readonly onDone: (choice: Choice | null) => void;
}) {
  const [folder, setFolder] = useState<string | null>(null);
  const [picked, setPicked] = useState<readonly string[]>([]);
  const [fileName, setFileName] = useState(name ?? "case.trailproof");
  const [failure, setFailure] = useState<string | null>(null);
  const { value: listing, error } = useAsk("listFolder", [folder]);
  const answer = (choice: Promise<Choice>): void => {
    void choice.then(onDone, (reason: unknown) => {
      if (!(reason instanceof CallFailed)) throw reason;
      setFailure(reason.message);
    });
  };
  const enter = (id: string): void => {
    setFolder(id);
    setPicked([]);
    setFailure(null);
  };
  const toggle = (id: string, many: boolean): void =>
    setPicked((now) =>
      now.includes(id) ? now.filter((one) => one !== id) : many ? [...now, id] : [id],
    );
  const canMany = kind === "files" || kind === "keys";
  const entries = (listing?.entries ?? []).filter((entry) => isWanted(entry, kind));
  const accept = (): void => {
    if (listing === undefined) return;
    if (kind === "new-case") answer(tell("nameNewCase", listing.id, fileName.trim()));
    else if (picked.length > 0) answer(tell("chooseEntries", kind, picked));
    else if (kind === "folder") answer(tell("chooseEntries", kind, [listing.id]));
  };
  const canAccept =
    kind === "new-case" ? fileName.trim() !== "" : kind === "folder" || picked.length > 0;
  const verb =
    kind === "new-case"
      ? words.chooserCreate
      : kind === "folder" && picked.length === 0
        ? words.chooserHere
        : kind === "case"
          ? words.chooserOpen
          : words.chooserChoose;

  return (
    <Dialog
      title={words.chooserTitles[kind]}
      look="wide"
      onClose={() => onDone(null)}
      footer={
        <>
          <span className="right" />
          <Button size="l" onClick={() => onDone(null)}>
            {common.cancel}
          </Button>
          <Button
            size="l"
            look="primary"
            disabled={!canAccept || listing === undefined}
            onClick={accept}
          >
            {verb}
          </Button>
        </>
      }
    >
      <div className="hstack chooser-path">
        <Button
          size="s"
          icon="up"
          label={words.chooserUp}
          disabled={listing?.parent === null || listing === undefined}
          onClick={() => {
            const parent = listing?.parent ?? null;
            if (parent !== null) enter(parent);
          }}
        />
        <span className="mono cut" aria-label={words.chooserPath}>
          {listing?.path ?? ""}
        </span>
      </div>
      {error === null ? null : <Note kind="bad">{error}</Note>}
      {failure === null ? null : <Note kind="bad">{failure}</Note>}
      <ul className="chooser-list" aria-label={words.chooserPath}>
        {entries.map((entry) => (
          <li key={entry.id}>
            <button
              type="button"
              className="chooser-entry"
              aria-pressed={picked.includes(entry.id)}
              onClick={(event) => {
                if (entry.kind !== "folder") toggle(entry.id, canMany);
                else if (kind === "folder" && (event.ctrlKey || event.metaKey))
                  toggle(entry.id, true);
                else enter(entry.id);
              }}
              onDoubleClick={() => {
                if (entry.kind !== "folder") answer(tell("chooseEntries", kind, [entry.id]));
              }}
            >
              <Icon name={icons[entry.kind]} />
              <LogText text={entry.name} />
              <span className="right ink3 s12">
                {entry.bytes === null ? "" : sizeWords(entry.bytes)}
              </span>
            </button>
          </li>
        ))}
        {listing !== undefined && entries.length === 0 ? (
          <li>
            <Empty icon="folder" title={words.chooserEmpty} />
          </li>
        ) : null}
        {listing !== undefined && listing.more > 0 ? (
          <li className="ink3 s12">{words.chooserMore(listing.more)}</li>
        ) : null}
      </ul>
      {kind === "new-case" ? (
        <label className="field">
          <span className="lbl">{words.chooserName}</span>
          <input
            className="input l"
            value={fileName}
            onChange={(event) => setFileName(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === "Enter" && canAccept) accept();
            }}
          />
        </label>
      ) : null}
    </Dialog>
  );
}
