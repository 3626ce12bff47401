/** How much of what one statement is about another one takes in. */
import type { Statement } from "./policy-statement.ts";
import {
  actionCovers,
  isAnything,
  isEveryAction,
  patternCovers,
  patternsMeet,
} from "./wildcard.ts";

export type Overlap = "all" | "some" | "none";

/** The part of a statement that is looked at: one action pattern, or, with null, all that its NotAction leaves. */
export interface Scope {
  readonly statement: Statement;
  readonly action: string | null;
}

/** How much of a scope a statement is about, its actions and resources together, whatever its conditions. */
export function overlapOf(scope: Scope, other: Statement): Overlap {
  const actions = actionOverlap(scope, other);
  if (actions === "none") return "none";
  const resources = resourceOverlap(scope.statement, other);
  if (resources === "none") return "none";
  return actions === "all" && resources === "all" ? "all" : "some";
}

function actionOverlap({ statement, action }: Scope, other: Statement): Overlap {
  if (action === null) return restOverlap(statement.notActions ?? [], other);
  if (other.actions !== null) {
    if (other.actions.some((p) => actionCovers(p, action))) return "all";
    return other.actions.some((p) => actionsMeet(p, action)) ? "some" : "none";
  }
  const left = other.notActions ?? [];
  if (left.some((p) => actionCovers(p, action))) return "none";
  return left.some((p) => actionsMeet(p, action)) ? "some" : "all";
}

/** For everything but `left`. */
function restOverlap(left: readonly string[], other: Statement): Overlap {
  if (other.actions !== null) {
    if (other.actions.some((p) => isEveryAction(p))) return "all";
    const isOutside = other.actions.every((p) => left.some((l) => actionCovers(l, p)));
    return isOutside ? "none" : "some";
  }
  const isInside = (other.notActions ?? []).every((p) => left.some((l) => actionCovers(l, p)));
  return isInside ? "all" : "some";
}

function actionsMeet(a: string, b: string): boolean {
  return patternsMeet(a.toLowerCase(), b.toLowerCase());
}

function resourceOverlap(statement: Statement, other: Statement): Overlap {
  if (other.resources?.some((r) => isAnything(r))) return "all";
  if (other.notResources !== null) return exceptOverlap(statement, other.notResources);
  const theirs = other.resources ?? [];
  // A statement on everything but some things can't be taken in by named ones, and most likely meets them.
  if (statement.resources === null) return theirs.length === 0 ? "none" : "some";
  const own = statement.resources;
  if (own.every((r) => theirs.some((p) => patternCovers(p, r)))) return "all";
  return own.some((r) => theirs.some((p) => patternsMeet(p, r))) ? "some" : "none";
}

function exceptOverlap(statement: Statement, left: readonly string[]): Overlap {
  if (statement.resources === null) {
    const own = statement.notResources ?? [];
    return left.every((p) => own.some((o) => patternCovers(o, p))) ? "all" : "some";
  }
  const own = statement.resources;
  if (own.every((r) => left.some((p) => patternCovers(p, r)))) return "none";
  return own.some((r) => left.some((p) => patternsMeet(p, r))) ? "some" : "all";
}
