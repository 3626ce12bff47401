import type { Reason } from "../../finding.ts";
import { isAwsManaged } from "../../iam/arn.ts";
import { managedPolicy } from "../../iam/managed-policies.ts";
import type { ManagedClass } from "../../iam/managed-policies.ts";
import { readPolicy } from "../../iam/policy-reading.ts";
import type { Severity } from "../../severity.ts";
import { cite, log, say, text } from "../../span.ts";
import type { Spans } from "../../span.ts";
import { earlierDefault } from "../depth/earlier.ts";
import { pathList } from "../depth/document-reasons.ts";
import { isWithin } from "../facts/fact.ts";
import type { EntityFacts } from "../facts/account-facts.ts";
import { findEntity, findPolicy } from "../facts/find.ts";
import { standing } from "../facts/links.ts";
import { asked, askedEntity } from "../facts/request.ts";
import { cites, policyName } from "../phrases.ts";
import { detection } from "../situation.ts";
import type { Depth, Situation } from "../situation.ts";

/** What a managed policy gives, as far as the log or its name tells. */
interface Power {
  readonly severity: Severity;
  readonly text: Spans;
  readonly isAdmin: boolean;
  readonly by: readonly string[];
}

const classSeverity: Readonly<Record<ManagedClass, Severity>> = {
  admin: "high",
  iam: "high",
  power: "medium",
  read: "low",
  deny: "low",
  service: "info",
};

/** Judges a managed policy as a grant; null when the log says nothing of it. */
function powerOf(situation: Situation, arn: string): Power | null {
  const aws = managedPolicy(arn);
  if (aws !== null) {
    return {
      severity: classSeverity[aws.class],
      text: say`The AWS-managed policy ${policyName(arn)} ${text(aws.does)}.`,
      isAdmin: aws.class === "admin" || aws.class === "iam",
      by: [],
    };
  }
  if (isAwsManaged(arn)) return null;
  const earlier = earlierDefault(findPolicy(situation.account, arn));
  if (earlier.state !== "known" || earlier.document.status !== "ok") return null;
  const reading = readPolicy(earlier.document);
  const paths = reading.escalations.filter((p) => p.bound === null);
  if (reading.admin !== null && reading.admin.bound === null) {
    return {
      severity: "high",
      text: say`By its document, policy ${policyName(arn)} gives administrator rights ${cites(earlier.by)}.`,
      isAdmin: true,
      by: earlier.by,
    };
  }
  if (paths.length > 0) {
    return {
      severity: "high",
      text: say`By its document, policy ${policyName(arn)} opens ways to more rights: ${pathList(paths)} ${cites(earlier.by)}.`,
      isAdmin: false,
      by: earlier.by,
    };
  }
  return null;
}

const attachKinds: Readonly<Record<string, EntityFacts["kind"]>> = {
  AttachUserPolicy: "user",
  AttachGroupPolicy: "group",
  AttachRolePolicy: "role",
};

/** Attach…Policy: what the policy gives, and whether its new holder has only just been made. */
export function attachedPower(situation: Situation): Depth {
  const { event, account } = situation;
  const kind = Object.hasOwn(attachKinds, event.name) ? attachKinds[event.name] : undefined;
  const arn = asked(event, "policyArn");
  if (kind === undefined || arn === null) return {};
  if (managedPolicy(arn)?.name.startsWith("AWSCompromisedKeyQuarantine")) return quarantine(arn);
  const power = powerOf(situation, arn);
  if (power === null) return {};
  const reasons: Reason[] = [detection(power.severity, power.text)];
  const name = askedEntity(event, kind);
  const created = findEntity(account, kind, name)?.created ?? null;
  if (power.isAdmin && created !== null && isWithin(created, event.at, 24)) {
    reasons.push(
      detection(
        "critical",
        say`The ${text(kind)} that got these rights is less than 24 hours old ${cite(created.id)}.`,
      ),
    );
  }
  return {
    reasons,
    happened: [power.text],
    context: [...power.by, ...(created === null ? [] : [created.id])],
  };
}

function quarantine(arn: string): Depth {
  const why = say`AWS attaches ${policyName(arn)} when it finds an access key of the user in public.`;
  return {
    reasons: [detection("critical", why)],
    happened: [why],
    done: [
      say`All access keys of the user deactivated and replaced; use of the exposed key since then reviewed`,
      say`Quarantine policy left in place until then`,
    ],
  };
}

/** AddUserToGroup: what the group's attached policies give the new member. */
export function joinedGroup(situation: Situation): Depth {
  const { event, account } = situation;
  const group = asked(event, "groupName");
  if (event.name !== "AddUserToGroup" || group === null) return {};
  const known = findEntity(account, "group", group);
  const attached = known === null ? [] : standing(known.attached);
  const strong = attached.flatMap((link) => {
    const power = powerOf(situation, link.value);
    return power !== null && power.severity === "high" ? [{ power, link }] : [];
  });
  const first = strong[0];
  if (first === undefined) return {};
  const by = first.link.since === null ? [] : [first.link.since.id];
  return {
    reasons: [
      detection(
        "high",
        say`Group ${log(group, "group")} holds strong rights ${cites(by)}. ${first.power.text}`,
      ),
    ],
    context: [...by, ...first.power.by],
  };
}
