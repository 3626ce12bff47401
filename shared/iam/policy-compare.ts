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
      if (takesTargets(same, statement, work)) {
        const dropped = same.flatMap((other) => gone(other, statement));
        return [{ statement, action, what: "condition", dropped }];
      }
      // Wider and freer at once: the earlier statement is taken in whole, but for its conditions.
      const dropped = same
        .filter((other) => takesTargets([statement], other, work))
        .flatMap((other) => gone(other, statement));
      return [{ statement, action, what: same.length > 0 ? "resource" : "action", dropped }];
    });
  });
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
  return general.kind === own.kind && (isAnything(general.value) || general.value === own.value);
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

/** The conditions of `other` that `own` does not have. */
function gone(other: Statement, own: Statement): readonly Condition[] {
  const held = new Set(own.conditions.map((c) => conditionKey(c)));
  return other.conditions.filter((c) => !held.has(conditionKey(c)));
}

function conditionKey(condition: Condition): string {
  return JSON.stringify([
    condition.operator.toLowerCase(),
    condition.key.toLowerCase(),
    condition.values.toSorted(),
  ]);
}
