import type { CloudTrailEvent } from "../../cloudtrail-event.ts";
import { actorKey } from "../../state/actor-key.ts";
import { clientFamily, isServiceAddress, networkOf } from "../client.ts";
import { secondsBetween } from "../../state/fact.ts";

/** From where and with what an actor made its earlier recorded calls. */
export interface Baseline {
  readonly calls: number;
  /** Time of the first one. */
  readonly since: string | null;
  readonly networks: ReadonlySet<string>;
  readonly clients: ReadonlySet<string>;
}

/** Collects baselines by actor. */
export interface Baselines {
  /** Null while there is too little to compare with: fewer than 20 calls, or less than 7 days. */
  readonly before: (event: CloudTrailEvent) => Baseline | null;
  readonly note: (event: CloudTrailEvent) => void;
}

interface Open extends Baseline {
  calls: number;
  readonly networks: Set<string>;
  readonly clients: Set<string>;
}

const fewCalls = 20;
const shortest = 7 * 24 * 3600;
const mostActors = 10_000;
/** An actor with more networks or clients than this has no habit to break. */
const mostKinds = 16;

function keyOf(event: CloudTrailEvent): string {
  return `${event.account ?? ""} ${actorKey(event)}`;
}

/** No baselines yet. */
export function createBaselines(): Baselines {
  const actors = new Map<string, Open>();
  return {
    before: (event) => {
      const known = actors.get(keyOf(event));
      if (known === undefined || known.calls < fewCalls) return null;
      const age = secondsBetween(known.since, event.at);
      return age === null || age < shortest ? null : known;
    },
    note: (event) => {
      if (event.outcome !== "success" || isServiceAddress(event.sourceIp)) return;
      const key = keyOf(event);
      let known = actors.get(key);
      if (known === undefined) {
        if (actors.size >= mostActors) {
          const [oldest] = actors.keys();
          if (oldest !== undefined) actors.delete(oldest);
        }
        known = { calls: 0, since: event.at, networks: new Set(), clients: new Set() };
        actors.set(key, known);
      }
      known.calls++;
      const network = networkOf(event.sourceIp);
      if (network !== null && known.networks.size < mostKinds) known.networks.add(network);
      if (event.userAgent !== null && known.clients.size < mostKinds)
        known.clients.add(clientFamily(event.userAgent));
    },
  };
}
