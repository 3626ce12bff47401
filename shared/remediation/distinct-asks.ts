import { asksOf } from "./ask-list.ts";
import type { Operation, Plan, PlanValue } from "./plan.ts";
import { isAsk } from "./plan.ts";

/**
 * Plans of several events, made fit for one script: where two of them ask under one name for different things, the
 * later one gets a name of its own (`EARLIER_STATUS_2`). Plans that ask for the same value of the same call keep one
 * name. Call it before operations of several plans are put together.
 */
export function distinctAsks(plans: readonly Plan[]): readonly Plan[] {
  const taken = new Set(plans.flatMap(askNames));
  const first = new Map<string, string>();
  const given = new Map<string, string>();
  return plans.map((plan) => {
    const renamed = new Map<string, string>();
    for (const name of askNames(plan)) {
      const purpose = purposeOf(plan, name);
      if (!first.has(name)) first.set(name, purpose);
      if (first.get(name) === purpose) continue;
      const key = JSON.stringify([name, purpose]);
      const own = given.get(key) ?? freeName(name, taken);
      given.set(key, own);
      taken.add(own);
      renamed.set(name, own);
    }
    if (renamed.size === 0) return plan;
    const inPlace = (one: Operation): Operation => ({ ...one, input: rename(one.input, renamed) });
    return {
      ...plan,
      operations: plan.operations.map(inPlace),
      verify: plan.verify.map(inPlace),
    };
  });
}

function askNames({ operations, verify }: Plan): readonly string[] {
  return asksOf([...operations, ...verify]).map(({ ask }) => ask.ask);
}

/** The name with the first number behind it that nobody has. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  for (let count = 2; ; count += 1) if (!taken.has(`${name}_${count}`)) return `${name}_${count}`;
}

/** What an ask is for: the calls that use it, with everything else in them. */
function purposeOf(plan: Plan, name: string): string {
  const users = plan.operations.filter((one) => asksOf([one]).some(({ ask }) => ask.ask === name));
  return JSON.stringify(users.map((one) => [one.api, one.region ?? null, one.input]));
}

function rename(
  input: Operation["input"],
  names: ReadonlyMap<string, string>,
): Record<string, PlanValue> {
  const renamed: Record<string, PlanValue> = {};
  for (const [member, value] of Object.entries(input)) renamed[member] = renameIn(value, names);
  return renamed;
}

function renameIn(value: PlanValue, names: ReadonlyMap<string, string>): PlanValue {
  if (typeof value !== "object") return value;
  if (isAsk(value)) {
    const name = names.get(value.ask);
    if (name === undefined) return value;
    return { ...value, ask: name, question: `${value.question} (For the command with ${name}.)` };
  }
  if (Array.isArray(value)) return value.map((one: PlanValue) => renameIn(one, names));
  const entries: [string, PlanValue][] = Object.entries(value);
  return Object.fromEntries(entries.map(([key, one]) => [key, renameIn(one, names)]));
}
