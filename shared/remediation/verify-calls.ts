import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import { textField } from "../cloudtrail-event.ts";
import { text } from "../span.ts";
import type { Operation, PlanValue } from "./plan.ts";
import { checkFor } from "./verify-table.ts";

/**
 * The read calls that show whether operations worked, each once, in the order of the operations. A member that the
 * operation does not hold (a policy's ARN, when the policy is created again) is taken from the event's request.
 */
export function verifyCalls(
  operations: readonly Operation[],
  event: Pick<CloudTrailEvent, "request"> | null,
): readonly Operation[] {
  const calls = new Map<string, Wanted>();
  for (const operation of operations) {
    const check = checkFor(operation.api);
    if (check === null) continue;
    const input: Record<string, PlanValue> = {};
    for (const member of check.takes) {
      const value =
        operation.input[`New${member}`] ??
        operation.input[member] ??
        textField(event?.request ?? undefined, member);
      if (value !== null) input[member] = value;
    }
    if (Object.keys(input).length < check.takes.length) continue;
    const key = JSON.stringify([check.read, operation.region ?? null, input]);
    const same = calls.get(key);
    const also = same?.expects.includes(check.expect) === true ? [] : [check.expect];
    const evidence = [...new Set([...(same?.operation.evidence ?? []), ...operation.evidence])];
    calls.set(key, {
      operation: { ...operation, api: check.read, input, evidence },
      expects: [...(same?.expects ?? []), ...also],
    });
  }
  return [...calls.values()].map(({ operation, expects }) => ({
    ...operation,
    why: [text(`The answer ${expects.join(" and ")}.`)],
  }));
}

interface Wanted {
  readonly operation: Operation;
  readonly expects: readonly string[];
}
