import { field, textField } from "../../cloudtrail-event.ts";
import type { CloudTrailEvent } from "../../cloudtrail-event.ts";
import { managedPolicy } from "../../iam/managed-policies.ts";
import { readPolicyDocument } from "../../iam/policy-document.ts";
import { readPolicy } from "../../iam/policy-reading.ts";
import { cite, log, say, text } from "../../span.ts";
import { asked } from "../../state/request.ts";
import { policyName } from "../phrases.ts";
import type { Detection } from "./detection.ts";
import { hit } from "./detection.ts";

/** IAM-034: administrators by Identity Center. */
export const identityCenterAdmin: Detection = {
  id: "IAM-034",
  title: "Identity Center administrator assignment",
  about:
    "A permission set of Identity Center gets administrator rights, by a policy of AWS or by a document, or one that got them in the log is assigned in an account.",
  events: [
    "sso:AttachManagedPolicyToPermissionSet",
    "sso:PutInlinePolicyToPermissionSet",
    "sso:CreateAccountAssignment",
  ],
  severity: "high",
  mitre: [
    ["T1098.003", "People get administrator rights in every account that the set is assigned in."],
  ],
  benign: ["Onboarding of an administrator, or the first set-up of Identity Center."],
  respond: [
    "Assignment confirmed by the owner of the account, or removed and the set provisioned again",
  ],
  check: ({ event, past }) => {
    const set = asked(event, "permissionSetArn");
    if (event.name === "CreateAccountAssignment") {
      const [gave] = past.of("adminSet", set).slice(-1);
      const target = textField(event.request ?? undefined, "targetId");
      const principal = textField(event.request ?? undefined, "principalId");
      return gave === undefined
        ? null
        : hit(
            "high",
            say`The permission set gives administrator rights ${cite(gave.mark.id)}; it was assigned${target === null ? [] : say` in account ${log(target, "account")}`}${principal === null ? [] : say` to ${log(principal)}`}.`,
            { context: [gave.mark.id] },
          );
    }
    const why = givesAdmin(event);
    return why === null ? null : hit("high", why);
  },
};

/** Why a call gives a permission set administrator rights; null when it does not. */
export function givesAdmin(event: CloudTrailEvent) {
  const arn = asked(event, "managedPolicyArn");
  const aws = arn === null ? null : managedPolicy(arn);
  if (arn !== null && aws !== null && (aws.class === "admin" || aws.class === "iam")) {
    return say`The permission set got policy ${policyName(arn)}, which ${text(aws.does)}.`;
  }
  const { admin } = readPolicy(
    readPolicyDocument(field(event.request ?? undefined, "inlinePolicy")),
  );
  return admin !== null && admin.bound === null
    ? say`The permission set got an inline policy that allows everything, or all of IAM, on every resource.`
    : null;
}
