/** What people do with a finding: its checklist, notes, and the history of all that was set. */
import { useState } from "react";
import type { Ref } from "react";
import type { FindingDetail, Note } from "../../../shared/ipc/findings.ts";
import { plain } from "../../../shared/span.ts";
import { Button, Tick } from "../../parts/controls.tsx";
import { visibleText } from "../../parts/log-text.tsx";
import { SpansText } from "../../parts/spans-text.tsx";
import { tableTime } from "../../parts/time.ts";
import { findingsWords as words } from "../../strings/findings.ts";
import { TextDialog } from "./edit-menus.tsx";
import { Section } from "./section.tsx";
import type { Edit } from "./use-editing.ts";

/** `LH, 03-17 14:20`: who is short here, and whole in the title. */
function short(who: string): string {
  const initials = who
    .split(/[\s._-]+/)
    .map((part) => part.charAt(0).toUpperCase())
    .join("");
  return initials.length > 1 ? initials : who;
}

export function DetailChecklist({
  detail,
  edit,
}: {
  readonly detail: FindingDetail;
  readonly edit: Edit;
}) {
  const { checks, row } = detail;
  const done = checks.filter(({ isDone }) => isDone).length;
  return (
    <Section name="checklist" note={words.checksDone(done, checks.length)}>
      {checks.length === 0 ? <p className="s12 ink3">{words.noChecks}</p> : null}
      <ul className="f-checks">
        {checks.map(({ text, isDone, who, at }, item) => (
          // oxlint-disable-next-line react/no-array-index-key
          <li key={item}>
            <Tick
              label={visibleText(plain(text))}
              checked={isDone}
              onChange={(on) => edit({ ids: [row.id] }, { kind: "check", item, isDone: on })}
            />
            <span className={isDone ? "ink3" : undefined}>
              <SpansText spans={text} />
            </span>
            {who === null || at === null ? null : (
              <span className="right s12 ink3 nowrap" title={words.decided(who, tableTime(at))}>
                {words.decided(short(who), at.slice(5, 16).replace("T", " "))}
              </span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

export function DetailNotes({
  detail,
  edit,
  field,
}: {
  readonly detail: FindingDetail;
  readonly edit: Edit;
  readonly field: Ref<HTMLTextAreaElement>;
}) {
  const { notes, row } = detail;
  const [text, setText] = useState("");
  const [editing, setEditing] = useState<Note | null>(null);
  const subject = { ids: [row.id] };
  const add = (): void => {
    if (text.trim() === "") return;
    edit(subject, { kind: "note", text: text.trim() });
    setText("");
  };
  return (
    <Section name="notes">
      {notes.map((note) => (
        <div className="note f-note" key={note.id}>
          <div className="grow">
            <div className="hstack">
              <b className="med">{note.who}</b>
              <span className="ink3">{tableTime(note.at)}</span>
              <span className="right hstack g1">
                <Button size="s" look="quiet" onClick={() => setEditing(note)}>
                  {words.editNote}
                </Button>
                <Button
                  size="s"
                  look="quiet"
                  onClick={() => edit(subject, { kind: "note-edit", note: note.id, text: "" })}
                >
                  {words.removeNote}
                </Button>
              </span>
            </div>
            <p className="f-note-text">{visibleText(note.text)}</p>
          </div>
        </div>
      ))}
      <textarea
        ref={field}
        className="input area"
        rows={2}
        maxLength={20_000}
        aria-label={words.noteText}
        placeholder={words.noteText}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            add();
          } else if (event.key === "Escape") {
            event.preventDefault();
            event.currentTarget.blur();
          }
        }}
      />
      <div className="hstack f-note-foot">
        <Button size="s" disabled={text.trim() === ""} onClick={add}>
          {words.addNote}
        </Button>
        <span className="s12 ink3">{words.noteHint}</span>
      </div>
      {editing === null ? null : (
        <TextDialog
          title={words.editNote}
          label={words.noteText}
          action={words.saveNote}
          start={editing.text}
          long
          onClose={() => setEditing(null)}
          onDone={(changed) =>
            edit(subject, { kind: "note-edit", note: editing.id, text: changed })
          }
        />
      )}
    </Section>
  );
}

export function DetailHistory({ detail }: { readonly detail: FindingDetail }) {
  const { history } = detail;
  if (history.length === 0) return null;
  return (
    <Section name="history">
      <ol className="f-history">
        {history.map(({ id, at, who, label, isUndone }) => (
          <li key={id} className={isUndone ? "ink3" : undefined}>
            <span className="s12 ink3 nowrap">{tableTime(at)}</span>
            <span className="wrapany">
              {visibleText(label)}
              {isUndone ? <span className="ink3"> ({words.undone})</span> : null}
            </span>
            <span className="right s12 ink3 nowrap">{who}</span>
          </li>
        ))}
      </ol>
    </Section>
  );
}
