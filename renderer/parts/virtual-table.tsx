/** A table of any length: only the rows on the screen exist. Keys, selection and sorting as in any list. */
import { useEffect, useId, useImperativeHandle, useLayoutEffect, useRef, useState } from "react";
import type { KeyboardEvent, ReactNode, Ref } from "react";
import { words } from "../strings/index.ts";
import { useLayout } from "../settings.tsx";
import { formatCount } from "../../shared/report/format.ts";
import { Icon } from "./icons.tsx";
import { extentOf, scrollOf, topRow } from "./virtual-rows.ts";

export interface Column<T> {
  readonly id: string;
  readonly head: ReactNode;
  /** The header's words where `head` is no text. */
  readonly name?: string;
  /** Pixels; absent: a share of what is left, `grow` parts of it. */
  readonly width?: number;
  readonly grow?: number;
  /** Least pixels of a column that grows. */
  readonly least?: number;
  readonly align?: "end";
  readonly sort?: boolean;
  readonly cell: (row: T, index: number) => ReactNode;
}

export interface TableHandle {
  /** Brings a row into view and selects nothing. */
  readonly show: (index: number) => void;
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
export function VirtualTable<T>(props: VirtualTableProps<T>) {
  const { columns, total, rowAt, selected, onSelect, sort, onSort, onRange } = props;
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ height: 600, rowHeight: props.rowHeight ?? 28 });
  const [top, setTop] = useState(0);
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
  }, [props.rowHeight]);

  const { height, isExact } = extentOf(total, rowHeight, 0);
  const most = Math.max(0, total - bodyHeight / rowHeight);
  const at = Math.min(top, most);
  const first = Math.max(0, Math.floor(at) - overscan);
  const last = Math.min(total, Math.ceil(at + bodyHeight / rowHeight) + overscan);

  useEffect(() => onRange?.(first, last), [onRange, first, last]);

  const moveTo = (row: number): void => {
    const next = Math.max(0, Math.min(row, most));
    setTop(next);
    if (box.current === null) return;
    const scroll = scrollOf(next, total, rowHeight, bodyHeight);
    // The scroll event that follows is our own and says nothing new.
    ownScroll.current = Math.round(scroll);
    box.current.scrollTop = scroll;
  };

  const show = (index: number): void => {
    if (index < Math.ceil(at)) moveTo(index);
    else if (index > at + bodyHeight / rowHeight - 1) moveTo(index - bodyHeight / rowHeight + 1);
  };
  useImperativeHandle(props.ref, () => ({ show, focus: () => box.current?.focus() }));

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

  const rows = [];
  // Beyond the limit of pixels the rows hang where the view is, not where they would be.
  const offset = isExact
    ? first * rowHeight
    : (box.current?.scrollTop ?? 0) - (at - first) * rowHeight;
  for (let index = first; index < last; index++) {
    const row = rowAt(index);
    const whole = row === undefined ? null : (props.wholeRow?.(row, index) ?? null);
    rows.push(
      <div
        key={index}
        id={`${id}-${String(index)}`}
        role="row"
        aria-rowindex={index + 2}
        aria-selected={index === selected}
        className={`vt-row${index === selected ? " is-selected" : ""}${whole === null ? "" : " grp"} ${row === undefined ? "" : (props.rowClass?.(row) ?? "")}`}
        style={{
          top: `${String(offset + (index - first) * rowHeight)}px`,
          height: `${String(rowHeight)}px`,
          gridTemplateColumns: template,
        }}
        onClick={() => onSelect(index)}
        onDoubleClick={() => props.onOpen?.(index)}
      >
        {row === undefined ? (
          <div role="gridcell" className="vt-cell vt-waiting" aria-colspan={columns.length}>
            {formatCount(index + 1)}
          </div>
        ) : whole !== null ? (
          <div role="gridcell" className="vt-cell vt-whole" aria-colspan={columns.length}>
            {whole}
          </div>
        ) : (
          columns.map((column) => (
            <div
              key={column.id}
              role="gridcell"
              className={`vt-cell${column.align === "end" ? " num" : ""}`}
            >
              {column.cell(row, index)}
            </div>
          ))
        )}
      </div>,
    );
  }

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
        setTop(topRow(scrollTop, total, rowHeight, bodyHeight));
      }}
      onWheel={(event) => {
        // Where the scroll bar stands for a share, a turn of the wheel still moves by rows.
        if (isExact || event.deltaY === 0 || event.ctrlKey) return;
        moveTo(at + event.deltaY / rowHeight);
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
        <div className="vt-empty">{props.empty}</div>
      ) : (
        <div role="rowgroup" className="vt-body" style={{ height: `${String(height)}px` }}>
          {rows}
        </div>
      )}
    </div>
  );
}

function HeadCell<T>({
  column,
  sort,
  onSort,
  onWidth,
}: {
  readonly column: Column<T>;
  readonly sort: VirtualTableProps<T>["sort"];
  readonly onSort: VirtualTableProps<T>["onSort"];
  readonly onWidth: (pixels: number | null) => void;
}) {
  const isSorted = sort?.id === column.id;
  const canSort = column.sort === true && onSort !== undefined;
  return (
    <div
      role="columnheader"
      className={`vt-th${column.align === "end" ? " num" : ""}`}
      {...(canSort
        ? { "aria-sort": isSorted ? (sort.descending ? "descending" : "ascending") : "none" }
        : {})}
    >
      {canSort ? (
        <button type="button" tabIndex={-1} onClick={() => onSort(column.id)}>
          {column.head}
          {isSorted ? <Icon name={sort.descending ? "down" : "up"} small /> : null}
        </button>
      ) : (
        column.head
      )}
      <span
        className="vt-grip"
        title={words.resizeColumn}
        aria-hidden="true"
        onDoubleClick={() => onWidth(null)}
        onPointerDown={(event) => {
          event.preventDefault();
          event.stopPropagation();
          const { currentTarget, pointerId, clientX } = event;
          const start = currentTarget.parentElement?.getBoundingClientRect().width ?? 100;
          currentTarget.setPointerCapture(pointerId);
          const move = (to: PointerEvent): void => onWidth(start + to.clientX - clientX);
          currentTarget.addEventListener("pointermove", move);
          currentTarget.addEventListener(
            "pointerup",
            () => currentTarget.removeEventListener("pointermove", move),
            { once: true },
          );
        }}
      />
    </div>
  );
}
