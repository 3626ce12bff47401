/** Which logs there are: account × Region × day. Arrow keys walk over the cells, Enter opens one, `t` shows a table. */
import { useEffect, useId, useMemo, useRef, useState } from "react";
import { Hatch } from "./hatch.tsx";
import type { KeyboardEvent } from "react";
import type { CoverageMap } from "../../../shared/ipc/evidence.ts";
import { coverageWords as words } from "../../strings/coverage.ts";
import { heatOf } from "./heat-cells.ts";
import type { Heat } from "./heat-cells.ts";
import { Cell, Label, cellHeight } from "./heat-parts.tsx";
import { timeTicks } from "./time-scale.ts";

export interface HeatMapProps {
  readonly map: CoverageMap;
  /** What the client calls its accounts. */
  readonly names: ReadonlyMap<string, string>;
  /** Rows at most; those with gaps or most events are kept. */
  readonly rows: number;
  /** A cell was opened. Days since 1970: from, and before. */
  readonly onOpen: (account: string, region: string, from: number, to: number) => void;
  /** To the rows that are not shown. */
  readonly more?: string;
}

const rowHeight = 20;
/** Above the first row of an account. */
const gapHeight = 6;
const head = 18;
const dayMs = 86_400_000;
const leastCell = 6;
/** Room that a date needs. */
const leastLabel = 48;
const widestCell = 120;

interface Focus {
  readonly row: number;
  readonly column: number;
}

/** The chart. It takes the width of its box. */
export function HeatMap({ map, names, rows, onOpen, more }: HeatMapProps) {
  const box = useRef<HTMLDivElement>(null);
  const hatch = useId();
  const [width, setWidth] = useState(600);
  const [focus, setFocus] = useState<Focus | null>(null);
  const [hover, setHover] = useState<Focus | null>(null);
  useEffect(() => {
    const { current } = box;
    if (current === null) return undefined;
    const observer = new ResizeObserver(() => setWidth(Math.max(160, current.clientWidth)));
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  const most = Math.min(200, Math.floor(width / leastCell));
  const heat = useMemo(() => heatOf(map, most, rows), [map, most, rows]);
  const tops = topsOf(heat);
  const height = (tops.at(-1) ?? 0) + rowHeight;
  const cell = Math.min(widestCell, width / Math.max(1, heat.columns));
  const at = hover ?? focus;
  const told = at === null ? undefined : heat.rows[at.row];
  const toldCell = at === null ? undefined : told?.cells[at.column];

  const open = ({ row, column }: Focus): void => {
    const line = heat.rows[row];
    const one = line?.cells[column];
    if (line !== undefined && one !== undefined && one.events > 0)
      onOpen(line.account, line.region, one.from, one.to);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const moves: Readonly<Record<string, readonly [number, number]>> = {
      ArrowRight: [0, 1],
      ArrowLeft: [0, -1],
      ArrowDown: [1, 0],
      ArrowUp: [-1, 0],
      Home: [0, -heat.columns],
      End: [0, heat.columns],
    };
    const move = moves[event.key];
    if (move !== undefined) {
      const now = focus ?? { row: 0, column: -1 };
      setHover(null);
      setFocus({
        row: within(now.row + move[0], heat.rows.length),
        column: within(now.column + move[1], heat.columns),
      });
    } else if (event.key === "Enter" && focus !== null) open(focus);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const placeOf = (clientX: number, clientY: number): Focus | null => {
    const rect = box.current?.getBoundingClientRect();
    if (rect === undefined || rect.width === 0) return null;
    // A rectangle is measured with the window's zoom, the map without.
    const scale = (box.current?.offsetWidth ?? rect.width) / rect.width;
    const y = (clientY - rect.top) * scale - head;
    const row = tops.findIndex((top) => y >= top && y < top + rowHeight);
    const column = Math.floor(((clientX - rect.left) * scale) / cell);
    return row < 0 || column < 0 || column >= heat.columns ? null : { row, column };
  };

  return (
    <div className="heat">
      <div className="heat-grid">
        <div className="heat-labels" aria-hidden="true">
          {heat.rows.map((row, i) => (
            <Label
              key={`${row.account}/${row.region}`}
              row={row}
              top={head + (tops[i] ?? 0)}
              name={names.get(row.account) ?? ""}
            />
          ))}
        </div>
        <div ref={box} className="chart">
          <svg
            width={width}
            height={head + height}
            role="img"
            aria-label={words.label(map, heat)}
            tabIndex={0}
            onKeyDown={onKeyDown}
            onFocus={() => setFocus((now) => now ?? { row: 0, column: 0 })}
            onBlur={() => setFocus(null)}
            onPointerMove={(event) => setHover(placeOf(event.clientX, event.clientY))}
            onPointerLeave={() => setHover(null)}
            onClick={(event) => {
              const place = placeOf(event.clientX, event.clientY);
              if (place !== null) open(place);
            }}
          >
            <defs>
              <Hatch id={hatch} size={4} line={1.2} className="heat-hatch" />
            </defs>
            {timeTicks(
              (heat.from * dayMs) / 1000,
              ((heat.from + heat.columns * heat.days) * dayMs) / 1000,
              Math.max(2, Math.floor((heat.columns * cell) / 64)),
            )
              .map(({ at: time, label }) => ({
                label,
                x: ((time * 1000) / dayMs - heat.from) * (cell / heat.days),
              }))
              .map(({ label, x }) => (
                <text
                  key={x}
                  // The last one ends with the chart.
                  x={Math.min(x, width)}
                  textAnchor={x > width - leastLabel ? "end" : "start"}
                  y={11}
                >
                  {label}
                </text>
              ))}
            {heat.rows.map((row, i) => (
              <g key={`${row.account}/${row.region}`}>
                {row.cells.map((one) => (
                  <Cell
                    key={one.column}
                    cell={one}
                    x={one.column * cell}
                    y={head + (tops[i] ?? 0)}
                    width={Math.max(2, cell - 1)}
                    hatch={hatch}
                  />
                ))}
              </g>
            ))}
            {at === null ? null : (
              <rect
                x={at.column * cell - 1}
                y={head + (tops[at.row] ?? 0) - 1}
                width={cell + 1}
                height={cellHeight + 2}
                className="heat-focus"
              />
            )}
          </svg>
        </div>
        <div className="heat-gaps" aria-hidden="true">
          <span className="heat-gaphead">{words.gaps}</span>
          {heat.rows.map((row, i) => (
            <span
              key={`${row.account}/${row.region}`}
              className={row.missing > 0 ? undefined : "ink3"}
              style={{ top: `${String(head + (tops[i] ?? 0))}px` }}
            >
              {words.hours(row.missing)}
            </span>
          ))}
        </div>
      </div>
      <p className="heat-told s12 ink2" aria-live="polite">
        {told === undefined || toldCell === undefined
          ? `${words.hint(heat.days)} ${words.legendRange(heat.least, heat.most)}`
          : words.cell(told, toldCell)}
      </p>
      {heat.more > 0 ? (
        <p className="s12 ink3">
          {more === undefined ? (
            words.moreRows(heat.more)
          ) : (
            <a href={more}>{words.moreRows(heat.more)}</a>
          )}
        </p>
      ) : null}
    </div>
  );
}

function within(n: number, count: number): number {
  return Math.max(0, Math.min(count - 1, n));
}

function topsOf({ rows }: Heat): readonly number[] {
  let top = 0;
  return rows.map(({ isFirst }, i) => {
    if (isFirst && i > 0) top += gapHeight;
    const here = top;
    top += rowHeight;
    return here;
  });
}
