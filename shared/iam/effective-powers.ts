/** The rights of a principal that an auditor must know of. */
import { rankOf, severityOf } from "../severity.ts";
import type { Severity } from "../severity.ts";
import { say, text } from "../span.ts";
import type { Spans } from "../span.ts";
import { doingWords } from "./action-words.ts";
import type { PlacedStatement, StatementRef } from "./effective-access.ts";
import { generalGrant } from "./grants.ts";
import type { Grant } from "./grants.ts";
import { readPowers, remembered } from "./policy-reading.ts";
import { conditionWords } from "./condition-words.ts";
import type { Condition } from "./policy-statement.ts";

/** One such right. */
export interface SensitivePower {
  readonly severity: Severity;
  /** Completes "May …". */
  readonly text: Spans;
  /** The permissions it rests on, in our spelling; patterns for administrator rights. */
  readonly permissions: readonly string[];
  /** The statements that allow them. */
  readonly from: readonly StatementRef[];
  /** What narrows it, as a phrase; null: nothing. */
  readonly bound: Spans | null;
}

/**
 * Reads the sensitive rights that all policies give together. `bounds`: statements of the permissions boundary with all
 * denials, or null; a right outside it is none.
 */
export function sensitivePowers(
  held: readonly PlacedStatement[],
  bounds: readonly PlacedStatement[] | null,
  denies: readonly PlacedStatement[],
): readonly SensitivePower[] {
  const own = [...new Set([...held, ...denies])].map((p) => p.statement);
  const limit = bounds?.map((p) => p.statement) ?? null;
  const places = new Map(held.map((p) => [p.statement, p.ref]));
  const grantOf = remembered((permission): Grant | null => {
    const grant = generalGrant(own, permission);
    if (grant === null || limit === null) return grant;
    const within = generalGrant(limit, permission);
    return within === null ? null : { ...grant, bound: grant.bound ?? within.bound };
  });
  const from = (permissions: readonly string[]): readonly StatementRef[] => {
    const statements = permissions.flatMap((p) => grantOf(p)?.statement ?? []);
    return [...new Set(statements)].flatMap((s) => places.get(s) ?? []);
  };
  const power = (
    severity: Severity,
    words: Spans,
    permissions: readonly string[],
    bound: Condition | null = null,
  ): SensitivePower => ({
    severity: bound === null ? severity : severityOf(rankOf(severity) - 1),
    text: words,
    permissions,
    from: from(permissions),
    bound: bound === null ? null : conditionWords(bound).when,
  });
  const reading = readPowers(grantOf);
  if (reading.admin !== null) {
    const { how, bound } = reading.admin;
    // The same names stand for "any" in `readPowers`: what matches them matches every action of the kind.
    const asked = how === "all-of-iam" ? "iam:\u0001" : "\u0001:\u0001";
    const words = {
      "every-action": "do anything in the account",
      "all-of-iam": "do anything in IAM, and so grant itself every right",
      "not-action": "do anything in the account but a few things, IAM not among these",
    }[how];
    return [
      {
        ...power("critical", [text(words)], [asked], bound),
        permissions: [how === "all-of-iam" ? "iam:*" : "*"],
      },
    ];
  }
  return [
    ...reading.escalations.map((e) => power("high", [text(e.path.allows)], e.permissions, e.bound)),
    ...(reading.passesAnyRole
      ? [power("high", say`pass any role to any service`, ["iam:PassRole"])]
      : []),
    ...(reading.loggingOff.length > 0
      ? [power("high", say`switch off or blind the audit log`, reading.loggingOff)]
      : []),
    ...reading.dataWide.map((action) => power("medium", doingWords([action], ["*"]), [action])),
  ].toSorted((a, b) => rankOf(b.severity) - rankOf(a.severity));
}
