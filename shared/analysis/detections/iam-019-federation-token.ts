import { field } from "../../cloudtrail-event.ts";
import { nameOf } from "../../iam/arn.ts";
import { managedPolicy } from "../../iam/managed-policies.ts";
import { readPolicyDocument } from "../../iam/policy-document.ts";
import { readPolicy } from "../../iam/policy-reading.ts";
import { cite, log, say, text } from "../../span.ts";
import { listOf } from "../../state/request.ts";
import { isOffensive } from "../client.ts";
import { later } from "../phrases.ts";
import type { Situation } from "../situation.ts";
import type { Detection } from "./detection.ts";
import { hit } from "./detection.ts";

/** IAM-019: a session that outlives the key it was made from. */
export const federationToken: Detection = {
  id: "IAM-019",
  title: "Session minted from a long-term key to outlive it",
  about:
    "An IAM user makes a federated session with administrator rights; a federated session, or a client made for attacks, asks for a token that opens the console; or a session makes a change after the key that started it was switched off or deleted. Brokers that ask for such tokens on several days count less.",
  events: ["sts:GetFederationToken", "signin:GetSigninToken", "iam:*"],
  severity: "medium",
  mitre: [
    ["T1550.001", "The session works up to 36 hours, also when its key is gone."],
    ["T1078.004", "It acts with the rights of a valid user."],
  ],
  benign: ["An own identity broker that hands out console sessions."],
  respond: [
    "Everything denied to the issuing user until the session has ended, and the session's calls reviewed",
  ],
  check: (situation) => {
    switch (situation.event.source) {
      case "sts.amazonaws.com":
        return minted(situation);
      case "signin.amazonaws.com":
        return opened(situation);
      default:
        return outlived(situation);
    }
  },
};

/** As many earlier tokens on different days are the work of a broker. */
const routine = 3;

function isBroker({ habit }: Situation): boolean {
  return habit.times >= routine && habit.days > 1;
}

/** A session that began with a long-term key becomes a session of the console. */
function opened(situation: Situation) {
  const { event } = situation;
  const isTool = isOffensive(event.userAgent);
  if (event.identity.type !== "FederatedUser" && !isTool) return null;
  return hit(
    isTool ? "high" : isBroker(situation) ? "low" : "medium",
    event.identity.type === "FederatedUser"
      ? say`A session that was made from a long-term key got a token that opens the console, with the client ${log(event.userAgent ?? "", "agent")}: from then on it is used like a signed-in user's.`
      : say`A session got a token that opens the console, with the client ${log(event.userAgent ?? "", "agent")}, a tool made for attacks.`,
  );
}

function minted(situation: Situation) {
  const { event } = situation;
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
    isBroker(situation) ? "low" : "high",
    managed === undefined
      ? say`The session may do everything that the user may: its policy allows every action.`
      : say`The session was made with policy ${log(nameOf(managed), "policy")}: it may do everything that the user may.`,
  );
}

function outlived({ event, past, start }: Situation) {
  // GetSessionToken gives sessions in the user's own name.
  const isMinted =
    event.identity.type === "FederatedUser" ||
    (event.identity.type === "IAMUser" && start?.name === "GetSessionToken");
  if (!isMinted || start === null) return null;
  const key = start.identity.accessKeyId;
  const [off] = past.of("keyOff", key).slice(-1);
  if (key === null || off === undefined) return null;
  return hit(
    "high",
    say`The session began with key ${log(key, "key")} ${cite(start.id)}, which was ${text(off.name === "DeleteAccessKey" ? "deleted" : "switched off")} ${cite(off.mark.id)}; ${later(off.mark.at, event.at)} the session still acted.`,
    { context: [start.id, off.mark.id] },
  );
}
