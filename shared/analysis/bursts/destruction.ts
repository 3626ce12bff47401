import type { CloudTrailEvent } from "../../cloudtrail-event.ts";
import { counted, log, say } from "../../span.ts";
import { actorKey } from "../../state/actor-key.ts";
import { automationOf } from "../client.ts";
import { asked } from "../../state/request.ts";
import { some, span } from "../phrases.ts";
import type { Burst, BurstCall } from "./burst.ts";

const members: readonly string[] = [
  "userName",
  "roleName",
  "groupName",
  "policyArn",
  "instanceProfileName",
  "serialNumber",
  "sAMLProviderArn",
  "openIDConnectProviderArn",
];

/** What a call takes away, or null when it takes nothing. */
function taken(event: CloudTrailEvent): string | null {
  const { name } = event;
  const isEnd = /^(Delete|Detach|Remove|Deactivate)/.test(name) && name !== "DeletePolicyVersion";
  const isOff = name === "UpdateAccessKey" && asked(event, "status") === "Inactive";
  if (!isEnd && !isOff) return null;
  return members.map((member) => asked(event, member)).find((id) => id !== null) ?? null;
}

const principals = new Set(["DeleteUser", "DeleteRole", "DeleteGroup"]);

/** What of the calls ends users, roles, groups or second factors. */
function ended(calls: readonly BurstCall[]): number {
  const gone = calls.filter(({ name }) => principals.has(name) || name === "DeactivateMFADevice");
  return new Set(gone.map(({ what }) => what)).size;
}

/** IAM-027: much is deleted, detached or switched off at once. */
export const destruction: Burst = {
  rule: "IAM-027",
  seconds: 600,
  outcome: "success",
  read: (event) => {
    // A service that takes a stack down undoes what it made itself.
    if (event.identity.invokedBy?.endsWith(".amazonaws.com") === true) return null;
    const what = taken(event);
    return what === null ? null : { key: actorKey(event), what };
  },
  isBurst: (calls) => new Set(calls.map(({ what }) => what)).size >= 10 || ended(calls) >= 5,
  judge: (calls) => {
    const things = [...new Set(calls.map(({ what }) => what))];
    const mfa = calls.some(({ name }) => name === "DeactivateMFADevice");
    // A user agent can be forged: the burst is told, but code that takes its own things down is no alarm.
    const isCode = !mfa && calls.every(({ userAgent }) => automationOf(userAgent) !== null);
    return {
      severity: mfa ? "critical" : isCode ? "low" : "high",
      why: say`One actor deleted, detached or switched off ${counted(things.length, "thing")} with ${counted(calls.length, "call")} ${span(calls)}${mfa ? say`, second factors among them` : []}${isCode ? say`, with a client that names itself as infrastructure as code` : []}: ${some(
        things.map((what) => log(what)),
        6,
      )}.`,
    };
  },
  title: (calls) =>
    say`Burst of ${counted(calls.length, "deletion")} in IAM on ${counted(new Set(calls.map(({ what }) => what)).size, "target")}`,
  remedy: say`Stop the actor first; then bring back policies, groups, roles, users and attachments in this order, by the plans of the single findings.`,
};
