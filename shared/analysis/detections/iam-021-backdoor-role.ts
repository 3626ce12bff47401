import { readPolicyDocument } from "../../iam/policy-document.ts";
import { readTrust } from "../../iam/trust-reading.ts";
import { cite, log, say } from "../../span.ts";
import { trustBy } from "../depth/opened-trust.ts";
import { writtenBy } from "../depth/written.ts";
import { automationOf } from "../client.ts";
import { isWithin } from "../../state/fact.ts";
import { findEntity } from "../../state/find.ts";
import { asked } from "../../state/request.ts";
import { serviceOf } from "../modifiers.ts";
import { some } from "../phrases.ts";
import { entityPower, powerOf } from "../powers.ts";
import type { Situation } from "../situation.ts";
import type { Detection } from "./detection.ts";
import { hit } from "./detection.ts";

/** IAM-021: an administrator role that outsiders may take on. */
export const backdoorRole: Detection = {
  id: "IAM-021",
  title: "Backdoor role",
  about:
    "Within 24 hours a role's trust is opened to another account or to everybody, without a condition that limits it, and the role gets administrator rights; the last step is told.",
  events: [
    "iam:CreateRole",
    "iam:UpdateAssumeRolePolicy",
    "iam:AttachRolePolicy",
    "iam:PutRolePolicy",
  ],
  severity: "critical",
  mitre: [
    ["T1098.003", "The role has the rights of an administrator."],
    ["T1484.002", "An outside account is trusted with it."],
    ["T1199", "Whoever controls the other account controls this one."],
  ],
  benign: ["Onboarding of a vendor, who should not need administrator rights."],
  respond: [
    "Earlier trust policy written back and the administrator policy taken off",
    "Running sessions of the role revoked, and what they did reviewed",
  ],
  check: (situation) => {
    const { event, account } = situation;
    const role = asked(event, "roleName");
    if (role === null) return null;
    const severity = isByCode(situation) ? "high" : "critical";
    const opened = trustBy(situation);
    if (opened !== null) {
      const outside = [...opened.everyone, ...opened.external].filter((t) => t.bound === null);
      const power = entityPower(account, "role", role);
      if (outside.length === 0 || power?.isAdmin !== true) return null;
      return hit(
        severity,
        say`Role ${log(role, "role")} has administrator rights by the log ${power.by.slice(0, 2).map((id) => cite(id))}, and now admits ${some(
          outside.map((t) => log(t.principal, "arn")),
          3,
        )}.`,
        { context: power.by },
      );
    }
    const trust = findEntity(account, "role", role)?.trust ?? null;
    if (
      trust === null ||
      trust.value === null ||
      !isWithin(trust.by, event.at, 24) ||
      !givesAdmin(situation)
    )
      return null;
    const reading = readTrust(readPolicyDocument(trust.value), event.account);
    const outside = [...reading.everyone, ...reading.external].filter((t) => t.bound === null);
    if (outside.length === 0) return null;
    return hit(
      severity,
      say`Role ${log(role, "role")} admits ${some(
        outside.map((t) => log(t.principal, "arn")),
        3,
      )} since less than 24 hours ${cite(trust.by.id)}, and now has administrator rights.`,
      { context: [trust.by.id] },
    );
  },
};

/** Landing zones are made so: told as grave, but one rank less. */
function isByCode(situation: Situation): boolean {
  return serviceOf(situation) !== null || automationOf(situation.event.userAgent) !== null;
}

function givesAdmin(situation: Situation): boolean {
  const { event, account } = situation;
  if (event.name === "AttachRolePolicy") {
    const arn = asked(event, "policyArn");
    return arn !== null && powerOf(account, arn)?.isAdmin === true;
  }
  const admin = writtenBy(situation)?.c.reading.admin ?? null;
  return admin !== null && admin.bound === null;
}
