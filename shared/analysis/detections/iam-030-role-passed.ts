import { cite, log, say } from "../../span.ts";
import { automationOf } from "../client.ts";
import { findProfile } from "../../state/find.ts";
import { standing } from "../../state/links.ts";
import { asked } from "../../state/request.ts";
import { serviceOf } from "../modifiers.ts";
import { passedRole } from "../past/passed-role.ts";
import { entityPower } from "../powers.ts";
import type { Situation } from "../situation.ts";
import type { Detection } from "./detection.ts";
import { hit } from "./detection.ts";

/** IAM-030: a service is made to act with a strong role. */
export const rolePassed: Detection = {
  id: "IAM-030",
  title: "Strong role passed to a service",
  about:
    "A role that the log shows to hold strong rights is handed to a service, by an actor that the log does not show to be an administrator and that did not hand it over in the seven days before. Code that makes resources counts less.",
  events: [
    "iam:AddRoleToInstanceProfile",
    "ec2:RunInstances",
    "ec2:AssociateIamInstanceProfile",
    "ec2:ReplaceIamInstanceProfileAssociation",
    "lambda:CreateFunction20150331",
    "glue:CreateDevEndpoint",
    "glue:CreateJob",
    "cloudformation:CreateStack",
    "codebuild:CreateProject",
    "sagemaker:CreateNotebookInstance",
  ],
  severity: "high",
  mitre: [
    ["T1548.005", "What runs in the service acts with the rights of the role."],
    ["T1098.003", "Whoever controls the resource reaches those rights."],
  ],
  benign: ["A deployment that has always worked with this role, before the log begins."],
  respond: [
    "Use of the role by the resource confirmed by its owner, or the role taken from it and its sessions revoked",
  ],
  check: (situation) => {
    const { event, account, past, mark } = situation;
    const handed = passedRole(event) ?? asked(event, "roleName");
    if (handed === null) return null;
    const role = roleOf(situation, handed);
    const power = entityPower(account, "role", role);
    if (role === null || power === null) return null;
    if (past.of("passed", mark.actor).some(({ what }) => what === handed)) return null;
    if (isStrong(situation)) return null;
    const isCode = automationOf(event.userAgent) !== null || serviceOf(situation) !== null;
    return hit(
      isCode ? "low" : power.isAdmin ? "high" : "medium",
      say`Role ${log(role, "role")} was handed to a service for the first time by this actor, and it holds strong rights ${power.by.slice(0, 2).map((id) => cite(id))}. ${power.text}`,
      { context: power.by },
    );
  },
};

function roleOf({ account }: Situation, handed: string): string | null {
  if (!handed.startsWith("profile/")) return handed;
  const profile = findProfile(account, handed.slice("profile/".length));
  return profile === null ? null : (standing(profile.roles).at(-1)?.value ?? null);
}

/** Whether the log shows the actor itself to hold strong rights: then it gains nothing. */
function isStrong({ event, account }: Situation): boolean {
  const who = event.identity;
  const power =
    who.type === "IAMUser"
      ? entityPower(account, "user", who.userName)
      : entityPower(account, "role", who.issuerName);
  return who.type === "Root" || power?.isAdmin === true;
}
