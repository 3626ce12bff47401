import type { Detection } from "./detection.ts";

/** IAM-040: trust policies as a question; see bursts/principal-probing.ts. */
export const principalEnumeration: Detection = {
  id: "IAM-040",
  title: "Cross-account principal enumeration by trust policy",
  about:
    "Within 10 minutes one actor writes three trust policies that AWS refuses with “Invalid principal in policy”: they become one finding, which counts high from twenty on.",
  events: ["iam:UpdateAssumeRolePolicy", "iam:CreateRole"],
  severity: "medium",
  mitre: [["T1087.004", "The answers tell which users and roles of other accounts exist."]],
  benign: ["A deployment that trusts a role before it exists."],
  respond: [
    "Owner of the credential asked which principals were meant, and the role's trust policy checked",
  ],
  refused: true,
};
