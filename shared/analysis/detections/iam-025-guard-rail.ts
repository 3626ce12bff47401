import type { Reason } from "../../finding.ts";
import { log, say } from "../../span.ts";
import { deletedGuardRail } from "../depth/delete-policy.ts";
import { detachedGuardRail } from "../depth/detach-group-policy.ts";
import { denialReasons } from "../depth/document-reasons.ts";
import { earlierInline } from "../depth/earlier.ts";
import { documentGuardRail, managedGuardRail } from "../depth/guard-rail.ts";
import type { GuardRail } from "../depth/guard-rail.ts";
import { writingEvents, writtenBy } from "../depth/written.ts";
import type { EntityFacts } from "../../state/account-facts.ts";
import { findEntity, findPolicy } from "../../state/find.ts";
import { standing } from "../../state/links.ts";
import { asked, askedEntity } from "../../state/request.ts";
import { isOwn } from "../self.ts";
import { detection } from "../situation.ts";
import type { Depth, Situation } from "../situation.ts";
import type { Detection } from "./detection.ts";
import { hits } from "./detection.ts";

const holders: Readonly<Record<string, EntityFacts["kind"]>> = {
  DetachUserPolicy: "user",
  DetachRolePolicy: "role",
  DeleteUserPolicy: "user",
  DeleteGroupPolicy: "group",
  DeleteRolePolicy: "role",
};

/** IAM-025: what held people back is gone. */
export const guardRail: Detection = {
  id: "IAM-025",
  title: "Guard-rail policy detached, deleted or weakened",
  about:
    "A policy with a Deny, or one that serves as a boundary, is detached, deleted or written anew without its Deny, or a user leaves a group that holds one; where the document is not in the log, a telling name counts as a hint.",
  events: [
    ...Object.keys(holders),
    "DetachGroupPolicy",
    "DeletePolicy",
    "RemoveUserFromGroup",
    ...writingEvents,
  ].map((name) => `iam:${name}`),
  severity: "high",
  mitre: [
    ["T1562", "A safeguard stops working."],
    ["T1098.003", "What it denied is open to its holders."],
  ],
  benign: ["The policy was replaced by another one: its attachment would lie within minutes."],
  respond: ["What the policy denied is denied again and was tested, or its removal was approved"],
  check: (situation) => {
    const { event } = situation;
    if (event.name === "DeletePolicy") return hits(deletedGuardRail(situation));
    if (event.name === "DetachGroupPolicy") return hits(detachedGuardRail(situation));
    if (event.name === "RemoveUserFromGroup") return leftGroup(situation);
    const written = writtenBy(situation);
    if (written !== null) return hits(denialReasons(written.c));
    return Object.hasOwn(holders, event.name) ? removed(situation) : null;
  },
};

function removed(situation: Situation): Depth | null {
  const { event, account, mark } = situation;
  const kind = holders[event.name];
  if (kind === undefined) return null;
  const holder = askedEntity(event, kind);
  const arn = asked(event, "policyArn");
  const name = asked(event, "policyName");
  const rail =
    arn !== null
      ? managedGuardRail(arn, findPolicy(account, arn), mark)
      : name !== null
        ? documentGuardRail(earlierInline(findEntity(account, kind, holder), name), name)
        : null;
  if (rail === null) return null;
  const isSelf = holder !== null && isOwn(situation, kind, holder);
  return {
    happened: [rail.why],
    reasons: railReasons(rail, isSelf),
    context: rail.evidence,
  };
}

function railReasons(rail: GuardRail, isSelf: boolean): readonly Reason[] {
  if (rail.is === "hint") return [detection("medium", rail.why)];
  if (rail.is !== "yes") return [];
  return [
    isSelf
      ? detection("critical", say`The actor took a guard rail off itself: ${rail.short}.`)
      : detection("high", say`A guard rail was taken away: ${rail.short}.`),
  ];
}

function leftGroup(situation: Situation): Depth | null {
  const { event, account, mark } = situation;
  const name = asked(event, "groupName");
  const user = asked(event, "userName");
  const group = findEntity(account, "group", name);
  if (group === null || name === null || user === null) return null;
  const rails = [
    ...standing(group.attached).map((l) =>
      managedGuardRail(l.value, findPolicy(account, l.value), mark),
    ),
    ...standing(group.inline).map((l) =>
      documentGuardRail(earlierInline(group, l.value.name), l.value.name),
    ),
  ].filter((rail) => rail.is === "yes");
  const [rail] = rails;
  if (rail === undefined) return null;
  const isSelf = isOwn(situation, "user", user);
  return {
    reasons: [
      detection(
        isSelf ? "critical" : "high",
        say`Group ${log(name, "group")} held back its members${isSelf ? say`, the actor among them` : []}: ${rail.short}.`,
      ),
    ],
    context: rail.evidence,
  };
}
