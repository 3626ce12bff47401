import { field } from "../../cloudtrail-event.ts";
import { readPolicyDocument } from "../../iam/policy-document.ts";
import { log, say, text } from "../../span.ts";
import { documentDepth } from "../depth/document-depth.ts";
import { documentCase } from "../depth/document-reasons.ts";
import { earlierDefault, earlierInline, earlierText } from "../depth/earlier.ts";
import { documentGuardRail, managedGuardRail } from "../depth/guard-rail.ts";
import type { EntityFacts } from "../facts/account-facts.ts";
import { findEntity, findPolicy } from "../facts/find.ts";
import { asked, askedEntity } from "../facts/request.ts";
import { policyName } from "../phrases.ts";
import { isOwn } from "../self.ts";
import { detection } from "../situation.ts";
import type { Depth, Situation } from "../situation.ts";

const holders: Readonly<Record<string, EntityFacts["kind"]>> = {
  DetachUserPolicy: "user",
  DetachRolePolicy: "role",
  DeleteUserPolicy: "user",
  DeleteGroupPolicy: "group",
  DeleteRolePolicy: "role",
  PutUserPolicy: "user",
  PutGroupPolicy: "group",
};

/** Detach…Policy and Delete…Policy of inline policies: whether a guard rail went with them. */
export function removedGuardRail(situation: Situation): Depth {
  const { event, account, mark } = situation;
  const kind = Object.hasOwn(holders, event.name) ? holders[event.name] : undefined;
  if (kind === undefined || event.name.startsWith("Put")) return {};
  const holder = askedEntity(event, kind);
  const arn = asked(event, "policyArn");
  const name = asked(event, "policyName");
  const rail =
    arn !== null
      ? managedGuardRail(arn, findPolicy(account, arn), mark)
      : name !== null
        ? documentGuardRail(earlierInline(findEntity(account, kind, holder), name), name)
        : null;
  if (rail === null) return {};
  const isSelf = holder !== null && isOwn(situation, kind, holder);
  return {
    happened: [rail.why],
    reasons:
      rail.is === "yes"
        ? [
            detection(
              isSelf ? "critical" : "high",
              isSelf
                ? say`The actor took a guard rail off itself: ${rail.short}.`
                : say`A guard rail was taken away: ${rail.short}.`,
            ),
          ]
        : rail.is === "hint"
          ? [detection("medium", rail.why)]
          : [],
    context: rail.evidence,
    mitre: rail.is === "yes" ? ["T1562"] : [],
  };
}

/** Delete…PermissionsBoundary: the limit of what other policies can grant is gone. */
export function removedBoundary({ event }: Situation): Depth {
  if (
    event.name !== "DeleteUserPermissionsBoundary" &&
    event.name !== "DeleteRolePermissionsBoundary"
  ) {
    return {};
  }
  return {
    reasons: [
      detection("high", say`Without its boundary, every right its policies grant is in force.`),
    ],
  };
}

/** Inline policies of users and groups, new managed policies and switched versions: the document is read. */
export function writtenDocument(situation: Situation): Depth {
  const { event, account } = situation;
  const kind = Object.hasOwn(holders, event.name) ? holders[event.name] : undefined;
  if (kind !== undefined && event.name.startsWith("Put")) {
    const holder = askedEntity(event, kind);
    const name = asked(event, "policyName");
    if (holder === null || name === null) return {};
    const earlier = earlierInline(findEntity(account, kind, holder), name);
    const after = readPolicyDocument(field(event.request ?? undefined, "policyDocument"));
    const where = say`Inline policy ${log(name, "policy")} of ${text(kind)} ${log(holder, kind)}`;
    return documentDepth(documentCase(after, earlier, true), where);
  }
  if (event.name === "CreatePolicy") {
    const after = readPolicyDocument(field(event.request ?? undefined, "policyDocument"));
    return documentDepth(documentCase(after, { state: "none", by: [] }, false), say`New policy`);
  }
  if (event.name === "SetDefaultPolicyVersion") {
    const arn = asked(event, "policyArn");
    const policy = findPolicy(account, arn);
    const fact = policy?.versions.get(asked(event, "versionId") ?? "");
    const target = earlierText(fact?.value ?? null, fact === undefined ? [] : [fact.by.id]);
    if (arn === null || target.state !== "known") return {};
    const depth = documentDepth(
      documentCase(target.document, earlierDefault(policy), true, "critical"),
      say`Policy ${policyName(arn)}, default version`,
    );
    return { ...depth, context: [...(depth.context ?? []), ...target.by] };
  }
  return {};
}
