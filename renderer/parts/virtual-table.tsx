/** A table of any length: only the rows on the screen exist. Keys, selection and sorting as in any list. */
import { useEffect, useId, useImperativeHandle, useLayoutEffect, useRef, useState } from "react";
import type { KeyboardEvent, ReactNode, Ref } from "react";
import { useLayout } from "../settings.tsx";
import { HeadCell, TableRow } from "./table-row.tsx";
import type { Column } from "./table-row.tsx";
import { extentOf, scrollOf, topRow } from "./virtual-rows.ts";

export interface TableHandle {
  /** Brings a row into view and selects nothing. `middle`: a row that is not in view comes to its middle. */
  readonly show: (index: number, where?: "edge" | "middle") => void;
  readonly focus: () => void;
}

export interface VirtualTableProps<T> {
  readonly label: string;
  /** Widths that a person changed are kept under this name. */
  readonly name: string;
  readonly columns: readonly Column<T>[];
  /** Rows in all. */
  readonly total: number;
  /** The row, or undefined while it is on its way: then a hairline with its number stands there. */
  readonly rowAt: (index: number) => T | undefined;
  /** Told which rows are wanted now: [first, last), with some beyond the screen. */
  readonly onRange?: (first: number, last: number) => void;
  /** Told which rows are on the screen, also in part: [first, last). */
  readonly onView?: (first: number, last: number) => void;
  readonly selected: number | null;
  readonly onSelect: (index: number) => void;
  /** Enter or a double click. */
  readonly onOpen?: (index: number) => void;
  readonly onKeyDown?: (event: KeyboardEvent, index: number | null) => void;
  readonly rowClass?: (row: T) => string;
  /** A row that spans all columns, such as the head of a group; null: a usual row. */
  readonly wholeRow?: (row: T, index: number) => ReactNode | null;
  readonly sort?: { readonly id: string; readonly descending: boolean } | undefined;
  readonly onSort?: (id: string) => void;
  readonly empty?: ReactNode;
  readonly ref?: Ref<TableHandle>;
  /** The rows shown are of a question that was asked before. */
  readonly isOld?: boolean;
  readonly rowHeight?: number;
}

const overscan = 10;
const headHeight = 28;

/** The table. It takes the height of its box. */
export function VirtualTable<T>({ ref, ...props }: VirtualTableProps<T>) {
  const { columns, total, rowAt, selected, onSelect, sort, onSort, onRange, onView } = props;
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ height: 600, rowHeight: props.rowHeight ?? 28 });
  /** The row at the top of the view, with its fraction, and where the scroll bar stands. */
  const [place, setPlace] = useState({ row: 0, scroll: 0 });
  const ownScroll = useRef(-1);
  const [widths, setWidths] = useLayout<readonly string[]>(`columns.${props.name}`, []);
  const { rowHeight } = view;
  const bodyHeight = Math.max(rowHeight, view.height - headHeight);

  useLayoutEffect(() => {
    const { current } = box;
    if (current === null) return undefined;
    const measure = (): void => {
      const token = Number.parseInt(getComputedStyle(current).getPropertyValue("--tp-row"), 10);
      setView({
        height: current.clientHeight,
        rowHeight: props.rowHeight ?? (Number.isNaN(token) ? 28 : token),
      });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => observer.disconnect();
  }, [box, props.rowHeight]);

  const { height, isExact } = extentOf(total, rowHeight, 0);
  const most = Math.max(0, total - bodyHeight / rowHeight);
  const at = { ...place, row: Math.min(place.row, most) };
  const first = Math.max(0, Math.floor(at.row) - overscan);
  const last = Math.min(total, Math.ceil(at.row + bodyHeight / rowHeight) + overscan);

  useEffect(() => onRange?.(first, last), [onRange, first, last]);
  const seenFirst = Math.floor(at.row);
  const seenLast = Math.min(total, Math.ceil(at.row + bodyHeight / rowHeight));
  useEffect(() => onView?.(seenFirst, seenLast), [onView, seenFirst, seenLast]);

  const moveTo = (row: number): void => {
    const next = Math.max(0, Math.min(row, most));
    const scroll = scrollOf(next, total, rowHeight, bodyHeight);
    setPlace({ row: next, scroll });
    if (box.current === null) return;
    // The scroll event that follows is our own and says nothing new.
    ownScroll.current = Math.round(scroll);
    box.current.scrollTop = scroll;
  };

  const show = (index: number, where: "edge" | "middle" = "edge"): void => {
    const rows = bodyHeight / rowHeight;
    const isAbove = index < Math.ceil(at.row);
    if (!isAbove && index <= at.row + rows - 1) return;
    if (where === "middle") moveTo(index - rows / 2);
    else moveTo(isAbove ? index : index - rows + 1);
  };
  useImperativeHandle(ref, () => ({ show, focus: () => box.current?.focus() }));

  const select = (index: number): void => {
    const next = Math.max(0, Math.min(total - 1, index));
    if (total === 0) return;
    onSelect(next);
    show(next);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    props.onKeyDown?.(event, selected);
    if (event.defaultPrevented || event.target !== box.current) return;
    const now = selected ?? -1;
    const page = Math.max(1, Math.floor(bodyHeight / rowHeight) - 1);
    const to: Readonly<Record<string, number>> = {
      ArrowDown: now + 1,
      ArrowUp: Math.max(0, now - 1),
      PageDown: now + page,
      PageUp: now - page,
      Home: 0,
      End: total - 1,
    };
    const wanted = to[event.key];
    if (wanted !== undefined && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      select(wanted);
    } else if (event.key === "Enter" && selected !== null) {
      event.preventDefault();
      props.onOpen?.(selected);
    }
  };

  const own = new Map(widths.map((one) => [one.split("=")[0], Number(one.split("=")[1])]));
  const template = columns
    .map(({ id: column, width, grow = 1, least = 80 }) => {
      const set = own.get(column);
      if (set !== undefined && Number.isFinite(set)) return `${String(set)}px`;
      return width === undefined
        ? `minmax(${String(least)}px, ${String(grow)}fr)`
        : `${String(width)}px`;
    })
    .join(" ");
  const setWidth = (column: string, pixels: number | null): void =>
    setWidths([
      ...widths.filter((one) => !one.startsWith(`${column}=`)),
      ...(pixels === null ? [] : [`${column}=${String(Math.max(32, Math.round(pixels)))}`]),
    ]);

  // Beyond the limit of pixels the rows hang where the view is, not where they would be.
  const offset = isExact ? first * rowHeight : at.scroll - (at.row - first) * rowHeight;

  return (
    <div
      ref={box}
      className={`vt${props.isOld === true ? " is-old" : ""}`}
      role="grid"
      aria-label={props.label}
      aria-rowcount={total + 1}
      aria-colcount={columns.length}
      aria-busy={props.isOld}
      aria-activedescendant={
        selected !== null && selected >= first && selected < last
          ? `${id}-${String(selected)}`
          : undefined
      }
      tabIndex={0}
      onKeyDown={onKeyDown}
      onScroll={({ currentTarget: { scrollTop } }) => {
        if (Math.abs(scrollTop - ownScroll.current) <= 1) {
          ownScroll.current = -1;
          return;
        }
        setPlace({
          row: topRow(scrollTop, total, rowHeight, bodyHeight),
          scroll: scrollTop,
        });
      }}
      onWheel={(event) => {
        // Where the scroll bar stands for a share, a turn of the wheel still moves by rows.
        if (isExact || event.deltaY === 0 || event.ctrlKey) return;
        moveTo(at.row + event.deltaY / rowHeight);
      }}
    >
      <div role="rowgroup" className="vt-head">
        <div
          role="row"
          aria-rowindex={1}
          className="vt-headrow"
          style={{ gridTemplateColumns: template }}
        >
          {columns.map((column) => (
            <HeadCell
              key={column.id}
              column={column}
              sort={sort}
              onSort={onSort}
              onWidth={(pixels) => setWidth(column.id, pixels)}
            />
          ))}
        </div>
      </div>
      {total === 0 ? (
        <div role="rowgroup" className="vt-emptybox">
          <div role="row" className="vt-emptybox">
            <div role="gridcell" className="vt-empty">
              {props.empty}
            </div>
          </div>
        </div>
      ) : (
        <div role="rowgroup" className="vt-body" style={{ height: `${String(height)}px` }}>
          {Array.from({ length: Math.max(0, last - first) }, (_, i) => first + i).map((index) => (
            <TableRow
              key={index}
              id={`${id}-${String(index)}`}
              index={index}
              row={rowAt(index)}
              columns={columns}
              isSelected={index === selected}
              top={offset + (index - first) * rowHeight}
              height={rowHeight}
              template={template}
              rowClass={props.rowClass}
              wholeRow={props.wholeRow}
              onSelect={onSelect}
              onOpen={props.onOpen}
            />
          ))}
        </div>
      )}
    </div>
  );
}

export type { Column } from "./table-row.tsx";
