import type { MemberKind } from "./member-kinds.ts";
import { memberKind } from "./member-kinds.ts";
import type { Ask, Operation, PlanValue } from "./plan.ts";
import { isAsk } from "./plan.ts";

/** A value that must be supplied before a plan can run, with the kind of member that takes it. */
export interface AskedValue {
  readonly ask: Ask;
  readonly kind: MemberKind;
}

/** Everything that operations ask for, each variable once, in the order of first use. */
export function asksOf(operations: readonly Operation[]): readonly AskedValue[] {
  const found = new Map<string, AskedValue>();
  const visit = (value: PlanValue, kind: MemberKind): void => {
    if (isAsk(value)) {
      if (!found.has(value.ask)) found.set(value.ask, { ask: value, kind });
    } else if (typeof value === "object") {
      for (const inner of Object.values(value)) visit(inner, "text");
    }
  };
  for (const operation of operations)
    for (const [member, value] of Object.entries(operation.input)) visit(value, memberKind(member));
  return [...found.values()];
}

/** The ask in an operation whose answer is a list: the call is made once for each of its members. Null when none. */
export function repeatedAsk(operation: Operation): Ask | null {
  for (const value of Object.values(operation.input))
    if (isAsk(value) && value.each === true) return value;
  return null;
}
