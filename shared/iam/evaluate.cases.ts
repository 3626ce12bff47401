/** IAM's evaluation of calls by trying, for tests. */
import type { Statement } from "./policy-statement.ts";
import { matchesAction, matchesPattern } from "./wildcard.ts";

/** A call to be judged. */
export interface Call {
  readonly action: string;
  readonly resource: string;
  /** Keys of the conditions that it meets. */
  readonly meets: readonly string[];
}

/** Calls of several kinds, for tests that judge by trying. */
export const calls: readonly Call[] = [
  "s3:GetObject",
  "s3:PutObject",
  "iam:PassRole",
  "ec2:RunXnstances",
].flatMap((name) =>
  [
    "arn:aws:s3:::data/a",
    "arn:aws:s3:::b",
    "arn:aws:iam::123456789012:role/app-1",
    "arn:aws:x:::y",
  ].flatMap((on) =>
    [[], ["aws:MultiFactorAuthPresent"], ["aws:SourceIp", "iam:PassedToService"]].map(
      (meets): Call => ({ action: name, resource: on, meets }),
    ),
  ),
);

/** IAM's own evaluation of one policy: some Allow, and no Deny. */
export function allows(statements: readonly Statement[], call: Call): boolean {
  const that = statements.filter((s) => applies(s, call));
  return that.some((s) => s.effect === "Allow") && !that.some((s) => s.effect === "Deny");
}

/** Whether a statement is about a call, its conditions included. */
export function applies(s: Statement, { action: name, resource: on, meets }: Call): boolean {
  return (
    (s.actions?.some((a) => matchesAction(a, name)) ?? true) &&
    !(s.notActions?.some((a) => matchesAction(a, name)) ?? false) &&
    (s.resources?.some((r) => matchesPattern(r, on)) ?? true) &&
    !(s.notResources?.some((r) => matchesPattern(r, on)) ?? false) &&
    s.conditions.every((c) => meets.includes(c.key))
  );
}
