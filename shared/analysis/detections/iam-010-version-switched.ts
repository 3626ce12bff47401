import type { Reason } from "../../finding.ts";
import { say } from "../../span.ts";
import { writtenBy } from "../depth/written.ts";
import { standingHolders } from "../depth/holders.ts";
import { findPolicy } from "../../state/find.ts";
import { asked } from "../../state/request.ts";
import { cites, policyName } from "../phrases.ts";
import { isOwn } from "../self.ts";
import { detection } from "../situation.ts";
import type { Detection } from "./detection.ts";
import { hits } from "./detection.ts";

/** IAM-010: another document of a policy takes effect for all who hold it. */
export const versionSwitched: Detection = {
  id: "IAM-010",
  title: "Effective policy version switched",
  about:
    "The document in force of a managed policy changes, and it allows more or denies less than the one before; the documents are compared where the log holds both.",
  events: ["iam:SetDefaultPolicyVersion", "iam:CreatePolicyVersion"],
  severity: "high",
  mitre: [
    ["T1098.003", "All holders of the policy get the rights of the new document at once."],
    ["T1548.005", "Switching to a wider version raises rights without attaching anything."],
  ],
  benign: ["A routine edit: each edit in the console makes a new version and puts it into force."],
  respond: ["Earlier version set as the default again, or the new document approved"],
  check: (situation) => {
    const written = writtenBy(situation);
    if (written === null) return null;
    const { c } = written;
    if (!c.inForce || c.comparison === null || c.earlier.state !== "known" || !c.comparison.widened)
      return null;
    const { event, account } = situation;
    const arn = asked(event, "policyArn");
    const reasons: Reason[] = [
      detection(
        c.comparison.deniesGone.length > 0 ? "high" : "medium",
        say`The document in force allows more than the one before ${cites(c.earlier.by)}.`,
      ),
    ];
    const isOwnPolicy = standingHolders(findPolicy(account, arn)).some((h) =>
      isOwn(situation, h.kind, h.name),
    );
    if (isOwnPolicy && arn !== null && !c.reading.narrow)
      reasons.push(detection("critical", say`The actor itself holds policy ${policyName(arn)}.`));
    return hits(reasons);
  },
};
