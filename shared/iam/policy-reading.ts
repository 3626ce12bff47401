import { asksForMfa, deniesWithoutMfa } from "./conditions.ts";
import type { EscalationPath } from "./escalation-path.ts";
import { escalationPaths } from "./escalation-paths.ts";
import { generalGrant, isAbout, isGeneral } from "./grants.ts";
import type { Grant } from "./grants.ts";
import type { PolicyDocument } from "./policy-document.ts";
import type { Condition, Statement } from "./policy-statement.ts";
import { dataActions, loggingActions, sensitiveActions } from "./sensitive-actions.ts";
import { actionCovers, isAnything, isEveryAction } from "./wildcard.ts";

/** A permission pattern and the statement it stands in. */
export interface Found {
  /** Ordinal of the statement, from 1. */
  readonly statement: number;
  /** As written in the document: log text. */
  readonly pattern: string;
}

/** A privilege-escalation path that a document opens. */
export interface FoundPath {
  readonly path: EscalationPath;
  /** The set of permissions that fits, in our spelling (`iam:PassRole`). */
  readonly permissions: readonly string[];
  /** A condition that narrows it, or null. */
  readonly bound: Condition | null;
}

/** What a permission policy amounts to. Patterns and statements are in document order, paths and actions in that of our tables. */
export interface PolicyReading {
  /** Everything, or all of IAM, on everything; null when it is neither. */
  readonly admin: {
    readonly how: "every-action" | "all-of-iam" | "not-action";
    readonly statement: number;
    readonly bound: Condition | null;
  } | null;
  /** Allowed action patterns with a wildcard; `whole` for a whole service or more. */
  readonly wildcardActions: readonly (Found & { readonly whole: boolean })[];
  /** Allow statements whose resource is `*`. */
  readonly wildcardResources: readonly number[];
  /** Allow statements with NotAction or NotResource. */
  readonly exceptions: readonly number[];
  readonly escalations: readonly FoundPath[];
  /** iam:PassRole on every role without a binding condition. */
  readonly passesAnyRole: boolean;
  /** Reading of data or secrets on everything. */
  readonly dataWide: readonly string[];
  /** Switching off the audit trail. */
  readonly loggingOff: readonly string[];
  /** Allowed sensitive actions that no condition ties to a second factor, with the pattern that allows them. */
  readonly withoutMfa: readonly Found[];
  /** The Deny statements: a document with any is a guard rail. */
  readonly denies: readonly Statement[];
  /** No administrator rights, no path to more, no wide reading of data, no switching off of the trail. */
  readonly narrow: boolean;
}

/** The sensitive part of a reading. */
export type PowerReading = Pick<
  PolicyReading,
  "admin" | "escalations" | "passesAnyRole" | "dataWide" | "loggingOff"
>;

/** Reads the sensitive rights of whoever `grantOf` answers for: the widest Allow of an action, or null. */
export function readPowers(grantOf: (permission: string) => Grant | null): PowerReading {
  const isUnbound = (action: string): boolean => grantOf(action)?.bound === null;
  return {
    admin: readAdmin(grantOf),
    escalations: escalationPaths.flatMap((p) => foundPath(grantOf, p)),
    passesAnyRole: isUnbound("iam:PassRole"),
    dataWide: dataActions.filter((action) => isUnbound(action)),
    loggingOff: loggingActions.filter((action) => isUnbound(action)),
  };
}

/** Reads a permission policy: what it allows that an auditor must know, and what it denies. */
export function readPolicy(document: PolicyDocument): PolicyReading {
  const statements = document.statements;
  const allows = statements.filter((s) => s.effect === "Allow");
  const denies = statements.filter((s) => s.effect === "Deny");
  const powers = readPowers(remembered((permission) => generalGrant(statements, permission)));
  const { admin, escalations, dataWide, loggingOff } = powers;
  return {
    ...powers,
    wildcardActions: allows.flatMap((s) => wildcards(s)),
    wildcardResources: allows
      .filter((s) => s.resources?.some((r) => isAnything(r)))
      .map((s) => s.number),
    exceptions: allows
      .filter((s) => s.notActions !== null || s.notResources !== null)
      .map((s) => s.number),
    withoutMfa: allows.flatMap((s) => withoutMfa(s, denies)),
    denies,
    narrow:
      // Rights over credentials are paths of their own.
      admin === null && escalations.length + dataWide.length + loggingOff.length === 0,
  };
}

function readAdmin(grantOf: (permission: string) => Grant | null): PolicyReading["admin"] {
  // One action stands for all of a service when only a pattern for the whole service can match it.
  const any = grantOf("\u0001:\u0001");
  const iam = any ?? grantOf("iam:\u0001");
  if (iam === null) return null;
  const how =
    iam.pattern === null
      ? "not-action"
      : isEveryAction(iam.pattern) || any !== null
        ? "every-action"
        : "all-of-iam";
  // NotAction that leaves out IAM and Organizations is the pattern of PowerUserAccess: wide, but not administrator.
  if (how === "not-action" && grantOf("iam:CreatePolicyVersion") === null) return null;
  return { how, statement: iam.statement.number, bound: iam.bound };
}

function wildcards(statement: Statement): (Found & { whole: boolean })[] {
  return (statement.actions ?? [])
    .filter((pattern) => /[*?]/.test(pattern))
    .map((pattern) => ({
      statement: statement.number,
      pattern,
      whole: actionCovers(pattern, `${pattern.slice(0, pattern.indexOf(":") + 1)}*`),
    }));
}

function foundPath(
  grantOf: (permission: string) => Grant | null,
  path: EscalationPath,
): FoundPath[] {
  let bounded: FoundPath | null = null;
  for (const permissions of path.needs) {
    if (permissions.some((p) => grantOf(p) === null)) continue;
    const bound = permissions.map((p) => grantOf(p)?.bound ?? null).find((b) => b !== null) ?? null;
    if (bound === null) return [{ path, permissions, bound }];
    bounded ??= { path, permissions, bound };
  }
  return bounded === null ? [] : [bounded];
}

/** A question whose answers are kept: many paths share iam:PassRole. */
export function remembered(
  grantOf: (permission: string) => Grant | null,
): (permission: string) => Grant | null {
  const known = new Map<string, Grant | null>();
  return (permission) => {
    const found = known.get(permission);
    if (found !== undefined) return found;
    const grant = grantOf(permission);
    known.set(permission, grant);
    return grant;
  };
}

function withoutMfa(statement: Statement, denies: readonly Statement[]): Found[] {
  if (asksForMfa(statement)) return [];
  const open = sensitiveActions.filter(
    (action) => isAbout(statement, action) && !isGuarded(denies, action),
  );
  const patterns = (statement.actions ?? ["NotAction"]).filter(
    (pattern) => statement.actions === null || open.some((action) => actionCovers(pattern, action)),
  );
  return open.length === 0
    ? []
    : [...new Set(patterns)].map((pattern) => ({ statement: statement.number, pattern }));
}

function isGuarded(denies: readonly Statement[], action: string): boolean {
  return denies.some(
    (s) =>
      (s.conditions.length === 0 || deniesWithoutMfa(s)) &&
      isAbout(s, action) &&
      (s.resources?.some((r) => isGeneral(r, action)) ?? false),
  );
}
