/** The value of a request's member as text of the AWS CLI. */
import { isAsk } from "./plan.ts";
import type { PlanValue } from "./plan.ts";

/** The text of a value as the CLI takes it: lists and structures as JSON. Null when a part must still be supplied. */
export function argumentText(value: PlanValue): string | null {
  if (typeof value === "string") return value;
  if (typeof value !== "object") return String(value);
  return holdsAsk(value) ? null : JSON.stringify(value);
}

/** Whether a value, or a part of it, must still be supplied by who runs the script. */
export function holdsAsk(value: PlanValue): boolean {
  if (typeof value !== "object") return false;
  return isAsk(value) || Object.values(value).some(holdsAsk);
}
