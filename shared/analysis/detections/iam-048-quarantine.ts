import { nameOf } from "../../iam/arn.ts";
import { log, say } from "../../span.ts";
import { asked } from "../../state/request.ts";
import type { Detection } from "./detection.ts";
import { hit } from "./detection.ts";

/** IAM-048: AWS has found a key in public. */
export const quarantine: Detection = {
  id: "IAM-048",
  title: "AWS quarantine policy applied to a leaked key",
  about:
    "A policy AWSCompromisedKeyQuarantine, of any version, is attached to or written for a user, whoever does it.",
  events: ["iam:AttachUserPolicy", "iam:PutUserPolicy"],
  severity: "critical",
  mitre: [
    ["T1552.001", "A key of the user stands in public, for example in a repository."],
    ["T1078.004", "Whoever finds it can act as the user."],
  ],
  benign: ["None: AWS attaches the policy only when it has found a key."],
  respond: [
    "All access keys of the user deactivated and replaced; use of the exposed key since then reviewed",
    "Quarantine policy left in place until then",
  ],
  check: ({ event }) => {
    const name = nameOf(asked(event, "policyArn") ?? asked(event, "policyName") ?? "");
    if (!name.startsWith("AWSCompromisedKeyQuarantine")) return null;
    const why = say`AWS attaches ${log(name, "policy")} when it finds an access key of the user in public.`;
    return hit("critical", why, { happened: [why] });
  },
};
