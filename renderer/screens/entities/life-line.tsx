/** The life line: lanes of what stood when, the events that changed it, and the moment that is looked at. */
import { useId, useRef } from "react";
import type { KeyboardEvent, PointerEvent } from "react";
import type { EntityChange, EntityLife } from "../../../shared/ipc/entities.ts";
import { Hatch } from "../../parts/charts/hatch.tsx";
import { timeTicks } from "../../parts/charts/time-scale.ts";
import { visibleText } from "../../parts/log-text.tsx";
import { fullTime } from "../../parts/time.ts";
import { useBoxWidth } from "../../parts/use-narrow.ts";
import { entitiesWords as words } from "../../strings/entities.ts";
import { Bar, Label, Marks, Outside, headHeight, laneHeight, nameWidth } from "./life-parts.tsx";
import { lifeScale } from "./life-scale.ts";
import type { LifeScale } from "./life-scale.ts";
import { isoSecond } from "./place.ts";

interface Given {
  readonly life: EntityLife;
  /** UTC ISO. */
  readonly at: string;
  readonly onAt: (at: string) => void;
  readonly onStep: (by: 1 | -1) => void;
}

export function LifeLine({ life, at, onAt, onStep }: Given) {
  const box = useRef<HTMLDivElement>(null);
  const width = useBoxWidth(box);
  const { row, from, to, lanes, changes } = life;
  if (from === null || to === null) return null;
  const height = headHeight + (lanes.length + 1) * laneHeight;
  const name = words.lifeName(visibleText(row.name), fullTime(from), fullTime(to), row.changes);
  return (
    <div className="n-life" ref={box}>
      {width === null ? (
        <div style={{ height: `${String(height + 10)}px` }} />
      ) : (
        <Drawing
          life={life}
          scale={lifeScale(Date.parse(from), Date.parse(to), nameWidth, width)}
          width={width}
          height={height}
          name={name}
          changes={changes}
          at={at}
          onAt={onAt}
          onStep={onStep}
        />
      )}
    </div>
  );
}

function Drawing({
  life,
  scale,
  width,
  height,
  name,
  changes,
  at,
  onAt,
  onStep,
}: Given & {
  readonly scale: LifeScale;
  readonly width: number;
  readonly height: number;
  readonly name: string;
  readonly changes: readonly EntityChange[];
}) {
  const hatch = useId();
  const now = Date.parse(at);
  const pick = (event: PointerEvent<SVGSVGElement>): void => {
    const { left, width: shown } = event.currentTarget.getBoundingClientRect();
    // Zoom makes a pixel of the page more than one of the screen.
    const x = ((event.clientX - left) * width) / shown;
    if (x >= nameWidth) onAt(isoSecond(scale.time(x)));
  };
  const ticks = timeTicks(
    scale.start / 1000,
    scale.end / 1000,
    Math.max(2, (width - nameWidth) / 90),
  );
  return (
    <>
      <svg
        width={width}
        height={height}
        role="img"
        aria-label={name}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          pick(event);
        }}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) pick(event);
        }}
      >
        <defs>
          <Hatch id={hatch} size={5} line={1} className="n-hatch" />
        </defs>
        {ticks.map(({ at: tick, label }) => (
          <g key={tick}>
            <line
              className="n-grid"
              x1={scale.x(tick * 1000)}
              x2={scale.x(tick * 1000)}
              y1={headHeight}
              y2={height}
            />
            <text className="n-tick" x={scale.x(tick * 1000)} y={12} textAnchor="middle">
              {label}
            </text>
          </g>
        ))}
        <Outside scale={scale} height={height} hatch={hatch} drawnFrom={life.drawnFrom} />
        {life.lanes.map((lane, i) => (
          // Lanes of one answer never change their order.
          // oxlint-disable-next-line react/no-array-index-key
          <g key={i} transform={`translate(0 ${String(headHeight + i * laneHeight)})`}>
            <Label spans={lane.label} id={`${hatch}l${String(i)}`} />
            {lane.bars.map((bar, at2) => (
              // oxlint-disable-next-line react/no-array-index-key
              <Bar key={at2} bar={bar} scale={scale} id={`${hatch}b${String(i)}-${String(at2)}`} />
            ))}
          </g>
        ))}
        <g transform={`translate(0 ${String(height - laneHeight)})`}>
          <text className="n-lane" x={0} y={13}>
            {words.eventsLane}
          </text>
          <Marks changes={changes} scale={scale} />
        </g>
        <line
          className="n-now"
          x1={scale.x(now)}
          x2={scale.x(now)}
          y1={headHeight - 2}
          y2={height}
        />
      </svg>
      <Handle at={at} scale={scale} onAt={onAt} onStep={onStep} />
    </>
  );
}

/** The grip of the moment: a slider for keys and screen readers. */
function Handle({
  at,
  scale,
  onAt,
  onStep,
}: {
  readonly at: string;
  readonly scale: LifeScale;
  readonly onAt: (at: string) => void;
  readonly onStep: (by: 1 | -1) => void;
}) {
  const now = Date.parse(at);
  const step = Math.max(1000, (scale.to - scale.from) / 100);
  const move = (to: number): void =>
    onAt(isoSecond(Math.max(scale.start, Math.min(scale.end, to))));
  const onKeyDown = (event: KeyboardEvent): void => {
    const jumps: Readonly<Record<string, () => void>> = {
      ArrowRight: () => move(now + step),
      ArrowUp: () => move(now + step),
      ArrowLeft: () => move(now - step),
      ArrowDown: () => move(now - step),
      PageUp: () => onStep(1),
      PageDown: () => onStep(-1),
      Home: () => move(scale.from),
      End: () => move(scale.to),
    };
    const jump = jumps[event.key];
    if (jump === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    jump();
  };
  return (
    <div
      className="n-handle"
      role="slider"
      tabIndex={0}
      aria-label={words.stateAt}
      aria-valuemin={Math.round(scale.start / 1000)}
      aria-valuemax={Math.round(scale.end / 1000)}
      aria-valuenow={Math.round(now / 1000)}
      aria-valuetext={fullTime(at)}
      style={{ left: `${String(scale.x(now))}px` }}
      onKeyDown={onKeyDown}
    />
  );
}
