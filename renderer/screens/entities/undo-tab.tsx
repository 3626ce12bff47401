/** How it is taken back: the change at the moment, or all changes since then, as one plan in its prints. */
import { useState } from "react";
import type { EntityChange, EntityLife } from "../../../shared/ipc/entities.ts";
import type { PlanRequest } from "../../../shared/ipc/plan.ts";
import { useAsk } from "../../api.ts";
import { hrefOf } from "../../location.ts";
import { Button, Note, Tabs } from "../../parts/controls.tsx";
import { LogText } from "../../parts/log-text.tsx";
import { CertaintyChip, PlanView } from "../../parts/plan-view.tsx";
import { tableTime } from "../../parts/time.ts";
import { nameOf } from "../../../shared/iam/arn.ts";
import { words as common } from "../../strings/index.ts";
import { entitiesWords as words } from "../../strings/entities.ts";

type Scope = "one" | "since";

/** Changes that are named before "more". */
const named = 6;

export function UndoTab({
  life,
  at,
  event,
}: {
  readonly life: EntityLife;
  readonly at: string;
  /** Which of several changes of the moment is meant; null: the last one. */
  readonly event: string | null;
}) {
  const [scope, setScope] = useState<Scope>("one");
  const { changes } = life;
  const last =
    changes.find(({ by }) => by.eventId === event) ??
    changes.findLast(({ by }) => by.at !== null && by.at <= at) ??
    null;
  const since = changes.filter(({ by }) => by.at !== null && by.at > at);
  const chosen = scope === "since" ? since : last === null ? [] : [last];
  return (
    <>
      <div className="hstack n-sub">
        <Tabs
          label={words.undoScope}
          look="seg"
          current={scope}
          onChange={(next) => setScope(next === "since" ? "since" : "one")}
          tabs={[
            { id: "one", label: words.undoOne },
            { id: "since", label: words.undoSince(since.length) },
          ]}
        />
      </div>
      {chosen.length === 0 ? (
        <p className="s12 ink2">{scope === "since" ? words.nothingSince : words.nothingBefore}</p>
      ) : (
        <>
          <ul className="n-undone">
            {chosen.slice(0, named).map((one) => (
              <Undone key={one.by.eventId} change={one} />
            ))}
            {chosen.length > named ? (
              <li className="ink3">{words.more(chosen.length - named)}</li>
            ) : null}
          </ul>
          <Plan
            request={{
              subject: { kind: "events", eventIds: chosen.map(({ by }) => by.eventId) },
              from: null,
              to: null,
              account: life.row.account,
            }}
          />
        </>
      )}
    </>
  );
}

function Undone({ change: { by, eventName } }: { readonly change: EntityChange }) {
  return (
    <li>
      <a className="mono" href={hrefOf("events", { event: by.eventId })}>
        {eventName}
      </a>{" "}
      <span className="ink3">
        {tableTime(by.at)} {words.by} <LogText text={nameOf(by.actor)} />
      </span>
    </li>
  );
}

function Plan({ request }: { readonly request: PlanRequest }) {
  const asked = useAsk("planFor", [request], { keep: false });
  if (asked.error !== null)
    return (
      <div className="vstack">
        <Note kind="bad">{asked.error}</Note>
        <Button onClick={asked.again}>{common.tryAgain}</Button>
      </div>
    );
  if (asked.value === undefined)
    return (
      <p className="s12 ink3" aria-busy="true">
        {words.planning}
      </p>
    );
  if (asked.value === null) return <p className="s12 ink2">{words.nothingToUndo}</p>;
  const { plan, prints } = asked.value;
  return (
    <>
      <div className="hstack n-sub">
        <h2>{words.plan}</h2>
        <span className="s12 ink3">{words.operations(plan.operations.length)}</span>
        {plan.operations.length === 0 ? null : (
          <span className="right">
            <CertaintyChip plan={plan} />
          </span>
        )}
      </div>
      <PlanView plan={plan} prints={prints} request={request} />
    </>
  );
}
