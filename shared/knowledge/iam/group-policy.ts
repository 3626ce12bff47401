import type { ActionEntry } from "../entry.ts";
import { writeAction } from "./define-action.ts";
import { call, reversible } from "./define-inverse.ts";

/** Groups: managed and inline policies. */
export const groupPolicyActions: readonly ActionEntry[] = [
  writeAction({
    name: "AttachGroupPolicy",
    target: "group",
    targetFields: ["request.groupName"],
    done: "was given a managed policy",
    severity: "medium",
    severityReason:
      "Every member gains at once what the policy grants, as far as no boundary or deny stands against it.",
    mitre: ["T1098.003"],
    inverse: reversible([
      call(
        "DetachGroupPolicy",
        { GroupName: "$rp.groupName", PolicyArn: "$rp.policyArn" },
        "it was not in place before",
      ),
    ]),
  }),
  writeAction({
    name: "DetachGroupPolicy",
    target: "group",
    targetFields: ["request.groupName"],
    done: "lost an attached managed policy",
    severity: "medium",
    severityReason:
      "Every member loses what only this policy granted, and gains access where the policy denied something.",
    mitre: ["T1531", "T1562"],
    inverse: reversible(
      [call("AttachGroupPolicy", { GroupName: "$rp.groupName", PolicyArn: "$rp.policyArn" })],
      {
        note: "Check first that the policy still exists: a detachment followed by DeletePolicy is a known destructive pair.",
      },
    ),
  }),
  writeAction({
    name: "PutGroupPolicy",
    target: "group",
    targetFields: ["request.groupName"],
    done: "was given an inline policy",
    severity: "medium",
    severityReason:
      "An inline policy takes effect at once for every member, and silently replaces one of the same name.",
    mitre: ["T1098.003"],
    inverse: reversible([
      call(
        "PutGroupPolicy",
        {
          GroupName: "$rp.groupName",
          PolicyName: "$rp.policyName",
          PolicyDocument: "$prior.inlineDocument",
        },
        "an earlier document is known",
      ),
      call(
        "DeleteGroupPolicy",
        { GroupName: "$rp.groupName", PolicyName: "$rp.policyName" },
        "the name did not exist before",
      ),
    ]),
  }),
  writeAction({
    name: "DeleteGroupPolicy",
    target: "group",
    targetFields: ["request.groupName"],
    done: "lost an inline policy",
    severity: "low",
    severityReason:
      "Every member loses what only this policy granted, and gains access where the policy denied something.",
    mitre: ["T1531"],
    inverse: reversible([
      call("PutGroupPolicy", {
        GroupName: "$rp.groupName",
        PolicyName: "$rp.policyName",
        PolicyDocument: "$prior.inlineDocument",
      }),
    ]),
  }),
];
