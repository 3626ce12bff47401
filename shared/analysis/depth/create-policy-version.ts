import { cite, log, say } from "../../span.ts";
import type { Spans } from "../../span.ts";
import { isWithin } from "../../state/fact.ts";
import { findPolicy } from "../../state/find.ts";
import { createdVersion } from "../../state/fold-policies.ts";
import { asked } from "../../state/request.ts";
import { api, policyName, raised } from "../phrases.ts";
import type { Depth, NotKnown, Situation } from "../situation.ts";
import { documentDepth } from "./document-depth.ts";
import { contentImpacts } from "./document-impact.ts";
import type { DocumentCase } from "./document-reasons.ts";
import { holderList, standingHolders } from "./holders.ts";
import { excludedAll } from "./shared-impact.ts";
import { withDeletedVersion } from "./version-plan.ts";
import { writtenBy } from "./written.ts";

const risks = [
  "Overly permissive content",
  "More than the least privilege",
  "Sensitive actions without a second factor",
] as const;

/**
 * CreatePolicyVersion writes a further document of an existing customer managed policy. It takes effect only when it
 * is made the default, in the same call (setAsDefault) or later by SetDefaultPolicyVersion.
 */
export function createPolicyVersion(situation: Situation): Depth {
  const { event, account } = situation;
  const arn = asked(event, "policyArn");
  if (event.outcome !== "success" || arn === null) return { impact: excludedAll(situation, risks) };
  const policy = findPolicy(account, arn);
  const { id, isDefault } = createdVersion(event);
  const written = writtenBy(situation);
  if (written === null) return {};
  const { c, where } = written;
  const holders = standingHolders(policy);
  const depth = documentDepth(c, where);
  const applies =
    holders.length === 0
      ? say`No attachment of the policy is in the log.`
      : say`The policy is attached to ${holderList(account, holders)}.`;
  return {
    ...depth,
    oneLine: isDefault
      ? say`Policy ${policyName(arn)} got a new document that took effect at once for everyone who holds it.`
      : say`A further version of policy ${policyName(arn)} was stored. It has no effect until somebody makes it the default.`,
    happened: [
      effect(situation, id, isDefault),
      applies,
      ...madeRoom(situation),
      ...(depth.happened ?? []),
    ],
    impact: contentImpacts(c, risks, say`its holders`),
    unknown: [...(depth.unknown ?? []), ...unknowns(situation, id, holders.length)],
    benign: [
      say`A routine edit of the policy: each edit in the console makes a new version and puts it into force.`,
      say`A narrower document that takes the place of a wide one.`,
    ],
    done: done(arn, id, isDefault, c),
    context: [
      ...(depth.context ?? []),
      ...holders.flatMap((h) => (h.link.since === null ? [] : [h.link.since.id])),
    ],
    plan: (plan) => withDeletedVersion(plan, situation, policy, arn),
  };
}

function effect(situation: Situation, id: string | null, isDefault: boolean): Spans {
  const version = id === null ? say`The new version` : say`Version ${log(id)}`;
  return isDefault
    ? say`${version} became the default by the same call, so it is in force ${cite(situation.event.id)}.`
    : say`${version} did not become the default, because the call did not ask for it with ${api("setAsDefault")}. It takes effect only with a later SetDefaultPolicyVersion.`;
}

/** A policy holds five versions at most, so the oldest is often deleted just before. */
function madeRoom({ event, account }: Situation): readonly Spans[] {
  const last = findPolicy(account, asked(event, "policyArn"))?.lastDeletedVersion ?? null;
  if (last === null || !isWithin(last.by, event.at, 24)) return [];
  return [
    say`Version ${log(last.value.id)} had been deleted before ${cite(last.by.id)}; a policy holds five versions at most.`,
  ];
}

function unknowns(situation: Situation, id: string | null, holders: number): readonly NotKnown[] {
  const policy = findPolicy(situation.account, asked(situation.event, "policyArn"));
  const out: NotKnown[] = [];
  if (id === null) out.push({ what: say`The number of the new version.`, why: "not-in-log" });
  if (policy === null || policy.created === null) {
    out.push({
      what:
        holders === 0
          ? say`Who holds the policy.`
          : say`Whether further identities hold the policy.`,
      why: "before-first-event",
    });
  }
  return out;
}

function done(
  arn: string,
  id: string | null,
  isDefault: boolean,
  c: DocumentCase,
): readonly Spans[] {
  const version = id === null ? say`the new version` : say`version ${log(id)}`;
  const items = isDefault
    ? [
        say`The earlier version of ${policyName(arn)} is the default again and ${version} is deleted, or the new document is approved`,
      ]
    : [say`${raised(version)} of ${policyName(arn)} deleted, or approved for later use`];
  const isOpen =
    c.after.status === "ok" && (!c.reading.narrow || c.reading.wildcardResources.length > 0);
  return isOpen
    ? [
        ...items,
        say`The permissions really needed agreed with the policy's owner and written as a narrower version`,
      ]
    : items;
}
