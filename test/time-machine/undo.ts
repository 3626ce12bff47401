import type { CloudTrailEvent } from "../../shared/cloudtrail-event.ts";
import { priorFacts } from "../../shared/analysis/prior-facts.ts";
import { iamActions } from "../../shared/knowledge/iam-actions.ts";
import { inversePlan } from "../../shared/remediation/inverse-plan.ts";
import type { Operation, Plan } from "../../shared/remediation/plan.ts";
import { createLedger } from "../../shared/state/ledger.ts";
import { combinedPlan } from "../../shared/undo/combined-plan.ts";
import { createHistory } from "../../shared/undo/history.ts";
import { callsOf } from "./answers.ts";
import type { Dice } from "./dice.ts";
import type { History, Step } from "./history.ts";
import { wordsOf } from "./judge.ts";
import type { FactTable } from "./truth-facts.ts";
import { truthFacts } from "./truth-facts.ts";

const text = (value: unknown): string => (typeof value === "string" ? value : "");

const entries = new Map(iamActions.map((entry) => [entry.name, entry]));

/** The plan that the product makes for an event when it has seen these events before it. */
export function planOf(earlier: readonly CloudTrailEvent[], event: CloudTrailEvent): Plan {
  const entry = entries.get(event.name);
  if (entry === undefined) throw new Error(`no entry for ${event.name}`);
  const ledger = createLedger();
  for (const one of earlier) ledger.apply(one);
  return inversePlan(entry, event, priorFacts(ledger.facts(event), event));
}

/**
 * The plan that the product makes for a selection of events, from a log whose order within a second tells nothing.
 * `isWithWay`: with what was taken off on the way to a selected deletion.
 */
export function combinedPlanOf(
  events: readonly CloudTrailEvent[],
  selected: ReadonlySet<string>,
  isWithWay: boolean,
  dice: Dice,
): Plan {
  const builder = createHistory({ isSelected: ({ id }) => selected.has(id), isWithWay });
  const seconds = new Map<string, CloudTrailEvent[]>();
  for (const event of events) {
    const second = seconds.get(event.at ?? "") ?? [];
    second.push(event);
    seconds.set(event.at ?? "", second);
  }
  for (const second of seconds.values()) builder.take(dice.shuffle(second));
  const [history] = builder.finish();
  if (history === undefined) throw new Error("no history for the selected events");
  return combinedPlan(history);
}

/** What came of carrying a plan out. */
export interface Carried {
  /** Calls that IAM refused, as `api code message`. */
  readonly refused: readonly string[];
  /** Operations that were left out, because nobody could answer their questions. */
  readonly skipped: readonly string[];
  readonly steps: readonly Step[];
}

/**
 * Carries a plan out through the SDK; its calls become part of the history. Where a question can't be answered nothing is
 * done, as a script ends before its first call.
 */
export async function carryOut(plan: Plan, history: History, undone: Step): Promise<Carried> {
  const refused: string[] = [];
  const steps: Step[] = [];
  const knowing = { before: undone.before, now: () => history.now() };
  const operations = plan.operations.filter((one) => one.api.startsWith("iam:"));
  const unanswered = operations.filter((one) => callsOf(one, knowing) === null);
  history.wait(1);
  const [said, before] = [wordsOf(plan), truthFacts(undone.before)];
  const needless = operations.filter((one) => isNeedless(one, said, before));
  const skipped = [...unanswered, ...needless].map((one) => one.api);
  if (unanswered.length > 0) return { refused, skipped, steps };
  for (const operation of operations) {
    if (needless.includes(operation)) continue;
    for (const call of callsOf(operation, knowing) ?? []) {
      const step = await history.make(call, true);
      steps.push(step);
      if (!step.outcome.ok)
        refused.push(`${call.api} ${step.outcome.code} ${JSON.stringify(call.input)}`);
    }
  }
  return { refused, skipped, steps };
}

/** What calls take away, as facts of a state. */
const takenAway: Readonly<Record<string, (input: Operation["input"]) => string>> = {
  DetachUserPolicy: (of) => `user/${text(of["UserName"])}/attached/${text(of["PolicyArn"])}`,
  DetachGroupPolicy: (of) => `group/${text(of["GroupName"])}/attached/${text(of["PolicyArn"])}`,
  DetachRolePolicy: (of) => `role/${text(of["RoleName"])}/attached/${text(of["PolicyArn"])}`,
  RemoveUserFromGroup: (of) => `group/${text(of["GroupName"])}/member/${text(of["UserName"])}`,
  RemoveClientIDFromOpenIDConnectProvider: (of) =>
    `oidc/${text(of["OpenIDConnectProviderArn"])}/client/${text(of["ClientID"])}`,
};

/** A person who is told to check first whether something was there before leaves the step out where it was. */
function isNeedless(
  { api, input, certainty }: Operation,
  said: string,
  before: FactTable,
): boolean {
  if (certainty === "exact" || !/Check first whether|Only if it was not in place/.test(said))
    return false;
  const path = takenAway[api.replace("iam:", "")]?.(input);
  return path !== undefined && before.has(path);
}

const day = 24 * 3600 * 1000;

/** Same identity, and the sessions of a role are one. */
function sameActor(one: CloudTrailEvent, other: CloudTrailEvent): boolean {
  const who = ({ identity }: CloudTrailEvent): string | null => identity.issuerArn ?? identity.arn;
  return who(one) === who(other);
}

const owners: Readonly<Record<string, readonly [kind: string, member: string]>> = {
  DeleteUser: ["user", "UserName"],
  DeleteGroup: ["group", "GroupName"],
  DeleteRole: ["role", "RoleName"],
  DeletePolicy: ["policy", "PolicyArn"],
  DeleteInstanceProfile: ["profile", "InstanceProfileName"],
};

/** Calls that take something off, whose undoing belongs to that of the deletion. */
const takesOff =
  /^(?:Detach(?:User|Group|Role)Policy|Delete(?:User|Group|Role)Policy|RemoveUserFromGroup|RemoveRoleFromInstanceProfile)$/;

/** Further ones that a plan for a selected deletion puts back. */
const takesOffToo = /^(?:DeletePolicyVersion|Delete(?:User|Role)PermissionsBoundary)$/;

/**
 * The state that undoing a step must lead to: the one just before it, and for a deletion also what the same actor took off the
 * deleted thing in the 24 hours before, because AWS deletes nothing that is in use; `isWithWay`: also versions and
 * boundaries, and the thing where it was the boundary of others.
 */
export function stateToReach(steps: readonly Step[], undone: Step, isWithWay = false): FactTable {
  const wanted = new Map(truthFacts(undone.before));
  const owner = owners[undone.call.api];
  if (owner === undefined) return wanted;
  const [kind, member] = owner;
  const last = String(undone.call.input[member]);
  let name = last;
  const at = steps.indexOf(undone);
  const put = new Set<string>();
  for (const step of steps.slice(0, at).toReversed()) {
    if (Date.parse(undone.event.at ?? "") - Date.parse(step.event.at ?? "") > day) break;
    if (step.event.outcome !== "success") continue;
    if (step.call.input[`New${member}`] === name) {
      // It had another name before.
      name = String(step.call.input[member]);
      continue;
    }
    // The thing of before its creation was another one.
    if (step.call.api.startsWith("Create") && createdName(step, kind) === name) break;
    const before = truthFacts(step.before);
    const isOff = takesOff.test(step.call.api) && String(step.call.input[member]) === name;
    if (!isOff && !(isWithWay && isOffToo(step, kind, name, before))) continue;
    const after = truthFacts(step.after);
    for (const [then, value] of before) {
      const path = named(then, `${kind}/${name}/`, `${kind}/${last}/`);
      // Only the last state of each thing counts; what was put back since stands in the state before the deletion.
      if (after.has(then) || put.has(path)) continue;
      put.add(path);
      if (sameActor(step.event, undone.event) && !wanted.has(path)) wanted.set(path, value);
    }
  }
  return wanted;
}

/** A fact of a thing under the name that it had last. */
function named(path: string, former: string, last: string): string {
  return path.startsWith(former) ? last + path.slice(former.length) : path;
}

function isOffToo({ call }: Step, kind: string, name: string, before: FactTable): boolean {
  if (!takesOffToo.test(call.api)) return false;
  const { input } = call;
  if (call.api === "DeletePolicyVersion") return input["PolicyArn"] === name;
  const [user, role] = [input["UserName"], input["RoleName"]];
  const holder = typeof user === "string" ? `user/${user}` : `role/${text(role)}`;
  return holder === `${kind}/${name}` || before.get(`${holder}/boundary`) === JSON.stringify(name);
}

function createdName(step: Step, kind: string): string | null {
  const { input } = step.call;
  const made: Readonly<Record<string, unknown>> = {
    CreateUser: kind === "user" ? input["UserName"] : null,
    CreateGroup: kind === "group" ? input["GroupName"] : null,
    CreateRole: kind === "role" ? input["RoleName"] : null,
    CreateInstanceProfile: kind === "profile" ? input["InstanceProfileName"] : null,
  };
  const name = made[step.call.api];
  if (step.call.api === "CreatePolicy" && kind === "policy") {
    const { Path = "/", PolicyName } = input;
    return `arn:aws:iam::123456789012:policy${String(Path)}${String(PolicyName)}`;
  }
  return typeof name === "string" ? name : null;
}
