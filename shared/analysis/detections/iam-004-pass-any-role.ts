import { say } from "../../span.ts";
import { passRoleReasons } from "../depth/document-reasons.ts";
import { writingEvents, writtenBy } from "../depth/written.ts";
import { apis } from "../depth/document-reasons.ts";
import { detection } from "../situation.ts";
import type { Detection } from "./detection.ts";
import { hits } from "./detection.ts";

/** IAM-004: iam:PassRole on every role. */
export const passAnyRole: Detection = {
  id: "IAM-004",
  title: "PassRole granted on every role",
  about:
    "A document allows iam:PassRole on every role, without a condition on the service; with a call in the same document that starts something with that role, it is a way to every right.",
  events: writingEvents.map((name) => `iam:${name}`),
  severity: "high",
  mitre: [
    ["T1548.005", "A service can be made to act with any role of the account."],
    ["T1098.003", "The holder reaches the rights of every role."],
  ],
  benign: ["An older policy of a vendor, or a deployment role that was never narrowed."],
  respond: ["iam:PassRole limited to named roles, with a condition iam:PassedToService"],
  check: (situation) => {
    const written = writtenBy(situation);
    if (written === null) return null;
    const reasons = passRoleReasons(written.c);
    const ways = written.c.reading.escalations.filter(
      ({ permissions, bound }) => bound === null && permissions.includes("iam:PassRole"),
    );
    const launch = [...new Set(ways.flatMap(({ permissions }) => permissions))].filter(
      (action) => action !== "iam:PassRole",
    );
    return hits(
      reasons.length === 0 || launch.length === 0 || !written.c.inForce
        ? reasons
        : [
            ...reasons,
            detection(
              "high",
              say`The same document allows starting something with such a role: ${apis(launch.slice(0, 8))}.`,
            ),
          ],
    );
  },
};
