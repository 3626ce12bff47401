/** What shows and changes folds: the mark of a line, and the switch below the list. */
import type { EventLine } from "../../../shared/ipc/events.ts";
import { Button } from "../../parts/controls.tsx";
import { FoldMark as Mark } from "../../parts/fold-mark.tsx";
import { clockTime } from "../../parts/time.ts";
import { eventWords as words } from "../../strings/events.ts";
import type { EventList } from "./use-event-list.ts";
import type { Folding } from "./use-folding.ts";

/** The mark of a line that stands for several events; nothing for any other. */
export function FoldMark({
  line,
  onToggle,
}: {
  readonly line: EventLine;
  readonly onToggle: (line: EventLine) => void;
}) {
  const { fold } = line;
  if (fold === undefined) return null;
  const { kind, events, kinds, first, last, isOpen } = fold;
  const title = words.foldTitle(
    words.foldKinds[kind],
    events,
    kinds,
    clockTime(first),
    clockTime(last),
  );
  return <Mark count={events} isOpen={isOpen} title={title} onToggle={() => onToggle(line)} />;
}

/** How many events stand in how many lines, and the switch. */
export function FoldSwitch({
  list,
  folding,
}: {
  readonly list: EventList;
  readonly folding: Folding;
}) {
  const { total, events, isFolded } = list;
  if (total === null || events === null || total === 0) return null;
  const isOn = folding.open !== null;
  return (
    <span className="hstack g1">
      <Button size="s" look="quiet" hint="Shift F" pressed={isOn} onClick={folding.toggleAll}>
        {words.foldSwitch}
      </Button>
      {isOn && !isFolded ? (
        <span className="ink3">{words.tooManyToFold}</span>
      ) : total === events ? null : (
        <span className="ink3">{words.foldedInto(events, total)}</span>
      )}
    </span>
  );
}
