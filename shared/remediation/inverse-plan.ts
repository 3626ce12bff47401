import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import type { ActionEntry, InverseCall } from "../knowledge/entry.ts";
import { concernsRootUser } from "../knowledge/resolve-target.ts";
import type { Spans } from "../span.ts";
import { cite, log, say, text } from "../span.ts";
import { buildCall } from "./inverse-call.ts";
import { tagChange } from "./inverse-tags.ts";
import type { Sources } from "./inverse-value.ts";
import { resolveFact } from "./inverse-value.ts";
import { conditionOf } from "./inverse-when.ts";
import { manualCall } from "./manual-call.ts";
import { memberWord } from "./optional-members.ts";
import type { Loss, ManualStep, Operation, Plan } from "./plan.ts";
import { weakest } from "./plan.ts";
import type { PriorFacts } from "./prior-facts.ts";
import { verifyCalls } from "./verify-calls.ts";

interface Draft {
  readonly operations: Operation[];
  readonly manual: ManualStep[];
  readonly lost: Loss[];
  /** Why calls are not needed, in whole sentences. */
  readonly needless: string[];
  /** A call depends on what was before, which the log does not tell. */
  isOpen: boolean;
}

/**
 * The calls that take one event back, from the inverse of its action and what earlier events told. Values that
 * nothing tells become questions; calls that only a person can decide about become manual steps; nothing is guessed.
 * A plan that leaves a decision to a person has the certainty `ask`, also when it holds no call.
 */
export function inversePlan(entry: ActionEntry, event: CloudTrailEvent, facts: PriorFacts): Plan {
  if (event.outcome !== "success" || entry.access === "read")
    return emptyPlan(event, "Nothing changed, so there is nothing to take back.");
  const { inverse } = entry;
  if (concernsRoot(inverse.calls, event))
    return emptyPlan(
      event,
      "This concerns the root user of the account: only root itself can change it, under Security credentials in its own account menu.",
    );
  const draft: Draft = { operations: [], manual: [], lost: [], needless: [], isOpen: false };
  const from: Sources = { event, facts };
  for (const call of inverse.calls) draftCall(call, entry, from, draft);
  const notes = [...draft.needless, ...(inverse.note === "" ? [] : [inverse.note])];
  const note = notes.map((one) => ({ text: [text(one)], evidence: [event.id] }));
  const undecided = draft.manual.length > 0 && draft.operations.length === 0;
  const certainties = draft.operations.map((one) => one.certainty);
  const hopeless = draft.operations.length === 0 && inverse.possible === "no";
  return {
    version: 1,
    certainty: weakest([
      ...certainties,
      ...(undecided || draft.isOpen ? (["ask"] as const) : []),
      ...(hopeless ? (["partial"] as const) : []),
    ]),
    account: event.account,
    operations: draft.operations,
    manual: [...note, ...draft.manual],
    lost: [...inverse.lost.map(lossOf), ...draft.lost],
    verify: verifyCalls(draft.operations, event),
  };
}

function emptyPlan(event: CloudTrailEvent, why: string): Plan {
  return {
    version: 1,
    certainty: "exact",
    account: event.account,
    operations: [],
    manual: [{ text: [text(why)], evidence: [event.id] }],
    lost: [],
    verify: [],
  };
}

/** Calls without a user name act on the caller: for root, nobody else can undo them. */
function concernsRoot(calls: readonly InverseCall[], event: CloudTrailEvent): boolean {
  // Members of a group that root made are other users.
  const isOfCall = calls.some((call) =>
    /^\$(?:rp|ui)\b/.test(String(call.params["UserName"] ?? "")),
  );
  if (!isOfCall) return false;
  return concernsRootUser(event);
}

function draftCall(call: InverseCall, entry: ActionEntry, from: Sources, draft: Draft): void {
  const evidence = [from.event.id];
  const condition = conditionOf(call.when);
  const verdict = condition === null ? "person" : condition.decide(from, call.api);
  if (verdict === "skip") {
    if (condition?.needless !== undefined) draft.needless.push(condition.needless);
    return;
  }
  const lead = condition?.words ?? "Where it applies";
  if (verdict === "person" || verdict === "open") {
    if (verdict === "open") draft.isOpen = true;
    draft.manual.push({ text: manualCall(lead, call, from), evidence });
    return;
  }
  if (/^(?:Unt|T)ag/.test(call.api) && draftTags(call, entry, from, draft)) return;
  const built = buildCall(call, from);
  if (built === null) {
    draft.manual.push({
      text: say`The log does not tell the values for ${text(call.api)}: look them up, or ask the owner.`,
      evidence,
    });
    return;
  }
  for (const one of built) {
    if (one.gone !== null) {
      draft.lost.push(goneLoss(one.gone));
      continue;
    }
    const isUnsure = verdict === "unsure";
    const says =
      isUnsure || condition?.standing === "always" || (condition?.standing === "asked" && one.asks);
    const note = says ? onlyIf(lead) : "";
    const operation = operationOf(call, one, entry, whyOf(one.words, note, entry, from.event));
    const certainty = isUnsure ? weakest([operation.certainty, "partial"]) : operation.certainty;
    draft.operations.push({ ...operation, certainty });
    for (const member of one.leftOut) draft.lost.push(leftOutLoss(member));
    for (const member of one.further) draft.lost.push(furtherLoss(member));
  }
}

/** Tags need a comparison with those from before. True when the call is dealt with. */
function draftTags(call: InverseCall, entry: ActionEntry, from: Sources, draft: Draft): boolean {
  const { event, facts } = from;
  const fact = resolveFact("tags", "Tags", facts);
  const evidence = [event.id];
  if (fact.state === "unknown") {
    if (event.name.startsWith("Untag")) return false;
    const words = call.api.startsWith("Untag")
      ? "For keys that were new"
      : "For keys that had another value before";
    draft.manual.push({ text: manualCall(words, call, from), evidence });
    return true;
  }
  const change = tagChange(event, fact.state === "known" ? fact.value : []);
  if (change === null) return false;
  const untag = call.api.startsWith("Untag");
  const value = untag ? change.remove : change.restore.map((tag) => ({ ...tag }));
  if (value.length === 0) return true;
  const built = buildCall(call, from, { [untag ? "TagKeys" : "Tags"]: value });
  for (const one of built ?? []) {
    const known = { ...one, evidence: [...new Set([...one.evidence, ...fact.evidence])] };
    draft.operations.push(operationOf(call, known, entry, whyOf(one.words, "", entry, event)));
  }
  return true;
}

type Built = NonNullable<ReturnType<typeof buildCall>>[number];

function operationOf(call: InverseCall, one: Built, entry: ActionEntry, why: Spans): Operation {
  const incomplete =
    one.leftOut.length + one.further.length > 0 ||
    entry.inverse.possible === "partial" ||
    entry.inverse.possible === "no";
  return {
    api: call.api.includes(":") ? call.api : `iam:${call.api}`,
    input: one.input,
    why,
    evidence: one.evidence,
    certainty: one.asks ? "ask" : incomplete ? "partial" : "exact",
  };
}

function whyOf(words: string, lead: string, entry: ActionEntry, event: CloudTrailEvent): Spans {
  const done = say`${text(words)}, to take back ${text(entry.name)} ${cite(event.id)}.`;
  return lead === "" ? done : [...done, text(` ${lead}.`)];
}

function onlyIf(lead: string): string {
  return lead.startsWith("If ") ? `Only if ${lead.slice(3)}` : lead;
}

function lossOf(lost: string): Loss {
  return {
    what: [text(lost.charAt(0).toUpperCase() + lost.slice(1))],
    why: say`No call brings it back.`,
  };
}

function goneLoss({ value, by }: NonNullable<Built["gone"]>): Loss {
  return {
    what: say`What bound it to ${log(typeof value === "string" ? value : JSON.stringify(value))}`,
    why: say`That was deleted itself ${cite(by)}, before this event.`,
  };
}

function furtherLoss(member: string): Loss {
  return {
    what: say`If it had further ones: ${text(memberWord(member))}`,
    why: say`The log shows only those that the call names, and does not begin with its creation.`,
  };
}

function leftOutLoss(member: string): Loss {
  return {
    what: say`If it had one: ${text(memberWord(member))}`,
    why: say`The log does not show it, and the call leaves it out.`,
  };
}
