import type { Plan } from "../remediation/plan.ts";
import { weakest } from "../remediation/plan.ts";

/** One plan for several events of one series: the last change is taken back first; equal steps appear once. */
export function mergePlans(plans: readonly Plan[]): Plan {
  const all = plans.toReversed();
  return {
    version: 1,
    certainty: weakest(plans.map((plan) => plan.certainty)),
    account: plans[0]?.account ?? null,
    operations: unique(
      all.flatMap((plan) => plan.operations),
      (o) => [o.api, o.input],
    ),
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
      (o) => [o.api, o.input],
    ),
  };
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
