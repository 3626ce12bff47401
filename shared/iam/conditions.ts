import type { Condition, Statement } from "./policy-statement.ts";

/** Keys that tie a grant to a caller, a place, a service or a second factor. Condition keys ignore case. */
const bindingKeys: ReadonlySet<string> = new Set([
  "aws:principalorgid",
  "aws:principalorgpaths",
  "aws:principalarn",
  "aws:principalaccount",
  "aws:sourceaccount",
  "aws:sourcearn",
  "aws:sourceorgid",
  "aws:sourceip",
  "aws:sourcevpc",
  "aws:sourcevpce",
  "aws:multifactorauthpresent",
  "aws:multifactorauthage",
  "iam:permissionsboundary",
  "iam:passedtoservice",
  "iam:associatedresourcearn",
  "iam:policyarn",
  "sts:externalid",
]);

/** Operators that ask for a value; their negations and Null leave too much open to count. */
const askingOperators: ReadonlySet<string> = new Set([
  "stringequals",
  "stringequalsignorecase",
  "stringlike",
  "arnequals",
  "arnlike",
  "ipaddress",
  "bool",
  "numericlessthan",
  "numericlessthanequals",
]);

/**
 * The first condition that really narrows an Allow, or null. Operators ending in IfExists pass when the key is
 * absent, ForAllValues passes on an empty set, and a bare `*` or 0.0.0.0/0 passes always: none of them binds.
 */
export function bindingCondition(conditions: readonly Condition[]): Condition | null {
  return conditions.find((c) => isBinding(c)) ?? null;
}

function isBinding(condition: Condition): boolean {
  const operator = plainOperator(condition.operator);
  const key = condition.key.toLowerCase();
  if (!askingOperators.has(operator)) return false;
  if (!bindingKeys.has(key) && !key.endsWith(":sub")) return false;
  if (key === "aws:multifactorauthpresent") return isOnly(condition, "true");
  return condition.values.length > 0 && !condition.values.some((v) => isOpenValue(v));
}

/** Lower case, without `ForAnyValue:`. `ForAllValues:` and `…IfExists` stay, so that they match no asking operator. */
function plainOperator(operator: string): string {
  const lower = operator.toLowerCase();
  return lower.startsWith("foranyvalue:") ? lower.slice("foranyvalue:".length) : lower;
}

function isOpenValue(value: string): boolean {
  return value === "*" || value === "**" || value === "0.0.0.0/0" || value === "::/0";
}

function isOnly(condition: Condition, word: string): boolean {
  return condition.values.length > 0 && condition.values.every((v) => v.toLowerCase() === word);
}

/**
 * Whether a statement's conditions ask for a second factor: `Bool` aws:MultiFactorAuthPresent true, or an upper limit
 * on aws:MultiFactorAuthAge. `BoolIfExists` in an Allow does not: calls signed with a long-term key lack the key
 * and pass.
 */
export function asksForMfa(statement: Statement): boolean {
  return statement.conditions.some((c) => {
    const key = c.key.toLowerCase();
    const operator = plainOperator(c.operator);
    if (key === "aws:multifactorauthpresent") return operator === "bool" && isOnly(c, "true");
    return (
      key === "aws:multifactorauthage" &&
      operator.startsWith("numericlessthan") &&
      !operator.endsWith("ifexists")
    );
  });
}

/**
 * Whether a Deny is the usual "not without MFA" guard: `BoolIfExists` aws:MultiFactorAuthPresent false. With plain
 * `Bool` it misses calls signed with a long-term key, which lack the key; that is no full guard.
 */
export function deniesWithoutMfa(statement: Statement): boolean {
  return (
    statement.effect === "Deny" &&
    statement.conditions.length === 1 &&
    statement.conditions.every(
      (c) =>
        c.key.toLowerCase() === "aws:multifactorauthpresent" &&
        c.operator.toLowerCase() === "boolifexists" &&
        isOnly(c, "false"),
    )
  );
}
