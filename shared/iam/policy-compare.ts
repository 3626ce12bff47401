import type { Condition, Principal, Statement } from "./policy-statement.ts";
import { actionCovers, isAnything, isEveryAction, patternCovers } from "./wildcard.ts";

/** A part of one document that the other does not hold. */
export interface Difference {
  /** The statement it stands in. */
  readonly statement: Statement;
  /** The action pattern; null for a statement with NotAction. */
  readonly action: string | null;
  /**
   * `action`: the action is new. `resource`: the action was there, for less. `condition`: the same, under fewer
   * conditions.
   */
  readonly what: "action" | "resource" | "condition";
  /** The conditions of the other document that the same permission does not have here. */
  readonly dropped: readonly Condition[];
  /** Of the statement's resources and principals, those that the other document does not hold for the action. */
  readonly resources: readonly string[];
  readonly principals: readonly Principal[];
  /** Statements of the other document, same effect, that take in the action. */
  readonly against: readonly Statement[];
}

/** What a new document adds and takes away against the earlier one. */
export interface PolicyComparison {
  readonly granted: readonly Difference[];
  readonly ungranted: readonly Difference[];
  readonly deniesGone: readonly Difference[];
  readonly deniesNew: readonly Difference[];
  /** Something was granted or a Deny was weakened. */
  readonly widened: boolean;
  /** False when the documents were too large to compare in full: the lists may then be incomplete. */
  readonly complete: boolean;
}

/** Pattern comparisons after which comparing stops; IAM's own size limits keep documents far below. */
const budget = 3_000_000;

/** Compares two lists of statements, pattern by pattern. */
export function comparePolicies(
  before: readonly Statement[],
  after: readonly Statement[],
): PolicyComparison {
  const work = { left: budget };
  const granted = differences(of(after, "Allow"), of(before, "Allow"), work);
  const ungranted = differences(of(before, "Allow"), of(after, "Allow"), work);
  const deniesGone = differences(of(before, "Deny"), of(after, "Deny"), work);
  const deniesNew = differences(of(after, "Deny"), of(before, "Deny"), work);
  return {
    granted,
    ungranted,
    deniesGone,
    deniesNew,
    widened: granted.length > 0 || deniesGone.length > 0,
    complete: work.left > 0,
  };
}

function of(all: readonly Statement[], effect: Statement["effect"]): readonly Statement[] {
  return all.filter((s) => s.effect === effect);
}

interface Work {
  left: number;
}

/** The parts of `all` that no statement of `by` (same effect) takes in. */
function differences(
  all: readonly Statement[],
  by: readonly Statement[],
  work: Work,
): readonly Difference[] {
  return all.flatMap((statement) => {
    const actions = statement.actions ?? [null];
    return [...new Set(actions)].flatMap((action): Difference[] => {
      const same = by.filter((other) => takesAction(other, statement, action, work));
      const looser = same.filter((other) => gone(other, statement).length === 0);
      if (takesTargets(looser, statement, work)) return [];
      const rest = { ...notTaken(same, statement), against: same };
      if (takesTargets(same, statement, work)) {
        const dropped = same.flatMap((other) => gone(other, statement));
        return [{ statement, action, what: "condition", dropped, ...rest }];
      }
      // Wider and freer at once: the earlier statement is taken in whole, but for its conditions.
      const dropped = same
        .filter((other) => takesTargets([statement], other, work))
        .flatMap((other) => gone(other, statement));
      const what = same.length > 0 ? "resource" : "action";
      return [{ statement, action, what, dropped, ...rest }];
    });
  });
}

/** What no other statement takes in by itself. */
function notTaken(
  others: readonly Statement[],
  own: Statement,
): Pick<Difference, "resources" | "principals"> {
  return {
    resources: (own.resources ?? []).filter(
      (r) => !others.some((o) => o.resources?.some((p) => patternCovers(p, r))),
    ),
    principals: (own.principals ?? []).filter(
      (p) => !others.some((o) => o.principals?.some((q) => takesPrincipal(q, p))),
    ),
  };
}

function takesAction(other: Statement, own: Statement, action: string | null, work: Work): boolean {
  work.left -= (other.actions ?? other.notActions ?? []).length;
  if (work.left <= 0) return false;
  if (action !== null) return other.actions?.some((p) => actionCovers(p, action)) ?? false;
  if (other.actions?.some((p) => isEveryAction(p))) return true;
  // Who leaves out less allows more: everything `other` leaves out must be left out here as well.
  return (
    other.notActions !== null &&
    other.notActions.every((left) => own.notActions?.some((p) => actionCovers(p, left)))
  );
}

/** Whether several statements together take in every resource (or principal) of a statement. */
function takesTargets(others: readonly Statement[], own: Statement, work: Work): boolean {
  if (others.length === 0) return false;
  const resources = own.resources ?? [];
  const principals = own.principals ?? [];
  work.left -= others.reduce(
    (sum, o) => sum + (o.resources?.length ?? 1) * Math.max(1, resources.length),
    0,
  );
  if (work.left <= 0) return false;
  return (
    resources.every((r) => others.some((o) => o.resources?.some((p) => patternCovers(p, r)))) &&
    principals.every((p) => others.some((o) => o.principals?.some((q) => takesPrincipal(q, p)))) &&
    others.some((o) => takesExceptions(o, own))
  );
}

function takesPrincipal(general: Principal, own: Principal): boolean {
  return (
    general.kind === own.kind &&
    (isAnything(general.value) || principalKey(general) === principalKey(own))
  );
}

/** Twelve digits are the account's root ARN, of whatever partition (IAM user guide, Principal). */
export function principalKey({ kind, value }: Principal): string {
  const root = /^arn:[a-z-]+:iam::([0-9]{12}):root$/.exec(value);
  return `${kind} ${root?.[1] ?? value}`;
}

/** NotResource and NotPrincipal: only equal or narrower exceptions count as covered. */
function takesExceptions(other: Statement, own: Statement): boolean {
  if (own.notPrincipals !== null || other.notPrincipals !== null) {
    return JSON.stringify(own.notPrincipals) === JSON.stringify(other.notPrincipals);
  }
  if (own.notResources === null) return true;
  if (other.resources?.some((r) => isAnything(r))) return true;
  return (
    other.notResources?.every((left) => own.notResources?.some((p) => patternCovers(p, left))) ??
    false
  );
}

/** The conditions of `other` that `own` does not ask for. */
function gone(other: Statement, own: Statement): readonly Condition[] {
  return other.conditions.filter((c) => !own.conditions.some((held) => asksAsMuch(held, c)));
}

/** Operators whose values are alternatives: fewer of them ask for more. Of the negated ones, more values do. */
const alternatives = /^(foranyvalue:|forallvalues:)?(string|arn|ipaddress|bool|binary)/;

/** Whether whoever meets one condition meets the other as well. A no can be wrong for wildcards and networks. */
function asksAsMuch(held: Condition, asked: Condition): boolean {
  if (conditionKey(held) === conditionKey(asked)) return true;
  const operator = asked.operator.toLowerCase();
  if (held.operator.toLowerCase() !== operator) return false;
  if (held.key.toLowerCase() !== asked.key.toLowerCase()) return false;
  if (held.values.length === 0 || asked.values.length === 0) return false;
  if (operator.includes("not")) {
    // ForAnyValue with a negation is met by any other value: neither more nor fewer values say much.
    if (operator.includes(":") || !/^(string|arn|notip)/.test(operator)) return false;
    return asked.values.every((value) => held.values.includes(value));
  }
  return alternatives.test(operator) && held.values.every((v) => asked.values.includes(v));
}

/** One spelling for conditions that mean the same: IAM ignores the case of operators and keys, and the order of values. */
export function conditionKey(condition: Condition): string {
  return JSON.stringify([
    condition.operator.toLowerCase(),
    condition.key.toLowerCase(),
    condition.values.toSorted(),
  ]);
}
