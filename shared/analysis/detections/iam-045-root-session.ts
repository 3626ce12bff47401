import { field, textField } from "../../cloudtrail-event.ts";
import { nameOf } from "../../iam/arn.ts";
import { log, say } from "../../span.ts";
import type { Detection } from "./detection.ts";
import { hit } from "./detection.ts";

/** IAM-045: a root session in a member account. */
export const rootSession: Detection = {
  id: "IAM-045",
  title: "Member-account root session",
  about:
    "A root session is opened in a member account: most grave with the task that makes a root password, little with the one that only audits; or such sessions are made possible.",
  events: ["sts:AssumeRoot", "iam:EnableOrganizationsRootSessions"],
  severity: "high",
  mitre: [
    ["T1548.005", "The session acts as root of another account, within its task."],
    ["T1078.004", "It is a valid session that no policy of that account limits."],
  ],
  benign: ["Clean-up of root credentials from one place."],
  respond: [
    "Task confirmed by the team that manages root access, or such sessions switched off for the organization",
  ],
  check: ({ event }) => {
    if (event.name === "EnableOrganizationsRootSessions") {
      return hit(
        "high",
        say`From now on root sessions can be opened in every member account of the organization.`,
      );
    }
    const request = event.request ?? undefined;
    const target = textField(request, "targetPrincipal");
    const policy = field(request, "taskPolicyArn");
    const arn = typeof policy === "string" ? policy : textField(policy, "arn");
    const task = arn === null ? null : nameOf(arn);
    const where = target === null ? say`a member account` : say`account ${log(target, "account")}`;
    const what = task === null ? [] : say` with task ${log(task, "policy")}`;
    return hit(
      task === "IAMCreateRootUserPassword"
        ? "critical"
        : task === "IAMAuditRootUserCredentials"
          ? "low"
          : "high",
      say`A root session was opened in ${where}${what}.`,
    );
  },
};
