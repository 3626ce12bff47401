/** The events that the finding rests on, each one key away from its record. */
import type { EvidenceLine, FindingDetail } from "../../../shared/ipc/findings.ts";
import { formatCount } from "../../../shared/report/format.ts";
import { hrefOf } from "../../location.ts";
import { Kbd } from "../../parts/controls.tsx";
import { LogText } from "../../parts/log-text.tsx";
import { OutcomeMark } from "../../parts/outcome-mark.tsx";
import { tableTime } from "../../parts/time.ts";
import { findingsWords as words } from "../../strings/findings.ts";
import { Section } from "./section.tsx";

/** How a record is named in the address of the events screen. */
export function eventName({ eventId, variant }: Pick<EvidenceLine, "eventId" | "variant">): string {
  return variant === 0 ? eventId : `${eventId}#${String(variant)}`;
}

/** The event that the finding is about: the last one that changed something. */
export function mainEvent(detail: FindingDetail): string | null {
  const line = detail.evidence.find(({ role }) => role === "change") ?? detail.evidence[0];
  return line === undefined ? null : eventName(line);
}

export function DetailEvidence({ detail }: { readonly detail: FindingDetail }) {
  const { evidence, finding } = detail;
  const context = finding.context.filter((id) => !finding.events.includes(id)).length;
  const main = mainEvent(detail);
  return (
    <Section
      name="evidence"
      note={words.evidenceOf(evidence.length, finding.events.length + context)}
      right={
        main === null ? undefined : (
          <a href={hrefOf("events", { event: main })}>
            {words.openEvents} <Kbd name="e" />
          </a>
        )
      }
    >
      <div className="f-evidence-box">
        <table className="tbl dense flush bare f-evidence">
          <colgroup>
            <col className="c-time" />
            <col className="c-mark" />
            <col />
            <col className="c-file" />
            <col className="c-record" />
          </colgroup>
          <thead>
            <tr>
              <th>{words.evidenceTime}</th>
              <th>
                <span className="vh">{words.evidenceOutcome}</span>
              </th>
              <th>{words.evidenceEvent}</th>
              <th>{words.evidenceFile}</th>
              <th className="num">{words.evidenceRecord}</th>
            </tr>
          </thead>
          <tbody>
            {evidence.map((line) => (
              <tr key={eventName(line)} className={line.isFailed ? "muted" : undefined}>
                <td className="s12" title={tableTime(line.time)}>
                  {tableTime(line.time).slice(5)}
                </td>
                <td className="ck">
                  <OutcomeMark outcome={outcomeOf(line)} />
                </td>
                <td className="mono">
                  {line.eventName ?? "–"}
                  {line.role === "context" ? (
                    <span className="ink3 s11"> {words.earlier}</span>
                  ) : null}
                </td>
                <td className="s11 ink2">
                  {line.file === "" ? (
                    <span className="ink3">{words.evidenceGone}</span>
                  ) : (
                    <LogText text={shortName(line.file)} cut="start" mono />
                  )}
                </td>
                <td className="num">
                  {line.file === "" ? null : (
                    <a
                      href={hrefOf("events", { event: eventName(line) })}
                      aria-label={words.openEvent(line.record, line.eventName ?? line.eventId)}
                      title={`${line.file}\n${line.eventId}`}
                    >
                      #{formatCount(line.record)}
                    </a>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

function outcomeOf({ isFailed, errorCode }: EvidenceLine): "success" | "denied" | "failed" {
  if (!isFailed) return "success";
  return /AccessDenied|Unauthorized|NotAuthorized/.test(errorCode ?? "") ? "denied" : "failed";
}

/** The end of a file's name, which tells it apart. */
function shortName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/\.json(\.gz)?$/, "");
}
