import type { Reason } from "../../finding.ts";
import { comparePolicies } from "../../iam/policy-compare.ts";
import { cite, log, say, text } from "../../span.ts";
import { earlierDefault } from "../depth/earlier.ts";
import { writtenBy } from "../depth/written.ts";
import { findEntity, findPolicy } from "../../state/find.ts";
import { standing } from "../../state/links.ts";
import { asked, askedEntity } from "../../state/request.ts";
import { cites, policyName, some } from "../phrases.ts";
import { entityPower } from "../powers.ts";
import { isOwn } from "../self.ts";
import { detection } from "../situation.ts";
import type { Situation } from "../situation.ts";
import type { Detection } from "./detection.ts";
import { hit, hits } from "./detection.ts";

const kinds: Readonly<Record<string, "user" | "role">> = {
  DeleteUserPermissionsBoundary: "user",
  DeleteRolePermissionsBoundary: "role",
  PutUserPermissionsBoundary: "user",
  PutRolePermissionsBoundary: "role",
};

/** IAM-024: the upper limit of an identity's rights is lifted. */
export const boundaryLifted: Detection = {
  id: "IAM-024",
  title: "Permissions boundary removed or widened",
  about:
    "A permissions boundary is removed, replaced by one that allows more by the documents in the log, or the document of a policy that serves as a boundary is widened.",
  events: [
    ...Object.keys(kinds).map((name) => `iam:${name}`),
    "iam:CreatePolicyVersion",
    "iam:SetDefaultPolicyVersion",
  ],
  severity: "high",
  mitre: [
    ["T1548.005", "Rights that the boundary held back are in force."],
    ["T1562", "A limit set as a safeguard is gone."],
  ],
  benign: [
    "Clean-up before the user or role itself is deleted: its deletion would follow within minutes.",
  ],
  respond: ["Earlier boundary set again, or its removal approved"],
  check: (situation) => {
    const { event } = situation;
    const kind = Object.hasOwn(kinds, event.name) ? kinds[event.name] : undefined;
    if (kind === undefined) return widened(situation);
    const name = askedEntity(event, kind);
    return event.name.startsWith("Delete")
      ? removed(situation, kind, name)
      : replaced(situation, kind, name);
  },
};

function removed(situation: Situation, kind: "user" | "role", name: string | null) {
  const boundary = findEntity(situation.account, kind, name)?.boundary ?? null;
  const reasons: Reason[] = [
    detection(
      "high",
      boundary === null || boundary.value === null
        ? say`Without its boundary, every right its policies grant is in force.`
        : say`Without its boundary (${policyName(boundary.value)} ${cite(boundary.by.id)}), every right its policies grant is in force.`,
    ),
  ];
  if (name !== null && isOwn(situation, kind, name))
    reasons.push(detection("critical", say`The actor took off its own boundary.`));
  const power = entityPower(situation.account, kind, name);
  if (power?.isAdmin === true)
    reasons.push(
      detection(
        "critical",
        say`By the log the ${text(kind)} is an administrator without it. ${power.text}`,
      ),
    );
  return hits(reasons, {
    context: [...(boundary === null ? [] : [boundary.by.id]), ...(power?.by ?? [])],
  });
}

function replaced({ event, account }: Situation, kind: "user" | "role", name: string | null) {
  const before = findEntity(account, kind, name)?.boundary ?? null;
  const after = asked(event, "permissionsBoundary");
  if (before === null || before.value === null || after === null) return null;
  const old = earlierDefault(findPolicy(account, before.value));
  const now = earlierDefault(findPolicy(account, after));
  if (old.state !== "known" || now.state !== "known") return null;
  const { widened: isWider } = comparePolicies(old.document.statements, now.document.statements);
  return isWider
    ? hit(
        "high",
        say`Boundary ${policyName(after)} ${cites(now.by)} allows more than the one before, ${policyName(before.value)} ${cites(old.by)}.`,
        { context: [before.by.id, ...old.by, ...now.by] },
      )
    : null;
}

function widened(situation: Situation) {
  const written = writtenBy(situation);
  if (written === null || !written.c.inForce || written.c.comparison?.widened !== true) return null;
  const policy = findPolicy(situation.account, asked(situation.event, "policyArn"));
  const users = policy === null ? [] : standing(policy.boundaryOf);
  return users.length === 0
    ? null
    : hit(
        "high",
        say`The policy is the permissions boundary of ${some(
          users.map((l) => log(l.value)),
          4,
        )}, and its document now allows more.`,
      );
}
