/** Who became whom until the call of an event was made. */
import type { EventDetail } from "../../../shared/ipc/events.ts";
import { ActorChain } from "../../parts/actor-chain.tsx";
import { eventWords as words } from "../../strings/events.ts";

export function WhoView({ detail: { chain, line } }: { readonly detail: EventDetail }) {
  return (
    <div className="evt-who">
      {chain.length === 0 ? (
        <p className="ink3">{words.noChain}</p>
      ) : (
        <ActorChain hops={chain} self={line.eventId} />
      )}
    </div>
  );
}
