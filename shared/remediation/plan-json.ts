import type { Json } from "../cloudtrail-event.ts";
import type { PlanValue } from "./plan.ts";

/** A plan value as JSON; what must still be supplied becomes null. */
export function planJson(value: Json | PlanValue): Json {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map((one: Json | PlanValue) => planJson(one));
  if ("ask" in value && "question" in value) return null;
  const entries: [string, Json | PlanValue][] = Object.entries(value);
  return Object.fromEntries(entries.map(([key, one]) => [key, planJson(one)]));
}
