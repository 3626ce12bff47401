import type { CloudTrailEvent } from "../../cloudtrail-event.ts";
import type { Actor, Finding } from "../../finding.ts";
import { actorOf } from "../actor.ts";
import { identityLabel } from "../actor.ts";
import { secondsBetween } from "../../state/fact.ts";
import type { SessionStart } from "../sessions.ts";
import { burstFinding } from "./burst-finding.ts";
import type { Burst, BurstCall } from "./burst.ts";
import { burstRules } from "./rules.ts";

/** Collects bursts of calls. */
export interface Bursts {
  /** Takes the next event; answers bursts that had ended before it. */
  readonly next: (event: CloudTrailEvent, start: SessionStart | null) => readonly Finding[];
  readonly finish: () => readonly Finding[];
}

/** A run of calls under one key. */
export interface Run {
  readonly rule: Burst;
  readonly account: string | null;
  readonly region: string | null;
  readonly actor: Actor;
  readonly who: ReturnType<typeof identityLabel>;
  readonly calls: BurstCall[];
  /** Calls beyond the most that are kept. */
  more: number;
  isBurst: boolean;
  /** Text under which the burst is told once only. */
  readonly once: string | null;
  last: string | null;
}

/** Runs that are open at a time, and calls that each keeps. */
const mostRuns = 10_000;
const mostCalls = 1000;
/** Runs that ended are looked for once in so many seconds of the log. */
const sweepSeconds = 3600;

/** No bursts yet. */
export function createBursts(): Bursts {
  const runs = new Map<string, Run>();
  /** What was told, of that which is told once. */
  const told = new Set<string>();
  let swept: string | null = null;

  function ended(run: Run): readonly Finding[] {
    if (!run.isBurst) return [];
    if (run.once !== null) {
      if (told.has(run.once)) return [];
      if (told.size < mostRuns) told.add(run.once);
    }
    return [burstFinding(run)];
  }

  function sweep(at: string | null): readonly Finding[] {
    const since = secondsBetween(swept, at);
    if (since !== null && since < sweepSeconds) return [];
    swept = at ?? swept;
    const out: Finding[] = [];
    for (const [key, run] of runs) {
      if (isOpen(run, at)) continue;
      runs.delete(key);
      out.push(...ended(run));
    }
    return out;
  }

  function take(
    rule: Burst,
    event: CloudTrailEvent,
    start: SessionStart | null,
  ): readonly Finding[] {
    const found = rule.read(event);
    if (found === null) return [];
    const key = JSON.stringify([rule.rule, event.account, found.key]);
    const known = runs.get(key);
    const out: Finding[] = [];
    let run = known;
    if (run === undefined || (run.isBurst && !isOpen(run, event.at))) {
      if (run !== undefined) out.push(...ended(run));
      const open = {
        rule,
        account: event.account,
        region: event.region,
        actor: actorOf(event, start),
      };
      run = {
        ...open,
        who: identityLabel(event.identity),
        calls: [],
        more: 0,
        isBurst: false,
        once:
          rule.once === undefined
            ? null
            : JSON.stringify([rule.rule, event.account, rule.once(event)]),
        last: null,
      };
    }
    runs.delete(key); // Keeps the newest last.
    runs.set(key, run);
    add(run, event, found.what);
    if (runs.size > mostRuns) {
      const [oldest] = runs;
      if (oldest !== undefined) {
        runs.delete(oldest[0]);
        out.push(...ended(oldest[1]));
      }
    }
    return out;
  }

  return {
    next: (event, start) => {
      const rules = burstRules(event);
      if (rules.length === 0) return [];
      const out = [...sweep(event.at)];
      for (const rule of rules) out.push(...take(rule, event, start));
      return out;
    },
    finish: () => {
      const all = [...runs.values()];
      runs.clear();
      return all.flatMap((run) => ended(run));
    },
  };
}

function add(run: Run, event: CloudTrailEvent, what: string): void {
  const { rule, calls } = run;
  // Before it is a burst, only the calls of the last minutes count.
  while (!run.isBurst && calls[0] !== undefined) {
    const age = secondsBetween(calls[0].at, event.at);
    if (age !== null && age <= rule.seconds) break;
    calls.shift();
  }
  run.last = event.at;
  if (calls.length >= mostCalls) {
    run.more++;
    return;
  }
  calls.push({
    id: event.id,
    at: event.at,
    name: event.name,
    what,
    ip: event.sourceIp,
    userAgent: event.userAgent,
    accessKey: event.identity.accessKeyId,
  });
  run.isBurst ||= rule.isBurst(calls);
}

function isOpen({ last, rule }: Run, at: string | null): boolean {
  const pause = secondsBetween(last, at);
  return pause === null || pause <= rule.seconds;
}
