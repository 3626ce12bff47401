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
  /** Calls by hour of the day, UTC. */
  readonly hours: readonly number[];
  /** The last one: its eventID, time, access key and network. */
  readonly last: {
    readonly id: string;
    readonly at: string | null;
    readonly key: string | null;
    readonly network: string | null;
  } | null;
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
  readonly hours: number[];
  last: Baseline["last"];
}

const fewCalls = 20;
const shortest = 7 * 24 * 3600;
const mostActors = 10_000;
/** An actor with more networks or clients than this has no habit to break. */
const mostKinds = 16;

function keyOf(event: CloudTrailEvent): string {
  return `${event.account ?? ""} ${actorKey(event)}`;
}

/** The hour of the day, UTC; null without a time. */
export function hourOf(at: string | null): number | null {
  const hour = Number(at?.slice(11, 13));
  return at === null || Number.isNaN(hour) ? null : hour;
}

/** Hours on both sides of a call in which the actor was never seen, so that the call's hour is a strange one. */
const quietHours = 2;
/** An actor that is seen in more hours than these has no night. */
const mostHours = 12;

/** Whether an actor never called at about this hour of the day, though it keeps to some. */
export function isStrangeHour({ hours }: Baseline, at: string | null): boolean {
  const hour = hourOf(at);
  if (hour === null || hours.filter((n) => n > 0).length > mostHours) return false;
  for (let off = -quietHours; off <= quietHours; off++)
    if ((hours[(hour + off + 24) % 24] ?? 0) > 0) return false;
  return true;
}

/** The first and last hour of the day in which an actor called, around the longest pause; null when it never did. */
export function usualHours({ hours }: Baseline): readonly [from: number, to: number] | null {
  const used = hours.flatMap((n, hour) => (n > 0 ? [hour] : []));
  let best: readonly [number, number] | null = null;
  let longest = -1;
  for (const [i, from] of used.entries()) {
    const before = used.at(i - 1) ?? from;
    const pause = (from - before + 24) % 24 || 24;
    if (pause <= longest) continue;
    longest = pause;
    best = [from, before];
  }
  return best;
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
        known = {
          calls: 0,
          since: event.at,
          networks: new Set(),
          clients: new Set(),
          hours: Array.from({ length: 24 }, () => 0),
          last: null,
        };
        actors.set(key, known);
      }
      known.calls++;
      const network = networkOf(event.sourceIp);
      const hour = hourOf(event.at);
      if (hour !== null) known.hours[hour] = (known.hours[hour] ?? 0) + 1;
      known.last = { id: event.id, at: event.at, key: event.identity.accessKeyId, network };
      if (network !== null && known.networks.size < mostKinds) known.networks.add(network);
      if (event.userAgent !== null && known.clients.size < mostKinds)
        known.clients.add(clientFamily(event.userAgent));
    },
  };
}
