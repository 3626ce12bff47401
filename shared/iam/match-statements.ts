/** Which statement of one document became which of another. */
import { conditionKey, principalKey } from "./policy-compare.ts";
import type { Statement } from "./policy-statement.ts";

/** A statement and what became of it. One side is null for a statement that only one document has. */
export interface StatementPair {
  readonly before: Statement | null;
  readonly after: Statement | null;
  /** Both are there and mean the same, whatever their order, the case of their actions, and their Sid. */
  readonly isSame: boolean;
}

/** Less in common than this, of 1, makes two statements strangers. */
const leastLikeness = 0.3;

/**
 * Pairs the statements of two documents: equal ones first, then those with the same Sid, then the most alike of the
 * same effect. In the order of the later document; statements that are gone stand at the end.
 */
export function matchStatements(
  before: readonly Statement[],
  after: readonly Statement[],
): readonly StatementPair[] {
  const left = new Set(before);
  const partner = new Map<Statement, Statement>();
  const pair = (old: Statement | undefined, one: Statement): void => {
    if (old === undefined) return;
    left.delete(old);
    partner.set(one, old);
  };
  const open = (): readonly Statement[] => after.filter((s) => !partner.has(s));
  const keys = new Map([...before, ...after].map((s) => [s, statementKey(s)]));
  for (const one of open()) {
    pair(
      [...left].find((s) => keys.get(s) === keys.get(one)),
      one,
    );
  }
  for (const one of open()) {
    pair(
      [...left].find((s) => s.sid !== null && s.sid === one.sid && s.effect === one.effect),
      one,
    );
  }
  const likely = open()
    .flatMap((one) => [...left].map((old) => ({ one, old, score: likeness(old, one) })))
    .filter(({ score }) => score >= leastLikeness)
    .toSorted((a, b) => b.score - a.score);
  for (const { one, old } of likely) {
    if (left.has(old) && !partner.has(one)) pair(old, one);
  }
  return [
    ...after.map((one): StatementPair => {
      const old = partner.get(one) ?? null;
      return {
        before: old,
        after: one,
        isSame: old !== null && keys.get(old) === keys.get(one),
      };
    }),
    ...[...left].map((old) => ({ before: old, after: null, isSame: false })),
  ];
}

/** Equal for statements that mean the same to IAM: order, repetition, letter case of actions and keys, and Sid aside. */
export function statementKey(statement: Statement): string {
  return JSON.stringify([
    statement.effect,
    sorted(statement.actions, lower),
    sorted(statement.notActions, lower),
    sorted(statement.resources, same),
    sorted(statement.notResources, same),
    sorted(statement.principals, principalKey),
    sorted(statement.notPrincipals, principalKey),
    sorted(statement.conditions, conditionKey),
  ]);
}

/** 0: nothing in common, 1: the same. Effects must be equal; what is done counts double. */
function likeness(a: Statement, b: Statement): number {
  if (a.effect !== b.effect) return 0;
  const actions = common(
    sorted(a.actions ?? a.notActions, lower),
    sorted(b.actions ?? b.notActions, lower),
  );
  const where = common(
    sorted(a.resources ?? a.notResources, same),
    sorted(b.resources ?? b.notResources, same),
  );
  const who = common(
    sorted(a.principals ?? a.notPrincipals, principalKey),
    sorted(b.principals ?? b.notPrincipals, principalKey),
  );
  const isTrust = a.principals !== null || b.principals !== null;
  return isTrust ? (actions + 2 * who) / 3 : (2 * actions + where) / 3;
}

function common(a: readonly string[] | null, b: readonly string[] | null): number {
  if (a === null || b === null) return 0;
  const held = new Set(b);
  const both = a.filter((one) => held.has(one)).length;
  const all = new Set([...a, ...b]).size;
  return all === 0 ? 1 : both / all;
}

function sorted<T>(all: readonly T[] | null, key: (one: T) => string): readonly string[] | null {
  return all === null ? null : [...new Set(all.map((one) => key(one)))].toSorted();
}

function lower(s: string): string {
  return s.toLowerCase();
}

function same(s: string): string {
  return s;
}
