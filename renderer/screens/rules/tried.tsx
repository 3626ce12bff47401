/** What came of a try: rule by rule its matches, the time taken, and what is wrong. */
import type { TriedEvent, TriedRule, TryAnswer } from "../../../shared/ipc/rules.ts";
import type { Remark } from "../../../shared/sigma/remarks.ts";
import { go } from "../../location.ts";
import { Note } from "../../parts/controls.tsx";
import { LogText, visibleText } from "../../parts/log-text.tsx";
import { OutcomeMark } from "../../parts/outcome-mark.tsx";
import { tableTime } from "../../parts/time.ts";
import { rulesWords as words } from "../../strings/rules.ts";
import { Remarks } from "./remarks.tsx";

export function Tried({
  answer,
  onProblem,
}: {
  readonly answer: TryAnswer;
  readonly onProblem: (remark: Remark) => void;
}) {
  const { rules, ms, looked, total, isCut } = answer;
  return (
    <>
      <p className="r-took s12 ink2" role="status">
        {words.took(ms)}, {words.looked(looked, total)}
      </p>
      {isCut ? (
        <div className="r-note">
          <Note>{words.cut}</Note>
        </div>
      ) : null}
      {rules.map((rule) => (
        <TriedPart key={`${String(rule.line)} ${rule.title}`} rule={rule} onProblem={onProblem} />
      ))}
    </>
  );
}

function TriedPart({
  rule,
  onProblem,
}: {
  readonly rule: TriedRule;
  readonly onProblem: (remark: Remark) => void;
}) {
  const { title, count, problems, notes, otherLogs, remarks, events, together, state } = rule;
  const isCorrelation = together.length > 0;
  return (
    <section className="section" aria-label={visibleText(title)}>
      <div className="head">
        <h2>
          <LogText text={title === "" ? words.states["not-loaded"] : title} cut="none" />
        </h2>
        <span className="s12 ink3">
          {count === null ? words.states[state] : words.matches(count, isCorrelation)}
          {rule.isPart ? `, ${words.isPart.toLowerCase()}` : null}
        </span>
      </div>
      {problems.length === 0 ? null : (
        <Note kind="bad">
          <Remarks remarks={problems} onPlace={onProblem} />
        </Note>
      )}
      {notes.length === 0 ? null : <Remarks remarks={notes} onPlace={onProblem} />}
      {otherLogs === null ? null : <Note>{words.otherLogs(otherLogs)}</Note>}
      {remarks.map((remark) => (
        <p className="s12 ink2" key={remark}>
          <LogText text={remark} cut="none" />
        </p>
      ))}
      {count === 0 ? <p className="ink3">{words.noMatch}</p> : null}
      {events.length === 0 ? null : <TriedEvents events={events} all={count ?? 0} />}
      {together.map(({ from, to, value, group, size, events: own }) => (
        <div
          className="r-match"
          key={`${from ?? ""} ${JSON.stringify(group)} ${own[0]?.eventId ?? ""}`}
        >
          <p className="s12">
            {tableTime(from)} – {tableTime(to)}, {words.value(value, size)}
            {group.map(({ field, value: is }) => (
              <span key={field}>
                {", "}
                <span className="mono ink3">{field}</span> <LogText text={is} mono />
              </span>
            ))}
          </p>
          <TriedEvents events={own} all={size} />
        </div>
      ))}
    </section>
  );
}

function TriedEvents({
  events,
  all,
}: {
  readonly events: readonly TriedEvent[];
  readonly all: number;
}) {
  return (
    <>
      {events.length < all ? <p className="s12 ink3">{words.firstOf(events.length, all)}</p> : null}
      <table className="tbl r-events">
        <tbody>
          {events.map((event) => (
            <tr key={`${event.eventId} ${String(event.variant)}`}>
              <td className="r-c-time">
                {event.time === null ? words.noTime : tableTime(event.time)}
              </td>
              <td className="r-c-mark">
                <OutcomeMark outcome={outcomeOf(event)} />
              </td>
              <td>
                <button
                  type="button"
                  className="linkbtn mono cut"
                  aria-label={words.openEvent(visibleText(event.eventName ?? event.eventId))}
                  onClick={() => openEvent(event)}
                >
                  <LogText text={event.eventName ?? event.eventId} mono />
                </button>
              </td>
              <td className="r-c-actor">
                <LogText text={event.actor ?? ""} cut="start" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function outcomeOf({ isFailed, errorCode }: TriedEvent): "success" | "denied" | "failed" {
  if (!isFailed) return "success";
  return /denied|unauthorized/i.test(errorCode ?? "") ? "denied" : "failed";
}

function openEvent({ eventId, variant }: TriedEvent): void {
  go("events", { event: variant === 0 ? eventId : `${eventId}#${String(variant)}` });
}
