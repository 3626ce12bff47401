import { say } from "../../span.ts";
import { trustBy, trustEvents } from "../depth/opened-trust.ts";
import { api, conditions } from "../phrases.ts";
import type { Detection } from "./detection.ts";
import { hit } from "./detection.ts";

/** IAM-006: a role that everybody may take on. */
export const trustEveryone: Detection = {
  id: "IAM-006",
  title: "Role trust opened to everyone",
  about:
    "A trust policy newly admits the principal “*” and no condition on the caller's organization, account or ARN limits it; an external id does not.",
  events: trustEvents.map((name) => `iam:${name}`),
  severity: "critical",
  mitre: [
    ["T1484.002", "Everybody in every AWS account becomes trusted."],
    ["T1098.003", "Whoever knows the role's name has its rights."],
  ],
  benign: ["An account for experiments; there is no need for it in others."],
  respond: [
    "Earlier trust policy written back, or named principals and a condition set",
    "Running sessions of the role revoked, and what they did reviewed",
  ],
  check: (situation) => {
    const opened = trustBy(situation);
    if (opened === null || opened.everyoneBut.length > 0) return null;
    const { everyone } = opened;
    if (everyone.length === 0) return null;
    const bound = everyone.find((t) => t.bound !== null)?.bound ?? null;
    return everyone.some((t) => t.bound === null) || bound === null
      ? hit(
          "critical",
          say`The trust policy admits everybody (${api("*")}) from every AWS account, without a condition that limits it.`,
        )
      : hit(
          "high",
          say`The trust policy admits everybody (${api("*")}) who meets the condition ${conditions([bound])}.`,
        );
  },
};
