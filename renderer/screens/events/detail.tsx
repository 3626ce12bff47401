/** The chosen event: what it is at a glance, then its fields, documents, JSON and bytes. */
import { useMemo } from "react";
import type { EventFilter } from "../../../shared/event-filter.ts";
import type { EventDetail as Detail, EventLine } from "../../../shared/ipc/events.ts";
import { embeddedJson, jsonMembers } from "../../../shared/json-members.ts";
import { Button, Kbd, Note, Tabs } from "../../parts/controls.tsx";
import { LogText } from "../../parts/log-text.tsx";
import { OutcomeMark } from "../../parts/outcome-mark.tsx";
import { Severity } from "../../parts/severity.tsx";
import { SpansText } from "../../parts/spans-text.tsx";
import { fullTime, zoneTime } from "../../parts/time.ts";
import { entityHref, hrefOf } from "../../location.ts";
import { eventWords as words } from "../../strings/events.ts";
import { useZone } from "../../work.tsx";
import { DocumentView } from "./document-view.tsx";
import { Person, outcomeOfLine } from "./event-columns.tsx";
import { Explanation } from "./explanation.tsx";
import { FieldsView } from "./fields-view.tsx";
import { JsonView } from "./json-view.tsx";
import { eventText } from "./query-state.ts";
import { RawView } from "./raw-view.tsx";
import { UndoView } from "./undo-view.tsx";
import { WhoView } from "./who-view.tsx";

export interface DetailActions {
  readonly around: (line: EventLine) => void;
  readonly session: (line: EventLine) => void;
  readonly close: () => void;
  /** The event among all of the case. */
  readonly showInAll: () => void;
}

/** The panel of one event. `isElsewhere`: it is not among those listed. */
export function EventPanel({
  detail,
  isOld,
  isElsewhere,
  isExplained,
  onExplain,
  tab,
  onTab,
  filter,
  onFilter,
  actions,
}: {
  readonly detail: Detail;
  readonly isOld: boolean;
  readonly isElsewhere: boolean;
  readonly isExplained: boolean;
  readonly onExplain: (isExplained: boolean) => void;
  /** Name of the tab that is open. */
  readonly tab: string;
  readonly onTab: (tab: string) => void;
  readonly filter: EventFilter;
  readonly onFilter: (filter: EventFilter) => void;
  readonly actions: DetailActions;
}) {
  const { line } = detail;
  const documents = useMemo(() => embeddedJson(jsonMembers(detail.raw)), [detail.raw]);
  const [worst] = detail.findings;
  return (
    <section className={`pane evt-panel${isOld ? " is-old" : ""}`} aria-label={words.detail}>
      <div className="evt-panel-head">
        {line.severity === null ? null : <Severity severity={line.severity} look="glyph" />}
        <h2 className="mono cut">
          <LogText text={line.eventName ?? "–"} mono />
        </h2>
        <span className="right hstack g1">
          {detail.entity === null ? null : (
            <a className="btn s" href={entityHref(detail.entity, line.time)}>
              {words.openEntity} <Kbd name="h" />
            </a>
          )}
          {worst === undefined ? null : (
            <a className="btn s" href={hrefOf("findings", { finding: worst.id })}>
              {words.openFinding}
            </a>
          )}
          <Button
            size="s"
            look="quiet"
            icon="close"
            label={words.closeDetail}
            onClick={actions.close}
          />
        </span>
      </div>
      <Facts detail={detail} />
      <div className="evt-actions">
        <Button
          size="s"
          hint="a"
          onClick={() => actions.around(line)}
          disabled={line.time === null}
        >
          {words.around}
        </Button>
        <Button
          size="s"
          hint="s"
          onClick={() => actions.session(line)}
          disabled={line.accessKeyId === null && line.actor === null}
        >
          {words.session}
        </Button>
        <Button size="s" hint="i" pressed={isExplained} onClick={() => onExplain(!isExplained)}>
          {words.explain}
        </Button>
      </div>
      {isElsewhere ? (
        <div className="evt-elsewhere">
          <Note>
            {words.notListed}{" "}
            <button type="button" className="linkbtn" onClick={actions.showInAll}>
              {words.showInAll}
            </button>
          </Note>
        </div>
      ) : null}
      {isExplained ? <Explanation knowledge={detail.knowledge} /> : null}
      <Tabs
        label={words.detailTabs}
        tabs={[
          { id: "fields", label: words.tabs.fields },
          {
            id: "document",
            label: words.tabs.document,
            ...(documents.length > 1 ? { count: String(documents.length) } : {}),
          },
          { id: "json", label: words.tabs.json },
          { id: "raw", label: words.tabs.raw },
          { id: "who", label: words.tabs.who },
          { id: "undo", label: words.tabs.undo },
        ]}
        current={tab}
        onChange={onTab}
        panel="evt-tabpanel"
      />
      <div className="evt-tabpanel" id="evt-tabpanel" role="tabpanel" key={eventText(line)}>
        {tab === "fields" ? (
          <FieldsView detail={detail} filter={filter} onFilter={onFilter} />
        ) : tab === "document" ? (
          <DocumentView documents={documents} />
        ) : tab === "json" ? (
          <JsonView text={detail.raw} label={words.json} />
        ) : tab === "who" ? (
          <WhoView detail={detail} />
        ) : tab === "undo" ? (
          <UndoView line={line} />
        ) : (
          <RawView detail={detail} />
        )}
      </div>
    </section>
  );
}

function Facts({ detail }: { readonly detail: Detail }) {
  const { line, places, findings, variants } = detail;
  const zone = useZone();
  const [place] = places;
  const beside = line.time === null ? null : zoneTime(line.time, zone);
  const outcome = outcomeOfLine(line);
  const where = [line.account, line.region].filter((one) => one !== null).join(" ");
  return (
    <dl className="kv evt-facts">
      <dt>{words.when}</dt>
      <dd>
        {line.time === null ? (
          <span className="ink3">{words.noTime}</span>
        ) : (
          <time dateTime={line.time}>{fullTime(line.time)}</time>
        )}
        {beside === null ? null : <span className="ink3"> {beside}</span>}
      </dd>
      <dt>{words.who}</dt>
      <dd>
        <Person line={line} />
      </dd>
      {line.target === null ? null : (
        <>
          <dt>{words.did}</dt>
          <dd>
            <SpansText spans={line.target} />
          </dd>
        </>
      )}
      {outcome === "success" ? null : (
        <>
          <dt>{words.result}</dt>
          <dd>
            <OutcomeMark outcome={outcome} withWord />{" "}
            {line.errorCode === null ? null : <LogText text={line.errorCode} mono />}
          </dd>
        </>
      )}
      {where === "" ? null : (
        <>
          <dt>{words.where}</dt>
          <dd>
            <LogText text={where} mono />
          </dd>
        </>
      )}
      {line.address === null ? null : (
        <>
          <dt>{words.from}</dt>
          <dd>
            <LogText text={line.address} mono />
          </dd>
        </>
      )}
      {place === undefined ? null : (
        <>
          <dt>{words.file}</dt>
          <dd className="hstack g1">
            <LogText text={place.file} cut="start" mono />
            <span className="nowrap">{words.record(place.record)}</span>
          </dd>
        </>
      )}
      {findings.length === 0 ? null : (
        <>
          <dt>{words.findings}</dt>
          <dd className="evt-findings">
            {findings.map(({ id, severity, title, role }) => (
              <a key={`${id} ${role}`} href={hrefOf("findings", { finding: id })} title={title}>
                <Severity severity={severity} look="glyph" /> {id}
                {role === "context" ? <span className="ink3"> {words.context}</span> : null}
              </a>
            ))}
          </dd>
        </>
      )}
      {variants === 0 ? null : (
        <>
          <dt>{words.eventId}</dt>
          <dd className="hstack g1 wrap">
            {words.variants(variants)}
            {Array.from({ length: variants + 1 }, (_, variant) =>
              variant === line.variant ? null : (
                <a
                  key={variant}
                  href={hrefOf("events", { event: eventText({ eventId: line.eventId, variant }) })}
                >
                  {words.otherVariant(variant)}
                </a>
              ),
            )}
          </dd>
        </>
      )}
    </dl>
  );
}
