/** The columns of the list. */
import type { ReactNode } from "react";
import type { FindingLine, FindingRow } from "../../../shared/ipc/findings.ts";
import { formatCount } from "../../../shared/report/format.ts";
import { plain } from "../../../shared/span.ts";
import { Tick } from "../../parts/controls.tsx";
import { LogText } from "../../parts/log-text.tsx";
import { Severity } from "../../parts/severity.tsx";
import { fullTime, listTime } from "../../parts/time.ts";
import type { Column } from "../../parts/virtual-table.tsx";
import { findingsWords as words } from "../../strings/findings.ts";
import { words as common } from "../../strings/index.ts";
import { EventTime, EventTitle } from "./event-cells.tsx";
import { TitleCell } from "./title-cell.tsx";
import type { Ticks } from "./ticks.ts";
import { isTicked } from "./ticks.ts";

/** Columns that can be shown or left out, in their order. */
export const columnChoices = [
  "actor",
  "target",
  "account",
  "owner",
  "checks",
  "events",
  "status",
] as const;
export type ColumnId = (typeof columnChoices)[number];

/** What is shown until a person chooses. */
export const usualColumns: readonly ColumnId[] = ["events", "status"];

/** Which of them stay first where there is little room, with their width. */
const byWeight: readonly (readonly [ColumnId, number])[] = [
  ["status", 100],
  ["events", 62],
  ["owner", 96],
  ["checks", 64],
  ["actor", 140],
  ["target", 140],
  ["account", 108],
];

/** Tick, severity, time, and enough of a title to be read. */
const needed = 38 + 86 + 108 + 240;

/** The chosen columns that fit into a list of this width. */
export function fittingColumns(
  chosen: readonly ColumnId[],
  width: number | null,
): readonly ColumnId[] {
  let left = (width ?? Infinity) - needed;
  const fitting = new Set<ColumnId>();
  for (const [column, room] of byWeight) {
    if (!chosen.includes(column)) continue;
    left -= room;
    if (left < 0) break;
    fitting.add(column);
  }
  return columnChoices.filter((one) => fitting.has(one));
}

/** Reads the kept choice. */
export function columnsOf(kept: readonly string[]): readonly ColumnId[] {
  return columnChoices.filter((one) => kept.includes(one));
}

interface Given {
  readonly shown: readonly ColumnId[];
  readonly ticks: Ticks;
  readonly onTick: (id: string, index: number, on: boolean, withShift: boolean) => void;
  readonly all: { readonly on: boolean; readonly part: boolean; readonly count: number };
  readonly onAll: (on: boolean) => void;
  readonly onUnfold: (id: string, isUnfolded: boolean) => void;
}

type EventLine = Extract<FindingLine, { kind: "event" }>;

/** `showEvent`: for the lines of events; absent: nothing stands there. */
function cell(
  show: (row: FindingRow, index: number) => ReactNode,
  showEvent?: (line: EventLine) => ReactNode,
): (line: FindingLine, index: number) => ReactNode {
  return (line, index) =>
    line.kind === "finding"
      ? show(line.row, index)
      : line.kind === "event"
        ? showEvent?.(line)
        : null;
}

/** The columns as the table wants them. Lines of groups span all of them and ask for none. */
export function tableColumns({
  shown,
  ticks,
  onTick,
  all,
  onAll,
  onUnfold,
}: Given): readonly Column<FindingLine>[] {
  const optional: Readonly<Record<ColumnId, Column<FindingLine>>> = {
    actor: {
      id: "actor",
      head: words.columnNames.actor,
      grow: 0.6,
      least: 100,
      sort: true,
      cell: cell(
        (row) => <LogText text={row.actor} />,
        ({ event: { actor } }) => (actor === null ? null : <LogText text={actor} />),
      ),
    },
    target: {
      id: "target",
      head: words.columnNames.target,
      grow: 0.6,
      least: 100,
      sort: true,
      cell: cell(
        (row) => <LogText text={row.target} />,
        ({ event: { target } }) => (target === null ? null : <LogText text={plain(target)} />),
      ),
    },
    account: {
      id: "account",
      head: words.columnNames.account,
      width: 108,
      cell: cell(
        (row) => <span className="mono">{row.account ?? "–"}</span>,
        ({ event: { account } }) => <span className="mono">{account ?? "–"}</span>,
      ),
    },
    owner: {
      id: "owner",
      head: words.columnNames.owner,
      width: 96,
      cell: cell((row) => <span className="s12 cut">{row.owner ?? ""}</span>),
    },
    checks: {
      id: "checks",
      head: words.columnNames.checks,
      width: 64,
      align: "end",
      cell: cell((row) => <span className="s12">{words.checksOf(row.checked, row.checks)}</span>),
    },
    events: {
      id: "events",
      head: words.columnNames.events,
      width: 62,
      align: "end",
      sort: true,
      cell: cell((row) => formatCount(row.events)),
    },
    status: {
      id: "status",
      head: words.columnNames.status,
      width: 100,
      sort: true,
      cell: cell((row) => (
        <span
          className={`s12 ${row.status === "confirmed" ? "strong" : row.status === "open" ? "ink2" : "ink3"}`}
        >
          {common.status[row.status]}
        </span>
      )),
    },
  };
  const behind = columnChoices.filter((one) => shown.includes(one));
  // An event has nothing to say where the work on a finding stands: its words have that room as well.
  const said = behind.findIndex((one) => one === "actor" || one === "target" || one === "account");
  const eventSpan = 1 + (said < 0 ? behind.length : said);
  return [
    {
      id: "tick",
      name: words.tickAll(all.count),
      head: (
        <Tick
          label={words.tickAll(all.count)}
          checked={all.on}
          part={all.part}
          onChange={onAll}
          tabIndex={-1}
        />
      ),
      width: 38,
      cell: cell((row, index) => (
        <Tick
          label={words.tick(row.id)}
          checked={isTicked(ticks, row.id)}
          onChange={(on, withShift) => onTick(row.id, index, on, withShift)}
          tabIndex={-1}
        />
      )),
    },
    {
      id: "severity",
      head: words.columnNames.severity,
      width: 86,
      sort: true,
      cell: cell((row) => <Severity severity={row.severity} />),
    },
    {
      id: "title",
      head: words.columnNames.title,
      least: 140,
      sort: true,
      span: (line) => (line.kind === "event" ? eventSpan : 1),
      cell: (line) =>
        line.kind === "event" ? (
          <EventTitle event={line.event} />
        ) : line.kind === "finding" ? (
          <TitleCell
            row={line.row}
            isUnfolded={line.isUnfolded}
            onUnfold={onUnfold}
            withCount={!shown.includes("events")}
          />
        ) : null,
    },
    ...behind.map((one) => optional[one]),
    {
      id: "time",
      head: words.columnNames.time,
      width: 108,
      align: "end",
      sort: true,
      cell: cell(
        (row) => (
          <span className="s12" title={row.time === null ? words.unknownTime : fullTime(row.time)}>
            {listTime(row.time)}
          </span>
        ),
        ({ event: { time }, isSameDay }) => <EventTime at={time} isSameDay={isSameDay} />,
      ),
    },
  ];
}
