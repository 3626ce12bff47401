import { readPolicyDocument } from "../../iam/policy-document.ts";
import { managedPolicy } from "../../iam/managed-policies.ts";
import type { Reason } from "../../finding.ts";
import { rankOf } from "../../severity.ts";
import { cite, log, say, text } from "../../span.ts";
import type { Spans } from "../../span.ts";
import { automationOf, isOffensive } from "../client.ts";
import type { EntityFacts } from "../../state/account-facts.ts";
import { isWithin } from "../../state/fact.ts";
import { findEntity } from "../../state/find.ts";
import { asked, askedEntity } from "../../state/request.ts";
import { serviceOf } from "../modifiers.ts";
import { powerOf } from "../powers.ts";
import { isOwn } from "../self.ts";
import { detection } from "../situation.ts";
import type { Situation } from "../situation.ts";
import type { Detection } from "./detection.ts";

/** Events that attach a managed policy, with the kind of holder. */
export const attachKinds: Readonly<Record<string, EntityFacts["kind"]>> = {
  AttachUserPolicy: "user",
  AttachGroupPolicy: "group",
  AttachRolePolicy: "role",
};

/** IAM-002: a policy with administrator rights gets a holder; other policies are told by what they give. */
export const adminPolicyAttached: Detection = {
  id: "IAM-002",
  title: "Administrator policy attached",
  about:
    "A policy of AWS with administrator or wide rights, or an own policy whose document in the log gives administrator rights, is attached to a user, group or role.",
  events: Object.keys(attachKinds).map((name) => `iam:${name}`),
  severity: "high",
  mitre: [["T1098.003", "An identity gets a policy with the rights of an administrator."]],
  benign: [
    "The planned set-up of an administrator, a deployment role, or a role that Control Tower or Identity Center manages.",
  ],
  respond: [
    "Policy detached again and replaced by the permissions really needed, or the administrator approved and written down",
  ],
  check: (situation) => {
    const { event, account } = situation;
    const kind = attachKinds[event.name];
    const arn = asked(event, "policyArn");
    if (kind === undefined || arn === null) return null;
    if (managedPolicy(arn)?.name.startsWith("AWSCompromisedKeyQuarantine") === true) return null;
    const power = powerOf(account, arn);
    // Documents that only open ways are IAM-005.
    if (power === null || (!power.isAdmin && power.isStrong)) return null;
    // What reads, denies or serves one service is no administrator: told, but not proposed.
    if (rankOf(power.severity) < rankOf("medium")) return { happened: [power.text] };
    const name = askedEntity(event, kind);
    const created = findEntity(account, kind, name)?.created ?? null;
    const usual = power.severity === "high" && kind === "role" ? usualRole(situation, name) : null;
    const isUsual = usual !== null;
    const reasons: Reason[] = [
      detection(
        isUsual ? "medium" : power.severity,
        isUsual ? say`${power.text} ${usual}` : power.text,
      ),
    ];
    if (power.isAdmin && !isUsual && created !== null && isWithin(created, event.at, 24)) {
      reasons.push(
        detection(
          "critical",
          say`The ${text(kind)} that got these rights is less than 24 hours old ${cite(created.id)}.`,
        ),
      );
    }
    if (power.isAdmin && name !== null && isOwn(situation, kind, name)) {
      reasons.push(
        detection(
          "critical",
          say`The actor gave them to ${text(kind === "group" ? "a group it belongs to" : "itself")}.`,
        ),
      );
    }
    if (power.isAdmin && isOffensive(event.userAgent)) {
      reasons.push(
        detection("critical", say`The client names itself ${log(event.userAgent ?? "", "agent")}.`),
      );
    }
    return {
      reasons,
      happened: [power.text],
      context: [...power.by, ...(created === null ? [] : [created.id])],
    };
  },
};

/** Why a strong role is everyday work: a service manages it, or code sets it up for services; null when it is not. */
function usualRole(situation: Situation, name: string | null): Spans | null {
  const service = serviceOf(situation);
  if (service !== null && name?.startsWith("AWSReservedSSO_") === true)
    return say`Identity Center made it for a permission set; who may use it is decided there.`;
  if (service === "cloudformation.amazonaws.com" && name?.startsWith("aws-controltower-") === true)
    return say`CloudFormation made it under a name that Control Tower uses.`;
  return isServiceRoleInCode(situation, name)
    ? say`Code set it up, and only services may take the role on.`
    : null;
}

/** Code that equips a role which only services can take on is everyday work, if a strong one. */
function isServiceRoleInCode(situation: Situation, name: string | null): boolean {
  const { event, account } = situation;
  if (automationOf(event.userAgent) === null && serviceOf(situation) === null) return false;
  const trust = findEntity(account, "role", name)?.trust?.value ?? null;
  if (trust === null) return false;
  const allows = readPolicyDocument(trust).statements.filter((s) => s.effect === "Allow");
  return (
    allows.length > 0 &&
    allows.every(
      ({ notPrincipals, principals }) =>
        notPrincipals === null &&
        principals !== null &&
        principals.length > 0 &&
        principals.every(({ kind }) => kind === "Service"),
    )
  );
}
