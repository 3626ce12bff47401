import type { OtherEntry } from "./other-entry.ts";
import { service } from "./other-entry.ts";

const { read, write } = service(
  "access-analyzer.amazonaws.com",
  "IAM Access Analyzer API Reference",
);

const ends = [
  [
    "DeleteAnalyzer",
    "Deletes an analyzer with its findings.",
    "Nobody is told any more of roles, buckets and keys that outsiders reach; the findings are lost.",
    "An analyzer of the organization takes its place.",
    "CreateAnalyzer; archive rules must be set anew.",
  ],
  [
    "DeleteServiceLinkedAnalyzer",
    "Deletes an analyzer that a service had made.",
    "The service that relied on it no longer sees outside access.",
    "The service itself is given up.",
    "Switch the feature on again in that service.",
  ],
] as const;

const hides = [
  [
    "CreateArchiveRule",
    "Makes a rule that archives new findings by itself.",
    "Findings that match are never seen among the active ones.",
    "Known partners are accepted.",
    "DeleteArchiveRule, and set findings active with UpdateFindings.",
  ],
  [
    "UpdateArchiveRule",
    "Changes the criteria of such a rule.",
    "Wider criteria hide more.",
    "A partner gets a new account.",
    "UpdateArchiveRule with the earlier criteria.",
  ],
  [
    "ApplyArchiveRule",
    "Applies a rule to findings that exist.",
    "Open findings vanish from view at once.",
    "After a review.",
    "UpdateFindings to status ACTIVE.",
  ],
  [
    "UpdateFindings",
    "Archives findings, or makes them active again.",
    "Archived is the status in which nobody looks at a foreign trust.",
    "A reviewer accepts intended access.",
    "UpdateFindings with the earlier status.",
  ],
  [
    "DeleteArchiveRule",
    "Deletes an archive rule.",
    "Further findings appear; it hides nothing.",
    "A partner's contract ended.",
    "CreateArchiveRule with the earlier criteria.",
  ],
] as const;

const sets = [
  [
    "CreateAnalyzer",
    "Creates an analyzer for an account or organization.",
    "From then on access from outside, or unused access, is found.",
    "Set-up of a Region.",
    "DeleteAnalyzer.",
  ],
  [
    "UpdateAnalyzer",
    "Changes what an analyzer looks at.",
    "Exclusions take accounts or tags out of sight.",
    "Sandboxes are left out.",
    "UpdateAnalyzer with the earlier configuration.",
  ],
  [
    "CreateServiceLinkedAnalyzer",
    "A service creates an analyzer for its own use.",
    "It tells that the service was taken into use.",
    "Security Hub and the like.",
    "Switch the feature off in that service.",
  ],
] as const;

const reads = [
  [
    "ListFindings",
    "Lists findings of an analyzer.",
    "It is a list of what can be reached from outside.",
    "Dashboards and tickets.",
  ],
  [
    "ListFindingsV2",
    "Lists findings, those of unused access included.",
    "Roles that nobody uses are good hiding places.",
    "Dashboards of newer tools.",
  ],
  [
    "GetFinding",
    "Returns one finding.",
    "It names the resource, the outsider and the conditions.",
    "A reviewer opens it.",
  ],
  [
    "GetFindingV2",
    "Returns one finding in the newer form.",
    "Details of an open door.",
    "A reviewer opens it in the console.",
  ],
  [
    "StartPolicyGeneration",
    "Starts to make a policy from what an identity did.",
    "It shows the habits of the identity.",
    "Least-privilege work.",
  ],
  [
    "GetGeneratedPolicy",
    "Returns the policy made from activity.",
    "One learns what goes unnoticed for that identity.",
    "The end of such work.",
  ],
  [
    "ValidatePolicy",
    "Checks the grammar and wisdom of a policy text.",
    "Almost nothing: the text comes from the caller.",
    "Editors and pipelines.",
  ],
  [
    "CheckNoNewAccess",
    "Tells whether a new policy allows more than a reference.",
    "Almost nothing of the account.",
    "Pipelines guard changes with it.",
  ],
  [
    "CheckAccessNotGranted",
    "Tells whether a policy allows given actions.",
    "It can serve to try out documents.",
    "Pipelines.",
  ],
  [
    "CheckNoPublicAccess",
    "Tells whether a resource policy is public.",
    "It finds out which texts would be noticed.",
    "Pipelines.",
  ],
] as const;

/** IAM Access Analyzer. */
export const accessAnalyzerEntries: readonly OtherEntry[] = [
  ...ends.map(([name, what, why, benign, undo]) =>
    write({
      name,
      severity: "high",
      because: "Findings of outside access stop.",
      what: `[api] ${what}`,
      why: `[analyzer] ${why}`,
      benign: `[reason] ${benign}`,
      technique: { T1562: "A detection is switched off." },
      undo,
    }),
  ),
  ...hides.map(([name, what, why, benign, undo]) =>
    write({
      name,
      severity: "medium",
      because: "Findings can be taken out of sight by it.",
      what: `[api] ${what}`,
      why: `[analyzer] ${why}`,
      benign: `[reason] ${benign}`,
      technique: { T1562: "What a detection reports is changed." },
      undo,
    }),
  ),
  ...sets.map(([name, what, why, benign, undo]) =>
    write({
      name,
      severity: "info",
      because: "It sets a detection up.",
      what: `[api] ${what}`,
      why: `[analyzer] ${why}`,
      benign: `[reason] ${benign}`,
      undo,
    }),
  ),
  ...reads.map(([name, what, why, benign]) =>
    read({
      name,
      severity: "info",
      because: "It reads or checks only, as reviewers do.",
      what: `[api] ${what}`,
      why: `[analyzer] ${why}`,
      benign: `[reason] ${benign}`,
      technique: { "T1069.003": "Exposed permissions can be explored with it." },
    }),
  ),
];
