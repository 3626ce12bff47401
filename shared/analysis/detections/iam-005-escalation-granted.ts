import { pathReasons } from "../depth/document-reasons.ts";
import { writingEvents, writtenBy } from "../depth/written.ts";
import { asked } from "../../state/request.ts";
import { powerOf } from "../powers.ts";
import { attachKinds } from "./iam-002-admin-policy-attached.ts";
import type { Detection } from "./detection.ts";
import { hit, hits } from "./detection.ts";

/** IAM-005: permissions by which more can be had. */
export const escalationGranted: Detection = {
  id: "IAM-005",
  title: "Privilege-escalation permission granted",
  about:
    "A document newly holds a set of permissions by which its holder can get more (paths PE01 to PE50), on things in general and without a condition that limits it; or a policy with such a document is attached.",
  events: [...writingEvents, ...Object.keys(attachKinds)].map((name) => `iam:${name}`),
  severity: "high",
  mitre: [
    ["T1098.003", "The holder can give itself or others more rights."],
    ["T1548.005", "The permissions are a known way to raise one's rights."],
  ],
  benign: [
    "A role of the identity team, or a deployment role that makes roles; it should be limited by a permissions boundary.",
  ],
  respond: [
    "Permissions limited to named resources or by a permissions boundary, or approved and written down",
  ],
  check: (situation) => {
    const written = writtenBy(situation);
    if (written !== null) return hits(pathReasons(written.c));
    const arn = asked(situation.event, "policyArn");
    const power =
      arn === null || !Object.hasOwn(attachKinds, situation.event.name)
        ? null
        : powerOf(situation.account, arn);
    if (power === null || !power.isStrong || power.isAdmin) return null;
    return hit(power.severity, power.text, { happened: [power.text], context: power.by });
  },
};
