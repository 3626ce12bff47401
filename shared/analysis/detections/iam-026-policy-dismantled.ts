import { cite, counted, log, say } from "../../span.ts";
import { automationOf } from "../client.ts";
import { formerHolders, holderList, membersOf } from "../depth/holders.ts";
import { isWithin } from "../../state/fact.ts";
import { findPolicy } from "../../state/find.ts";
import { asked } from "../../state/request.ts";
import { serviceOf } from "../modifiers.ts";
import type { Detection } from "./detection.ts";
import { hit } from "./detection.ts";

/** A group of more members than this makes a loss wide, and so do as many holders. */
const wideGroup = 5;
const manyHolders = 3;

/** IAM-026: a policy is taken off its holders and deleted. */
export const policyDismantled: Detection = {
  id: "IAM-026",
  title: "Policy dismantled: detached, versions deleted, deleted",
  about:
    "Within 24 hours the same actor takes a policy off its holders and deletes it: more so when three holders or a group of more than five members lost it, less so when code did it.",
  events: ["iam:DeletePolicy"],
  severity: "medium",
  mitre: [
    ["T1531", "Its holders lose access that they may need."],
    ["T1485", "The document is gone, except for the copy in the log."],
  ],
  benign: ["A policy that was split or renamed, or a stack that was taken down."],
  respond: [
    "Policy made again and attached to its former holders, or its owner has confirmed that it is not needed",
  ],
  check: (situation) => {
    const { event, account, mark } = situation;
    const policy = findPolicy(account, asked(event, "policyArn"));
    const former = formerHolders(policy, mark);
    if (former.length === 0) return null;
    const wide = former.filter(
      (h) => h.kind === "group" && (membersOf(account, h.name)?.names.length ?? 0) > wideGroup,
    );
    if (wide.length > 0) {
      return hit("high", say`Many users lost it: ${holderList(account, wide)}.`);
    }
    const isCode = automationOf(event.userAgent) !== null || serviceOf(situation) !== null;
    const version = policy?.lastDeletedVersion ?? null;
    const isStripped = version !== null && isWithin(version.by, event.at, 24);
    return hit(
      isCode ? "low" : former.length >= manyHolders ? "high" : "medium",
      say`The same actor had taken it off ${counted(former.length, "holder")}${isStripped && version !== null ? say`, deleted version ${log(version.value.id)} ${cite(version.by.id)}` : []} and then deleted it: ${holderList(account, former)}.`,
    );
  },
};
