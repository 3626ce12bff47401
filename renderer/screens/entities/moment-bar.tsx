/** The moment that is looked at: a field for the exact time, steps from change to change, and who set what holds. */
import { useState } from "react";
import { nameOf } from "../../../shared/iam/arn.ts";
import type { EntityChange } from "../../../shared/ipc/entities.ts";
import { hrefOf } from "../../location.ts";
import { Button, Kbd } from "../../parts/controls.tsx";
import { LogText } from "../../parts/log-text.tsx";
import { fullTime, tableTime } from "../../parts/time.ts";
import { entitiesWords as words } from "../../strings/entities.ts";
import { isoOf } from "./place.ts";

export function MomentBar({
  at,
  change,
  onAt,
  onStep,
}: {
  readonly at: string;
  /** The last change up to the moment; null: none. */
  readonly change: EntityChange | null;
  readonly onAt: (at: string) => void;
  readonly onStep: (by: 1 | -1) => void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const isBad = typed !== null && isoOf(typed) === null;
  const take = (): void => {
    const moment = typed === null ? null : isoOf(typed);
    if (moment !== null) onAt(moment);
    if (!isBad) setTyped(null);
  };
  return (
    <div className="hstack n-moment">
      <label className="s12 ink2" htmlFor="n-at">
        {words.stateAt}
      </label>
      <span className={`input n-at${isBad ? " bad" : ""}`}>
        <input
          id="n-at"
          aria-label={words.stateAtLong}
          aria-invalid={isBad}
          title={isBad ? words.badTime : undefined}
          value={typed ?? fullTime(at)}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={take}
          onKeyDown={(event) => {
            if (event.key === "Enter") take();
            if (event.key === "Escape") setTyped(null);
          }}
        />
      </span>
      <span className="hstack g1">
        <Button size="s" icon="left" label={`${words.previous} ([)`} onClick={() => onStep(-1)} />
        <Button size="s" icon="right" label={`${words.next} (])`} onClick={() => onStep(1)} />
      </span>
      {isBad ? (
        <span className="s12 bad nowrap" role="alert">
          {words.badTime}
        </span>
      ) : (
        <span className="s12 ink3 nowrap n-steps">
          <Kbd name="[" /> <Kbd name="]" /> {words.steps}
        </span>
      )}
      <span className="right s12 ink3 cut">
        {change === null ? (
          words.noChangeYet
        ) : (
          <>
            {words.setBy}{" "}
            <a href={hrefOf("events", { event: change.by.eventId })}>
              {change.eventName}, {tableTime(change.by.at)}
            </a>{" "}
            {words.by} <LogText text={nameOf(change.by.actor)} />
          </>
        )}
      </span>
    </div>
  );
}
