import { readPolicyDocument } from "../../iam/policy-document.ts";
import type { PolicyDocument } from "../../iam/policy-document.ts";
import { asksForMfa } from "../../iam/conditions.ts";
import { cite, log, say } from "../../span.ts";
import { secondFactorReasons } from "../depth/document-reasons.ts";
import { trustBy, trustEvents } from "../depth/opened-trust.ts";
import { writingEvents, writtenBy } from "../depth/written.ts";
import { findEntity } from "../../state/find.ts";
import { asked } from "../../state/request.ts";
import { some } from "../phrases.ts";
import { entityPower, powerOf } from "../powers.ts";
import type { Situation } from "../situation.ts";
import type { Detection } from "./detection.ts";
import { hit, hits } from "./detection.ts";

/** IAM-009: strong rights for people without a second factor. */
export const noMfaCondition: Detection = {
  id: "IAM-009",
  title: "Powerful rights for people without an MFA condition",
  about:
    "A role that the log shows to be an administrator can be taken on by users of the account without a condition on a second factor; or a document allows sensitive actions without one.",
  events: [...new Set([...writingEvents, ...trustEvents, "AttachRolePolicy"])].map(
    (name) => `iam:${name}`,
  ),
  severity: "medium",
  mitre: [
    ["T1556.009", "No condition asks for a second factor."],
    ["T1078.004", "A stolen password or key is enough."],
  ],
  benign: ["A role between machines of one account: they have no second factor."],
  respond: ["Condition aws:MultiFactorAuthPresent set where people hold the rights"],
  check: (situation) => {
    const written = writtenBy(situation);
    const own = written === null ? [] : secondFactorReasons(written.c);
    const role = roleWithoutMfa(situation);
    return hits(role === null ? own : [...own, ...role.reasons]);
  },
};

function roleWithoutMfa(situation: Situation) {
  const { event, account } = situation;
  const name = asked(event, "roleName");
  if (name === null) return null;
  const people = peopleOf(trustOf(situation, name), event.account);
  if (people.length === 0) return null;
  const arn = event.name === "AttachRolePolicy" ? asked(event, "policyArn") : null;
  const written = event.name === "PutRolePolicy" ? writtenBy(situation) : null;
  const isNew =
    written?.c.reading.admin?.bound === null ||
    (arn !== null && powerOf(account, arn)?.isAdmin === true);
  const before = isNew ? null : entityPower(account, "role", name);
  // Only the event that brings rights and trust together is told.
  const isTrust = trustEvents.includes(event.name);
  if (!isNew && !(isTrust && before?.isAdmin === true)) return null;
  return hit(
    "medium",
    say`Role ${log(name, "role")} has administrator rights${before === null ? [] : say` ${before.by.slice(0, 1).map((id) => cite(id))}`} and admits ${some(
      people.map((p) => log(p, "arn")),
      3,
    )} without a second factor.`,
  );
}

function trustOf(situation: Situation, role: string): PolicyDocument | null {
  const opened = trustBy(situation);
  if (opened !== null) return opened.c.after;
  const text = findEntity(situation.account, "role", role)?.trust?.value ?? null;
  return text === null ? null : readPolicyDocument(text);
}

/** The users, or all users, of the account that a trust policy admits without a second factor. */
function peopleOf(trust: PolicyDocument | null, account: string | null): readonly string[] {
  if (trust === null || account === null) return [];
  return trust.statements.flatMap((s) =>
    s.effect !== "Allow" || asksForMfa(s)
      ? []
      : (s.principals ?? [])
          .filter(({ kind, value }) => kind === "AWS" && isPeople(value, account))
          .map(({ value }) => value),
  );
}

function isPeople(principal: string, account: string): boolean {
  return (
    principal === account ||
    (principal.includes(`::${account}:`) &&
      (principal.endsWith(":root") || principal.includes(":user/")))
  );
}
