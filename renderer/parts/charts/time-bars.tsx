/** Bars over time, stacked, with a brush. The same as a table on `t`; arrow keys walk over the bars. */
import { useEffect, useId, useRef, useState } from "react";
import { Hatch } from "./hatch.tsx";
import type { KeyboardEvent } from "react";
import { formatCount } from "../../../shared/report/format.ts";
import { words } from "../../strings/index.ts";
import { titleOf } from "./bars-table.tsx";
import type { Bar, Series } from "./bars-table.tsx";
import { amountTicks, timeTicks } from "./time-scale.ts";

export interface TimeRange {
  /** Seconds since 1970: from, and before. */
  readonly from: number;
  readonly to: number;
}

export interface TimeBarsProps {
  /** States the chart's main fact: its accessible name. */
  readonly label: string;
  readonly series: readonly Series[];
  readonly bars: readonly Bar[];
  readonly binSeconds: number;
  /** What the axis spans. */
  readonly range: TimeRange;
  readonly height: number;
  readonly brush: TimeRange | null;
  /** A range was chosen by dragging or by Shift and arrow keys; null: cleared. */
  readonly onBrush?: (range: TimeRange | null) => void;
  /** Times without logs: hatched. */
  readonly gaps?: readonly TimeRange[];
  /** Amounts at the left. */
  readonly withAmounts?: boolean;
}

const foot = 20;

/** The chart. It takes the width of its box. */
export function TimeBars(props: TimeBarsProps) {
  const { label, series, bars, binSeconds, range, height, brush, onBrush, gaps = [] } = props;
  const box = useRef<HTMLDivElement>(null);
  const hatch = useId();
  const [width, setWidth] = useState(600);
  const [drag, setDrag] = useState<TimeRange | null>(null);
  const [focused, setFocused] = useState<number | null>(null);
  useEffect(() => {
    const { current } = box;
    if (current === null) return undefined;
    const observer = new ResizeObserver(() => setWidth(Math.max(120, current.clientWidth)));
    observer.observe(current);
    return () => observer.disconnect();
  }, []);

  const left = props.withAmounts === true ? 40 : 0;
  const plot = Math.max(1, width - left);
  const span = Math.max(binSeconds, range.to - range.from);
  const x = (at: number): number => left + ((at - range.from) / span) * plot;
  const most = bars.reduce(
    (max, { parts }) =>
      Math.max(
        max,
        parts.reduce((a, b) => a + b, 0),
      ),
    0,
  );
  const amounts = amountTicks(most);
  const full = props.withAmounts === true ? (amounts.at(-1) ?? 1) : Math.max(1, most);
  const floor = height - foot;
  const y = (amount: number): number => floor - (amount / full) * (floor - 6);
  const binWidth = (binSeconds / span) * plot;
  // Where there is room, bars stand apart, and days stand under theirs.
  const isLoose = binWidth > 12;
  const barWidth = Math.max(1, isLoose ? binWidth * 0.76 : binWidth - (binWidth > 3 ? 1 : 0));
  const barLeft = isLoose ? binWidth * 0.12 : 0;
  const tickAt = (at: number): number =>
    x(at) + (isLoose && binSeconds >= 86_400 ? binWidth / 2 : 0);
  const shown = drag ?? brush;
  // A tick at the very end has no room for its words.
  const ticks = timeTicks(range.from, range.to, Math.max(2, Math.floor(plot / 80))).filter(
    ({ at, label: text }) => tickAt(at) + text.length * 3.2 <= width,
  );

  const binAt = (clientX: number): number => {
    const rect = box.current?.getBoundingClientRect();
    // A rectangle is measured with the window's zoom, the chart without.
    const share = rect === undefined || rect.width === 0 ? 0 : (clientX - rect.left) / rect.width;
    const at = ((share * width - left) / plot) * span;
    const bin = Math.floor(at / binSeconds) * binSeconds;
    return range.from + Math.max(0, Math.min(bin, span - binSeconds));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Escape" && brush !== null) {
      event.stopPropagation();
      onBrush?.(null);
      return;
    }
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step === 0 || bars.length === 0) return;
    event.preventDefault();
    event.stopPropagation();
    const next = Math.max(
      0,
      Math.min(bars.length - 1, (focused ?? (step > 0 ? -1 : bars.length)) + step),
    );
    const start = bars[next]?.start ?? range.from;
    setFocused(next);
    if (!event.shiftKey) return;
    const from = Math.min(brush?.from ?? start, start);
    const to = Math.max(brush?.to ?? start, start + binSeconds);
    onBrush?.({ from, to });
  };
  const now = focused === null ? undefined : bars[focused];

  return (
    <div className="chart" ref={box}>
      <svg
        width={width}
        height={height}
        role="img"
        aria-label={label}
        tabIndex={0}
        className={onBrush === undefined ? undefined : "can-brush"}
        onKeyDown={onKeyDown}
        onBlur={() => setFocused(null)}
        onPointerDown={(event) => {
          if (onBrush === undefined || event.button !== 0) return;
          const start = binAt(event.clientX);
          const { currentTarget, pointerId } = event;
          currentTarget.setPointerCapture(pointerId);
          let chosen: TimeRange = { from: start, to: start + binSeconds };
          setDrag(chosen);
          const move = (to: PointerEvent): void => {
            const end = binAt(to.clientX);
            chosen = { from: Math.min(start, end), to: Math.max(start, end) + binSeconds };
            setDrag(chosen);
          };
          const end = (): void => {
            currentTarget.removeEventListener("pointermove", move);
            setDrag(null);
            onBrush(chosen);
          };
          currentTarget.addEventListener("pointermove", move);
          currentTarget.addEventListener("pointerup", end, { once: true });
        }}
      >
        <defs>
          <Hatch id={`${hatch}-gap`} size={6} line={1.2} className="hatch-line" />
          <Hatch id={`${hatch}-denied`} size={4} line={1.4} className="hatch-bar" />
        </defs>
        {props.withAmounts === true
          ? amounts.map((amount) => (
              <g key={amount}>
                <line x1={left} x2={width} y1={y(amount)} y2={y(amount)} className="grid-line" />
                <text x={left - 6} y={y(amount) + 4} textAnchor="end">
                  {formatCount(amount)}
                </text>
              </g>
            ))
          : null}
        {shown === null ? null : (
          <rect
            x={x(shown.from)}
            width={Math.max(2, x(shown.to) - x(shown.from))}
            y={0}
            height={floor}
            className="brush"
          />
        )}
        {gaps.map((gap) => (
          <rect
            key={gap.from}
            x={x(Math.max(gap.from, range.from))}
            width={Math.max(1, x(Math.min(gap.to, range.to)) - x(Math.max(gap.from, range.from)))}
            y={0}
            height={floor}
            fill={`url(#${hatch}-gap)`}
          >
            <title>{words.noLogs}</title>
          </rect>
        ))}
        {bars.map((bar, index) => {
          let below = 0;
          return (
            <g key={bar.start} className={index === focused ? "is-focus" : undefined}>
              <title>{titleOf(bar, series, binSeconds)}</title>
              {bar.parts.map((part, i) => {
                if (part === 0) return null;
                const top = y(below + part);
                const bottom = y(below);
                below += part;
                const name = series[i]?.className ?? "bar";
                return (
                  <rect
                    key={series[i]?.name ?? i}
                    x={x(bar.start) + barLeft}
                    width={barWidth}
                    y={top}
                    height={Math.max(1, bottom - top - (i > 0 ? 1 : 0))}
                    {...(name === "hatched"
                      ? { fill: `url(#${hatch}-denied)`, className: "hatched" }
                      : { className: name })}
                  />
                );
              })}
            </g>
          );
        })}
        <line x1={left} x2={width} y1={floor} y2={floor} className="axis-line" />
        {ticks.map((tick, i) => (
          <text
            key={tick.at}
            x={Math.max(left, tickAt(tick.at))}
            y={height - 5}
            textAnchor={i === 0 && tickAt(tick.at) - left < 24 ? "start" : "middle"}
          >
            {tick.label}
          </text>
        ))}
      </svg>
      <span className="vh" aria-live="polite">
        {now === undefined ? "" : titleOf(now, series, binSeconds)}
      </span>
    </div>
  );
}
