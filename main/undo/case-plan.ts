/** Plans over the events of a case: one event, a finding, a session, an actor or a time window. */
import { setImmediate } from "node:timers/promises";
import type { CloudTrailEvent } from "../../shared/cloudtrail-event.ts";
import type { PlanRequest, PlanSubject } from "../../shared/ipc/plan.ts";
import type { Plan } from "../../shared/remediation/plan.ts";
import { combinedPlan } from "../../shared/undo/combined-plan.ts";
import type { History } from "../../shared/undo/history.ts";
import { createHistory } from "../../shared/undo/history.ts";
import type { Step } from "../../shared/undo/thing.ts";
import { eventFindings, eventKey } from "../db/event-findings.ts";
import { findingById } from "../db/findings.ts";
import { eventOf } from "../db/event-of-row.ts";
import type { CaseDb } from "../db/open-case.ts";
import { countRelevant, relevantRows } from "../db/read-events.ts";

/** A plan, and the changes that it takes back. */
export interface CasePlan {
  readonly plan: Plan;
  /** Accounts in which changes were found. */
  readonly accounts: readonly string[];
  /** In order of time. */
  readonly steps: readonly Step[];
}

/** Rows between two turns for others. */
const turnRows = 2000;
/** Events that are kept for the next plan: more are read again. */
const mostKept = 30_000;

/** Makes plans over one case; events of a small one are read once. */
export interface Planner {
  /**
   * The plan for a request; null when no successful change matches it. The whole case is looked at, because what came
   * later decides what may be put back.
   */
  readonly plan: (request: PlanRequest) => Promise<CasePlan | null>;
}

/** A planner of a case as it is now; to be made anew after an import. */
export function createPlanner(db: CaseDb): Planner {
  const isKept = countRelevant(db) <= mostKept;
  let kept: Promise<readonly Second[]> | null = null;
  return {
    plan: async (request) => {
      const isNamed = ["events", "finding", "findings"].includes(request.subject.kind);
      const history = createHistory({ isSelected: selector(db, request), isWithWay: isNamed });
      if (isKept) {
        kept ??= allSeconds(db);
        for (const second of await kept) history.take(second);
      } else await eachSecond(db, (second) => history.take(second));
      return planOf(db, history.finish());
    },
  };
}

type Second = readonly CloudTrailEvent[];

async function allSeconds(db: CaseDb): Promise<readonly Second[]> {
  const seconds: Second[] = [];
  await eachSecond(db, (second) => seconds.push(second));
  return seconds;
}

async function eachSecond(db: CaseDb, take: (second: Second) => void): Promise<void> {
  let second: CloudTrailEvent[] = [];
  let t: number | null = null;
  let rows = 0;
  for (const row of relevantRows(db)) {
    if (row.t !== t && second.length > 0) {
      take(second);
      second = [];
    }
    ({ t } = row);
    second.push(eventOf(row));
    rows++;
    // oxlint-disable-next-line no-await-in-loop -- others take their turn
    if (rows % turnRows === 0) await setImmediate();
  }
  if (second.length > 0) take(second);
}

function planOf(db: CaseDb, histories: readonly History[]): CasePlan | null {
  const all = histories.flatMap((one) => {
    const others = storedPlans(db, one);
    const further = one.unplaced.flatMap(({ event, step }) => (others.has(event.id) ? [step] : []));
    const steps = [...new Set([...one.selected, ...further])].toSorted(byTime);
    return steps.length === 0 ? [] : [{ history: one, others, steps }];
  });
  const [wanted] = all;
  if (wanted === undefined) return null;
  return {
    plan: combinedPlan(wanted.history, wanted.others),
    accounts: all.flatMap(({ history: { account } }) => account ?? []),
    steps: wanted.steps,
  };
}

function selector(
  db: CaseDb,
  { subject, from, to, account }: PlanRequest,
): (event: CloudTrailEvent) => boolean {
  const matches = matcher(db, subject);
  // Times of the log are whole seconds, those of a request may be finer: both are compared as instants.
  const first = from === null ? null : Date.parse(from);
  const end = to === null ? null : Date.parse(to);
  return (event) => {
    if (account !== null && event.account !== account) return false;
    if (first !== null || end !== null) {
      const at = event.at === null ? Number.NaN : Date.parse(event.at);
      if (Number.isNaN(at)) return false;
      if ((first !== null && at < first) || (end !== null && at >= end)) return false;
    }
    return matches(event);
  };
}

function matcher(db: CaseDb, subject: PlanSubject): (event: CloudTrailEvent) => boolean {
  switch (subject.kind) {
    case "events":
    case "finding":
    case "findings": {
      const ids = new Set(namedEvents(db, subject).map((id) => eventKey(id, 0)));
      return ({ id }) => ids.has(eventKey(id, 0));
    }
    case "session":
      return ({ identity }) => identity.accessKeyId === subject.accessKeyId;
    case "actor": {
      const { actor } = subject;
      return ({ identity }) =>
        [identity.arn, identity.issuerArn, identity.principalId].includes(actor) ||
        (identity.type === "IAMUser" && identity.userName === actor);
    }
    case "window":
      return () => true;
  }
}

function namedEvents(
  db: CaseDb,
  subject: Extract<PlanSubject, { kind: "events" | "finding" | "findings" }>,
): readonly string[] {
  if (subject.kind === "events") return subject.eventIds;
  const ids = subject.kind === "finding" ? [subject.id] : subject.ids;
  return ids.flatMap((id) => findingById(db, id.toUpperCase())?.finding.events ?? []);
}

/** What the analysis planned for selected events that are no changes of IAM, such as a trail that was stopped. */
function storedPlans(db: CaseDb, { unplaced }: History): ReadonlyMap<string, Plan> {
  const plans = new Map<string, Plan>();
  if (unplaced.length === 0) return plans;
  const findings = eventFindings(db);
  for (const { event } of unplaced) {
    if (event.source === "iam.amazonaws.com") continue;
    for (const { id, role } of findings.get(eventKey(event.id, 0)) ?? []) {
      if (role !== "change") continue;
      const plan = findingById(db, id)?.finding.plan;
      if (plan !== undefined && plan.operations.length > 0) plans.set(event.id, plan);
    }
  }
  return plans;
}

function byTime(a: Step, b: Step): number {
  return compare(a.at ?? "", b.at ?? "");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
