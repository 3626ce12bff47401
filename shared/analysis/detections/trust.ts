import { field } from "../../cloudtrail-event.ts";
import type { Reason } from "../../finding.ts";
import { readPolicyDocument } from "../../iam/policy-document.ts";
import { readTrust } from "../../iam/trust-reading.ts";
import type { Trusted } from "../../iam/trust-reading.ts";
import { log, say } from "../../span.ts";
import { change } from "../depth/document-depth.ts";
import { documentCase } from "../depth/document-reasons.ts";
import type { DocumentCase } from "../depth/document-reasons.ts";
import { earlierTrust } from "../depth/earlier.ts";
import { findEntity } from "../facts/find.ts";
import { asked } from "../facts/request.ts";
import { api, conditions, some } from "../phrases.ts";
import { detection, modifier } from "../situation.ts";
import type { Depth, Situation } from "../situation.ts";

/** CreateRole and UpdateAssumeRolePolicy: whom the trust policy lets in that it did not before. */
export function openedTrust(situation: Situation): Depth {
  const { event, account } = situation;
  const isNew = event.name === "CreateRole";
  if (!isNew && event.name !== "UpdateAssumeRolePolicy") return {};
  const member = isNew ? "assumeRolePolicyDocument" : "policyDocument";
  const after = readPolicyDocument(field(event.request ?? undefined, member));
  const role = asked(event, "roleName");
  const earlier = isNew
    ? ({ state: "none", by: [] } as const)
    : earlierTrust(findEntity(account, "role", role));
  const own = event.account;
  const now = readTrust(after, own);
  const before = earlier.state === "known" ? readTrust(earlier.document, own) : null;
  const caption =
    role === null ? say`Trust policy` : say`Trust policy of role ${log(role, "role")}`;
  const c = documentCase(after, earlier, true);
  return {
    reasons: [
      ...everyone(fresh(now.everyone, before?.everyone), now.everyoneBut),
      ...external(fresh(now.external, before?.external)),
      ...web(fresh(now.webWithoutSubject, before?.webWithoutSubject)),
      ...narrower(c),
    ],
    change: isNew ? null : change(c, caption),
    context: earlier.state === "known" ? earlier.by : [],
    unknown:
      after.status === "ok"
        ? []
        : [
            {
              what: say`Whom the trust policy admits.`,
              why: after.status === "truncated" ? "truncated-by-aws" : "not-recorded",
            },
          ],
  };
}

function narrower({ earlier, comparison }: DocumentCase): readonly Reason[] {
  if (earlier.state !== "known" || comparison === null) return [];
  if (comparison.widened || !comparison.complete) return [];
  return [modifier("-1", say`The new trust policy admits nobody that the earlier one did not.`)];
}

function fresh(now: readonly Trusted[], before: readonly Trusted[] = []): readonly Trusted[] {
  const old = new Set(before.map((t) => entryKey(t)));
  return now.filter((t) => !old.has(entryKey(t)));
}

function entryKey({ principal, bound }: Trusted): string {
  return JSON.stringify([principal, bound]);
}

function everyone(all: readonly Trusted[], but: readonly number[]): readonly Reason[] {
  const open = all.find((t) => t.bound === null);
  const bound = all.find((t) => t.bound !== null)?.bound ?? null;
  if (open !== undefined || but.length > 0) {
    return [
      detection(
        "critical",
        but.length > 0
          ? say`The trust policy admits everybody except those it lists (${api("NotPrincipal")}), from every AWS account.`
          : say`The trust policy admits everybody (${api("*")}) from every AWS account, without a condition that limits it.`,
      ),
    ];
  }
  return bound === null
    ? []
    : [
        detection(
          "high",
          say`The trust policy admits everybody (${api("*")}) who meets the condition ${conditions([bound])}.`,
        ),
      ];
}

function external(all: readonly Trusted[]): readonly Reason[] {
  const open = all.filter((t) => t.bound === null);
  const bound = all.filter((t) => t.bound !== null);
  return [
    ...(open.length === 0
      ? []
      : [
          detection(
            "high",
            say`The trust policy newly admits another account without a condition such as an external id: ${some(
              open.map((t) => log(t.principal, "arn")),
              4,
            )}.`,
          ),
        ]),
    ...(bound.length === 0
      ? []
      : [
          detection(
            "medium",
            say`The trust policy newly admits another account under a condition: ${some(
              bound.map((t) => log(t.principal, "arn")),
              4,
            )}.`,
          ),
        ]),
  ];
}

function web(all: readonly Trusted[]): readonly Reason[] {
  if (all.length === 0) return [];
  return [
    detection(
      "high",
      say`The trust policy admits identities of ${some(
        all.map((t) => log(t.principal, "arn")),
        4,
      )} without naming whose: any customer of that provider may fit.`,
    ),
  ];
}
