import type { Impact, Reason } from "../../finding.ts";
import { isAwsManaged } from "../../iam/arn.ts";
import { managedPolicy } from "../../iam/managed-policies.ts";
import { readPolicy } from "../../iam/policy-reading.ts";
import { cite, log, say, text } from "../../span.ts";
import type { Spans } from "../../span.ts";
import { findPolicy } from "../../state/find.ts";
import { asked } from "../../state/request.ts";
import { cites, patterns, policyName } from "../phrases.ts";
import { isOwn } from "../self.ts";
import { detection } from "../situation.ts";
import type { Depth, NotKnown, Situation } from "../situation.ts";
import { earlierDefault } from "./earlier.ts";
import type { Earlier } from "./earlier.ts";
import { managedGuardRail } from "./guard-rail.ts";
import type { GuardRail } from "./guard-rail.ts";
import { memberSentence, membersOf } from "./holders.ts";
import type { Members } from "./holders.ts";
import { approvalImpact, excludedAll } from "./shared-impact.ts";

const risks = [
  "More risk of unauthorized access",
  "Weakened access controls",
  "Compliance violations",
] as const;

interface Case {
  readonly situation: Situation;
  readonly group: string;
  readonly arn: string;
  readonly rail: GuardRail;
  readonly members: Members | null;
  readonly earlier: Earlier;
}

/**
 * DetachGroupPolicy takes a managed policy off a group (inline policies go by DeleteGroupPolicy). Detaching takes
 * grants away; it opens something only when the policy held a Deny.
 */
export function detachGroupPolicy(situation: Situation): Depth {
  const { event, account, mark } = situation;
  const group = asked(event, "groupName");
  const arn = asked(event, "policyArn");
  if (event.outcome !== "success" || group === null || arn === null) {
    return { impact: excludedAll(situation, risks) };
  }
  const policy = findPolicy(account, arn);
  const c: Case = {
    situation,
    group,
    arn,
    rail: managedGuardRail(arn, policy, mark),
    members: membersOf(account, group),
    earlier: earlierDefault(policy),
  };
  const attached = policy?.groups.get(group.toLowerCase()) ?? null;
  const since = attached !== null && attached.ended === null ? attached.since : null;
  return {
    oneLine:
      c.rail.is === "yes"
        ? say`The members of group ${log(group, "group")} are no longer held back by policy ${policyName(arn)}.`
        : say`The members of group ${log(group, "group")} no longer hold what policy ${policyName(arn)} granted them through the group.`,
    happened: [
      since === null
        ? say`When the policy had been attached to the group is ${{ t: "unknown", why: "before-first-event" }}.`
        : say`The policy had been attached to the group ${cite(since.id)}.`,
      ...(c.members === null ? [] : [memberSentence(c.members)]),
      c.rail.why,
      ...contents(c),
    ],
    reasons: lockedOut(c),
    impact: impacts(c),
    unknown: unknowns(c),
    benign: [
      say`The permissions of the group were reduced on purpose, or its members moved to another group or role.`,
      say`The policy is being replaced: an AttachGroupPolicy or PutGroupPolicy on the same group would follow soon.`,
    ],
    done: [
      say`Policy ${policyName(arn)} attached to group ${log(group, "group")} again, or the owner of the group has confirmed the removal`,
      ...(c.rail.is === "yes"
        ? [
            say`What ${policyName(arn)} denied tested with a member of ${log(group, "group")}: it is denied again`,
          ]
        : [say`Members of ${log(group, "group")} asked whether they miss permissions`]),
    ],
    context: [
      ...(since === null ? [] : [since.id]),
      ...(c.members?.evidence ?? []),
      ...c.rail.evidence,
      ...(c.earlier.state === "known" ? c.earlier.by : []),
    ],
    mitre: c.rail.is === "yes" ? ["T1562"] : [],
  };
}

/** What the members lose, from the document or, for AWS's policies, from the name. */
function contents({ arn, earlier }: Case): readonly Spans[] {
  if (isAwsManaged(arn)) {
    return [say`The policy itself belongs to AWS and still exists; only its attachment is gone.`];
  }
  if (earlier.state !== "known" || earlier.document.status !== "ok") return [];
  const allowed = earlier.document.statements
    .filter((s) => s.effect === "Allow")
    .flatMap((s) => s.actions ?? []);
  if (allowed.length === 0) return [];
  return [say`Through it the members could use ${patterns(allowed)} ${cites(earlier.by)}.`];
}

/** The guard rail that was taken off a group, as lines of the sum. */
export function detachedGuardRail(situation: Situation): readonly Reason[] {
  const { event, account, mark } = situation;
  const group = asked(event, "groupName");
  const arn = asked(event, "policyArn");
  if (group === null || arn === null) return [];
  const rail = managedGuardRail(arn, findPolicy(account, arn), mark);
  if (rail.is === "hint") return [detection("medium", rail.why)];
  if (rail.is !== "yes") return [];
  return [
    detection("high", say`A guard rail was taken off the group: ${rail.short}.`),
    ...(isOwn(situation, "group", group)
      ? [
          detection(
            "critical",
            say`The actor is a member of the group that the guard rail held back.`,
          ),
        ]
      : []),
  ];
}

function lockedOut({ arn, rail, earlier }: Case): readonly Reason[] {
  const isWide =
    managedPolicy(arn)?.class === "admin" ||
    (earlier.state === "known" && readPolicy(earlier.document).admin !== null);
  return isWide && rail.is === "no"
    ? [
        detection(
          "medium",
          say`The policy gave administrator rights: whoever relied on them is locked out, which may be meant.`,
        ),
      ]
    : [];
}

function impacts(c: Case): readonly Impact[] {
  const { rail, members, situation, earlier, arn } = c;
  const known = members === null ? say`the members of the group` : who(members);
  const access: Impact = {
    yes: {
      risk: risks[0],
      state: "shown" as const,
      text: say`A restriction fell away for ${known} ${cite(situation.event.id)}: ${rail.short}.`,
    },
    no: {
      risk: risks[0],
      state: "excluded" as const,
      text: say`The policy only granted, so its removal opens nothing; ${known} may miss permissions they need: ${rail.short}.`,
    },
    hint: {
      risk: risks[0],
      state: "possible" as const,
      text: say`If the policy held a Deny, a restriction fell away for ${known}: ${rail.short}.`,
    },
    unknown: {
      risk: risks[0],
      state: "possible" as const,
      text: say`For ${known} permissions are gone; a restriction fell away only if the policy held a Deny, and ${rail.short}.`,
    },
  }[rail.is];
  const weaker: Impact =
    rail.is === "yes"
      ? {
          risk: risks[1],
          state: "shown",
          text: say`The control is weaker until the policy is attached again or another one denies the same.`,
        }
      : rail.is === "no"
        ? {
            risk: risks[1],
            state: "excluded",
            text: say`Detaching a policy without Deny leaves nobody with more rights than before ${cite(situation.event.id)}.`,
          }
        : {
            risk: risks[1],
            state: "possible",
            text: say`Detaching gives excess rights only where a Deny goes with the policy, and its document is not known.`,
          };
  const isKept = isAwsManaged(arn) || earlier.state === "known";
  return [access, weaker, approvalImpact(situation, risks[2], isKept ? "kept" : "partly")];
}

function who({ names, isComplete }: Members): Spans {
  if (names.length === 0) return say`nobody, as the group has no members by the log`;
  const word = text(isComplete ? "" : "at least ");
  return say`${word}${names.length === 1 ? say`one member` : say`${{ t: "num", n: names.length }} members`}`;
}

function unknowns({ group, arn, rail, members, earlier }: Case): readonly NotKnown[] {
  const out: NotKnown[] = [];
  if (members === null || !members.isComplete) {
    out.push({
      what: say`All members of group ${log(group, "group")} at that moment.`,
      why: "before-first-event",
    });
  }
  if (!isAwsManaged(arn) && earlier.state === "unknown" && rail.is !== "yes") {
    out.push({ what: say`The document of ${policyName(arn)}.`, why: "before-first-event" });
  }
  if (isAwsManaged(arn) && managedPolicy(arn) === null) {
    out.push({
      what: say`What the AWS-managed policy ${policyName(arn)} allows; AWS publishes its document.`,
      why: "not-in-log",
    });
  }
  return out;
}
