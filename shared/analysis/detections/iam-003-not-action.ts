import { say } from "../../span.ts";
import { exceptionReasons } from "../depth/document-reasons.ts";
import { trustBy, trustEvents } from "../depth/opened-trust.ts";
import { writingEvents, writtenBy } from "../depth/written.ts";
import { api } from "../phrases.ts";
import type { Detection } from "./detection.ts";
import { hit, hits } from "./detection.ts";

/** IAM-003: Allow with exceptions instead of a list. */
export const notAction: Detection = {
  id: "IAM-003",
  title: "NotAction, NotResource or NotPrincipal used with Allow",
  about:
    "An Allow statement lists what it leaves out instead of what it allows; what remains is read, and counts as administrator rights (IAM-001) where IAM remains. A trust policy with NotPrincipal admits everybody else.",
  events: [...writingEvents, ...trustEvents].map((name) => `iam:${name}`),
  severity: "medium",
  mitre: [
    ["T1098.003", "The statement allows more than its words show, also what AWS adds later."],
  ],
  benign: ["A policy for a job, written like AWS's own PowerUserAccess."],
  respond: ["Statement written anew as a list of what is allowed"],
  check: (situation) => {
    const written = writtenBy(situation);
    if (written !== null) return hits(exceptionReasons(written.c));
    const opened = trustBy(situation);
    return opened === null || opened.everyoneBut.length === 0
      ? null
      : hit(
          "critical",
          say`The trust policy admits everybody except those it lists (${api("NotPrincipal")}), from every AWS account.`,
        );
  },
};
