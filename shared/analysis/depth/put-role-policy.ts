import type { Impact } from "../../finding.ts";
import { readTrust } from "../../iam/trust-reading.ts";
import { cite, log, say } from "../../span.ts";
import type { Spans } from "../../span.ts";
import type { EntityFacts } from "../../state/account-facts.ts";
import { findEntity } from "../../state/find.ts";
import { asked } from "../../state/request.ts";
import { cites, some } from "../phrases.ts";
import { isOwn } from "../self.ts";
import type { Depth, NotKnown, Situation } from "../situation.ts";
import { documentDepth } from "./document-depth.ts";
import { escalation, opened, unread } from "./document-impact.ts";
import type { DocumentCase } from "./document-reasons.ts";
import { earlierTrust } from "./earlier.ts";
import { excludedAll } from "./shared-impact.ts";
import { writtenBy } from "./written.ts";

const risks = ["Unauthorized access", "Privilege escalation", "Misuse of resources"] as const;

interface Case {
  readonly situation: Situation;
  readonly role: string;
  readonly policy: string;
  readonly c: DocumentCase;
  readonly isSelf: boolean;
}

/**
 * PutRolePolicy embeds an inline policy in a role and silently replaces one of the same name. It is in force at once
 * for every session of the role, running ones included.
 */
export function putRolePolicy(situation: Situation): Depth {
  const { event, account } = situation;
  const role = asked(event, "roleName");
  const policy = asked(event, "policyName");
  if (event.outcome !== "success" || role === null || policy === null) {
    return { impact: excludedAll(situation, risks) };
  }
  const entity = findEntity(account, "role", role);
  const written = writtenBy(situation);
  if (written === null) return {};
  const { c, where } = written;
  const of: Case = { situation, role, policy, c, isSelf: isOwn(situation, "role", role) };
  const depth = documentDepth(c, where);
  return {
    ...depth,
    oneLine: oneLine(of),
    happened: [
      say`The inline policy ${log(policy, "policy")} is in force at once for every session of the role, running ones included ${cite(event.id)}.`,
      ...replaced(c),
      ...(depth.happened ?? []),
      ...trusted(entity, account.id),
    ],
    impact: impacts(of),
    unknown: [...(depth.unknown ?? []), ...unknowns(of, entity)],
    benign: [
      say`A deployment that keeps the permissions of its role in code.`,
      say`A fix under time pressure that was meant to be narrowed later.`,
    ],
    done: done(of),
    context: [
      ...(depth.context ?? []),
      ...(entity?.trust === null || entity === null ? [] : [entity.trust.by.id]),
    ],
    mitre: of.isSelf ? ["T1548.005"] : [],
  };
}

function oneLine({ role, policy, c, isSelf }: Case): Spans {
  const opens = c.after.status === "ok" ? opened(c) : null;
  if (isSelf && opens !== null) {
    return say`A session of role ${log(role, "role")} wrote itself an inline policy that gives it ${opens}.`;
  }
  if (opens !== null) {
    return say`Role ${log(role, "role")} was given an inline policy with ${opens}.`;
  }
  return c.earlier.state === "known"
    ? say`The inline policy ${log(policy, "policy")} of role ${log(role, "role")} was replaced.`
    : say`Role ${log(role, "role")} was given the inline policy ${log(policy, "policy")}.`;
}

function replaced({ earlier }: DocumentCase): readonly Spans[] {
  return earlier.state === "known"
    ? [say`It replaced an earlier document of the same name ${cites(earlier.by)}.`]
    : [];
}

/** Who can use the new rights: whoever the role's trust policy admits. */
function trusted(role: EntityFacts | null, account: string): readonly Spans[] {
  const trust = earlierTrust(role);
  if (trust.state !== "known" || trust.document.status !== "ok") return [];
  const principals = trust.document.statements
    .filter((s) => s.effect === "Allow")
    .flatMap((s) => s.principals ?? []);
  if (principals.length === 0) return [];
  const reading = readTrust(trust.document, account === "" ? null : account);
  const outside =
    reading.everyone.length > 0
      ? say` That is everybody.`
      : reading.external.length > 0
        ? say` Among them is another account.`
        : [];
  const names = some(principals.map((p) => log(p.value, p.kind === "AWS" ? "arn" : "other")));
  return [say`The role can be taken on by ${names} ${cites(trust.by)}.${outside}`];
}

function impacts({ situation, role, c, isSelf }: Case): readonly Impact[] {
  if (c.after.status !== "ok") return risks.map((risk) => unread(risk));
  const opens = opened(c);
  const more = escalation(c);
  const addsNothing = c.comparison !== null && c.comparison.complete && !c.comparison.widened;
  const name = log(role, "role");
  const nothing = say`Against the earlier document nothing was added, so this change opens no new access.`;
  return [
    addsNothing
      ? { risk: risks[0], state: "excluded", text: nothing }
      : {
          risk: risks[0],
          state: isSelf && opens !== null ? "shown" : "possible",
          text: isSelf
            ? say`The change was made by a session of the very role it widens ${cite(situation.event.id)}: whoever holds that session gave it to itself.`
            : say`Whoever can take on role ${name} can use what the document allows. Whether the change was authorized is not in the log.`,
        },
    more === null
      ? {
          risk: risks[1],
          state: "excluded",
          text: say`The document was read statement by statement: it holds neither administrator rights nor any of the known sets of permissions that lead to more.`,
        }
      : {
          risk: risks[1],
          state: "shown",
          text: say`The document gives sessions of role ${name} ${more}.`,
        },
    addsNothing
      ? { risk: risks[2], state: "excluded", text: nothing }
      : {
          risk: risks[2],
          state: "possible",
          text: say`A mistake or misuse by an authorized user reaches as far as the document: data can be read, changed or deleted where it allows that. Whether it was used shows only in later events of the role's sessions.`,
        },
  ];
}

function unknowns({ role }: Case, entity: EntityFacts | null): readonly NotKnown[] {
  return entity === null || entity.trust === null
    ? [{ what: say`Who can take on role ${log(role, "role")}.`, why: "before-first-event" }]
    : [];
}

function done({ role, policy, c, isSelf }: Case): readonly Spans[] {
  const name = log(policy, "policy");
  const back =
    c.earlier.state === "known"
      ? say`The earlier document of ${name} written back to role ${log(role, "role")}, or the new one approved`
      : c.earlier.state === "none"
        ? say`Inline policy ${name} removed from role ${log(role, "role")}, or approved`
        : say`Inline policy ${name} of role ${log(role, "role")} removed or replaced by its earlier document, or approved`;
  const wide = c.after.status !== "ok" || opened(c) !== null || isSelf;
  return wide
    ? [
        back,
        say`Running sessions of role ${log(role, "role")} revoked after the rights were taken back`,
        say`What sessions of role ${log(role, "role")} did since the change reviewed`,
      ]
    : [back];
}
