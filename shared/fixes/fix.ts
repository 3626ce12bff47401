/** Fixes beside the inverse: what a person asks for, and what it is answered with. Plain data. */
import type { Plan } from "../remediation/plan.ts";
import type { Spans } from "../span.ts";

/** All fixes, in the order in which they are listed: what contains first, what removes after it. */
export const fixNames = [
  "deactivate-key",
  "revoke-sessions",
  "quarantine",
  "reset-password",
  "remove-login-profile",
  "detach-policy",
  "delete-key",
  "delete-provider",
  "delete-user",
  "delete-role",
  "set-password-policy",
  "least-privilege",
  "restart-logging",
  "harden-trail",
] as const;

export type FixName = (typeof fixNames)[number];

/** How a quarantine is made: an inline policy that denies everything, or a permissions boundary that does. */
export type QuarantineBy = "deny" | "boundary";

/** One fix of one thing. Members that a fix does not take are null. */
export interface FixRequest {
  readonly name: FixName;
  /** Twelve digits; null: the log names no account. */
  readonly account: string | null;
  /**
   * What is fixed, as keys of `EntityState`: `user/alice`, `role/deploy`, `group/ops`, `policy/arn:…`,
   * `oidc-provider/arn:…`, `saml-provider/arn:…`; `root/` for the root user, `account/` for the account,
   * `trail/NAME-OR-ARN` for a trail.
   */
  readonly target: string;
  /** The AccessKeyId of a key, or the ARN of the policy to detach. */
  readonly item: string | null;
  /** Of `quarantine`; null: deny. */
  readonly by: QuarantineBy | null;
  /** Of `delete-key`: days between switching off and deletion; null: 14. */
  readonly waitDays: number | null;
  /** Of `reset-password`: only ask for a new password at the next sign-in, and set none; null: no. */
  readonly keepPassword: boolean | null;
  /** Of `set-password-policy`, members as UpdateAccountPasswordPolicy takes them; null: the usual ones. */
  readonly rules: Readonly<Record<string, number | boolean>> | null;
  /** UTC ISO: the moment of planning, which sessions to revoke and waits count from; null: now. */
  readonly at: string | null;
}

/** `asks`: all comes back, with values that only a person has. `partial`: something is lost. `lost`: nothing comes back. */
export type UndoKind = "none" | "exact" | "asks" | "partial" | "lost";

/** A fix, planned. */
export interface Fix {
  /** As asked for, with `at` filled in: asking with it again gives the same plan. */
  readonly request: FixRequest;
  readonly title: Spans;
  readonly purpose: Spans;
  readonly notWhen: readonly Spans[];
  readonly breaks: readonly Spans[];
  /** Something can't come back by the undo. */
  readonly isDestructive: boolean;
  /** Only to be printed: Trailproof itself makes no such call. */
  readonly isPrintOnly: boolean;
  /** eventIDs that the plan and its undo rest on. */
  readonly evidence: readonly string[];
  /** What the log does not tell, and why it matters here. */
  readonly unknown: readonly Spans[];
  readonly plan: Plan;
  /** What takes the plan back once it was made. Variables of one name in both are the same answer. */
  readonly undo: Plan;
  readonly undoKind: UndoKind;
  /** Actions that the plan needs, with its checks, and those that its undo needs; sorted. */
  readonly permissions: { readonly plan: readonly string[]; readonly undo: readonly string[] };
}

/** A fix that can't be planned, with the reason. */
export interface NoFix {
  readonly refused: Spans;
}

/** A fix that fits a finding. */
export interface FixOffer {
  readonly request: FixRequest;
  readonly title: Spans;
  readonly purpose: Spans;
  /** Why it fits. */
  readonly why: Spans;
  readonly isDestructive: boolean;
  readonly isPrintOnly: boolean;
}

/** What there is to know of a fix before a thing is named. */
export interface FixKind {
  readonly name: FixName;
  readonly title: Spans;
  readonly purpose: Spans;
  readonly notWhen: readonly Spans[];
  readonly breaks: readonly Spans[];
  readonly isDestructive: boolean;
  readonly isPrintOnly: boolean;
  /** Kinds of targets, e.g. user; `key` and `policy-arn` stand for the item. */
  readonly takes: readonly FixTake[];
}

export type FixTake =
  | "user"
  | "role"
  | "group"
  | "policy"
  | "provider"
  | "account"
  | "trail"
  | "key"
  | "policy-arn";
