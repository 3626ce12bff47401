/** Every event that changed it: when, what, who. The row of the moment is marked. */
import { nameOf } from "../../../shared/iam/arn.ts";
import type { EntityLife } from "../../../shared/ipc/entities.ts";
import { go, hrefOf } from "../../location.ts";
import { Button } from "../../parts/controls.tsx";
import { LogText } from "../../parts/log-text.tsx";
import { Severity } from "../../parts/severity.tsx";
import { SpansText } from "../../parts/spans-text.tsx";
import { tableTime } from "../../parts/time.ts";
import { words as common } from "../../strings/index.ts";
import { entitiesWords as words } from "../../strings/entities.ts";

export function HistoryTab({
  life,
  at,
  onAt,
  onEvents,
}: {
  readonly life: EntityLife;
  readonly at: string;
  readonly onAt: (at: string) => void;
  readonly onEvents: () => void;
}) {
  const { changes, moreChanges } = life;
  if (changes.length === 0) return <p className="ink2">{words.noChanges}</p>;
  const current = changes.findLastIndex(({ by }) => by.at !== null && by.at <= at);
  return (
    <>
      <table className="tbl dense flush n-history" aria-label={words.historyLabel}>
        <thead>
          <tr>
            <th className="n-when">{words.when}</th>
            <th>{words.what}</th>
            <th className="n-who">{words.who}</th>
            <th className="n-sev" aria-label={common.finding} />
          </tr>
        </thead>
        <tbody>
          {changes.map(({ by, eventName, what, severity, finding }, i) => (
            <tr
              key={`${by.eventId}-${String(i)}`}
              className={i === current ? "is-selected" : i > current ? "muted" : ""}
              aria-current={i === current ? "true" : undefined}
            >
              <td>
                {by.at === null ? (
                  "–"
                ) : (
                  <button
                    type="button"
                    className="linkbtn"
                    title={words.moment(tableTime(by.at))}
                    onClick={() => onAt(by.at ?? at)}
                  >
                    {tableTime(by.at)}
                  </button>
                )}
              </td>
              <td>
                <a className="mono" href={hrefOf("events", { event: by.eventId })}>
                  {eventName}
                </a>{" "}
                <span className="ink2">
                  <SpansText spans={what} />
                </span>
              </td>
              <td>
                <LogText text={nameOf(by.actor)} />
              </td>
              <td>
                {severity === null || finding === null ? null : (
                  <button
                    type="button"
                    className="btn s quiet"
                    title={finding}
                    onClick={() => go("findings", { finding })}
                  >
                    <Severity severity={severity} look="glyph" />
                    <span className="mono">{finding}</span>
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {moreChanges > 0 ? (
        <p className="hstack s12 n-line">
          {words.moreChanges(moreChanges)}
          <Button size="s" hint="e" onClick={onEvents}>
            {words.allEvents}
          </Button>
        </p>
      ) : null}
    </>
  );
}
