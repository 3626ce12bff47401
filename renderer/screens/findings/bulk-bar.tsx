/** What can be done with all that is ticked; over the footer of the list. */
import { useState } from "react";
import type { FindingSubject } from "../../../shared/ipc/findings.ts";
import { tell } from "../../api.ts";
import { go } from "../../location.ts";
import { Button } from "../../parts/controls.tsx";
import { findingsWords as words } from "../../strings/findings.ts";
import { liveFrameWords as liveWords } from "../../strings/live-frame.ts";
import { OwnerMenu, StatusMenu, TextDialog } from "./edit-menus.tsx";
import type { Edit } from "./use-editing.ts";

export function BulkBar({
  count,
  subject,
  edit,
  onClear,
}: {
  readonly count: number;
  readonly subject: FindingSubject;
  readonly edit: Edit;
  readonly onClear: () => void;
}) {
  const [isNoting, setNoting] = useState(false);
  return (
    <div className="bulkbar" role="toolbar" aria-label={words.bulk}>
      <b className="med">{words.ticked(count)}</b>
      <StatusMenu subject={subject} current={null} edit={edit} />
      <OwnerMenu subject={subject} edit={edit} />
      <Button size="s" icon="note" onClick={() => setNoting(true)}>
        {words.note}
      </Button>
      <Button size="s" icon="live" onClick={() => void fixLive(subject)}>
        {liveWords.fix}
      </Button>
      <span className="right">
        <Button size="s" look="quiet" onClick={onClear}>
          {words.untick}
        </Button>
      </span>
      {isNoting ? (
        <TextDialog
          title={words.noteTitle(count)}
          label={words.noteText}
          hint={words.noteHint}
          action={words.addNote}
          long
          onClose={() => setNoting(false)}
          onDone={(text) => edit(subject, { kind: "note", text })}
        />
      ) : null}
    </div>
  );
}

/** Findings of one plan at most. */
const mostFixed = 1000;

/** Takes what is ticked to the screen "fixes". */
async function fixLive(subject: FindingSubject): Promise<void> {
  const order = { sort: "severity", descending: true, group: "none", folded: [] } as const;
  const ids =
    "ids" in subject
      ? subject.ids
      : (await tell("findingPage", subject.query, order, 0, mostFixed)).lines.flatMap((line) =>
          line.kind === "finding" && subject.except?.includes(line.row.id) !== true
            ? [line.row.id]
            : [],
        );
  go("fixes", { findings: ids.slice(0, mostFixed).join(",") });
}
