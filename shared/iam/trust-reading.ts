import { parseArn } from "./arn.ts";
import { bindingCondition } from "./conditions.ts";
import type { PolicyDocument } from "./policy-document.ts";
import type { Condition, Principal, Statement } from "./policy-statement.ts";
import { isAnything } from "./wildcard.ts";

/** A principal that a trust policy admits and that an auditor must know of. */
export interface Trusted {
  readonly statement: number;
  /** As written in the document: log text. */
  readonly principal: string;
  /** The account it belongs to; null where the document does not say. */
  readonly account: string | null;
  /** The first condition that really narrows it, or null. */
  readonly bound: Condition | null;
}

/** Whom a trust policy lets in. */
export interface TrustReading {
  /** `*`: everybody in every account. */
  readonly everyone: readonly Trusted[];
  /** Accounts other than the role's own. */
  readonly external: readonly Trusted[];
  /** Web-identity providers without a precise condition on the subject. */
  readonly webWithoutSubject: readonly Trusted[];
  /** Allow with NotPrincipal: everybody but a few. */
  readonly everyoneBut: readonly number[];
}

/**
 * Reads a trust policy. `account` is the role's own account; without it no principal can be called external, so the
 * list is empty and says nothing.
 */
export function readTrust(document: PolicyDocument, account: string | null): TrustReading {
  const allows = document.statements.filter((s) => s.effect === "Allow");
  const all = allows.flatMap((statement) =>
    (statement.principals ?? []).map((principal) => ({ statement, principal })),
  );
  const aws = all.filter(({ principal }) => principal.kind === "AWS");
  return {
    everyone: aws.filter(({ principal }) => isAnything(principal.value)).map(trusted),
    external: aws
      .filter(({ principal }) => {
        const owner = accountOf(principal);
        return account !== null && owner !== null && owner !== account;
      })
      .map(trusted),
    webWithoutSubject: all.filter((x) => isWebWithoutSubject(x)).map(trusted),
    everyoneBut: allows.filter((s) => s.notPrincipals !== null).map((s) => s.number),
  };
}

interface Pair {
  readonly statement: Statement;
  readonly principal: Principal;
}

function trusted({ statement, principal }: Pair): Trusted {
  const bound = bindingCondition(statement.conditions);
  return {
    statement: statement.number,
    principal: principal.value,
    account: accountOf(principal),
    // An external id is a shared secret with one known party: with `*` anybody may learn and use it.
    bound:
      isAnything(principal.value) && bound?.key.toLowerCase() === "sts:externalid" ? null : bound,
  };
}

function accountOf(principal: Principal): string | null {
  if (/^[0-9]{12}$/.test(principal.value)) return principal.value;
  const account = parseArn(principal.value)?.account ?? "";
  return /^[0-9]{12}$/.test(account) ? account : null;
}

/**
 * Providers shared by all their customers (GitHub, GitLab, Cognito, …) prove nothing without a condition on `:sub`
 * (for Cognito `:aud` as well).
 */
function isWebWithoutSubject({ statement, principal }: Pair): boolean {
  if (principal.kind !== "Federated" || principal.value.includes(":saml-provider/")) return false;
  if (statement.actions?.every((a) => a.toLowerCase().includes("saml"))) return false;
  const cognito = principal.value.includes("cognito-identity");
  return !statement.conditions.some((c) => {
    const key = c.key.toLowerCase();
    const names = key.endsWith(":sub") || (cognito && key.endsWith(":aud"));
    const asks = !/ifexists$|^forallvalues:|not/.test(c.operator.toLowerCase());
    return names && asks && c.values.length > 0 && c.values.every((v) => isPrecise(v));
  });
}

/** Whether a subject names something: not `*`, not `repo:*`, not every repository of an owner. */
function isPrecise(subject: string): boolean {
  return (
    !isAnything(subject) &&
    !subject.startsWith("*") &&
    !/^[a-z_]+:\*/i.test(subject) &&
    !/^repo:[^/]+\/\*/i.test(subject)
  );
}
