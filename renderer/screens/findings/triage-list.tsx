/** The list: filter, severities, table with groups and ticks, what to do with what is ticked, footer. */
import { useMemo, useRef } from "react";
import type { ReactNode, Ref } from "react";
import type { Outcome } from "../../../shared/cloudtrail-event.ts";
import type { FindingLine } from "../../../shared/ipc/findings.ts";
import { go } from "../../location.ts";
import { Button, Kbd, Note } from "../../parts/controls.tsx";
import { Icon } from "../../parts/icons.tsx";
import { LogText, visibleText } from "../../parts/log-text.tsx";
import { Severity } from "../../parts/severity.tsx";
import { listTime } from "../../parts/time.ts";
import type { TableHandle } from "../../parts/virtual-table.tsx";
import { VirtualTable } from "../../parts/virtual-table.tsx";
import { useLayout } from "../../settings.tsx";
import { formatCount } from "../../../shared/report/format.ts";
import { findingsWords as words } from "../../strings/findings.ts";
import { words as common } from "../../strings/index.ts";
import { useCase } from "../../work.tsx";
import { BulkBar } from "./bulk-bar.tsx";
import { columnsOf, fittingColumns, tableColumns, usualColumns } from "./columns.tsx";
import { eventName } from "./detail-evidence.tsx";
import { arrowStep } from "./line-steps.ts";
import { ListTools, QueryTokens, SeverityButtons } from "./query-bar.tsx";
import { QueryBar } from "./query-field.tsx";
import { tickCount, tickSubject } from "./ticks.ts";
import type { Edit } from "./use-editing.ts";
import { useBoxWidth } from "../../parts/use-narrow.ts";
import { NoFinding } from "./no-finding.tsx";
import type { Triage } from "./use-triage.ts";

export function TriageList({
  triage,
  edit,
  field,
  table,
  facets,
  onFacets,
  onOpen,
  isSingle,
}: {
  readonly triage: Triage;
  readonly edit: Edit;
  readonly field: Ref<HTMLInputElement>;
  readonly table: Ref<TableHandle>;
  readonly facets: boolean;
  readonly onFacets: (open: boolean) => void;
  readonly onOpen: () => void;
  /** There is room for the list or the detail. */
  readonly isSingle: boolean;
}) {
  const { query, order, lines, ticks, selected } = triage;
  const info = useCase();
  const isOff = (query.states ?? []).length > 0;
  const all = isOff
    ? info.switchedOff
    : Object.values(info.findings).reduce((sum, n) => sum + n, 0);
  const box = useRef<HTMLElement>(null);
  const width = useBoxWidth(box);
  const [kept, keep] = useLayout<readonly string[]>("findings.columns", usualColumns);
  const chosen = useMemo(() => columnsOf(kept), [kept]);
  const shown = useMemo(() => fittingColumns(chosen, width), [chosen, width]);
  const found = lines.findings ?? 0;
  const count = tickCount(ticks, found);
  const { tick, tickAll, unfold } = triage;
  const columns = useMemo(
    () =>
      tableColumns({
        shown,
        ticks,
        onTick: tick,
        all: { on: count > 0 && count === found, part: count > 0 && count < found, count: found },
        onAll: tickAll,
        onUnfold: unfold,
      }),
    [shown, ticks, tick, tickAll, unfold, count, found],
  );
  /** Opens or closes a line that has others beneath it; false: it has none. */
  const toggle = (index: number): boolean => {
    const line = lines.lineAt(index);
    if (line?.kind !== "group") return false;
    triage.fold(line.key, !line.isFolded);
    return true;
  };
  const arrow = (index: number, side: "left" | "right"): boolean => {
    const step = arrowStep(lines.lineAt(index), index, side);
    if (step?.kind === "group") triage.fold(step.key, step.isFolded);
    if (step?.kind === "finding") triage.unfold(step.id, step.isUnfolded);
    if (step?.kind === "select") triage.select(step.index);
    return step !== null;
  };
  return (
    <section className="f-list" aria-label={words.title} ref={box}>
      <div className="panebar f-filter">
        <QueryBar query={query} onQuery={triage.setQuery} field={field} />
        <SeverityButtons query={query} onQuery={triage.setQuery} />
        <ListTools
          group={order.group}
          onGroup={triage.setGroup}
          onFoldAll={triage.foldAll}
          facets={facets}
          onFacets={onFacets}
          columns={chosen}
          onColumns={keep}
        />
      </div>
      <QueryTokens query={query} onQuery={triage.setQuery} />
      {lines.error === null ? (
        <VirtualTable
          ref={table}
          label={words.tableLabel}
          name="findings"
          columns={columns}
          total={lines.total}
          rowAt={lines.lineAt}
          onRange={lines.onRange}
          selected={selected}
          onSelect={triage.select}
          onOpen={(index) => {
            const line = lines.lineAt(index);
            if (line?.kind === "event") go("events", { event: eventName(line.event) });
            else if (!toggle(index)) onOpen();
          }}
          onKeyDown={(event, index) => {
            if (index === null || event.ctrlKey || event.altKey || event.metaKey) return;
            if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
            if (arrow(index, event.key === "ArrowLeft" ? "left" : "right")) event.preventDefault();
          }}
          rowClass={(line) => (outcomeOfLine(line) === "success" ? "" : "muted")}
          wholeRow={(line, index) =>
            line.kind === "group" ? groupHead(line, () => toggle(index)) : null
          }
          sort={{ id: order.sort, descending: order.descending }}
          onSort={triage.setSort}
          isOld={lines.isOld}
          empty={lines.findings === null ? null : <NoFinding triage={triage} all={all} />}
        />
      ) : (
        <div className="vt-empty grow">
          <Note kind="bad">
            {words.failed}. {lines.error}
          </Note>
          <Button onClick={lines.again}>{common.tryAgain}</Button>
        </div>
      )}
      {count > 0 ? (
        <BulkBar
          count={count}
          subject={tickSubject(ticks, query)}
          edit={edit}
          onClear={() => tickAll(false)}
        />
      ) : null}
      <div className="tblfoot">
        <span aria-live="polite">
          {words.footer(found, all, count)}
          {isOff || lines.switchedOff === 0 ? null : (
            <>
              {", "}
              <button
                type="button"
                className="linkbtn"
                onClick={() => triage.setQuery({ ...query, states: ["off"] })}
              >
                {words.offCount(lines.switchedOff)}
              </button>
            </>
          )}
        </span>
        {isSingle && triage.id !== null ? (
          <Button size="s" onClick={onOpen} hint="Enter">
            {words.openOne(triage.id)}
          </Button>
        ) : null}
        <span className="ink3 right hstack g1 f-keys">
          <Kbd name="j" /> <Kbd name="k" /> {words.keyMove}
          <Kbd name="x" /> {words.keyTick}
          <Kbd name="e" /> {words.keyEvidence}
          <Kbd name="Shift+S" /> {words.keyStatus}
        </span>
      </div>
    </section>
  );
}

function outcomeOfLine(line: FindingLine): Outcome {
  if (line.kind === "group") return "success";
  return line.kind === "event" ? line.event.outcome : line.row.outcome;
}

function groupHead(line: Extract<FindingLine, { kind: "group" }>, onToggle: () => void): ReactNode {
  const { label, first, last, isFolded, findings, worst } = line;
  return (
    <span className="f-group">
      <button
        type="button"
        tabIndex={-1}
        aria-expanded={!isFolded}
        aria-label={`${isFolded ? words.unfold : words.fold} ${visibleText(label)}`}
        onClick={(event) => {
          event.stopPropagation();
          onToggle();
        }}
      >
        <Icon name={isFolded ? "right" : "down"} small />
      </button>
      {isFolded ? <Severity severity={worst} look="glyph" /> : null}
      <LogText text={label} />
      {first === null || last === null ? null : (
        <span className="ink3 f-range">{rangeOf(label, first, last)}</span>
      )}
      <span className="num right">{formatCount(findings)}</span>
    </span>
  );
}

/** The day is said once where both ends are on it. */
function rangeOf(label: string, first: string, last: string): string {
  const end = listTime(last);
  if (label === first.slice(0, 10) && label === last.slice(0, 10))
    return words.groupRange(listTime(first).slice(6), end.slice(6));
  return words.groupRange(
    listTime(first),
    first.slice(0, 10) === last.slice(0, 10) && first !== last ? end.slice(6) : end,
  );
}
