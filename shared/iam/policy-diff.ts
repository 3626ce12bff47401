/** The semantic diff of two policy documents: what the later one gives and takes, in plain words, and as text. */
import type { DiffLine } from "../finding.ts";
import type { Spans } from "../span.ts";
import { changeWords } from "./diff-words.ts";
import { diffLines, documentLines } from "./line-diff.ts";
import { matchStatements } from "./match-statements.ts";
import type { StatementPair } from "./match-statements.ts";
import { comparePolicies, conditionKey } from "./policy-compare.ts";
import type { Difference } from "./policy-compare.ts";
import type { PolicyDocument } from "./policy-document.ts";
import type { Statement } from "./policy-statement.ts";

/** What changed about one statement's permissions, in one way. */
export interface PermissionChange {
  /** Deny: the change is one of a denial; a denial lost is a permission gained. */
  readonly effect: Statement["effect"];
  /** As for `Difference`; `principal`: the same, for more or fewer callers. */
  readonly what: Difference["what"] | "principal";
  /** One for each action pattern of the statement that is concerned. */
  readonly differences: readonly Difference[];
  /** A whole sentence. */
  readonly text: Spans;
  /** What held instead in the other document, as a phrase; null where there is nothing to say. */
  readonly instead: Spans | null;
}

/** What one document allows and the other does not. */
export interface PolicyDiff {
  /** Allowed now, and not before: new or wider permissions, conditions that are gone, denials that are gone. */
  readonly gained: readonly PermissionChange[];
  /** Allowed before, and not now. */
  readonly lost: readonly PermissionChange[];
  readonly statements: readonly StatementPair[];
  /** Statements that mean the same in both. */
  readonly unchanged: number;
  /** The documents allow and deny the same. */
  readonly isEqual: boolean;
  /** False when the documents were too large to compare in full: the lists may then be incomplete. */
  readonly isComplete: boolean;
  /** Every line of both texts. */
  readonly lines: readonly DiffLine[];
}

/** Compares two documents that were read (`ok`); null stands for no document at all. */
export function diffPolicies(
  before: PolicyDocument | null,
  after: PolicyDocument | null,
): PolicyDiff {
  const old = before?.statements ?? [];
  const fresh = after?.statements ?? [];
  const compared = comparePolicies(old, fresh);
  const gained = [
    ...changes(compared.granted, "Allow", "gained", old),
    ...changes(compared.deniesGone, "Deny", "gained", fresh),
  ];
  const lost = [
    ...changes(compared.ungranted, "Allow", "lost", fresh),
    ...changes(compared.deniesNew, "Deny", "lost", old),
  ];
  const statements = matchStatements(old, fresh);
  return {
    gained,
    lost,
    statements,
    unchanged: statements.filter((s) => s.isSame).length,
    isEqual: gained.length + lost.length === 0 && compared.complete,
    isComplete: compared.complete,
    lines: diffLines(documentLines(before), documentLines(after)),
  };
}

/** Differences of one statement that say the same of several actions become one change. */
function changes(
  all: readonly Difference[],
  effect: Statement["effect"],
  direction: "gained" | "lost",
  other: readonly Statement[],
): readonly PermissionChange[] {
  const groups = new Map<string, Difference[]>();
  for (const difference of all) {
    const key = JSON.stringify([
      difference.statement.number,
      difference.what,
      difference.dropped.map((c) => conditionKey(c)),
      difference.resources,
      difference.principals,
      difference.action === null,
    ]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [difference]);
    else group.push(difference);
  }
  return [...groups.values()].map((differences): PermissionChange => {
    const what = kindOf(differences);
    return {
      effect,
      what,
      differences,
      ...changeWords(effect, direction, what, differences, other),
    };
  });
}

function kindOf(differences: readonly Difference[]): PermissionChange["what"] {
  const isOfCallers = differences.every(
    (d) => d.what === "resource" && d.resources.length === 0 && d.principals.length > 0,
  );
  return isOfCallers ? "principal" : (differences[0]?.what ?? "action");
}
