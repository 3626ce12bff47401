import { counted, log, say } from "../../span.ts";
import { actorKey } from "../../state/actor-key.ts";
import { asked } from "../../state/request.ts";
import { some, span } from "../phrases.ts";
import type { Burst } from "./burst.ts";

const events = new Set(["UpdateAssumeRolePolicy", "CreateRole"]);

/** IAM-040: trust policies that name principals which may not exist, to learn which do. */
export const principalProbing: Burst = {
  rule: "IAM-040",
  seconds: 600,
  outcome: "failed",
  read: (event) => {
    const isProbe =
      events.has(event.name) &&
      (event.errorCode?.startsWith("MalformedPolicyDocument") ?? false) &&
      (event.errorMessage?.toLowerCase().includes("invalid principal") ?? false);
    return isProbe ? { key: actorKey(event), what: asked(event, "roleName") ?? "" } : null;
  },
  isBurst: (calls) => calls.length >= 3,
  judge: (calls) => ({
    severity: calls.length >= 20 ? "high" : "medium",
    why: say`AWS answered ${counted(calls.length, "trust policy", "trust policies")} with “Invalid principal in policy” ${span(calls)}, for ${some(
      [...new Set(calls.map(({ what }) => what))].map((role) => log(role, "role")),
      4,
    )}: the answers tell which users and roles of other accounts exist.`,
  }),
  title: (calls) =>
    say`${counted(calls.length, "trust policy", "trust policies")} with principals that don't exist`,
  remedy: say`Nothing changed, so there is nothing to take back; look at the trust policy that the role has now.`,
};
