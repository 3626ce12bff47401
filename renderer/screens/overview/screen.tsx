/** The screen "overview": the whole case at a glance. */
import { formatCount } from "../../../shared/report/format.ts";
import { severities } from "../../../shared/severity.ts";
import { useAsk } from "../../api.ts";
import { go, hrefOf } from "../../location.ts";
import { Button, Empty, Note } from "../../parts/controls.tsx";
import { Icon } from "../../parts/icons.tsx";
import { Severity } from "../../parts/severity.tsx";
import { words as common } from "../../strings/index.ts";
import { overviewWords as words } from "../../strings/overview.ts";
import { useAddEvidence, useCase } from "../../work.tsx";
import { useWide } from "../../parts/use-narrow.ts";
import { usePainted } from "../../parts/use-painted.ts";
import { dayTime } from "./day-time.ts";
import { MostTable } from "./most-table.tsx";
import { SeverityTime } from "./severity-time.tsx";
import { Story } from "./story.tsx";

/** The tables of who has most, with the field and the groups that their rows lead to. */
const tables = [
  { name: "actions", field: "action", group: "action", mono: true },
  { name: "actors", field: "actor", group: "actor", mono: false },
  { name: "targets", field: "target", group: "target", mono: false },
  { name: "addresses", field: "address", group: "none", mono: true },
] as const;

export function OverviewScreen() {
  const info = useCase();
  const add = useAddEvidence();
  const isWide = useWide();
  const asked = useAsk("overview", []);
  const coverage = useAsk("coverage", [], { enabled: info.totals.events > 0 }).value;
  const { firstEvent, lastEvent, events } = info.totals;
  const overview = asked.value;
  usePainted(overview !== undefined);
  const findings = severities.reduce((sum, severity) => sum + info.findings[severity], 0);
  return (
    <>
      <div className="screenbar">
        <h1>{words.title}</h1>
        {firstEvent === null || lastEvent === null ? null : (
          <span className="ink3 nowrap">
            {words.range(
              dayTime(Date.parse(firstEvent) / 1000, false),
              dayTime(Date.parse(lastEvent) / 1000, false),
            )}
          </span>
        )}
        {events === 0 ? null : (
          <>
            <span className="chip">{words.accounts(info.accounts.length)}</span>
            <span className="chip">{words.regions(info.regions)}</span>
          </>
        )}
        {coverage === undefined || coverage.missingHours === 0 ? null : (
          <a className="chip" href={hrefOf("evidence", { tab: "coverage" })}>
            <Icon name="warning" />
            {words.gaps(coverage.missingHours, coverage.missingPlaces)}
          </a>
        )}
        <span className="right hstack">
          <Button size="s" look="primary" icon="report" onClick={() => go("report")}>
            {words.report}
          </Button>
        </span>
      </div>
      {info.totals.files === 0 ? (
        <Empty
          icon="take"
          title={words.emptyNew}
          actions={
            <Button look="primary" icon="take" onClick={() => void add("folder")}>
              {words.addEvidence}
            </Button>
          }
        >
          {words.emptyNewText}
        </Empty>
      ) : asked.error !== null ? (
        <div className="vt-empty grow">
          <Note kind="bad">
            {words.failed}. {asked.error}
          </Note>
          <Button onClick={asked.again}>{common.tryAgain}</Button>
        </div>
      ) : overview === undefined ? (
        <div className="ov" aria-busy="true" />
      ) : findings === 0 ? (
        <Empty
          icon="overview"
          title={words.emptyClean}
          actions={<Button onClick={() => go("events")}>{words.seeEvents}</Button>}
        >
          {words.emptyCleanText(events)}
        </Empty>
      ) : (
        <div className="ov scroll" tabIndex={0} role="region" aria-label={words.title}>
          <div className="ov-top">
            <div className="figs">
              <Figure value={formatCount(events)} unit={words.events} />
              <Figure value={formatCount(overview.done)} unit={words.done} />
              <Figure value={formatCount(overview.denied)} unit={words.denied} />
            </div>
            <div className="figs right">
              {severities.map((severity) => (
                <a
                  key={severity}
                  className="fig"
                  href={hrefOf("findings", { q: `severity:${severity}` })}
                >
                  <b>{formatCount(info.findings[severity])}</b>
                  <span>
                    <Severity severity={severity} />
                  </span>
                </a>
              ))}
              <Figure value={words.decided(info.decided, findings)} unit={words.decidedUnit} />
            </div>
          </div>
          <div className="ov-left">
            <SeverityTime overview={overview} height={isWide ? 250 : 168} />
            <div className="ov-tables">
              {tables.map(({ name, field, group, mono }) => (
                <MostTable
                  key={name}
                  title={words[name]}
                  table={overview[name]}
                  field={field}
                  group={group}
                  mono={mono}
                  shown={isWide ? 8 : 5}
                />
              ))}
            </div>
          </div>
          <Story overview={overview} />
        </div>
      )}
    </>
  );
}

function Figure({ value, unit }: { readonly value: string; readonly unit: string }) {
  return (
    <div className="fig">
      <b>{value}</b>
      <span>{unit}</span>
    </div>
  );
}
