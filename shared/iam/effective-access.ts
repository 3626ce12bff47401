/**
 * What a principal may do at a moment, by what the evidence shows: its identity policies and those of its groups, less
 * what their denials and its permissions boundary take away. Policies of the organization, of resources and of sessions
 * are no part of it.
 */
import type { Spans } from "../span.ts";
import { accessWords } from "./access-words.ts";
import { sensitivePowers } from "./effective-powers.ts";
import type { SensitivePower } from "./effective-powers.ts";
import type { PolicyDocument } from "./policy-document.ts";
import type { Statement } from "./policy-statement.ts";
import { overlapOf } from "./statement-overlap.ts";
import type { Scope } from "./statement-overlap.ts";
import { isEveryAction } from "./wildcard.ts";

/** A policy that a principal is under. */
export interface HeldPolicy {
  readonly kind: "inline" | "managed";
  /** Its name: log text. */
  readonly name: string;
  readonly arn: string | null;
  /** The group that it comes through; null: held by the principal itself. */
  readonly group: string | null;
  /** Null: the document is not in the evidence. */
  readonly document: PolicyDocument | null;
  /** `log`: the document stands in an event or a baseline. `aws`: it is AWS's own, and documented. */
  readonly from: "log" | "aws";
  /** eventIDs that put it in place or wrote the document, oldest first; empty: it was there before the log. */
  readonly events: readonly string[];
}

/** What is known of a principal at one moment. */
export interface AccessQuestion {
  readonly policies: readonly HeldPolicy[];
  /** `none`: the evidence shows that there is none. `unknown`: it may have one. */
  readonly boundary: HeldPolicy | "none" | "unknown";
  /** False: it may hold policies, or be in groups, that the evidence does not show. */
  readonly isListComplete: boolean;
}

/** A statement of a policy. */
export interface StatementRef {
  /** Index into the question's policies; null: the boundary. */
  readonly policy: number | null;
  /** Ordinal in the document, from 1. */
  readonly statement: number;
}

/**
 * `allowed`: nothing known takes it away. `partly`: a denial or the boundary takes some of it, or all of it under
 * conditions. `denied`, `outside`: a denial takes all of it; the boundary does not hold it.
 */
export type AccessState = "allowed" | "partly" | "denied" | "outside";

/** What one Allow statement gives of one service. */
export interface AccessGrant {
  readonly state: AccessState;
  /** Completes "May …". */
  readonly text: Spans;
  /** Patterns as the document has them; empty: everything but what its NotAction names. */
  readonly actions: readonly string[];
  readonly from: StatementRef;
  /** Denials and statements of the boundary that limit it. */
  readonly limits: readonly StatementRef[];
}

export interface ServiceAccess {
  /** Prefix of the actions in lower case, `*` for all services: log text. */
  readonly service: string;
  readonly grants: readonly AccessGrant[];
}

/** A Deny statement that holds. */
export interface Denial {
  readonly text: Spans;
  readonly from: StatementRef;
}

export interface EffectiveAccess {
  /** All services first, then by prefix. */
  readonly services: readonly ServiceAccess[];
  readonly denials: readonly Denial[];
  /** The worst first. */
  readonly powers: readonly SensitivePower[];
  /** Indexes of policies whose document is not in the evidence. */
  readonly unread: readonly number[];
  /** There may be more: policies without documents, or lists that the evidence does not show in full. */
  readonly isAtLeast: boolean;
  /** There may be less: a boundary that is not known, or policies without documents, which may deny. */
  readonly isAtMost: boolean;
}

/** Works out what a principal may do. */
export function effectiveAccess(question: AccessQuestion): EffectiveAccess {
  const { policies, boundary, isListComplete } = question;
  const placed = policies.flatMap((p, policy) => placedStatements(p, policy));
  const bounds = typeof boundary === "string" ? [] : placedStatements(boundary, null);
  const isBounded = typeof boundary !== "string" && isReadable(boundary);
  const denies = [...placed, ...bounds].filter((p) => p.statement.effect === "Deny");
  const limits: Limits = {
    denies,
    boundary: isBounded ? bounds.filter((p) => p.statement.effect === "Allow") : null,
  };
  const unread = policies.flatMap((p, i) => (isReadable(p) ? [] : [i]));
  const isBoundaryOpen =
    boundary === "unknown" || (typeof boundary !== "string" && !isReadable(boundary));
  return {
    services: byService(
      placed.filter((p) => p.statement.effect === "Allow").flatMap((p) => grantsOf(p, limits)),
    ),
    denials: denies.map(({ statement, ref }) => ({
      text: accessWords(statement, null),
      from: ref,
    })),
    powers: sensitivePowers(
      placed,
      limits.boundary === null ? null : [...limits.boundary, ...denies],
      denies,
    ),
    unread,
    isAtLeast: unread.length > 0 || !isListComplete,
    isAtMost: isBoundaryOpen || unread.length > 0 || !isListComplete,
  };
}

/** A statement and where it stands. */
export interface PlacedStatement {
  readonly statement: Statement;
  readonly ref: StatementRef;
}

interface Limits {
  readonly denies: readonly PlacedStatement[];
  /** Allow statements of the boundary; null: there is none that is known. */
  readonly boundary: readonly PlacedStatement[] | null;
}

function isReadable({ document }: HeldPolicy): boolean {
  return document?.status === "ok";
}

function placedStatements(held: HeldPolicy, policy: number | null): readonly PlacedStatement[] {
  return (held.document?.statements ?? []).map((statement) => ({
    statement,
    ref: { policy, statement: statement.number },
  }));
}

interface Keyed {
  readonly service: string;
  readonly grant: AccessGrant;
}

/** Actions of one statement that share service, state and limits become one grant. */
function grantsOf(placed: PlacedStatement, limits: Limits): readonly Keyed[] {
  const { statement, ref } = placed;
  const groups = new Map<string, { service: string; actions: string[]; judged: Judged }>();
  for (const action of new Set(statement.actions ?? [null])) {
    const judged = judge({ statement, action }, limits);
    const service = serviceOf(action);
    const key = JSON.stringify([service, judged]);
    const group = groups.get(key) ?? { service, actions: [], judged };
    groups.set(key, group);
    if (action !== null) group.actions.push(action);
  }
  return [...groups.values()].map(({ service, actions, judged }) => ({
    service,
    grant: {
      ...judged,
      text: accessWords(statement, actions.length === 0 ? null : actions),
      actions,
      from: ref,
    },
  }));
}

type Judged = Pick<AccessGrant, "state" | "limits">;

function judge(scope: Scope, { denies, boundary }: Limits): Judged {
  const touching: StatementRef[] = [];
  for (const { statement, ref } of denies) {
    const overlap = overlapOf(scope, statement);
    if (overlap === "none") continue;
    if (overlap === "all" && statement.conditions.length === 0) {
      return { state: "denied", limits: [ref] };
    }
    touching.push(ref);
  }
  if (boundary !== null) {
    const within = boundary
      .map(({ statement, ref }) => ({ statement, ref, overlap: overlapOf(scope, statement) }))
      .filter(({ overlap }) => overlap !== "none");
    if (within.length === 0) return { state: "outside", limits: [] };
    const isWhole = within.some(
      ({ statement, overlap }) => overlap === "all" && statement.conditions.length === 0,
    );
    if (!isWhole) touching.push(...within.map(({ ref }) => ref));
  }
  return { state: touching.length === 0 ? "allowed" : "partly", limits: touching };
}

function serviceOf(action: string | null): string {
  if (action === null || isEveryAction(action)) return "*";
  const colon = action.indexOf(":");
  return colon === -1 ? "*" : action.slice(0, colon).toLowerCase();
}

function byService(all: readonly Keyed[]): readonly ServiceAccess[] {
  const groups = new Map<string, AccessGrant[]>();
  for (const { service, grant } of all) {
    const group = groups.get(service);
    if (group === undefined) groups.set(service, [grant]);
    else group.push(grant);
  }
  return [...groups]
    .map(([service, grants]) => ({ service, grants }))
    .toSorted((a, b) => (a.service < b.service ? -1 : 1));
}
