/** Saved views, export and columns: the menus at the right of the query. */
import { useState } from "react";
import type { EventFilter } from "../../../shared/event-filter.ts";
import type { ExportFormat } from "../../../shared/ipc/events.ts";
import { CallFailed, forget, tell, useAsk } from "../../api.ts";
import { Button, Field } from "../../parts/controls.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Icon } from "../../parts/icons.tsx";
import { Menu } from "../../parts/menu.tsx";
import type { MenuItem } from "../../parts/menu.tsx";
import { sizeWords } from "../../parts/size.ts";
import { eventWords as words } from "../../strings/events.ts";
import { words as common } from "../../strings/index.ts";
import { useWork } from "../../work.tsx";
import type { QueryState } from "./query-state.ts";
import { readView, viewText } from "./saved-view.ts";

const formats: readonly ExportFormat[] = ["csv", "json", "parquet"];

/** Says how a call failed in the status bar. */
function useFailure(): (error: unknown) => void {
  const { say } = useWork();
  return (error) => {
    if (!(error instanceof CallFailed)) throw error;
    say(error.message, true);
  };
}

/** Views that a person saved in the case. */
export function ViewsMenu({
  state,
  columns,
  onColumns,
}: {
  readonly state: QueryState;
  readonly columns: readonly string[];
  readonly onColumns: (columns: readonly string[]) => void;
}) {
  const { say } = useWork();
  const failed = useFailure();
  const views = useAsk("views", ["events"]).value ?? [];
  const [isNaming, setNaming] = useState(false);
  const items: readonly MenuItem[] = [
    { id: "save", label: words.saveView, icon: "plus", run: () => setNaming(true) },
    ...(views.length === 0
      ? [{ id: "none", label: words.noViews, disabled: true, divided: true, run: () => undefined }]
      : views.flatMap(({ id, name, state: text }, i): readonly MenuItem[] => [
          {
            id: `view-${String(id)}`,
            label: name,
            divided: i === 0,
            run: () => {
              const view = readView(text);
              state.jump(view.q, null, view.descending);
              onColumns(view.columns);
            },
          },
        ])),
    ...views.map(({ id, name }, i): MenuItem => ({
      id: `remove-${String(id)}`,
      label: words.removeView(name),
      icon: "close",
      divided: i === 0,
      run: () =>
        void tell("removeView", id).then(() => {
          forget(["views"]);
          say(words.viewRemoved(name));
        }, failed),
    })),
  ];
  return (
    <>
      <Menu items={items} align="end">
        {words.views}
        <Icon name="down" small />
      </Menu>
      {isNaming ? (
        <NameView
          onClose={() => setNaming(false)}
          onName={(name) => {
            setNaming(false);
            const view = viewText({ q: state.text, descending: state.descending, columns });
            void tell("saveView", "events", name, view).then(() => {
              forget(["views"]);
              say(words.viewSaved(name));
            }, failed);
          }}
        />
      ) : null}
    </>
  );
}

function NameView({
  onClose,
  onName,
}: {
  readonly onClose: () => void;
  readonly onName: (name: string) => void;
}) {
  const [name, setName] = useState("");
  const isEmpty = name.trim() === "";
  return (
    <Dialog title={words.saveViewTitle} onClose={onClose}>
      <form
        className="vstack"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isEmpty) onName(name.trim());
        }}
      >
        <Field label={words.viewName} hint={words.viewHint}>
          {(id, describedBy) => (
            <input
              id={id}
              className="input l"
              aria-describedby={describedBy}
              value={name}
              maxLength={80}
              autoFocus
              onChange={({ target }) => setName(target.value)}
            />
          )}
        </Field>
        <div className="hstack">
          <span className="right hstack">
            <Button onClick={onClose}>{common.cancel}</Button>
            <Button type="submit" look="primary" disabled={isEmpty}>
              {words.save}
            </Button>
          </span>
        </div>
      </form>
    </Dialog>
  );
}

/** Writes what is filtered to a file. */
export function ExportMenu({
  filter,
  events,
}: {
  readonly filter: EventFilter;
  readonly events: number | null;
}) {
  const { say } = useWork();
  const failed = useFailure();
  const [isRunning, setRunning] = useState(false);
  if (isRunning)
    return (
      <Button size="s" onClick={() => void tell("cancelWork").catch(failed)}>
        {words.exporting} {common.cancel}
      </Button>
    );
  const run = (format: ExportFormat): void => {
    setRunning(true);
    void tell("exportEvents", filter, format)
      .then((saved) => {
        if (saved !== null) say(words.exported(saved.name, sizeWords(saved.bytes)));
      }, failed)
      .finally(() => setRunning(false));
  };
  return (
    <Menu
      align="end"
      items={formats.map((format) => ({
        id: format,
        label: words.formats[format],
        disabled: events === 0,
        run: () => run(format),
      }))}
    >
      {events === null ? words.exportAll : words.exportCount(events)}
    </Menu>
  );
}
