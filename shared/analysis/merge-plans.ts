import { distinctAsks } from "../remediation/distinct-asks.ts";
import type { Operation, Plan } from "../remediation/plan.ts";
import { weakest } from "../remediation/plan.ts";

/**
 * One plan for several events of one series: the last change is taken back first; equal steps appear once. Questions
 * that mean different things for different events are asked under different names.
 */
export function mergePlans(plans: readonly Plan[]): Plan {
  const all = distinctAsks(plans.toReversed());
  return {
    version: 1,
    certainty: weakest(plans.map((plan) => plan.certainty)),
    account: plans[0]?.account ?? null,
    operations: operationsOf(all),
    manual: unique(
      all.flatMap((plan) => plan.manual),
      (step) => step.text,
    ),
    lost: unique(
      all.flatMap((plan) => plan.lost),
      (loss) => loss,
    ),
    verify: unique(
      all.flatMap((plan) => plan.verify),
      callOf,
    ),
  };
}

/** Calls that set something: of equal ones the last decides what stands in the end. */
const setting = /:(?:Put|Set|Tag|Untag|Update)/;

/**
 * All calls, equal ones once. What is made must be made before something is done to it, so there the first counts.
 * Renames are never left out: each leads from the name that the one before it gave.
 */
function operationsOf(plans: readonly Plan[]): readonly Operation[] {
  const all = plans.flatMap((plan) => plan.operations);
  const lastOf = new Map(all.map((one, i) => [JSON.stringify(callOf(one)), i]));
  const seen = new Set<string>();
  return all.filter((one, i) => {
    const call = JSON.stringify(callOf(one));
    if (Object.keys(one.input).some((member) => /^New[A-Z]/.test(member))) return true;
    if (setting.test(one.api)) return lastOf.get(call) === i;
    if (seen.has(call)) return false;
    seen.add(call);
    return true;
  });
}

function callOf({ api, region, input }: Operation): unknown {
  return [api, region ?? null, input];
}

function unique<T>(items: readonly T[], key: (item: T) => unknown): readonly T[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const id = JSON.stringify(key(item));
    if (seen.has(id)) return false;
    seen.add(id);
    return true;
  });
}
