import type { Json } from "../cloudtrail-event.ts";
import type { PlanValue } from "../remediation/plan.ts";

/** A JSON value as a plan value; members that are null are left out. */
export function planValue(value: Json | undefined): PlanValue | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== "object") return value;
  if (Array.isArray(value)) {
    return value.flatMap((member: Json) => planValue(member) ?? []);
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, member]) => {
      const known = planValue(member);
      return known === null ? [] : [[key, known]];
    }),
  );
}
