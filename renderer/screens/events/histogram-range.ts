/** Which span of time the histogram shows. Pure; seconds since 1970. */
import type { EventFilter } from "../../../shared/event-filter.ts";
import type { EventSummaryAnswer } from "../../../shared/ipc/events.ts";
import { binStart } from "../../../shared/time-bins.ts";

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A chosen range narrower than this share of all time would be a hair: then its surroundings are shown. */
const leastShare = 1 / 40;
/** How many times as wide as the chosen range its surroundings are. */
const surroundings = 24;

/** What the bars of an answer span; null: it has none. */
export function spanOf({
  bins,
  binSeconds,
}: Pick<EventSummaryAnswer, "bins" | "binSeconds">): Span | null {
  const [first, last] = [bins[0], bins.at(-1)];
  return first === undefined || last === undefined
    ? null
    : { from: first.start, to: last.start + binSeconds };
}

/** The range that a filter chooses; an open side ends with the events. Null: it chooses none. */
export function chosenSpan({ from, to }: EventFilter, whole: Span | null): Span | null {
  if (from === undefined && to === undefined) return null;
  const begin = from ?? Math.min(whole?.from ?? 0, (to ?? 0) - 1);
  const end = to ?? Math.max(whole?.to ?? 0, begin + 1);
  return { from: begin, to: end };
}

/** The span to look at: the surroundings of a narrow choice, or null for all. */
export function viewSpan(chosen: Span | null, whole: Span | null): Span | null {
  if (chosen === null || whole === null) return null;
  const width = chosen.to - chosen.from;
  if (width >= (whole.to - whole.from) * leastShare) return null;
  const side = (width * (surroundings - 1)) / 2;
  // To whole minutes, so that neighbouring choices share an answer.
  const from = Math.floor((chosen.from - side) / 60) * 60;
  const to = Math.ceil((chosen.to + side) / 60) * 60;
  return { from: Math.max(from, whole.from), to: Math.min(to, whole.to) };
}

/** What the axis spans: the view where there is one, in whole bars. */
export function axisSpan(
  answer: Pick<EventSummaryAnswer, "bins" | "binSeconds">,
  view: Span | null,
): Span | null {
  const own = spanOf(answer);
  if (view === null) return own;
  const size = answer.binSeconds;
  const from = binStart(view.from, size);
  const to = binStart(view.to - 1, size) + size;
  // A view far wider than its events has bars of their width: the axis is theirs.
  return own !== null && (to - from) / size > 400 ? own : { from, to };
}
