/** The list: filter, severities, table with groups and ticks, what to do with what is ticked, footer. */
import { useMemo, useRef } from "react";
import type { ReactNode, Ref } from "react";
import type { FindingLine } from "../../../shared/ipc/findings.ts";
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
  const { tick, tickAll } = triage;
  const columns = useMemo(
    () =>
      tableColumns({
        shown,
        ticks,
        onTick: tick,
        all: { on: count > 0 && count === found, part: count > 0 && count < found, count: found },
        onAll: tickAll,
      }),
    [shown, ticks, tick, tickAll, count, found],
  );
  const groupAt = (index: number | null): Extract<FindingLine, { kind: "group" }> | null => {
    const line = index === null ? undefined : lines.lineAt(index);
    return line?.kind === "group" ? line : null;
  };
  const toggleGroup = (index: number): boolean => {
    const group = groupAt(index);
    if (group === null) return false;
    triage.fold(group.key, !group.isFolded);
    return true;
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
            if (!toggleGroup(index)) onOpen();
          }}
          onKeyDown={(event, index) => {
            const group = groupAt(index);
            if (group === null || event.ctrlKey || event.altKey) return;
            if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
            event.preventDefault();
            triage.fold(group.key, event.key === "ArrowLeft");
          }}
          rowClass={(line) =>
            line.kind === "finding" && line.row.outcome !== "success" ? "muted" : ""
          }
          wholeRow={(line, index) =>
            line.kind === "group" ? groupHead(line, () => toggleGroup(index)) : null
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
