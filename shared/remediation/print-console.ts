import type { Spans } from "../span.ts";
import { log, say, text } from "../span.ts";
import { accountSteps } from "./console-steps/account.ts";
import { credentialSteps } from "./console-steps/credentials.ts";
import { identitySteps } from "./console-steps/identities.ts";
import { inlinePolicySteps } from "./console-steps/inline-policies.ts";
import { policySteps } from "./console-steps/policies.ts";
import { tagSteps } from "./console-steps/tags.ts";
import type { ConsoleSteps } from "./console-template.ts";
import { fillSteps } from "./console-template.ts";
import { repeatedAsk } from "./ask-list.ts";
import { xformName } from "./xform-name.ts";
import type { Operation, Plan } from "./plan.ts";

const table: ConsoleSteps = {
  ...accountSteps,
  ...credentialSteps,
  ...identitySteps,
  ...inlinePolicySteps,
  ...policySteps,
  ...tagSteps,
};

/** Whether the console's way of an API, `service:Action`, is described. */
export function hasConsoleSteps(api: string): boolean {
  return Object.hasOwn(table, api);
}

/**
 * A plan as steps in the AWS Management Console (labels as of 2026), one list item each, in the plan's order. An API
 * without a page in the console says so and leads to the command line.
 */
export function printConsole(plan: Plan): readonly Spans[] {
  let shown: string | null = null;
  return plan.operations.flatMap((operation) => {
    const { region } = operation;
    if (region === undefined || region === shown) return stepsOf(operation);
    shown = region;
    return [
      say`Choose ${log(region)} in the list of Regions at the top right of the console: the next steps are made in Region ${log(region)}.`,
      ...stepsOf(operation),
    ];
  });
}

function stepsOf(operation: Operation): readonly Spans[] {
  const steps = Object.hasOwn(table, operation.api) ? table[operation.api] : undefined;
  if (steps === undefined) {
    const command = operation.api.split(":").map((part) => xformName(part, "-"));
    return [
      say`Trailproof knows no way of the console for this: use the command ${{ t: "code", of: [text(`aws ${command.join(" ")}`)] }}.`,
    ];
  }
  const filled = fillSteps(steps, operation);
  return repeatedAsk(operation) === null
    ? filled
    : [...filled, say`Repeat this for each one; leave it out where there is none.`];
}
