import type { Operation, Plan } from "../../remediation/plan.ts";
import { cite, log, say } from "../../span.ts";
import { isWithin, secondsBetween } from "../../state/fact.ts";
import type { PolicyFacts } from "../../state/account-facts.ts";
import { policyName } from "../phrases.ts";
import type { Situation } from "../situation.ts";

/**
 * Says what became of a version deleted to make room (a policy holds five at most): made again where its document is
 * in the log, named as lost where it is not, and left out where no version was deleted.
 */
export function withDeletedVersion(
  plan: Plan,
  { event, account }: Situation,
  policy: PolicyFacts | null,
  arn: string,
): Plan {
  const last = policy?.lastDeletedVersion ?? null;
  // The general loss of the action stands for all versions; here the log tells which one it was, if any.
  if (last === null || !isWithin(last.by, event.at, 24)) {
    const covered = secondsBetween(account.firstAt, event.at);
    return covered !== null && covered >= 24 * 3600 ? { ...plan, lost: [] } : plan;
  }
  const { id, document } = last.value;
  if (document === null) {
    return {
      ...plan,
      lost: [
        {
          what: say`Version ${log(id)} of ${policyName(arn)}, deleted before ${cite(last.by.id)}.`,
          why: say`Its document is not in the log.`,
        },
      ],
    };
  }
  const again: Operation = {
    api: "iam:CreatePolicyVersion",
    input: { PolicyArn: arn, PolicyDocument: document, SetAsDefault: false },
    why: say`Store the document of version ${log(id)} again, which was deleted before ${cite(last.by.id)}.`,
    evidence: [last.by.id],
    certainty: "partial",
  };
  return {
    ...plan,
    certainty: plan.certainty === "ask" ? "ask" : "partial",
    operations: [...plan.operations, again],
    lost: [
      {
        what: say`The number of version ${log(id)}.`,
        why: say`AWS gives the restored version a new one.`,
      },
    ],
  };
}
