/** The event behind a fact: who and when, as a link to it. */
import { nameOf } from "../../../shared/iam/arn.ts";
import type { EntityBy } from "../../../shared/ipc/entities.ts";
import { hrefOf } from "../../location.ts";
import { LogText, visibleText } from "../../parts/log-text.tsx";
import { listTime } from "../../parts/time.ts";

/** `03-11 02:16 by ci-deploy`; the time is a link to the event. */
export function ByWords({ by, who = true }: { readonly by: EntityBy; readonly who?: boolean }) {
  return (
    <span className="n-by">
      <a
        href={hrefOf("events", { event: by.eventId })}
        title={`${by.at ?? ""} ${visibleText(by.actor)}`}
      >
        {listTime(by.at)}
      </a>
      {who ? (
        <>
          {" "}
          <LogText text={nameOf(by.actor)} />
        </>
      ) : null}
    </span>
  );
}
