import { field } from "../../cloudtrail-event.ts";
import { nameOf } from "../../iam/arn.ts";
import { managedPolicy } from "../../iam/managed-policies.ts";
import { readPolicyDocument } from "../../iam/policy-document.ts";
import { readPolicy } from "../../iam/policy-reading.ts";
import type { CloudTrailEvent } from "../../cloudtrail-event.ts";
import { cite, log, say } from "../../span.ts";
import { listOf } from "../../state/request.ts";
import { later } from "../phrases.ts";
import type { Situation } from "../situation.ts";
import type { Detection } from "./detection.ts";
import { hit } from "./detection.ts";

/** IAM-019: a session that outlives the key it was made from. */
export const federationToken: Detection = {
  id: "IAM-019",
  title: "Session minted from a long-term key to outlive it",
  about:
    "An IAM user makes a federated session with administrator rights; or a federated user makes a change after the key that started its session was switched off.",
  events: ["sts:GetFederationToken", "iam:*"],
  severity: "medium",
  mitre: [
    ["T1550.001", "The session works up to 36 hours, also when its key is gone."],
    ["T1078.004", "It acts with the rights of a valid user."],
  ],
  benign: ["An own identity broker that hands out console sessions."],
  respond: [
    "Everything denied to the issuing user until the session has ended, and the session's calls reviewed",
  ],
  check: (situation) =>
    situation.event.name === "GetFederationToken" && situation.event.source === "sts.amazonaws.com"
      ? minted(situation.event)
      : outlived(situation),
};

function minted(event: CloudTrailEvent) {
  if (event.identity.type !== "IAMUser") return null;
  const request = event.request ?? undefined;
  const reading = readPolicy(readPolicyDocument(field(request, "policy")));
  const managed = listOf(field(request, "policyArns"))
    .map((member) => (typeof member === "string" ? member : field(member, "arn")))
    .filter((arn) => typeof arn === "string")
    .find((arn) => ["admin", "iam"].includes(managedPolicy(arn)?.class ?? ""));
  const isAdmin = reading.admin !== null && reading.admin.bound === null;
  if (!isAdmin && managed === undefined) return null;
  return hit(
    "high",
    managed === undefined
      ? say`The session may do everything that the user may: its policy allows every action.`
      : say`The session was made with policy ${log(nameOf(managed), "policy")}: it may do everything that the user may.`,
  );
}

function outlived({ event, past, start }: Situation) {
  if (event.identity.type !== "FederatedUser" || start === null) return null;
  const key = start.identity.accessKeyId;
  const [off] = past.of("keyOff", key).slice(-1);
  if (key === null || off === undefined) return null;
  return hit(
    "high",
    say`The session began with key ${log(key, "key")} ${cite(start.id)}, which was switched off ${cite(off.mark.id)}; ${later(off.mark.at, event.at)} the session still acted.`,
    { context: [start.id, off.mark.id] },
  );
}
