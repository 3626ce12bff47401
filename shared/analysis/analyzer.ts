import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import type { Finding } from "../finding.ts";
import { actorOf, identityLabel } from "./actor.ts";
import { buildFinding } from "./build-finding.ts";
import { markOf } from "../state/fact.ts";
import { createBursts } from "./bursts/bursts.ts";
import { isDetected } from "./detections/run-detections.ts";
import { createFarewells } from "./farewells.ts";
import { createHabits } from "./habits.ts";
import { internalFinding } from "./internal-finding.ts";
import { createLedger } from "../state/ledger.ts";
import { orderSecond } from "../state/order.ts";
import { createBaselines } from "./past/baselines.ts";
import { createPast } from "./past/past.ts";
import { changesRegion, regionKey } from "./past/regions.ts";
import type { NewRegion } from "./past/regions.ts";
import { createPaths } from "./paths/paths.ts";
import { noUses } from "./paths/use.ts";
import type { Uses, Watch } from "./paths/use.ts";
import { isRelevantEvent } from "./relevant.ts";
import { createSeries } from "./series.ts";
import type { Silence } from "./silence.ts";
import { startOf } from "./sessions.ts";
import type { SessionStart } from "./sessions.ts";
import type { Situation } from "./situation.ts";
import { subjectOf } from "./subject.ts";
import { createTrailStops } from "./trail-stops.ts";

/**
 * Turns events into findings. Every change of IAM and every refused or failed attempt at one ends in exactly one
 * finding, its own or a series; a burst of calls is a further finding beside those of its calls.
 */
export interface Analyzer {
  /** Brings the events of one second into the order in which `next` is to take them, see `orderSecond`. */
  order(second: readonly CloudTrailEvent[]): readonly CloudTrailEvent[];
  /**
   * Takes the next event: all that are relevant (`isRelevantEvent`), and those that are only glanced at (glance.ts).
   * Events must come sorted by time, and within a second as `order` brings them. Answers the findings that are complete.
   */
  next(event: CloudTrailEvent): readonly Finding[];
  /** After the last event: what the case is to be asked for, so that paths can be told that end outside of IAM. */
  watches(): readonly Watch[];
  /** After the last event: the findings that were held open. `uses`: what the case answered to the watches. */
  finish(uses?: Uses): readonly Finding[];
}

/** What an analyzer can be made with; tests put a breaking builder in. */
export interface AnalyzerOptions {
  /** The time without events that follows a call; null where events go on. */
  readonly silenceAfter?: (event: CloudTrailEvent) => Silence | null;
  /** For whom the Region of a change is new; null: for nobody, or nothing is known of it. */
  readonly newRegionOf?: (event: CloudTrailEvent) => NewRegion | null;
  /** The STS event that handed out an access key id, or null when the log does not hold it. */
  readonly sessionStart?: (accessKeyId: string) => SessionStart | null;
  readonly build?: (situation: Situation) => Finding;
}

/** An analyzer that has seen nothing yet. It holds no clock: the same events give the same findings. */
export function createAnalyzer({
  build = buildFinding,
  sessionStart = () => null,
  silenceAfter = () => null,
  newRegionOf = () => null,
}: AnalyzerOptions = {}): Analyzer {
  const ledger = createLedger();
  const habits = createHabits();
  const series = createSeries();
  const stops = createTrailStops();
  const past = createPast();
  const baselines = createBaselines();
  const bursts = createBursts();
  const farewells = createFarewells();
  const paths = createPaths();
  /** First changes in Regions that were told: each is told once. */
  const entered = new Set<string>();

  function judge(event: CloudTrailEvent): readonly Finding[] {
    if (event.source === "cloudtrail.amazonaws.com" && event.name === "StartLogging") {
      return event.outcome === "success" ? stops.started(event) : [];
    }
    const subject = subjectOf(event);
    if (subject === null) return [];
    const start = startOf(event, sessionStart);
    const situation: Situation = {
      event,
      subject,
      actor: actorOf(event, start),
      who: identityLabel(event.identity),
      start,
      mark: markOf(event),
      account: ledger.facts(event),
      habit: habits.before(event),
      past: past.before(event),
      baseline: baselines.before(event),
      silence: silenceAfter(event),
      newRegion: firstIn(event),
      faults: [],
    };
    if (subject.onlyWhenDetected === true && !isDetected(situation)) return faultsOf(situation);
    const finding = build(situation);
    return [...faultsOf(situation), ...place(finding, situation)];
  }

  function firstIn(event: CloudTrailEvent): NewRegion | null {
    const news = newRegionOf(event);
    if (news === null || !changesRegion(event)) return null;
    const key = regionKey(event);
    if (entered.has(key)) return null;
    entered.add(key);
    return news;
  }

  function place(finding: Finding, situation: Situation): readonly Finding[] {
    const { event, subject } = situation;
    if (farewells.hold({ finding, situation })) return [];
    if (subject.rule === "cloudtrail/StopLogging" && event.outcome === "success") {
      stops.hold(finding, event);
      return [];
    }
    return series.add(finding, event, subject);
  }

  function takeIn(event: CloudTrailEvent): void {
    if (!isRelevantEvent(event.source, event.name)) {
      past.note(event, markOf(event));
      return;
    }
    habits.note(event);
    baselines.note(event);
    past.note(event, markOf(event));
    ledger.apply(event);
  }

  return {
    order: (second) =>
      [...Map.groupBy(second, (event) => event.account ?? "").values()].flatMap((own) => {
        const [first] = own;
        return first === undefined ? [] : orderSecond(own, ledger.facts(first)).events;
      }),
    next(event) {
      const findings: Finding[] = [];
      let isBroken = false;
      try {
        for (const { finding, situation } of farewells.next(event))
          findings.push(...series.add(finding, situation.event, situation.subject));
        findings.push(...judge(event), ...bursts.next(event, startOf(event, sessionStart)));
      } catch (error) {
        isBroken = true;
        findings.push(internalFinding(event, error));
      }
      try {
        takeIn(event);
      } catch (error) {
        // The event already has its finding; only a fault that nobody has been told of becomes one.
        if (!isBroken) findings.push(internalFinding(event, error));
        isBroken = true;
      }
      try {
        if (isRelevantEvent(event.source, event.name))
          findings.push(...paths.next(event, startOf(event, sessionStart), ledger.facts(event)));
      } catch (error) {
        if (!isBroken) findings.push(internalFinding(event, error));
      }
      return findings;
    },
    watches: () => paths.watches(),
    finish: (uses = noUses) => [
      ...farewells
        .finish()
        .flatMap(({ finding, situation: { event, subject } }) =>
          series.add(finding, event, subject),
        ),
      ...stops.finish(),
      ...series.finish(),
      ...bursts.finish(),
      ...paths.finish(uses),
    ],
  };
}

/** A finding for each detection that broke. */
function faultsOf({ event, faults }: Situation): readonly Finding[] {
  return faults.map(({ rule, error }) => internalFinding(event, error, rule));
}
