import type { CloudTrailEvent, Identity } from "../../cloudtrail-event.ts";
import type { Actor, Hop } from "../../finding.ts";
import type { Spans } from "../../span.ts";
import { actorOf } from "../actor.ts";
import { chainOf } from "../chain.ts";
import { automationOf, isServiceAddress } from "../client.ts";
import { secondsBetween } from "../../state/fact.ts";
import type { SessionStart } from "../sessions.ts";
import type { Use } from "./use.ts";

/** A call that is a step of a path. */
export interface Step {
  /** eventID. */
  readonly id: string;
  readonly at: string | null;
  readonly name: string;
  readonly actor: Actor;
  readonly chain: readonly Hop[];
  /** Names by which its caller can be met again: see `originsOf`. */
  readonly origins: readonly string[];
  /** Null also for what AWS writes for itself. */
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly region: string | null;
  /** A program that makes changes from code; null: none is named. */
  readonly automation: string | null;
  /** Completes "user alice …": "attached policy P to role R". */
  readonly did: Spans;
  /** The STS call that began the caller's session. */
  readonly start: string | null;
}

/** How two calls belong together, the surest first. */
export type Join = "actor" | "address";

/** The step that an event is. `maker`: the origins of whoever made the access key that signed it. */
export function stepOf(
  event: CloudTrailEvent,
  start: SessionStart | null,
  did: Spans,
  maker: readonly string[],
): Step {
  return {
    id: event.id,
    at: event.at,
    name: event.name,
    actor: actorOf(event, start),
    chain: chainOf(event, start),
    origins: [...originsOf(event.identity, start), ...maker],
    ip: ownAddress(event.sourceIp),
    userAgent: event.userAgent,
    region: event.region,
    automation: automationOf(event.userAgent),
    did,
    start: start?.id ?? null,
  };
}

/** An address of the caller; null for the DNS name of a service. */
export function ownAddress(ip: string | null): string | null {
  return isServiceAddress(ip) ? null : ip;
}

/**
 * By what a caller is known: the session and its key, and whoever began it, through all sessions that the log can
 * follow. A role alone is nobody: many may share it.
 */
export function originsOf(identity: Identity, start: SessionStart | null): readonly string[] {
  const out = new Set<string>();
  const take = (who: Identity): void => {
    if (who.type === "AWSService") return;
    if (who.accessKeyId !== null) out.add(`key/${who.accessKeyId}`);
    if (who.sourceIdentity !== null) out.add(`source/${who.sourceIdentity}`);
    const name = who.type === "Root" ? `root@${who.accountId ?? ""}` : (who.arn ?? who.principalId);
    if (name !== null) out.add(name);
  };
  take(identity);
  for (let at = start; at !== null; at = at.before ?? null) take(at.identity);
  return [...out];
}

type Caller = Pick<Step, "origins" | "ip">;

/** How two callers belong together; null: nothing shows that they do. */
export function joinOf(a: Caller, b: Caller): Join | null {
  if (a.origins.some((one) => b.origins.includes(one))) return "actor";
  return a.ip !== null && a.ip === b.ip ? "address" : null;
}

/** The caller of a use. */
export function callerOf({ identity, start, ip }: Use): Caller {
  return { origins: originsOf(identity, start), ip: ownAddress(ip) };
}

/** Whether a call came after another one, and at most so many hours. */
export function follows(before: string | null, at: string | null, hours: number): boolean {
  const seconds = secondsBetween(before, at);
  return seconds !== null && seconds >= 0 && seconds <= hours * 3600;
}
