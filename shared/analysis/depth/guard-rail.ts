import { nameOf } from "../../iam/arn.ts";
import { managedPolicy } from "../../iam/managed-policies.ts";
import { log, say, text } from "../../span.ts";
import type { Spans } from "../../span.ts";
import type { PolicyFacts } from "../../state/account-facts.ts";
import type { Mark } from "../../state/fact.ts";
import { linkEvents, standing, takenOff } from "../../state/links.ts";
import { cites, denied, some } from "../phrases.ts";
import type { Earlier } from "./earlier.ts";
import { earlierDefault } from "./earlier.ts";

/** Whether a policy held people back, so that taking it away gives rights instead of removing them. */
export interface GuardRail {
  /** `hint`: only its name says so. */
  readonly is: "yes" | "no" | "hint" | "unknown";
  /** A full sentence with its proof. */
  readonly why: Spans;
  /** The same as a clause, without full stop. */
  readonly short: Spans;
  readonly evidence: readonly string[];
}

const hints: readonly string[] = ["deny", "boundary", "restrict", "guard", "quarantine", "mfa"];

/** Judges a managed policy by its document, its use as a boundary, or, where AWS owns it, by its name. */
export function managedGuardRail(arn: string, policy: PolicyFacts | null, mark: Mark): GuardRail {
  const aws = managedPolicy(arn);
  if (aws !== null) {
    return {
      is: aws.class === "deny" ? "yes" : "no",
      why: say`The policy belongs to AWS; by its name it ${text(aws.does)}.`,
      short: say`the policy belongs to AWS and ${text(aws.does)}`,
      evidence: [],
    };
  }
  const boundaries =
    policy === null ? [] : [...standing(policy.boundaryOf), ...takenOff(policy.boundaryOf, mark)];
  if (boundaries.length > 0) {
    const evidence = boundaries.flatMap((b) => linkEvents(b));
    const holders = some(boundaries.map((b) => log(b.value)));
    return {
      is: "yes",
      why: say`The policy was the permissions boundary of ${holders} ${cites(evidence)}: it limited what their other policies could grant.`,
      short: say`the policy was the permissions boundary of ${holders} ${cites(evidence)}`,
      evidence,
    };
  }
  return documentGuardRail(earlierDefault(policy), nameOf(arn));
}

/** Judges a policy by its last known document and its name. */
export function documentGuardRail(earlier: Earlier, name: string): GuardRail {
  if (earlier.state === "known" && earlier.document.status === "ok") {
    const denies = earlier.document.statements.filter((s) => s.effect === "Deny");
    if (denies.length > 0) {
      const list = some(
        denies.map((s) => denied(s)),
        3,
      );
      return {
        is: "yes",
        why: say`Its last known document denied ${list} ${cites(earlier.by)}.`,
        short: say`the policy held a Deny ${cites(earlier.by)}`,
        evidence: earlier.by,
      };
    }
    return {
      is: "no",
      why: say`Its last known document holds no Deny: it only granted ${cites(earlier.by)}.`,
      short: say`the policy held no Deny ${cites(earlier.by)}`,
      evidence: earlier.by,
    };
  }
  if (isHinted(name)) {
    return {
      is: "hint",
      why: say`Its document is ${{ t: "unknown", why: "before-first-event" }}, but its name suggests that it restricted its holders.`,
      short: say`the policy's name suggests a restriction, but its document is not known`,
      evidence: [],
    };
  }
  return {
    is: "unknown",
    why: say`Its document is ${{ t: "unknown", why: "before-first-event" }}, so whether it held a Deny can't be told.`,
    short: say`the policy's document is not known`,
    evidence: [],
  };
}

/** Whether a policy's name speaks of limits. It proves nothing: a document does. */
function isHinted(name: string): boolean {
  const lower = name.toLowerCase();
  return hints.some((hint) => lower.includes(hint)) || lower === "awsrevokeoldersessions";
}
