import { field, textField } from "../../cloudtrail-event.ts";
import type { CloudTrailEvent } from "../../cloudtrail-event.ts";
import { managedPolicy } from "../../iam/managed-policies.ts";
import { readPolicyDocument } from "../../iam/policy-document.ts";
import { readPolicy } from "../../iam/policy-reading.ts";
import { cite, log, say, text } from "../../span.ts";
import { asked } from "../../state/request.ts";
import { policyName } from "../phrases.ts";
import type { Situation } from "../situation.ts";
import type { Detection } from "./detection.ts";
import { hit } from "./detection.ts";

/** IAM-034: administrators by Identity Center. */
export const identityCenterAdmin: Detection = {
  id: "IAM-034",
  title: "Identity Center administrator assignment",
  about:
    "A permission set of Identity Center gets administrator rights, by a policy of AWS or by a document; one that got them in the log is assigned in an account, or somebody joins a group that it is assigned to; or any set is assigned in the management account.",
  events: [
    "sso:AttachManagedPolicyToPermissionSet",
    "sso:PutInlinePolicyToPermissionSet",
    "sso:CreateAccountAssignment",
    "sso:ProvisionPermissionSet",
    "sso-directory:AddMemberToGroup",
    "identitystore:CreateGroupMembership",
  ],
  severity: "high",
  mitre: [
    ["T1098.003", "People get administrator rights in every account that the set is assigned in."],
  ],
  benign: ["Onboarding of an administrator, or the first set-up of Identity Center."],
  respond: [
    "Assignment confirmed by the owner of the account, or removed and the set provisioned again",
  ],
  check: (situation) => {
    const { event, past } = situation;
    switch (event.name) {
      case "CreateAccountAssignment":
        return assigned(situation);
      case "AddMemberToGroup":
      case "CreateGroupMembership":
        return joinedGroup(situation);
      case "ProvisionPermissionSet": {
        const [gave] = past.of("adminSet", asked(event, "permissionSetArn")).slice(-1);
        return gave === undefined
          ? null
          : hit(
              "high",
              say`The permission set gives administrator rights ${cite(gave.mark.id)}; from now on they are in force where it is assigned.`,
              { context: [gave.mark.id] },
            );
      }
      default: {
        const why = givesAdmin(event);
        return why === null ? null : hit("high", why);
      }
    }
  },
};

function assigned({ event, past }: Situation) {
  const [gave] = past.of("adminSet", asked(event, "permissionSetArn")).slice(-1);
  const target = asked(event, "targetId");
  const principal = asked(event, "principalId");
  const isOwn = principal !== null && event.more?.onBehalfOf === principal;
  const where = target === null ? [] : say` in account ${log(target, "account")}`;
  const whom =
    principal === null
      ? []
      : isOwn
        ? say` to ${log(principal)}, the very user for whom the call was made`
        : say` to ${log(principal)}`;
  if (gave !== undefined)
    return hit(
      isOwn ? "critical" : "high",
      say`The permission set gives administrator rights ${cite(gave.mark.id)}; it was assigned${where}${whom}.`,
      { context: [gave.mark.id] },
    );
  const [known] = past.of("management", "account").slice(-1);
  if (target === null || target !== event.account || known === undefined) return null;
  return hit(
    isOwn ? "critical" : "high",
    say`A permission set was assigned${where}${whom}: it is the management account of the organization ${cite(known.mark.id)}, which no organization policy limits.`,
    { context: [known.mark.id] },
  );
}

/** Somebody joins a group that an administrator set is assigned to. */
function joinedGroup({ event, past }: Situation) {
  const group = asked(event, "groupId");
  if (group === null) return null;
  for (const call of past.of("setGroup", `group/${group}`).toReversed()) {
    const [gave] = past.of("adminSet", call.what).slice(-1);
    if (gave === undefined) continue;
    const member = memberOf(event);
    const isOwn = member !== null && member === event.more?.onBehalfOf;
    return hit(
      isOwn ? "critical" : "high",
      say`${member === null ? say`Somebody` : log(member)} joined group ${log(group)}${isOwn ? say` by a call made for that very user` : []}, to which a permission set of administrator rights is assigned ${cite(gave.mark.id)} ${cite(call.mark.id)}.`,
      { context: [gave.mark.id, call.mark.id] },
    );
  }
  return null;
}

function memberOf({ request }: CloudTrailEvent): string | null {
  const member = field(request ?? undefined, "memberId") ?? field(request ?? undefined, "member");
  return typeof member === "string"
    ? member
    : (textField(member, "userId") ?? textField(member, "memberId"));
}

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
