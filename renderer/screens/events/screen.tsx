/** Every event of the case: query, facets, histogram, list, and the chosen one beside them. */
import { useCallback, useEffect, useRef, useState } from "react";
import type { EventLine } from "../../../shared/ipc/events.ts";
import { useAsk } from "../../api.ts";
import { useKeys } from "../../keys.ts";
import { Button } from "../../parts/controls.tsx";
import { Split } from "../../parts/split.tsx";
import type { TableHandle } from "../../parts/virtual-table.tsx";
import { useLayout } from "../../settings.tsx";
import { eventWords as words } from "../../strings/events.ts";
import { useCase } from "../../work.tsx";
import { ExportMenu, ViewsMenu } from "./bar-menus.tsx";
import { ColumnsMenu } from "./columns-menu.tsx";
import { EventPanel } from "./detail.tsx";
import { FacetPane, facetValues } from "./facet-pane.tsx";
import { Histogram } from "./histogram.tsx";
import { focusPanel } from "./focus-panel.ts";
import { ListPane } from "./list-pane.tsx";
import { NoEvents, PanelFailed } from "./list-states.tsx";
import type { QueryBarHandle } from "./query-bar.tsx";
import { QueryBar } from "./query-bar.tsx";
import { eventText, useQueryState } from "./query-state.ts";
import { useEventActions } from "./use-event-actions.ts";
import { useEventList } from "./use-event-list.ts";
import { useFolding } from "./use-folding.ts";
import { leastList, leastPanel, usePanelOpen, useRoom } from "./use-room.ts";
import { useSelection } from "./use-selection.ts";
import { useSettled } from "./use-settled.ts";

/** The screen "events". */
export function EventsScreen() {
  const { totals } = useCase();
  return totals.events === 0 ? (
    <>
      <div className="screenbar">
        <h1>{words.title}</h1>
      </div>
      <NoEvents />
    </>
  ) : (
    <Events />
  );
}

/** Milliseconds that an event stays chosen before its record is read. */
const settleMs = 60;

function Events() {
  const state = useQueryState();
  const { filter } = state;
  const folding = useFolding(state);
  const list = useEventList(filter, state.descending, folding.open);
  const table = useRef<TableHandle>(null);
  const bar = useRef<QueryBarHandle>(null);
  const panel = useRef<HTMLDivElement>(null);
  const selection = useSelection(state, list, table, folding.open);
  const actions = useEventActions(state, list, selection, table);
  const [columns, setColumns] = useLayout<readonly string[]>("events.columns", []);
  const [shown, setShown] = useState<readonly string[]>([]);
  const body = useRef<HTMLDivElement>(null);
  const room = useRoom(body);
  const [isOpen, setOpen] = usePanelOpen(room.isTight);
  const [hasFacets, setFacets] = useState(false);
  const [isExplained, setExplained] = useState(false);
  const [tab, setTab] = useState("json");
  const [isTable, setTable] = useState(false);
  const summary = useAsk("eventSummary", [filter, facetValues]);

  const chosen = selection.event === null ? "" : eventText(selection.event);
  const settled = useSettled(selection.event, chosen, settleMs);
  const detail = useAsk("eventDetail", [settled ?? { eventId: "", variant: 0 }], {
    enabled: settled !== null && isOpen,
  });
  const wantsFocus = useRef(false);
  const open = useCallback(() => {
    setOpen(true);
    wantsFocus.current = true;
    focusPanel(panel, wantsFocus);
  }, [setOpen]);
  const close = useCallback(() => {
    wantsFocus.current = false;
    setOpen(false);
    setFacets(false);
    // What covers the list is gone once this is drawn.
    requestAnimationFrame(() => table.current?.focus());
  }, [setOpen]);
  const hasPanel = selection.event !== null && isOpen;
  const value = hasPanel ? detail.value : undefined;

  // The panel takes the focus once it is there.
  const shownEvent = value?.line.eventId;
  useEffect(() => {
    if (shownEvent !== undefined) focusPanel(panel, wantsFocus);
  }, [shownEvent]);

  const { keys } = words;
  const onLine = (act: (line: EventLine) => void): void => {
    const now = lineNow();
    if (now !== null) act(now);
  };
  useKeys(keys.scope, {
    "/": { label: keys.filter, run: () => bar.current?.focus() },
    j: { label: keys.next, run: () => actions.step(1) },
    k: { label: keys.previous, run: () => actions.step(-1) },
    "]": { label: keys.nextChange, run: () => actions.change(lineNow(), 1) },
    "[": { label: keys.previousChange, run: () => actions.change(lineNow(), -1) },
    a: { label: keys.around, run: () => onLine(actions.around) },
    s: { label: keys.session, run: () => onLine(actions.session) },
    i: {
      label: keys.explain,
      run: () => {
        setOpen(true);
        setExplained(!isExplained);
      },
    },
    u: {
      label: keys.undo,
      run: () => {
        setTab("undo");
        if (selection.event !== null) setOpen(true);
      },
    },
    c: {
      label: keys.copy,
      run: () => {
        if (value !== undefined) actions.copy(value);
      },
    },
    h: { label: keys.entity, run: () => actions.entity(value) },
    f: { label: keys.fold, run: () => onLine(folding.toggle) },
    "Shift+F": { label: keys.foldAll, run: folding.toggleAll },
    t: { label: keys.table, run: () => setTable(!isTable) },
    Enter: { label: keys.open, run: () => (selection.event === null ? undefined : open()) },
    Escape: { label: keys.close, run: close },
  });

  /** The chosen event: its row, or its record where the list does not hold it. */
  function lineNow(): EventLine | null {
    const row = selection.index === null ? undefined : list.rowAt(selection.index);
    return row ?? detail.value?.line ?? null;
  }

  const side =
    value !== undefined ? (
      <div className="pane grow" ref={panel}>
        <EventPanel
          detail={value}
          isOld={detail.isOld}
          isElsewhere={selection.isElsewhere}
          isExplained={isExplained}
          onExplain={setExplained}
          tab={tab}
          onTab={setTab}
          filter={filter}
          onFilter={state.setFilter}
          actions={{
            around: actions.around,
            session: actions.session,
            showInAll: () => actions.showInAll(value.line),
            close,
          }}
        />
      </div>
    ) : hasPanel && detail.error !== null ? (
      <PanelFailed error={detail.error} onClose={close} />
    ) : null;
  const facets = (
    <FacetPane
      filter={filter}
      onFilter={state.setFilter}
      isKnown={summary.value !== undefined}
      isOld={summary.isOld}
    />
  );
  const lists = (
    <Split
      name="events.detail"
      label={words.detail}
      side="second"
      usual={window.innerWidth >= 1680 ? 520 : 384}
      least={[leastPanel, leastList]}
      first={
        <div
          className="pane grow"
          inert={(room.isTight && side !== null) || (room.isSingle && hasFacets)}
        >
          <Histogram
            filter={filter}
            onFilter={state.setFilter}
            top={facetValues}
            isTable={isTable}
            onTable={setTable}
          />
          <ListPane
            ref={table}
            state={state}
            list={list}
            selection={selection}
            folding={folding}
            columns={columns}
            onShown={setShown}
            onOpen={open}
          />
        </div>
      }
      second={room.isTight ? null : side}
    />
  );
  return (
    <>
      <div className="screenbar evt-screenbar">
        <h1>{words.title}</h1>
        {room.isSingle ? (
          <Button
            size="s"
            icon="filter"
            label={words.facetsLabel}
            pressed={hasFacets}
            onClick={() => setFacets(!hasFacets)}
          />
        ) : null}
        <QueryBar
          ref={bar}
          state={state}
          summary={summary.value}
          onLeave={() => table.current?.focus()}
        />
        <ViewsMenu state={state} columns={columns} onColumns={setColumns} />
        <ExportMenu filter={filter} events={list.isOld ? null : list.events} />
        <ColumnsMenu shown={shown} onShown={setColumns} />
      </div>
      <div className={`evt-body${room.isTight ? " is-tight" : ""}`} ref={body}>
        {room.isSingle ? (
          lists
        ) : (
          <Split
            name="events.facets"
            label={words.facetsLabel}
            side="first"
            usual={196}
            least={[160, leastList]}
            first={facets}
            second={lists}
          />
        )}
        {room.isSingle && hasFacets ? <div className="pane evt-cover">{facets}</div> : null}
        {room.isTight && side !== null ? <div className="pane evt-cover">{side}</div> : null}
      </div>
    </>
  );
}
