import type { Finding } from "../finding.ts";
import { counted, log, say, text } from "../span.ts";
import type { LogKind, Span, Spans } from "../span.ts";
import { cites, instant, lowered, raised, some } from "./phrases.ts";
import type { Subject } from "./situation.ts";
import { detailList, targetList } from "./series-targets.ts";
import type { SeriesTargets } from "./series-targets.ts";

/** More events than these are counted instead of cited. */
const mostCited = 6;
/** Names in a title. */
const mostInTitle = 3;

/** What the sentences about a series are made of. */
export interface SeriesFacts {
  readonly first: Finding;
  readonly subject: Subject;
  /** The actor in short. */
  readonly who: Spans;
  readonly lastTime: string | null;
  readonly events: readonly string[];
  readonly targets: SeriesTargets;
  readonly addresses: ReadonlySet<string | null>;
  readonly clients: ReadonlySet<string | null>;
  readonly secondFactors: ReadonlySet<boolean | null>;
}

/** Object, what was done to it and how often; the first names. */
export function seriesTitle(series: SeriesFacts): Spans {
  const { first, subject, events } = series;
  if (first.outcome !== "success") return say`${subject.name}: ${refusals(series)}`;
  const times = counted(events.length, "time");
  if (series.targets.pairs.size === 1) return say`${first.title}, ${times}`;
  return say`${head(series)}, ${times}${names(series, mostInTitle)}`;
}

/** One sentence for a manager. */
export function seriesOneLine(series: SeriesFacts): Spans {
  const { first, subject, who, events } = series;
  if (first.outcome !== "success")
    return say`Nothing changed: ${refusals(series)} of ${subject.name} by ${who}.`;
  const what =
    series.targets.pairs.size === 1
      ? first.title
      : say`${head(series)}${names(series, mostInTitle)}`;
  return say`${raised(who)} called ${subject.name} ${counted(events.length, "time")}: ${lowered(what)}.`;
}

/** What happened, first of all: who, how often, from when to when, by which events, and to what. */
export function seriesSentences(series: SeriesFacts): readonly Spans[] {
  const { first, subject, who, events, lastTime, targets } = series;
  const isDone = first.outcome === "success";
  const more =
    events.length > mostCited ? say` and ${counted(events.length - mostCited, "more event")}` : [];
  const proof = say`${cites(events.slice(0, mostCited))}${more}`;
  const span = say`${counted(events.length, "time")}, first ${instant(first.time)}, last ${instant(lastTime)}`;
  const call = say`called ${subject.name} ${span} ${proof}.`;
  const about =
    targets.pairs.size === 1
      ? isDone
        ? [say`Each time: ${lowered(first.title)}.`]
        : []
      : [
          isDone
            ? say`${head(series)}${names(series)}.`
            : say`The calls named ${targetList(targets, false)}.`,
        ];
  return [
    isDone
      ? say`${raised(who)} ${call}`
      : say`Nothing changed by any of these calls: ${who} ${call}`,
    ...(isDone || targets.targets.size > 1 ? about : []),
    ...differences(series),
  ];
}

function refusals({ first, events }: SeriesFacts): Spans {
  return counted(events.length, first.outcome === "denied" ? "denied call" : "failed call");
}

/** What was done, without the names that differ. */
function head({ first, subject, targets }: SeriesFacts): Spans {
  if (targets.targets.size === 1) return say`${first.target.label} ${subject.done}`;
  return targets.word === null ? say`${subject.name}` : say`${text(targets.word)} ${subject.done}`;
}

function names({ targets }: SeriesFacts, most?: number): Spans {
  const list =
    targets.targets.size === 1 ? detailList(targets, most) : targetList(targets, true, most);
  return list.length === 0 ? [] : say`: ${list}`;
}

/** What a finding shows once only, where the calls differ in it. */
function differences({ addresses, clients, secondFactors }: SeriesFacts): readonly Spans[] {
  return [
    ...(addresses.size > 1
      ? [say`The calls came from ${listed(addresses, "ip", "address", "addresses")}.`]
      : []),
    ...(clients.size > 1
      ? [say`The clients called themselves by ${listed(clients, "agent", "name", "names")}.`]
      : []),
    ...(secondFactors.size > 1
      ? [say`The records do not all say the same about a second factor.`]
      : []),
  ];
}

function listed(all: ReadonlySet<string | null>, kind: LogKind, one: string, many: string): Spans {
  const known = [...all].flatMap((value): Span[] => (value === null ? [] : [log(value, kind)]));
  const missing = all.has(null) ? say`; some records name none` : [];
  return say`${counted(known.length, one, many)}: ${some(known, 4)}${missing}`;
}
