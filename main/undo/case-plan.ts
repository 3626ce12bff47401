/** Plans over the events of a case: one event, a finding, a session, an actor or a time window. */
import { setImmediate } from "node:timers/promises";
import type { CloudTrailEvent } from "../../shared/cloudtrail-event.ts";
import { parseJson, textField } from "../../shared/cloudtrail-event.ts";
import { readEvent } from "../../shared/import/read-record.ts";
import type { PlanRequest, PlanSubject } from "../../shared/ipc/plan.ts";
import type { Plan } from "../../shared/remediation/plan.ts";
import { combinedPlan } from "../../shared/undo/combined-plan.ts";
import type { History } from "../../shared/undo/history.ts";
import { createHistory } from "../../shared/undo/history.ts";
import type { Step } from "../../shared/undo/thing.ts";
import { eventFindings, eventKey } from "../db/event-findings.ts";
import { findingById } from "../db/findings.ts";
import type { CaseDb } from "../db/open-case.ts";
import type { RelevantRow } from "../db/read-events.ts";
import { relevantRows } from "../db/read-events.ts";

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

/**
 * The plan for a request; null when no successful change matches it. The whole case is read, because what came later
 * decides what may be put back.
 */
export async function planOfCase(db: CaseDb, request: PlanRequest): Promise<CasePlan | null> {
  const isSelected = selector(db, request);
  const isSingle = request.subject.kind === "events" || request.subject.kind === "finding";
  const history = createHistory({ isSelected, isWithWay: isSingle });
  let second: CloudTrailEvent[] = [];
  let t: number | null = null;
  let rows = 0;
  const flush = (): void => {
    for (const event of second.toSorted(bySecond)) history.next(event);
    second = [];
  };
  for (const row of relevantRows(db)) {
    if (row.t !== t) flush();
    ({ t } = row);
    second.push(eventOf(row));
    rows++;
    // oxlint-disable-next-line no-await-in-loop -- others take their turn
    if (rows % turnRows === 0) await setImmediate();
  }
  flush();
  const all = history.finish().flatMap((one) => {
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
    case "finding": {
      const ids = new Set(
        (subject.kind === "events"
          ? subject.eventIds
          : (findingById(db, subject.id.toUpperCase())?.finding.events ?? [])
        ).map((id) => eventKey(id, 0)),
      );
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

const decoder = new TextDecoder();

function eventOf(row: RelevantRow): CloudTrailEvent {
  const json = parseJson(decoder.decode(row.raw));
  const id = textField(json, "eventID") ?? row.id;
  return readEvent(json, row.variant === 0 ? id : `${id}#${row.variant}`, [row.source]);
}

/** CloudTrail's times are whole seconds, and its order within one means nothing. */
function bySecond(a: CloudTrailEvent, b: CloudTrailEvent): number {
  return compare(a.requestId ?? "", b.requestId ?? "") || compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
