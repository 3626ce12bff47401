/** What a life line is drawn of: lanes, bars, marks of events. */
import type { EntityChange, LifeBar } from "../../../shared/ipc/entities.ts";
import { rankOf } from "../../../shared/severity.ts";
import { plain } from "../../../shared/span.ts";
import type { Spans } from "../../../shared/span.ts";
import { visibleText } from "../../parts/log-text.tsx";
import { fullTime } from "../../parts/time.ts";
import { entitiesWords as words } from "../../strings/entities.ts";
import { spreadMarks } from "./life-scale.ts";
import type { LifeScale } from "./life-scale.ts";
import { isoSecond } from "./place.ts";

export const nameWidth = 76;
export const laneHeight = 18;
export const headHeight = 18;
/** Pixels between marks of events that are drawn apart. */
const markApart = 7;

/** Before and after the evidence nothing is known. */
export function Outside({
  scale,
  height,
  hatch,
  drawnFrom,
}: {
  readonly scale: LifeScale;
  /** Before it, lanes are not drawn. */
  readonly drawnFrom: string | null;
  readonly height: number;
  readonly hatch: string;
}) {
  const parts = [
    [scale.start, scale.from, words.beforeEvidence(fullTime(isoSecond(scale.from)))],
    [scale.to, scale.end, words.afterEvidence(fullTime(isoSecond(scale.to)))],
    ...(drawnFrom === null
      ? []
      : [[scale.from, Date.parse(drawnFrom), words.notDrawn(fullTime(drawnFrom))] as const]),
  ] as const;
  return parts.map(([a, b, title]) => (
    <rect
      key={a}
      x={scale.x(a)}
      width={Math.max(0, scale.x(b) - scale.x(a))}
      y={headHeight}
      height={height - headHeight}
      fill={`url(#${hatch})`}
    >
      <title>{title}</title>
    </rect>
  ));
}

/** The name of a lane. */
export function Label({ spans, id }: { readonly spans: Spans; readonly id: string }) {
  if (spans.length === 0) return null;
  const said = visibleText(plain(spans));
  return (
    <>
      <clipPath id={id}>
        <rect x={0} y={0} width={nameWidth - 6} height={laneHeight} />
      </clipPath>
      <text className="n-lane" x={0} y={13} clipPath={`url(#${id})`}>
        {said}
        <title>{said}</title>
      </text>
    </>
  );
}

/** A stretch of time in a lane. */
export function Bar({
  bar,
  scale,
  id,
}: {
  readonly bar: LifeBar;
  readonly scale: LifeScale;
  readonly id: string;
}) {
  const from = scale.x(bar.from === null ? scale.from : Date.parse(bar.from));
  const to = scale.x(bar.to === null ? scale.to : Date.parse(bar.to));
  const width = Math.max(2, to - from);
  const said = visibleText(plain(bar.text));
  if (bar.look === "thin")
    return <rect className="n-bar thin" x={from} width={width} y={8} height={2} />;
  return (
    <>
      <rect className={`n-bar ${bar.look}`} x={from} width={width} y={2} height={14} rx={2}>
        <title>{said}</title>
      </rect>
      {said === "" || width < 24 ? null : (
        <>
          <clipPath id={id}>
            <rect x={from} y={0} width={Math.max(0, width - 4)} height={laneHeight} />
          </clipPath>
          <text className={`n-said ${bar.look}`} x={from + 6} y={13} clipPath={`url(#${id})`}>
            {said}
          </text>
        </>
      )}
    </>
  );
}

/** The events that made, changed and ended it. */
export function Marks({
  changes,
  scale,
}: {
  readonly changes: readonly EntityChange[];
  readonly scale: LifeScale;
}) {
  const marks = changes.flatMap((change) => {
    if (change.by.at === null) return [];
    const rank = change.severity === null ? 0 : rankOf(change.severity);
    return [{ change, rank, x: scale.x(Date.parse(change.by.at)) }];
  });
  return spreadMarks(marks, markApart).map(({ change, x, rank }) => {
    const title = `${change.eventName}, ${fullTime(change.by.at ?? "")}`;
    const look = `n-mark ${change.severity ?? "none"}`;
    const r = rank >= 4 ? 6 : 4;
    if (change.kind === "changed")
      return (
        <circle key={change.by.eventId} className={look} cx={x} cy={9} r={r}>
          <title>{title}</title>
        </circle>
      );
    // Made: points up. Deleted: a cross. Form says it as well as colour.
    const path =
      change.kind === "created"
        ? `M${String(x)} ${String(9 - r)}L${String(x + r)} ${String(9 + r)}H${String(x - r)}z`
        : `M${String(x - r + 1)} ${String(10 - r)}l${String(2 * r - 2)} ${String(2 * r - 2)}m0 ${String(2 - 2 * r)}l${String(2 - 2 * r)} ${String(2 * r - 2)}`;
    return (
      <path key={change.by.eventId} className={`${look} ${change.kind}`} d={path}>
        <title>{title}</title>
      </path>
    );
  });
}
