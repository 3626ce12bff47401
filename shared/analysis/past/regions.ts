/** In which Regions actors and accounts were seen, and which change is the first in a Region. */
import type { CloudTrailEvent } from "../../cloudtrail-event.ts";
import { actorKey } from "../../state/actor-key.ts";
import { trailEvents } from "../trail.ts";
import { handingCalls } from "./handing-calls.ts";
import { passedRoles } from "./passed-role.ts";
import { isQuietCaller } from "./quiet-reader.ts";

/** Calls in one Region. */
export interface RegionCalls {
  readonly region: string;
  readonly calls: number;
  /** Different UTC days. */
  readonly days: number;
}

/** What was called before, by Region: those with most calls first. */
export interface RegionHistory {
  readonly calls: number;
  /** UTC day of the first call, `2026-10-01`. */
  readonly since: string;
  readonly regions: readonly RegionCalls[];
}

/** For whom the Region of a change is new, with what they did before; null: not new, or too little to compare with. */
export interface NewRegion {
  readonly actor: RegionHistory | null;
  readonly account: RegionHistory | null;
}

/**
 * Services with one endpoint for all Regions: the Region of their records is that of the endpoint (us-east-1, for Global
 * Accelerator and Network Manager us-west-2) and says nothing of where anybody works. Sign-ins are among them: AWS
 * chooses the Region of a ConsoleLogin by the kind of user and by what is near.
 */
const globalServices: ReadonlySet<string> = new Set([
  "iam",
  "organizations",
  "signin",
  "account",
  "billing",
  "budgets",
  "ce",
  "cloudfront",
  "consolidatedbilling",
  "cur",
  "artifact",
  "freetier",
  "globalaccelerator",
  "health",
  "invoicing",
  "networkmanager",
  "notifications",
  "payments",
  "pricing",
  "route53",
  "route53domains",
  "savingsplans",
  "shield",
  "support",
  "tax",
  "trustedadvisor",
  "uxc",
  "waf",
]);

/**
 * Services with an endpoint in each Region and a global one beside, whose calls are recorded in us-east-1: there they say
 * nothing, elsewhere they do. STS is the one that everybody calls.
 */
const alsoGlobal: ReadonlySet<string> = new Set(["sts", "s3", "wafv2", "ecr-public", "sso"]);

/**
 * Whether the Region of a service's record says where its caller works. True for all but global services: also for
 * CloudTrail, whose calls are made to a trail's Region, and for the regional endpoints of STS.
 */
export function saysRegion(source: string, region: string): boolean {
  const service = source.endsWith(".amazonaws.com")
    ? source.slice(0, -".amazonaws.com".length)
    : "";
  return !globalServices.has(service) && !(region === "us-east-1" && alsoGlobal.has(service));
}

/** Changes whose Region is looked at: those that hand a role to a service, and those that can blind the log. */
export const regionEvents: readonly string[] = [
  ...Object.keys(handingCalls).map((key) => key.replace(" ", ":")),
  ...[...trailEvents].map((name) => `cloudtrail:${name}`),
];

/** Whether an event is such a change: it succeeded, no service made it, and a call that can hand a role over does so. */
export function changesRegion(event: CloudTrailEvent): boolean {
  return (
    event.outcome === "success" &&
    event.region !== null &&
    !isQuietCaller(event) &&
    (event.source === "cloudtrail.amazonaws.com" || passedRoles(event).length > 0)
  );
}

/** Names an actor's first change in a Region. */
export function regionKey(event: CloudTrailEvent): string {
  return JSON.stringify([event.account, event.region, actorKey(event)]);
}

/** As for networks: with less than this, or more Regions, nothing is said. An account may use any number of Regions. */
const fewCalls = 20;
const shortest = 7;
const mostRegions = 3;
const secondsOfDay = 86_400;

/** Counts calls by who, Region and UTC day, in whatever order they come. */
export interface RegionTally {
  /** `group`: an actor or an account; `day`: as `dayOf` counts; `n` calls. */
  readonly add: (group: string, region: string, day: number, n: number) => void;
  /**
   * What a group did before the day before `t`, where the Region is none of those that it used until then; null where it
   * is, or where that is too little. Calls of the last two days don't count: who comes to a new place looks around first.
   */
  readonly before: (
    group: string,
    region: string,
    t: number,
    most?: number,
  ) => RegionHistory | null;
}

/** The UTC day of a time, counted from 1970. */
export function dayOf(t: number): number {
  return Math.floor(t / secondsOfDay);
}

/** An empty count. */
export function createRegionTally(): RegionTally {
  const groups = new Map<string, Map<string, Map<number, number>>>();
  return {
    add: (group, region, day, n) => {
      let regions = groups.get(group);
      if (regions === undefined) {
        regions = new Map();
        groups.set(group, regions);
      }
      let days = regions.get(region);
      if (days === undefined) {
        days = new Map();
        regions.set(region, days);
      }
      days.set(day, (days.get(day) ?? 0) + n);
    },
    before: (group, region, t, most = Infinity) => {
      const end = dayOf(t) - 1;
      let first = Infinity;
      let calls = 0;
      const used: RegionCalls[] = [];
      for (const [name, counts] of groups.get(group) ?? []) {
        const own = [...counts].filter(([day]) => day < end);
        if (own.length === 0) continue;
        if (name === region) return null;
        const sum = own.reduce((all, [, n]) => all + n, 0);
        first = own.reduce((least, [day]) => Math.min(least, day), first);
        calls += sum;
        used.push({ region: name, calls: sum, days: own.length });
      }
      if (calls < fewCalls || used.length > most || dayOf(t) - first < shortest) return null;
      return {
        calls,
        since: new Date(first * secondsOfDay * 1000).toISOString().slice(0, 10),
        regions: used.toSorted((a, b) => b.calls - a.calls || (a.region < b.region ? -1 : 1)),
      };
    },
  };
}

/** For whom a Region is new at a time; null: for nobody, as far as the calls before can tell. */
export function newRegionAt(
  tally: RegionTally,
  actor: string,
  account: string,
  region: string,
  t: number,
): NewRegion | null {
  const ofActor = tally.before(actorGroup(actor), region, t, mostRegions);
  const ofAccount = tally.before(account, region, t);
  return ofActor === null && ofAccount === null ? null : { actor: ofActor, account: ofAccount };
}

/** The group of an actor, by its key; accounts are groups by their numbers. */
export function actorGroup(key: string): string {
  return `actor ${key}`;
}

/** Counts the events of a story, and says for each change in it for whom its Region is new. */
export function newRegionsOf(
  events: readonly CloudTrailEvent[],
): (event: CloudTrailEvent) => NewRegion | null {
  const tally = createRegionTally();
  for (const event of events) {
    const { region, source, outcome } = event;
    if (region === null || event.at === null || outcome !== "success") continue;
    if (!saysRegion(source, region) || isQuietCaller(event)) continue;
    tally.add(actorGroup(actorKey(event)), region, dayOf(seconds(event)), 1);
    tally.add(event.account ?? "", region, dayOf(seconds(event)), 1);
  }
  return (event) =>
    event.region === null || event.at === null
      ? null
      : newRegionAt(tally, actorKey(event), event.account ?? "", event.region, seconds(event));
}

function seconds({ at }: CloudTrailEvent): number {
  return Math.floor(Date.parse(at ?? "") / 1000);
}
