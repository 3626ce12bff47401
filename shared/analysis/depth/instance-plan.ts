import { regionMember } from "../../remediation/call-region.ts";
import type { ManualStep, Operation, Plan } from "../../remediation/plan.ts";
import { weakest } from "../../remediation/plan.ts";
import { verifyCalls } from "../../remediation/verify-calls.ts";
import { log, say } from "../../span.ts";
import type { InstanceUse } from "../../state/account-facts.ts";
import { linkEvents } from "../../state/links.ts";
import type { Link } from "../../state/links.ts";

/**
 * Puts one EC2 call per known instance in the place of the plan's general one, and checks in the Regions of these
 * instances. An instance keeps its association with the deleted profile, so the association has to be replaced; making
 * a second one is refused by EC2.
 */
export function withAssociations(
  plan: Plan,
  profile: string,
  using: readonly Link<InstanceUse>[],
): Plan {
  const ec2 = using.map((use, i) => associate(profile, use, i, using.length));
  const operations = [...plan.operations.filter((o) => !isEc2(o)), ...ec2];
  const certainty =
    operations.length === 0 ? plan.certainty : weakest(operations.map((o) => o.certainty));
  return {
    ...plan,
    operations,
    certainty,
    manual: using.length > 0 ? plan.manual : [...plan.manual, noInstance(profile)],
    verify: [...plan.verify.filter((o) => !isEc2(o)), ...verifyCalls(ec2, null)],
  };
}

function isEc2(operation: Operation): boolean {
  return operation.api.startsWith("ec2:");
}

function noInstance(profile: string): ManualStep {
  return {
    text: say`If an instance still relied on ${log(profile)}, give it the profile again in EC2: the log names none.`,
    evidence: [],
  };
}

function associate(profile: string, use: Link<InstanceUse>, at: number, count: number): Operation {
  const { instanceId, associationId, region } = use.value;
  const where = region === null ? [] : say` in ${log(region)}`;
  const number = count === 1 ? "" : `_${at + 1}`;
  return {
    api: "ec2:ReplaceIamInstanceProfileAssociation",
    input: {
      AssociationId: associationId ?? {
        ask: `ASSOCIATION_ID${number}`,
        question:
          count === 1
            ? "Which association id does ec2 describe-iam-instance-profile-associations show for the instance?"
            : `Which association id does ec2 describe-iam-instance-profile-associations show for instance ${at + 1} of ${count}?`,
      },
      IamInstanceProfile: { Name: profile },
    },
    ...regionMember(region),
    why: say`Give instance ${log(instanceId, "host")}${where} the profile ${log(profile)} again.`,
    evidence: linkEvents(use),
    certainty: associationId === null ? "ask" : "exact",
  };
}
