/** Status, owner and note: menus and dialogs that the list and the detail share. */
import { useState } from "react";
import type { FindingSubject, Status } from "../../../shared/ipc/findings.ts";
import { statuses } from "../../../shared/ipc/findings.ts";
import { Button, Field } from "../../parts/controls.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Icon } from "../../parts/icons.tsx";
import { Menu } from "../../parts/menu.tsx";
import { useWho } from "../../settings.tsx";
import { findingsWords as words } from "../../strings/findings.ts";
import { words as common } from "../../strings/index.ts";
import type { Edit } from "./use-editing.ts";

/** Sets the status. `current`: the status of the one finding that it is about; null: of several. */
export function StatusMenu({
  subject,
  current,
  edit,
}: {
  readonly subject: FindingSubject;
  readonly current: Status | null;
  readonly edit: Edit;
}) {
  return (
    <Menu
      items={statuses.map((status) => ({
        id: status,
        label: common.status[status],
        ...(current === null ? {} : { checked: status === current }),
        run: () => edit(subject, { kind: "status", status }),
      }))}
    >
      {current === null || current === "open" ? null : <Icon name="check" />}
      {current === null ? words.status : common.status[current]}
      <Icon name="down" small />
    </Menu>
  );
}

/** Sets who takes care. `current`: undefined for several findings. */
export function OwnerMenu({
  subject,
  current,
  edit,
}: {
  readonly subject: FindingSubject;
  readonly current?: string | null;
  readonly edit: Edit;
}) {
  const who = useWho();
  const [isAsking, setAsking] = useState(false);
  const set = (owner: string | null): void => edit(subject, { kind: "owner", owner });
  return (
    <>
      <Menu
        items={[
          ...(who === ""
            ? []
            : [
                {
                  id: "me",
                  label: words.ownerMe(who),
                  ...(current === undefined ? {} : { checked: current === who }),
                  run: () => set(who),
                },
              ]),
          { id: "other", label: words.ownerOther, run: () => setAsking(true) },
          { id: "none", label: words.ownerNone, divided: true, run: () => set(null) },
        ]}
      >
        <span className="cut">{current ?? (current === null ? words.noOwner : words.owner)}</span>
        <Icon name="down" small />
      </Menu>
      {isAsking ? (
        <TextDialog
          title={words.ownerTitle}
          label={words.ownerName}
          action={words.set}
          start={current ?? ""}
          onClose={() => setAsking(false)}
          onDone={set}
        />
      ) : null}
    </>
  );
}

/** Asks for one text. `long`: of several lines. */
export function TextDialog({
  title,
  label,
  hint,
  action,
  start = "",
  long = false,
  onClose,
  onDone,
}: {
  readonly title: string;
  readonly label: string;
  readonly hint?: string;
  readonly action: string;
  readonly start?: string;
  readonly long?: boolean;
  readonly onClose: () => void;
  readonly onDone: (text: string) => void;
}) {
  const [text, setText] = useState(start);
  const isEmpty = text.trim() === "";
  const done = (): void => {
    if (isEmpty) return;
    onClose();
    onDone(text.trim());
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button size="l" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button size="l" look="primary" disabled={isEmpty} onClick={done}>
            {action}
          </Button>
        </>
      }
    >
      <Field label={label} {...(hint === undefined ? {} : { hint })}>
        {(id, describedBy) =>
          long ? (
            <textarea
              id={id}
              className="input area"
              aria-describedby={describedBy}
              rows={5}
              maxLength={20_000}
              value={text}
              onChange={(event) => setText(event.target.value)}
              onKeyDown={(event) => {
                if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) done();
              }}
            />
          ) : (
            <input
              id={id}
              className="input l"
              aria-describedby={describedBy}
              maxLength={200}
              value={text}
              onChange={(event) => setText(event.target.value)}
              onKeyDown={(event) => {
                if (event.key === "Enter") done();
              }}
            />
          )
        }
      </Field>
    </Dialog>
  );
}
