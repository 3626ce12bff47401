/** Events over time, done and failed, with a brush. */
import { useState } from "react";
import type { EventFilter } from "../../../shared/event-filter.ts";
import { withTime } from "../../../shared/event-query/edit-query.ts";
import { printTimeRange } from "../../../shared/event-query/time-range.ts";
import type { EventSummaryAnswer } from "../../../shared/ipc/events.ts";
import { formatInstant } from "../../../shared/report/format.ts";
import { useAsk } from "../../api.ts";
import { dayGaps } from "../../parts/charts/day-gaps.ts";
import { BarsTable } from "../../parts/charts/bars-table.tsx";
import { TimeBars } from "../../parts/charts/time-bars.tsx";
import { eventWords as words } from "../../strings/events.ts";
import { words as common } from "../../strings/index.ts";
import type { Span } from "./histogram-range.ts";
import { axisSpan, chosenSpan, spanOf, viewSpan } from "./histogram-range.ts";

const series = [
  { name: words.done, className: "bar" },
  { name: words.failed, className: "hatched" },
] as const;

/**
 * `top`: values of facets that the screen asks for, so that one answer serves both. `isTable`: the same facts as a
 * table.
 */
export function Histogram({
  filter,
  onFilter,
  top,
  isTable,
  onTable,
}: {
  readonly filter: EventFilter;
  readonly onFilter: (filter: EventFilter) => void;
  readonly top: number;
  readonly isTable: boolean;
  readonly onTable: (isTable: boolean) => void;
}) {
  const timeless = withTime(filter, null, null);
  const all = useAsk("eventSummary", [timeless, top]);
  const whole = all.value === undefined ? null : spanOf(all.value);
  const chosen = chosenSpan(filter, whole);
  const [wanted, setZoomed] = useState<Span | null>(null);
  // A choice outside of what is looked at shows its own surroundings.
  const isOutside =
    wanted !== null && chosen !== null && (chosen.from < wanted.from || chosen.to > wanted.to);
  const zoomed = isOutside ? null : wanted;
  /** What was looked at when a range was brushed: it stays, as long as that range is chosen. */
  const [held, setHeld] = useState<(Span & { readonly view: Span | null }) | null>(null);
  const isHeld = held !== null && held.from === chosen?.from && held.to === chosen.to;
  const view = zoomed ?? (isHeld ? held.view : viewSpan(chosen, whole));
  const near = useAsk(
    "eventSummary",
    [withTime(timeless, view?.from ?? null, view?.to ?? null), 1],
    { enabled: view !== null },
  );
  // Until the narrow one is there, the bars before stay; they span what they span.
  const isNear = view !== null && near.value !== undefined;
  const value = isNear ? near.value : all.value;
  const axis = value === undefined ? null : axisSpan(value, isNear && !near.isOld ? view : null);
  // Days that nobody has logs of are no quiet days.
  const coverage = useAsk("coverage", [], { enabled: all.value !== undefined });
  const gaps =
    coverage.value === undefined || axis === null
      ? []
      : dayGaps(coverage.value).filter((gap) => gap.to > axis.from && gap.from < axis.to);
  const choose = (range: Span | null): void => {
    setHeld(range === null ? null : { ...range, view });
    if (range === null) setZoomed(null);
    onFilter(withTime(filter, range?.from ?? null, range?.to ?? null));
  };

  return (
    <section className="evt-hist" aria-label={words.columnNames.time}>
      <div className="evt-hist-head">
        <b className="ink2 med">{words.eventsPer(value?.binSeconds ?? 3600)}</b>
        <span className="legend">
          <span>
            <i className="evt-done" />
            {words.done}
          </span>
          <span>
            <i className="evt-failed" />
            {words.failed}
          </span>
        </span>
        {gaps.length === 0 ? null : (
          <span className="legend">
            <span>
              <i className="hatch" />
              {common.noLogs}
            </span>
          </span>
        )}
        {(all.value?.untimed ?? 0) > 0 ? (
          <span>{words.untimed(all.value?.untimed ?? 0)}</span>
        ) : null}
        <span className="right hstack g3">
          {chosen === null ? null : (
            <>
              <span>{words.chosen(printTimeRange(chosen).replace("T", " "))}</span>
              <button type="button" className="linkbtn" onClick={() => setZoomed(chosen)}>
                {words.zoomIn}
              </button>
            </>
          )}
          {zoomed === null ? null : (
            <button type="button" className="linkbtn" onClick={() => setZoomed(null)}>
              {words.zoomOut}
            </button>
          )}
          {chosen === null ? null : (
            <button type="button" className="linkbtn" onClick={() => choose(null)}>
              {words.clear}
            </button>
          )}
          <button
            type="button"
            className="linkbtn"
            aria-pressed={isTable}
            onClick={() => onTable(!isTable)}
          >
            {isTable ? words.asChart : words.asTable}
          </button>
        </span>
      </div>
      <Bars
        answer={value}
        axis={axis}
        chosen={chosen}
        gaps={gaps}
        isTable={isTable}
        onChoose={choose}
      />
    </section>
  );
}

function Bars({
  answer,
  axis,
  chosen,
  gaps,
  isTable,
  onChoose,
}: {
  readonly answer: EventSummaryAnswer | undefined;
  readonly axis: Span | null;
  readonly chosen: Span | null;
  readonly gaps: readonly Span[];
  readonly isTable: boolean;
  readonly onChoose: (range: Span | null) => void;
}) {
  if (answer === undefined) return <div className="evt-hist-box" />;
  if (axis === null) return <div className="evt-hist-box ink3 s12">{words.histogramEmpty}</div>;
  const bars = answer.bins.map(({ start, succeeded, failed }) => ({
    start,
    parts: [succeeded, failed],
  }));
  const label = words.histogram(answer.events, answer.failed, instant(axis.from), instant(axis.to));
  return isTable ? (
    <BarsTable label={label} series={series} bars={bars} binSeconds={answer.binSeconds} />
  ) : (
    <div className="evt-hist-box">
      <TimeBars
        label={label}
        series={series}
        bars={bars}
        binSeconds={answer.binSeconds}
        range={axis}
        height={68}
        brush={chosen}
        gaps={gaps}
        onBrush={onChoose}
      />
    </div>
  );
}

/** A second as people read it. */
function instant(t: number): string {
  return formatInstant(new Date(t * 1000).toISOString().replace(".000Z", "Z"));
}
