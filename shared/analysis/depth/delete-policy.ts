import type { Impact, Reason } from "../../finding.ts";
import type { Plan } from "../../remediation/plan.ts";
import { cite, log, say, text } from "../../span.ts";
import type { Spans } from "../../span.ts";
import type { PolicyFacts } from "../../state/account-facts.ts";
import { isWithin, secondsBetween } from "../../state/fact.ts";
import { findEntity, findPolicy } from "../../state/find.ts";
import { linkEvents, takenOff } from "../../state/links.ts";
import { asked } from "../../state/request.ts";
import { cites, duration, policyName } from "../phrases.ts";
import { isOwn } from "../self.ts";
import { detection } from "../situation.ts";
import type { Depth, Situation } from "../situation.ts";
import { earlierDefault } from "./earlier.ts";
import { managedGuardRail } from "./guard-rail.ts";
import type { GuardRail } from "./guard-rail.ts";
import { formerHolders, holderList } from "./holders.ts";
import type { Holder } from "./holders.ts";
import { approvalImpact, excludedAll } from "./shared-impact.ts";

const risks = [
  "Loss of access-control configuration",
  "Removal of an access control",
  "Compliance and audit",
] as const;

/**
 * DeletePolicy works only on a customer managed policy that is attached to nothing, is nobody's boundary and has only
 * its default version left (IAM API reference: DeleteConflict otherwise). So it takes nothing from anybody by itself;
 * the detachments before it did, and they are looked up here.
 */
export function deletePolicy(situation: Situation): Depth {
  const { event, account, mark } = situation;
  const arn = asked(event, "policyArn");
  if (event.outcome !== "success" || arn === null) return { impact: excludedAll(situation, risks) };
  const policy = findPolicy(account, arn);
  const former = formerHolders(policy, mark);
  const rail = managedGuardRail(arn, policy, mark);
  const earlier = earlierDefault(policy);
  const isKnown = earlier.state === "known";
  const evidence = isKnown ? earlier.by : [];
  return {
    oneLine: oneLine(situation, rail, former),
    happened: [
      ...onTheWay(situation, policy, former),
      rail.why,
      isKnown
        ? say`Its document is in the log ${cites(evidence)}, so the policy can be made again.`
        : say`Its document is not in the log, so the policy can be made again only from another copy.`,
      ...versions(situation, policy),
    ],
    impact: impacts(situation, rail, former, isKnown),
    unknown: isKnown
      ? []
      : [{ what: say`The document of ${policyName(arn)}.`, why: "before-first-event" }],
    benign: [
      say`Clean-up of a policy that nothing used any more: AWS allows the deletion only then.`,
      say`Replacement by a policy of another name, or by an inline policy.`,
    ],
    done: [
      say`Policy ${policyName(arn)} made again with the document in force before, or its owner has confirmed that it is no longer needed`,
      ...former.map(
        (h) =>
          say`${policyName(arn)} attached again to ${text(h.kind)} ${log(h.name, h.kind)}, or its owner agrees that it is not`,
      ),
      ...(rail.is === "yes"
        ? [say`What ${policyName(arn)} denied tested: the denial works again`]
        : []),
    ],
    context: [...former.flatMap((h) => linkEvents(h.link)), ...rail.evidence, ...evidence],
    mitre: rail.is === "yes" ? ["T1562"] : [],
    plan: (plan) => withBoundaries(plan, situation, policy, arn),
  };
}

function oneLine(situation: Situation, rail: GuardRail, former: readonly Holder[]): Spans {
  const name = policyName(asked(situation.event, "policyArn") ?? "");
  const lost =
    former.length === 0
      ? say`as far as the log shows, nobody lost it on the way`
      : say`shortly before it had been taken off ${holderList(situation.account, former)}`;
  return rail.is === "yes"
    ? say`Policy ${name}, a rule that held people back, was deleted; ${lost}.`
    : say`Policy ${name} was deleted with its permissions; ${lost}.`;
}

function onTheWay(
  situation: Situation,
  policy: PolicyFacts | null,
  former: readonly Holder[],
): readonly Spans[] {
  const { account, event, mark } = situation;
  const others = formerHolders(policy, mark, "others");
  const sentences: Spans[] = [
    say`AWS deletes a policy only when it is attached to nothing and only its default version is left, so the deletion itself took no right from anybody.`,
  ];
  if (former.length > 0) {
    const gaps = former.map((h) => secondsBetween(h.link.ended?.at ?? null, event.at) ?? 0);
    const longest = duration(Math.max(...gaps));
    sentences.push(
      say`The same actor had taken it off ${holderList(account, former)} in the ${longest} before.`,
    );
  }
  if (others.length > 0) {
    sentences.push(
      say`Another actor had taken it off ${holderList(account, others)} in the 24 hours before.`,
    );
  }
  if (former.length + others.length === 0) {
    sentences.push(
      say`No detachment in the 24 hours before is in the log: whoever held the policy had lost it earlier.`,
    );
  }
  return sentences;
}

function versions(situation: Situation, policy: PolicyFacts | null): readonly Spans[] {
  const last = policy?.lastDeletedVersion ?? null;
  if (last === null || !isWithin(last.by, situation.event.at, 24)) return [];
  return [
    say`An older version, ${log(last.value.id)}, was deleted before ${cite(last.by.id)}; deleted versions do not come back with their numbers.`,
  ];
}

/** The guard rail that went with a deleted policy, as lines of the sum. */
export function deletedGuardRail(situation: Situation): readonly Reason[] {
  const { event, account, mark } = situation;
  const arn = asked(event, "policyArn");
  if (arn === null) return [];
  const policy = findPolicy(account, arn);
  const former = formerHolders(policy, mark);
  const rail = managedGuardRail(arn, policy, mark);
  const out: Reason[] = [];
  if (rail.is === "yes") out.push(detection("high", say`A guard rail is gone: ${rail.short}.`));
  if (rail.is === "yes" && former.length > 0) {
    out.push(
      detection(
        "critical",
        say`The guard rail was taken off ${holderList(account, former)} and then deleted by the same actor.`,
      ),
    );
  }
  if (rail.is === "hint") out.push(detection("medium", rail.why));
  if (rail.is === "yes" && former.some((h) => isOwn(situation, h.kind, h.name))) {
    out.push(detection("critical", say`The guard rail had applied to the actor itself.`));
  }
  return out;
}

function impacts(
  situation: Situation,
  rail: GuardRail,
  former: readonly Holder[],
  isKnown: boolean,
): readonly Impact[] {
  const { event, account } = situation;
  const lost: Impact = {
    risk: risks[0],
    state: "shown",
    text: isKnown
      ? say`The policy is gone ${cite(event.id)}; its document is kept in the log. Whether the deletion was a mistake can only be asked.`
      : say`The policy is gone ${cite(event.id)}, and with it the only copy of its document as far as the log shows. Whether the deletion was a mistake can only be asked.`,
  };
  const holders =
    former.length === 0
      ? say`whoever it applied to had lost it before`
      : say`it had applied to ${holderList(account, former)}`;
  const control: Impact = {
    yes: {
      risk: risks[1],
      state: "shown" as const,
      text: say`The policy restricted its holders, and ${holders}: what it denied is now open to them.`,
    },
    no: {
      risk: risks[1],
      state: "excluded" as const,
      text: say`Taking it away removes rights and opens nothing: ${rail.short}.`,
    },
    hint: {
      risk: risks[1],
      state: "possible" as const,
      text: say`If it held a Deny, ${holders}, and what it denied is open now: ${rail.short}.`,
    },
    unknown: {
      risk: risks[1],
      state: "possible" as const,
      text: say`Only if it held a Deny or served as a boundary does its removal open anything, and ${rail.short}.`,
    },
  }[rail.is];
  return [lost, control, approvalImpact(situation, risks[2], isKnown ? "kept" : "lost")];
}

/** Boundaries taken off on the way show as Delete…PermissionsBoundary, never as a detachment. */
function withBoundaries(
  plan: Plan,
  situation: Situation,
  policy: PolicyFacts | null,
  arn: string,
): Plan {
  const links = policy === null ? [] : takenOff(policy.boundaryOf, situation.mark);
  const operations = links.flatMap((l) => {
    const [kind, ...name] = l.value.split("/");
    const holder = name.join("/");
    if (kind !== "user" && kind !== "role") return [];
    if (findEntity(situation.account, kind, holder) === null) return [];
    const isUser = kind === "user";
    return [
      {
        api: isUser ? "iam:PutUserPermissionsBoundary" : "iam:PutRolePermissionsBoundary",
        input: { [isUser ? "UserName" : "RoleName"]: holder, PermissionsBoundary: arn },
        why: say`Make ${policyName(arn)} the boundary of ${text(kind)} ${log(holder, kind)} again; it was taken off ${cites(linkEvents(l))}.`,
        evidence: linkEvents(l),
        certainty: "exact" as const,
      },
    ];
  });
  return operations.length === 0
    ? plan
    : { ...plan, operations: [...plan.operations, ...operations] };
}
