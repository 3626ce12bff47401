import { automationOf } from "../client.ts";
import { log, say } from "../../span.ts";
import { asked } from "../../state/request.ts";
import type { Detection } from "./detection.ts";
import { hit } from "./detection.ts";

/** What each call takes away, as a clause after "By NAME,". */
const calls: Readonly<Record<string, readonly [severity: "critical" | "high", clause: string]>> = {
  LeaveOrganization: ["critical", "the account is outside the organization and its guard rails"],
  RemoveAccountFromOrganization: [
    "critical",
    "an account is outside the organization and its guard rails",
  ],
  MoveAccount: ["high", "other guard rails hold for an account"],
  DetachPolicy: ["critical", "a policy of the organization holds no longer for a target"],
  DeletePolicy: ["critical", "a policy of the organization is gone"],
  UpdatePolicy: ["high", "a policy of the organization has other contents"],
  DisablePolicyType: ["critical", "no policy of a type holds any more"],
  RegisterDelegatedAdministrator: [
    "high",
    "a member account administers a service for the organization",
  ],
};

/** IAM-047: limits from above, or who they hold for. */
export const organizationGuard: Detection = {
  id: "IAM-047",
  title: "Organization guard rail or membership changed",
  about:
    "An account leaves or is moved, or a policy of the organization is detached, deleted, changed or switched off; detaching FullAWSAccess only narrows, and code counts less. A refused attempt to leave is told, too.",
  events: Object.keys(calls).map((name) => `organizations:${name}`),
  severity: "critical",
  mitre: [
    ["T1666", "The hierarchy that limits an account is changed."],
    ["T1562", "A safeguard from above stops working."],
  ],
  benign: ["A planned change of the organization, for example a merger or new units."],
  respond: ["Change confirmed by the owners of the organization, or the earlier state restored"],
  refused: true,
  check: ({ event }) => {
    const known = calls[event.name];
    if (known === undefined) return null;
    const [severity, clause] = known;
    if (event.outcome !== "success") {
      return event.name === "LeaveOrganization"
        ? hit("critical", say`Somebody tried to take the account out of its organization.`)
        : null;
    }
    const policy = asked(event, "policyId");
    if (event.name === "DetachPolicy" && policy === "p-FullAWSAccess") {
      return null;
    }
    const target = asked(event, "targetId") ?? asked(event, "accountId");
    const values = [policy, target].filter((value) => value !== null);
    const named =
      values.length === 0
        ? []
        : say` (${values.flatMap((value, i) => (i === 0 ? [log(value)] : say`, ${log(value)}`))})`;
    const isCode = automationOf(event.userAgent) !== null;
    return hit(
      isCode ? "medium" : severity,
      say`By ${log(event.name)}${named}, ${{ t: "text", s: clause }}.`,
    );
  },
};
