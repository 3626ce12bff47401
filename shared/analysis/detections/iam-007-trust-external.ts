import type { Reason } from "../../finding.ts";
import { cite, log, say } from "../../span.ts";
import { trustBy, trustEvents } from "../depth/opened-trust.ts";
import { some } from "../phrases.ts";
import { entityPower } from "../powers.ts";
import { detection } from "../situation.ts";
import type { Detection } from "./detection.ts";
import { hits } from "./detection.ts";

/** IAM-007: a role that another account may take on. */
export const trustExternal: Detection = {
  id: "IAM-007",
  title: "Role trust extended to an external account",
  about:
    "A trust policy newly admits a principal of another account; with a condition such as an external id it counts less, and for a role that the log shows to be an administrator more.",
  events: trustEvents.map((name) => `iam:${name}`),
  severity: "high",
  mitre: [
    ["T1484.002", "Another account becomes trusted."],
    ["T1199", "The other account's security is now this account's."],
  ],
  benign: [
    "A vendor for monitoring or backup, or another account of the same organization: its number should be known to the owner.",
  ],
  respond: [
    "Owner of the other account known and agreed, and an external id set; otherwise the principal removed and the role's sessions revoked",
  ],
  check: (situation) => {
    const opened = trustBy(situation);
    if (opened === null || opened.external.length === 0) return null;
    const open = opened.external.filter((t) => t.bound === null);
    const bound = opened.external.filter((t) => t.bound !== null);
    const named = (all: typeof open) =>
      some(
        all.map((t) => log(t.principal, "arn")),
        4,
      );
    const reasons: Reason[] = [];
    if (open.length > 0)
      reasons.push(
        detection(
          "high",
          say`The trust policy newly admits another account without a condition such as an external id: ${named(open)}.`,
        ),
      );
    if (bound.length > 0)
      reasons.push(
        detection(
          "medium",
          say`The trust policy newly admits another account under a condition: ${named(bound)}.`,
        ),
      );
    const power = entityPower(situation.account, "role", opened.role);
    if (power?.isAdmin === true)
      reasons.push(
        detection(
          bound.length > 0 && open.length === 0 ? "high" : "critical",
          say`By the log the role is an administrator ${power.by.slice(0, 2).map((id) => cite(id))}.`,
        ),
      );
    return hits(reasons);
  },
};
