import { actorKeyOf } from "../../state/actor-key.ts";
import { identityLabel } from "../actor.ts";
import { isWithin } from "../../state/fact.ts";
import { cite, log, say } from "../../span.ts";
import { later } from "../phrases.ts";
import type { Detection } from "./detection.ts";
import { hit } from "./detection.ts";

/** IAM-043: whoever rewrote a role's trust then came in by it. */
export const assumedAfterTrust: Detection = {
  id: "IAM-043",
  title: "Role assumed right after its trust was changed",
  about:
    "A session of a role makes a change, and the log shows that it was started, within 24 hours after the role's trust policy was written, by the one who wrote it or from another account; told for the session's first change.",
  events: ["iam:*"],
  severity: "critical",
  mitre: [
    ["T1098.003", "The trust was changed to reach the role's rights."],
    ["T1550.001", "The session is the use of it."],
    ["T1078.004", "It counts as a valid session of the role."],
  ],
  benign: ["An administrator who sets up a role and tries it out."],
  respond: [
    "Earlier trust policy written back and the role's sessions revoked, or the set-up confirmed",
  ],
  check: ({ event, start, past }) => {
    const { identity } = event;
    if (start === null || identity.type !== "AssumedRole" || identity.issuerName === null)
      return null;
    const key = identity.accessKeyId;
    if (key === null || past.of("acted", `key/${key}`).length > 0) return null;
    const { issuerName: role } = identity;
    const [set] = past
      .of("trustSet", role)
      .filter(({ mark }) => isWithin(mark, start.at, 24))
      .slice(-1);
    if (set === undefined || start.identity.type === "AWSService") return null;
    const isEditor = actorKeyOf(start.identity) === set.mark.actor;
    const isOutside =
      start.identity.accountId !== null &&
      event.account !== null &&
      start.identity.accountId !== event.account;
    if (!isEditor && !isOutside) return null;
    return hit(
      "critical",
      say`The trust policy of role ${log(role, "role")} was written ${cite(set.mark.id)}; ${later(set.mark.at, start.at)} ${isEditor ? say`the same actor` : say`a caller of another account`}, ${identityLabel(start.identity)}, started this session ${cite(start.id)}.`,
      { context: [set.mark.id, start.id] },
    );
  },
};
