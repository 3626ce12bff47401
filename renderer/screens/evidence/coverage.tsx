/** Coverage: the heat map, the same as a table, and what the logs say of the logging. */
import { useState } from "react";
import { Hatch } from "../../parts/charts/hatch.tsx";
import type { CoverageMap } from "../../../shared/ipc/evidence.ts";
import { printQuery } from "../../../shared/event-query/print-query.ts";
import { formatCount } from "../../../shared/report/format.ts";
import { useAsk } from "../../api.ts";
import { useKeys } from "../../keys.ts";
import { go, hrefOf } from "../../location.ts";
import { HeatMap } from "../../parts/charts/heat-map.tsx";
import { Button, Empty, Note } from "../../parts/controls.tsx";
import { LogText } from "../../parts/log-text.tsx";
import { SpansText } from "../../parts/spans-text.tsx";
import { coverageWords as words, dayText } from "../../strings/coverage.ts";
import { evidenceWords } from "../../strings/evidence.ts";
import { useCase } from "../../work.tsx";

const daySeconds = 86_400;

/** Opens the events of some days of an account and Region. */
function openDays(account: string, region: string, from: number, to: number): void {
  const filter = {
    from: from * daySeconds,
    to: to * daySeconds,
    accounts: [account === "" ? null : account],
    regions: [region === "" ? null : region],
  };
  go("events", { q: printQuery(filter) });
}

/** `rows`: rows of the map at most. `isWhole`: with its table, the sentences and what is not in it. */
export function Coverage({
  rows,
  isWhole = false,
}: {
  readonly rows: number;
  readonly isWhole?: boolean;
}) {
  const { engagement } = useCase();
  const { value: map, error } = useAsk("coverage", []);
  const [isTable, setTable] = useState(false);
  useKeys(words.title, {
    t: { label: isTable ? words.asMap : words.asTable, run: () => setTable(!isTable) },
  });
  if (map === undefined)
    return error === null ? (
      <p className="ink3 s12" data-loading="">
        {words.counting}
      </p>
    ) : (
      <Note kind="bad">{error}</Note>
    );
  if (map.from === null) return <Empty title={words.nothing}>{words.nothingText}</Empty>;
  const names = new Map(engagement.accounts.map(({ id, name }) => [id, name]));
  return (
    <>
      <div className="hstack wrap heat-head">
        <h2>{words.title}</h2>
        <span className="s12 ink3">{words.perDay}</span>
        <span className="right">
          <Legend />
        </span>
        <Button size="s" hint="t" onClick={() => setTable(!isTable)}>
          {isTable ? words.asMap : words.asTable}
        </Button>
      </div>
      {isTable ? (
        <CoverageTable map={map} />
      ) : (
        <HeatMap
          map={map}
          names={names}
          rows={rows}
          onOpen={openDays}
          {...(isWhole ? {} : { more: hrefOf("evidence", { tab: "coverage" }) })}
        />
      )}
      <p className="s12 ink2 heat-note">
        {words.missing(map.missingHours, map.missingPlaces)} {words.note}
      </p>
      {map.untimed > 0 ? <p className="s12 ink2">{words.untimed(map.untimed)}</p> : null}
      {map.outside > 0 ? <p className="s12 ink2">{words.outside(map.outside)}</p> : null}
      {isWhole && map.sentences.length > 0 ? (
        <section className="heat-sentences">
          <h2>{evidenceWords.sentences}</h2>
          <ul>
            {map.sentences.map((spans, i) => (
              // The list never changes its order.
              // oxlint-disable-next-line react/no-array-index-key
              <li key={i}>
                <span>
                  <SpansText spans={spans} />
                </span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}

function Legend() {
  return (
    <span className="heat-legend s11 ink2">
      <span>{words.legendEvents}</span>
      <svg width="58" height="12" aria-hidden="true">
        {[1, 2, 3, 4, 5].map((level) => (
          <rect
            key={level}
            x={(level - 1) * 12}
            width="10"
            height="12"
            className={`heat-${String(level)}`}
          />
        ))}
      </svg>
      <svg width="12" height="12" aria-hidden="true">
        <defs>
          <Hatch id="heat-legend-gap" size={4} line={1.2} className="heat-hatch" />
        </defs>
        <rect width="12" height="12" fill="url(#heat-legend-gap)" />
        <rect x="0.5" y="0.5" width="11" height="11" className="heat-gap" />
      </svg>
      <span>{words.legendGap}</span>
      <svg width="12" height="12" aria-hidden="true">
        <rect x="0.5" y="0.5" width="11" height="11" className="heat-quiet" />
        <circle cx="6" cy="6" r="1.2" className="heat-dot" />
      </svg>
      <span>{words.legendQuiet}</span>
      <svg width="12" height="12" aria-hidden="true">
        <rect x="0.5" y="0.5" width="11" height="11" className="heat-unknown" />
      </svg>
      <span>{words.legendUnknown}</span>
    </span>
  );
}

function CoverageTable({ map }: { readonly map: CoverageMap }) {
  const span = (map.to ?? 0) - (map.from ?? 0) + 1;
  return (
    <div
      className="scroll chart-table heat-table"
      tabIndex={0}
      role="region"
      aria-label={words.title}
    >
      <table className="tbl dense">
        <thead>
          <tr>
            <th>{words.account}</th>
            <th>{words.region}</th>
            <th>{words.firstDay}</th>
            <th>{words.lastDay}</th>
            <th className="num">{words.daysWith}</th>
            <th className="num">{words.eventsHead}</th>
            <th className="num">{words.missingHead}</th>
            <th className="num">{words.quietHead}</th>
            <th className="num">{words.unknownHead}</th>
          </tr>
        </thead>
        <tbody>
          {map.rows.map(({ account, region, events, days }) => {
            const hours = days.reduce(
              (sum, day) => ({
                missing: sum.missing + day.hours.missing,
                quiet: sum.quiet + day.hours.quiet,
                unknown: sum.unknown + day.hours.unknown,
              }),
              { missing: 0, quiet: 0, unknown: (span - days.length) * 24 },
            );
            const filled = days.filter((day) => day.events > 0);
            return (
              <tr key={`${account}/${region}`}>
                <td>{account === "" ? words.noAccount : <LogText text={account} mono />}</td>
                <td>{region === "" ? words.noRegion : <LogText text={region} />}</td>
                <td>{filled[0] === undefined ? "–" : dayText(filled[0].day)}</td>
                <td>{filled.length === 0 ? "–" : dayText(filled.at(-1)?.day ?? 0)}</td>
                <td className="num">{formatCount(filled.length)}</td>
                <td className="num">{formatCount(events)}</td>
                <td className="num">{formatCount(hours.missing)}</td>
                <td className="num">{formatCount(hours.quiet)}</td>
                <td className="num">{formatCount(hours.unknown)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
