/** When was it serious: findings by severity over time, with a brush that leads to them; the same as a table. */
import { useState } from "react";
import type { Overview } from "../../../shared/ipc/overview.ts";
import type { Severity } from "../../../shared/severity.ts";
import { severities } from "../../../shared/severity.ts";
import { useAsk } from "../../api.ts";
import { go, hrefOf, useParams } from "../../location.ts";
import { useKeys } from "../../keys.ts";
import { dayGaps } from "../../parts/charts/day-gaps.ts";
import { BarsTable } from "../../parts/charts/bars-table.tsx";
import { TimeBars } from "../../parts/charts/time-bars.tsx";
import type { TimeRange } from "../../parts/charts/time-bars.tsx";
import { Button, Kbd } from "../../parts/controls.tsx";
import { Icon } from "../../parts/icons.tsx";
import { words as common } from "../../strings/index.ts";
import { overviewWords as words } from "../../strings/overview.ts";
import { dayTime } from "./day-time.ts";

const daySeconds = 86_400;

/** From info at the foot to critical on top. */
const upwards: readonly Severity[] = severities.toReversed();

const series = upwards.map((severity) => ({
  name: common.severity[severity],
  className: `f-${severity}`,
}));

export function SeverityTime({
  overview,
  height,
}: {
  readonly overview: Overview;
  readonly height: number;
}) {
  const [params, change] = useParams();
  const [isTable, setTable] = useState(false);
  const coverage = useAsk("coverage", []).value;
  const { binSeconds, bins } = overview;
  const range = rangeOf(overview);
  const brush = brushOf(params["from"], params["to"]);
  const setBrush = (next: TimeRange | null): void =>
    change({
      from: next === null ? null : String(next.from),
      to: next === null ? null : String(next.to),
    });
  const bars = bins.map(({ start, findings }) => ({
    start,
    parts: upwards.map((severity) => findings[severity]),
  }));
  const title = titleOf(binSeconds);
  const gaps = coverage === undefined || binSeconds < daySeconds ? [] : dayGaps(coverage);
  const q = brush === null ? "" : queryOf(brush);
  useKeys(words.scope, {
    t: { label: words.keyTable, run: () => setTable(!isTable) },
    Escape: { label: words.keyClear, run: () => setBrush(null) },
    Enter: {
      label: words.keyShow,
      run: () => {
        if (q !== "") go("findings", { q });
      },
    },
  });
  const label = words.chartFact(title, worstOf(overview));
  return (
    <section aria-label={title}>
      <div className="ov-h">
        <h2>{title}</h2>
        <span className="legend right">
          {severities.map((severity) => (
            <span key={severity}>
              <i className={`f-${severity}`} />
              {common.severity[severity]}
            </span>
          ))}
          {gaps.length > 0 ? (
            <span>
              <i className="hatch framed" />
              {words.noLogs}
            </span>
          ) : null}
        </span>
      </div>
      {isTable ? (
        <BarsTable label={label} series={series} bars={bars} binSeconds={binSeconds} />
      ) : (
        <TimeBars
          label={label}
          series={series}
          bars={bars}
          binSeconds={binSeconds}
          range={range}
          height={height}
          brush={brush}
          onBrush={setBrush}
          gaps={gaps}
          withAmounts
        />
      )}
      <div className="hstack s12 ov-brush" aria-live="polite">
        {brush === null ? (
          <span className="ink3 cut">{words.brushHint}</span>
        ) : (
          <>
            <span className="chip">
              <Icon name="filter" />
              {chosenText(overview, brush)}
            </span>
            <a href={hrefOf("findings", { q })}>{words.showThem}</a>
            <Button size="s" look="quiet" onClick={() => setBrush(null)}>
              {words.clear}
            </Button>
          </>
        )}
        {overview.untimed > 0 ? (
          <span className="ink3">{words.untimed(overview.untimed)}</span>
        ) : null}
        <span className="right nowrap">
          <button type="button" className="linkbtn" onClick={() => setTable(!isTable)}>
            {isTable ? words.asChart : words.asTable}
          </button>{" "}
          <Kbd name="t" />
        </span>
      </div>
    </section>
  );
}

function titleOf(binSeconds: number): string {
  if (binSeconds === 3600) return words.chartTitle.hour;
  if (binSeconds < daySeconds) return words.chartTitle.sixHours;
  return binSeconds === daySeconds
    ? words.chartTitle.day
    : words.chartTitle.days(binSeconds / daySeconds);
}

/** The whole evidence, at whole bins; findings whose time lies outside widen it. */
function rangeOf({ first, last, binSeconds, bins }: Overview): TimeRange {
  const starts = [
    ...(first === null ? [] : [Date.parse(first) / 1000]),
    ...bins.slice(0, 1).map(({ start }) => start),
  ];
  const ends = [
    ...(last === null ? [] : [Date.parse(last) / 1000]),
    ...bins.slice(-1).map(({ start }) => start),
  ];
  const floor = (at: number): number => Math.floor(at / binSeconds) * binSeconds;
  return {
    from: floor(Math.min(...starts)),
    to: floor(Math.max(...ends)) + binSeconds,
  };
}

function brushOf(from: string | undefined, to: string | undefined): TimeRange | null {
  const range = { from: Number(from), to: Number(to) };
  return Number.isFinite(range.from) && Number.isFinite(range.to) && range.to > range.from
    ? range
    : null;
}

/** The filter of the findings that begin in a time. */
function queryOf({ from, to }: TimeRange): string {
  return `time:${iso(from)}..${iso(to)}`;
}

function iso(at: number): string {
  return new Date(at * 1000).toISOString().slice(0, 19);
}

function chosenText({ bins, binSeconds }: Overview, { from, to }: TimeRange): string {
  const count = bins
    .filter(({ start }) => start >= from && start < to)
    .reduce((sum, { findings }) => sum + severities.reduce((n, one) => n + findings[one], 0), 0);
  const isDays = binSeconds >= daySeconds;
  return words.chosen(dayTime(from, isDays), dayTime(isDays ? to - daySeconds : to, isDays), count);
}

/** The worst severity decides, then the next. */
function weight(bin: Overview["bins"][number]): number {
  return severities.reduce((sum, severity) => sum * 1000 + bin.findings[severity], 0);
}

/** The bin with the worst findings, in words: the main fact of the chart. */
function worstOf({ bins, binSeconds }: Overview): string | null {
  const worst = bins.toSorted((a, b) => weight(b) - weight(a))[0];
  if (worst === undefined) return null;
  const what = severities
    .filter((severity) => worst.findings[severity] > 0)
    .map((severity) => words.count(worst.findings[severity], common.severity[severity]))
    .join(", ");
  return words.worstBin(dayTime(worst.start, binSeconds >= daySeconds), what);
}
