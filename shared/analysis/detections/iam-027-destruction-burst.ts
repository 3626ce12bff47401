import type { Detection } from "./detection.ts";

/** IAM-027: much of IAM is deleted at once; see bursts/destruction.ts. */
export const destructionBurst: Detection = {
  id: "IAM-027",
  title: "IAM destruction burst",
  about:
    "Within 10 minutes one actor deletes, detaches or switches off ten different things, or five users, roles, groups or second factors; the calls become one further finding. Calls that a service makes for somebody don't count.",
  events: ["iam:*"],
  severity: "high",
  mitre: [
    ["T1531", "People and workloads lose their access."],
    ["T1485", "Configuration is destroyed."],
  ],
  benign: ["Clean-up of an account, or code that takes down what it had set up."],
  respond: [
    "Owner of the clean-up known, or the actor stopped and the things brought back: policies, groups, roles, users, attachments",
  ],
};
