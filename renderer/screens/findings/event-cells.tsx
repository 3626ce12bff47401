/** What stands in the columns of a line that is an event beneath its finding. */
import type { FindingEvent } from "../../../shared/ipc/findings.ts";
import { plain } from "../../../shared/span.ts";
import { InFold } from "../../parts/fold-mark.tsx";
import { LogText, visibleText } from "../../parts/log-text.tsx";
import { OutcomeMark } from "../../parts/outcome-mark.tsx";
import { SpansText } from "../../parts/spans-text.tsx";
import { clockTime, fullTime, listTime } from "../../parts/time.ts";
import { findingsWords as words } from "../../strings/findings.ts";

/** What was called, on what, from where, and how it ended. */
export function EventTitle({ event }: { readonly event: FindingEvent }) {
  const { eventName, outcome, target, errorCode, sourceIp, eventId } = event;
  if (eventName === null)
    return (
      <span className="f-event">
        <InFold />
        <span className="ink3 cut">
          {words.evidenceGone} <LogText text={eventId} mono cut="none" fold={false} />
        </span>
      </span>
    );
  const full = [
    eventName,
    target === null ? null : plain(target),
    errorCode,
    sourceIp,
    event.actor,
  ].filter((one) => one !== null);
  return (
    <span className="f-event" title={visibleText(full.join("\n"))}>
      <InFold />
      {outcome === "success" ? null : <OutcomeMark outcome={outcome} />}
      <span className="cut">
        <LogText text={eventName} mono cut="none" fold={false} />{" "}
        {target === null ? null : (
          <>
            <SpansText spans={target} />{" "}
          </>
        )}
        {errorCode === null ? null : <LogText text={errorCode} mono cut="none" fold={false} />}{" "}
        {sourceIp === null ? null : (
          <span className="ink3 s12">
            {words.eventFrom} <LogText text={sourceIp} mono cut="none" fold={false} />
          </span>
        )}
      </span>
    </span>
  );
}

/** On the day of the finding's own time the seconds say more than the day. */
export function EventTime({
  at,
  isSameDay,
}: {
  readonly at: string | null;
  readonly isSameDay: boolean;
}) {
  return (
    <span className="s12 ink2" title={at === null ? words.unknownTime : fullTime(at)}>
      {isSameDay ? clockTime(at) : listTime(at)}
    </span>
  );
}
