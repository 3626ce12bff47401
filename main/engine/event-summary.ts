/** Facets and a histogram of the events that match, as the window draws them. */
import type { EventFilter } from "../../shared/event-filter.ts";
import type { EventBin, EventSummaryAnswer } from "../../shared/ipc/events.ts";
import { binSize, binStart } from "../../shared/time-bins.ts";
import type { EventQuery, HourCount } from "../db/query/event-query.ts";

/** Most bars of a histogram. */
export const mostBins = 200;
const hour = 3600;

/**
 * Counts what matches. The bars span the filter's own time range where it has one, else the events'. `top`: values of
 * each facet.
 */
export function summarizeEvents(
  query: EventQuery,
  filter: EventFilter,
  top: number,
): Omit<EventSummaryAnswer, "ms"> {
  const { events, failed, denied, facets, histogram, untimed } = query.summary(filter, top);
  const { source, name, actor, account, region, address, errorCode, severity, technique, path } =
    facets;
  const size = sizeOf(filter, histogram);
  return {
    events,
    failed,
    denied,
    facets: {
      source,
      name,
      actor,
      account,
      region,
      address,
      error: errorCode,
      severity,
      technique,
      path,
    },
    bins: size < hour ? query.bins(filter, size).map(toBin) : grouped(histogram, size),
    binSeconds: size,
    untimed,
  };
}

/** A range far wider than its events is as good as none: bars are for events. */
function sizeOf(filter: EventFilter, histogram: readonly HourCount[]): number {
  const [first, last] = [histogram[0], histogram.at(-1)];
  if (first === undefined || last === undefined) return hour;
  const from = filter.from ?? first.start;
  const to = filter.to === undefined ? last.start + hour - 1 : filter.to - 1;
  const begin = Math.max(from, first.start);
  const end = Math.min(to, last.start + hour - 1);
  const isWhole = filter.from !== undefined && filter.to !== undefined;
  return isWhole && to - from < (end - begin) * 20
    ? binSize(from, Math.max(from, to), mostBins)
    : binSize(begin, Math.max(begin, end), mostBins);
}

function toBin({ start, events, failed }: HourCount): EventBin {
  return { start, succeeded: events - failed, failed };
}

/** Hours together in bars of whole hours. */
function grouped(histogram: readonly HourCount[], size: number): readonly EventBin[] {
  const bins: { start: number; succeeded: number; failed: number }[] = [];
  for (const { start: at, events, failed } of histogram) {
    const start = binStart(at, size);
    const last = bins.at(-1);
    if (last?.start === start) {
      last.succeeded += events - failed;
      last.failed += failed;
    } else bins.push({ start, succeeded: events - failed, failed });
  }
  return bins;
}
