import { say, text } from "../../span.ts";
import type { CloudTrailEvent } from "../../cloudtrail-event.ts";
import { trailEvents } from "../trail.ts";
import { modifier } from "../situation.ts";
import type { Detection } from "./detection.ts";
import { hit } from "./detection.ts";

const recovery: Readonly<Record<string, string>> = {
  PasswordRecoveryRequested: "The recovery of the root user's password was asked for.",
  PasswordRecoveryCompleted: "The root user's password was set by recovery.",
  EmailUpdated: "The e-mail address of the root user was changed: recovery goes there from now on.",
};

/** Whether the root user itself acted, not a service for it. */
function isRoot({ identity, more }: CloudTrailEvent): boolean {
  return (
    identity.type === "Root" && identity.invokedBy === null && more?.eventType !== "AwsServiceEvent"
  );
}

/** IAM-035: the root user acts. */
export const rootActivity: Detection = {
  id: "IAM-035",
  title: "Root user activity",
  about:
    "The root user signs in, recovers its password, or makes a change itself; a change counts at least medium, and the sum goes up by one.",
  events: [
    "iam:*",
    "signin:ConsoleLogin",
    ...Object.keys(recovery).map((name) => `signin:${name}`),
    ...[...trailEvents].map((name) => `cloudtrail:${name}`),
  ],
  severity: "high",
  mitre: [["T1078.004", "No policy of the account limits the root user."]],
  benign: [
    "One of the few tasks that need the root user: billing, closing the account, or a case with AWS support.",
  ],
  respond: [
    "Task confirmed by whoever keeps the root user's credentials; otherwise password, second factor and keys replaced",
  ],
  refused: true,
  check: ({ event }) => {
    if (event.outcome !== "success") return null;
    if (Object.hasOwn(recovery, event.name) && event.source === "signin.amazonaws.com") {
      return event.identity.type === "IAMUser"
        ? null
        : hit("critical", [text(recovery[event.name] ?? "")]);
    }
    if (!isRoot(event)) return null;
    return event.name === "ConsoleLogin"
      ? hit("high", say`The root user signed in to the console.`)
      : hit(
          "medium",
          say`The root user made the call itself, which administrators do with an identity of their own.`,
        );
  },
  modify: ({ event }) =>
    isRoot(event) && event.source !== "signin.amazonaws.com"
      ? [modifier("+1", say`The root user acted; no rule of the account limits it.`)]
      : [],
};
