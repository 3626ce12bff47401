/** What takes the chosen event back, in all prints; asked for when the tab is opened. */
import type { EventLine } from "../../../shared/ipc/events.ts";
import type { PlanRequest } from "../../../shared/ipc/plan.ts";
import { useAsk } from "../../api.ts";
import { Note } from "../../parts/controls.tsx";
import { CertaintyChip, PlanView } from "../../parts/plan-view.tsx";
import { planWords as words } from "../../strings/plan.ts";
import { eventText } from "./query-state.ts";

export function UndoView({ line }: { readonly line: EventLine }) {
  const { eventId, variant } = line;
  const named = variant === 0 ? eventId : eventText(line);
  const request: PlanRequest = {
    subject: { kind: "events", eventIds: [named] },
    from: null,
    to: null,
    account: null,
  };
  const { value, error, isLoading } = useAsk("planFor", [request], { keep: false });
  if (error !== null) return <Note kind="bad">{error}</Note>;
  if (isLoading || value === undefined)
    return (
      <p className="s12 ink3 evt-undo" role="status">
        {words.looking}
      </p>
    );
  if (value === null) return <p className="s12 ink2 evt-undo">{words.nothing}</p>;
  const others = value.events.filter((one) => one.eventId !== named);
  return (
    <div className="evt-undo">
      <div className="hstack g1 s12">
        <span className="ink3">{words.operations(value.plan.operations.length)}</span>
        <span className="right">
          {value.plan.operations.length === 0 ? null : <CertaintyChip plan={value.plan} />}
        </span>
      </div>
      {others.length === 0 ? null : (
        <p className="s12 ink2">
          {words.withIt} {others.map(({ eventName }) => eventName).join(", ")}
        </p>
      )}
      <PlanView plan={value.plan} prints={value.prints} request={request} />
    </div>
  );
}
