/** The list of events with its foot. */
import { useEffect, useMemo, useRef, useState } from "react";
import type { Ref } from "react";
import { formatCount } from "../../../shared/report/format.ts";
import { Kbd } from "../../parts/controls.tsx";
import { VirtualTable } from "../../parts/virtual-table.tsx";
import type { TableHandle } from "../../parts/virtual-table.tsx";
import { eventWords as words } from "../../strings/events.ts";
import { useCase } from "../../work.tsx";
import { knownColumns, usualColumns } from "./column-choice.ts";
import { columnsOf, outcomeOfLine } from "./event-columns.tsx";
import { Failed, NothingFound, Reading } from "./list-states.tsx";
import type { QueryState } from "./query-state.ts";
import { FoldSwitch } from "./fold-parts.tsx";
import type { Folding } from "./use-folding.ts";
import type { EventList } from "./use-event-list.ts";
import { useLoading } from "./use-loading.ts";
import type { Selection } from "./use-selection.ts";

/** `columns`: empty for the usual ones. `onShown`: told which are shown. */
export function ListPane({
  state,
  list,
  selection,
  folding,
  columns,
  onShown,
  onOpen,
  ref,
}: {
  readonly state: QueryState;
  readonly list: EventList;
  readonly selection: Selection;
  readonly folding: Folding;
  readonly columns: readonly string[];
  readonly onShown: (columns: readonly string[]) => void;
  readonly onOpen: () => void;
  readonly ref: Ref<TableHandle>;
}) {
  const { totals } = useCase();
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(1000);
  const [seen, setSeen] = useState<readonly [number, number]>([0, 0]);
  const loading = useLoading(list.total === null && list.error === null);
  useEffect(() => {
    const { current } = box;
    if (current === null) return undefined;
    const observer = new ResizeObserver(() => setWidth(current.clientWidth));
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  const withYear = (totals.firstEvent ?? "").slice(0, 4) !== (totals.lastEvent ?? "").slice(0, 4);
  const chosen = knownColumns(columns);
  const shown = (chosen.length === 0 ? usualColumns(width) : chosen).join();
  useEffect(() => onShown(shown.split(",")), [onShown, shown]);
  const { toggle } = folding;
  const tableColumns = useMemo(
    () => columnsOf(shown.split(","), withYear, toggle),
    [shown, withYear, toggle],
  );
  const [onView] = useState(() => (first: number, last: number) => setSeen([first, last]));
  const total = list.total ?? 0;

  return (
    <div className="evt-list" ref={box}>
      {list.error !== null ? (
        <Failed error={list.error} onAgain={list.again} />
      ) : loading !== null ? (
        <Reading loading={loading} />
      ) : list.total === null ? null : (
        <VirtualTable
          ref={ref}
          label={words.list}
          name="events"
          columns={tableColumns}
          total={total}
          rowAt={list.rowAt}
          onRange={list.want}
          onView={onView}
          selected={selection.index}
          onSelect={selection.select}
          onOpen={onOpen}
          rowClass={(row) =>
            `${outcomeOfLine(row) === "success" ? "" : "muted"}${row.isInFold === true ? " is-in-fold" : ""}`
          }
          sort={{ id: "time", descending: state.descending }}
          onSort={() => state.setDescending(!state.descending)}
          isOld={list.isOld}
          empty={<NothingFound state={state} />}
        />
      )}
      <footer className="tblfoot">
        {list.total === null ? null : (
          <span>
            {total === 0
              ? words.noRows
              : words.rows(Math.min(seen[0] + 1, total), Math.min(seen[1], total), total)}
          </span>
        )}
        <FoldSwitch list={list} folding={folding} />
        {list.events === null || list.events === totals.events ? null : (
          <span className="ink3">{words.ofCase(totals.events)}</span>
        )}
        {list.ms === null ? null : <span className="ink3">{words.ms(list.ms)}</span>}
        <span className="right hstack g3 evt-keys">
          <span>
            <Kbd name="a" /> {words.keys.around}
          </span>
          <span>
            <Kbd name="s" /> {words.session}
          </span>
          <span>
            <Kbd name="]" /> {words.keys.nextChange}
          </span>
        </span>
        <span className="vh" aria-live="polite">
          {list.isOld || list.total === null
            ? ""
            : `${formatCount(list.events ?? total)} ${words.title}`}
        </span>
      </footer>
    </div>
  );
}
