import type { CloudTrailEvent } from "../../shared/cloudtrail-event.ts";
import { textField } from "../../shared/cloudtrail-event.ts";
import { accountState, foldEvents } from "../../shared/state/state.ts";
import type { Dice } from "./dice.ts";
import { diceOf } from "./dice.ts";
import type { History, Step } from "./history.ts";
import { startHistory } from "./history.ts";
import { checkPrints } from "./check-prints.ts";
import type { Scripts } from "./scripts.ts";
import { judge, wordsOf } from "./judge.ts";
import type { Moto } from "./moto.ts";
import { readTruth } from "./read-truth.ts";
import { compareState } from "./state-claims.ts";
import type { Tally } from "./tally.ts";
import { count, fail } from "./tally.ts";
import { differences, truthFacts } from "./truth-facts.ts";
import { carryOut, combinedPlanOf, planOf, stateToReach } from "./undo.ts";

/** How long histories are, and how often an event is taken back in them. */
export interface Size {
  readonly fewest: number;
  readonly most: number;
  /** Chance after each call that its undoing is tried. */
  readonly probes: number;
  /** Chance that a history ends with a plan that is carried out by its scripts, too. */
  readonly prints: number;
}

interface Run {
  readonly dice: Dice;
  readonly seed: number;
  readonly tally: Tally;
}

/** Histories of 30 to 300 calls. */
export const fullSize: Size = { fewest: 30, most: 300, probes: 0.12, prints: 0.1 };

/**
 * Makes the history of a seed and checks all properties on the way. Everything that does not hold goes to the failures of the
 * tally with seed and step.
 */
export async function runHistory(
  moto: Moto,
  seed: number,
  tally: Tally,
  size: Size = fullSize,
  scripts: Scripts | null = null,
): Promise<void> {
  const dice = diceOf(seed);
  const history = await startHistory(moto, dice);
  // Short ones are more frequent than long ones.
  const share = (dice.number(1001) / 1000) ** 2;
  const length = size.fewest + Math.floor((size.most - size.fewest) * share);
  const middle = Math.floor(length / 2);
  let checked = 0;
  // The first half, as a whole second: what is withheld from the later log.
  let withheld = 0;
  while (history.steps.length < length) {
    const made = await history.goOn();
    tally.calls += made.length;
    const isLate = history.steps.length > middle;
    if (!isLate) withheld = history.steps.length;
    const last = made.at(-1);
    if (last?.outcome.ok === true && dice.chance(size.probes))
      await probe(history, last, isLate && dice.chance(0.7) ? withheld : 0, { dice, seed, tally });
    if (Math.floor(history.steps.length / 10) === checked) continue;
    checked = Math.floor(history.steps.length / 10);
    checkState(history, dice, 0, seed, tally);
    if (isLate) checkState(history, dice, withheld, seed, tally);
  }
  const read = differences(truthFacts(await readTruth(moto)), truthFacts(history.now()));
  for (const one of read) fail(tally, "reading", seed, history.steps.length, one);
  // The log of such a history is not true any more: this comes last.
  if (scripts !== null && dice.chance(size.prints))
    await checkPrints({ history, moto, scripts, dice, seed, tally });
  tally.histories++;
}

/** Property 1, and its half of property 4: the state folded from the log is the true one. */
function checkState(history: History, dice: Dice, from: number, seed: number, tally: Tally): void {
  const events = history.steps.slice(from).map((step) => step.event);
  const facts = [...foldEvents(dice.shuffle(events)).values()].at(0);
  if (facts === undefined) return;
  const at = history.steps.length;
  const property = from === 0 ? "state" : "state, first half withheld";
  const compared = compareState(accountState(facts), truthFacts(history.now()));
  const { right, open, unknown, wrong } = compared;
  tally.states[property] ??= { states: 0, right: 0, open: 0, unknown: 0 };
  const sum = tally.states[property];
  sum.states++;
  sum.right += right;
  sum.open += open.length;
  sum.unknown += unknown.length;
  for (const one of wrong) fail(tally, property, seed, at, one);
  const blurred = blurredNames(events);
  // A service-linked role is deleted by a task, whose end leaves no event: of one made again the log tells little.
  const tasks = events.flatMap(({ name, request }) =>
    name === "DeleteServiceLinkedRole"
      ? [`role/${textField(request ?? undefined, "roleName") ?? ""}`]
      : [],
  );
  const isBlurred = (path: string): boolean =>
    blurred.some((name) => path.includes(`/${name}`)) || tasks.some((one) => path.startsWith(one));
  // Where a provider is made without a thumbprint, AWS fetches one itself: the log does not tell it.
  const fetched = events.flatMap(({ name, request }) =>
    name === "CreateOpenIDConnectProvider" && request?.["thumbprintList"] === undefined
      ? [`${textField(request ?? undefined, "url")?.replace(/^https:\/\//, "") ?? ""}/thumbprints`]
      : [],
  );
  const isFetched = (path: string): boolean => fetched.some((one) => path.endsWith(`/${one}`));
  if (from === 0)
    for (const one of unknown)
      if (!isBlurred(one) && !isFetched(one)) fail(tally, property, seed, at, `unknown: ${one}`);
  for (const { path, ids } of open)
    if (!shareSecond(events, ids) && !isBlurred(path))
      fail(tally, property, seed, at, `no reason for doubt: ${path}`);
}

/** Names that were made, ended, given or given up more than once within one second: of these the state says that it knows no more. */
function blurredNames(events: readonly CloudTrailEvent[]): readonly string[] {
  const seen = new Set<string>();
  const blurred = new Set<string>();
  const named: (readonly string[])[] = [];
  for (const { at, name, request, outcome } of events) {
    if (outcome !== "success" || !livesOf.test(name)) continue;
    const names = Object.entries(request ?? {}).flatMap(([member, value]) =>
      nameMembers.has(member) && typeof value === "string"
        ? [value.slice(value.lastIndexOf("/") + 1)]
        : [],
    );
    named.push(names.map((one) => `${at} ${one}`));
    for (const one of names.map((each) => `${at} ${each}`)) {
      if (seen.has(one)) blurred.add(one);
      seen.add(one);
    }
  }
  // A name that is given by such a thing in that second is no better known.
  for (const names of [...named, ...named.toReversed()])
    if (names.some((one) => blurred.has(one))) for (const one of names) blurred.add(one);
  const names = new Set([...blurred].map((one) => one.slice(one.indexOf(" ") + 1)));
  // Nor is what it is called later.
  for (const { name, request } of events) {
    const [old, fresh] = [request?.["userName"] ?? request?.["groupName"], newName(request)];
    if (name.startsWith("Update") && typeof old === "string" && fresh !== null && names.has(old))
      names.add(fresh);
  }
  return [...names];
}

function newName(request: CloudTrailEvent["request"]): string | null {
  const fresh = request?.["newUserName"] ?? request?.["newGroupName"];
  return typeof fresh === "string" ? fresh : null;
}

const livesOf =
  /^(?:Create|Delete|Update)(?:User|Group|Role|Policy|InstanceProfile|SAMLProvider|OpenIDConnectProvider|VirtualMFADevice)$|ServerCertificate$/;

const nameMembers: ReadonlySet<string> = new Set([
  "userName",
  "newUserName",
  "groupName",
  "newGroupName",
  "roleName",
  "policyName",
  "policyArn",
  "instanceProfileName",
  "name",
  "sAMLProviderArn",
  "openIDConnectProviderArn",
  "virtualMFADeviceName",
  "serialNumber",
  "serverCertificateName",
  "newServerCertificateName",
]);

/** Doubt is allowed only about events of one second. */
function shareSecond(events: readonly CloudTrailEvent[], ids: readonly string[]): boolean {
  const times = events.filter((event) => ids.includes(event.id)).map((event) => event.at);
  return times.some((time, i) => times.indexOf(time) !== i);
}

/**
 * Properties 2 and 4: a plan, carried out, leads to the state before. For the last event by its own inverse or by a plan
 * for a selection, or for all events of the last seconds.
 */
async function probe(
  history: History,
  last: Step,
  from: number,
  { dice, seed, tally }: Run,
): Promise<void> {
  const { steps } = history;
  const at = steps.indexOf(last);
  const way = dice.of(["event alone", "event", "window"]);
  const first = way === "window" ? beginOf(steps, Math.max(from, at - dice.number(12)), from) : at;
  const undone = steps.slice(first).filter((step) => step.event.outcome === "success");
  const events = steps.slice(from).map((step) => step.event);
  const ids = new Set(undone.map((step) => step.event.id));
  const plan =
    way === "event alone"
      ? planOf(events.slice(0, -1), last.event)
      : combinedPlanOf(events, ids, way === "event", dice);
  const apis = undone.map((step) => step.call.api);
  const wanted =
    way === "window"
      ? truthFacts(steps[first]?.before ?? history.now())
      : stateToReach(steps, last, way === "event");
  const after = truthFacts(history.now());
  const carried = await carryOut(plan, history, steps[first] ?? last);
  tally.calls += carried.steps.length;
  const reached = truthFacts(history.now());
  const { verdict, why } = judge(plan, carried, { apis, after, wanted, reached });
  const property = `undo ${way}${from === 0 ? "" : ", first half withheld"}`;
  const name = way === "window" ? `${Math.min(apis.length, 10)} events` : last.call.api;
  count(tally, property, name, verdict);
  const calls = plan.operations.map((one) => `${one.api} ${JSON.stringify(one.input)}`);
  const told = [`${name} ${apis.join(" ")}`, ...why, plan.certainty, ...calls, wordsOf(plan)];
  if (verdict === "wrong") fail(tally, property, seed, at, told.join("\n      "));
  const isShared = events.some(({ at: time, id }) =>
    undone.some(({ event }) => event.at === time && event.id !== id),
  );
  // The order within a second is asked for, too.
  const isOrdered = way === "event alone" || !isShared;
  if (verdict === "asked" && from === 0 && isOrdered && !apis.some((api) => mayAsk.has(api)))
    fail(tally, property, seed, at, `${name} asks although the log has it: ${why[0]}`);
}

/** The first step of the second of a step, but not before `from`. */
function beginOf(steps: readonly Step[], at: number, from: number): number {
  let first = at;
  while (first > from && steps[first - 1]?.event.at === steps[at]?.event.at) first--;
  return first;
}

/** Actions whose earlier state is older than the account's first event, or can't be put back by any call. */
const mayAsk: ReadonlySet<string> = new Set([
  "CreateAccountAlias",
  "DeleteServiceSpecificCredential",
  "UpdateAccountPasswordPolicy",
]);
