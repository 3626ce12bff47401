/** The parts of a virtual table: a row, a head. */
import type { ReactNode } from "react";
import { formatCount } from "../../shared/report/format.ts";
import { useSettings } from "../settings.tsx";
import { words } from "../strings/index.ts";
import { Icon } from "./icons.tsx";

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
  /** How many columns its cell covers in a row, itself among them; absent: one. */
  readonly span?: (row: T) => number;
}

/** A row; without `row`, a hairline with its number while the row is on its way. */
export function TableRow<T>({
  id,
  index,
  row,
  columns,
  isSelected,
  top,
  height,
  template,
  rowClass,
  wholeRow,
  onSelect,
  onOpen,
}: {
  readonly id: string;
  readonly index: number;
  readonly row: T | undefined;
  readonly columns: readonly Column<T>[];
  readonly isSelected: boolean;
  readonly top: number;
  readonly height: number;
  readonly template: string;
  readonly rowClass: ((row: T) => string) | undefined;
  readonly wholeRow: ((row: T, index: number) => ReactNode | null) | undefined;
  readonly onSelect: (index: number) => void;
  readonly onOpen: ((index: number) => void) | undefined;
}) {
  const whole = row === undefined ? null : (wholeRow?.(row, index) ?? null);
  const classes = [
    "vt-row",
    isSelected ? "is-selected" : "",
    whole === null ? "" : "grp",
    row === undefined ? "" : (rowClass?.(row) ?? ""),
  ];
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      className={classes.filter((one) => one !== "").join(" ")}
      style={{
        top: `${String(top)}px`,
        height: `${String(height)}px`,
        gridTemplateColumns: template,
      }}
      onClick={() => onSelect(index)}
      onDoubleClick={() => onOpen?.(index)}
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
        cellsOf(columns, row).map(({ column, span }) => (
          <div
            key={column.id}
            role="gridcell"
            className={`vt-cell${column.align === "end" ? " num" : ""}`}
            {...(span === 1
              ? {}
              : { "aria-colspan": span, style: { gridColumn: `span ${String(span)}` } })}
          >
            {column.cell(row, index)}
          </div>
        ))
      )}
    </div>
  );
}

/** The cells of a row: those that another one covers are left out. */
function cellsOf<T>(
  columns: readonly Column<T>[],
  row: T,
): readonly { readonly column: Column<T>; readonly span: number }[] {
  const cells: { readonly column: Column<T>; readonly span: number }[] = [];
  for (let at = 0; at < columns.length;) {
    const column = columns[at];
    if (column === undefined) break;
    const span = Math.max(1, Math.min(column.span?.(row) ?? 1, columns.length - at));
    cells.push({ column, span });
    at += span;
  }
  return cells;
}

/** The head of a column: sorts, and is drawn wider or narrower at its edge. */
export function HeadCell<T>({
  column,
  sort,
  onSort,
  onWidth,
}: {
  readonly column: Column<T>;
  readonly sort: { readonly id: string; readonly descending: boolean } | undefined;
  readonly onSort: ((id: string) => void) | undefined;
  readonly onWidth: (pixels: number | null) => void;
}) {
  const { zoom } = useSettings().settings;
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
          const start = currentTarget.parentElement?.offsetWidth ?? 100;
          currentTarget.setPointerCapture(pointerId);
          const move = (to: PointerEvent): void => onWidth(start + (to.clientX - clientX) / zoom);
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
