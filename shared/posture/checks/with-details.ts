/** Checks that go through users, groups, roles and policies of the authorization details. */
import { managedPolicy } from "../../iam/managed-policies.ts";
import type { Spans } from "../../span.ts";
import { counted, log, num, say, text } from "../../span.ts";
import type { AccountFacts, DetailsSeen, IdentitySeen, Powers } from "../account-facts.ts";
import type { Affected, Answer, Seen } from "../answer.ts";
import { fail, pass, unknown } from "../answer.ts";

/** Why an identity is an administrator: the policy and where it comes from. */
export interface AdminSource {
  readonly policy: string;
  /** The group that it comes through; null for one of its own. */
  readonly group: string | null;
  readonly isInline: boolean;
}

/** How a managed policy makes an administrator; null when it does not, or its document is not there. */
function isAdminPolicy(details: DetailsSeen, arn: string): boolean {
  const known = managedPolicy(arn)?.class;
  if (known === "admin" || known === "iam") return true;
  return details.policies.get(arn)?.fact.powers.admin === "unbound";
}

/** The first source of administrator rights of an identity, groups included; conditions that narrow them don't count. */
export function adminSource(
  details: DetailsSeen,
  { attached, inline, groups }: IdentitySeen,
): AdminSource | null {
  const own = attached.find(({ arn }) => isAdminPolicy(details, arn));
  if (own !== undefined) return { policy: own.name, group: null, isInline: false };
  const written = inline.find(({ powers }) => powers.admin === "unbound");
  if (written !== undefined) return { policy: written.name, group: null, isInline: true };
  for (const name of groups) {
    const group = details.groups.get(name);
    const found = group === undefined ? null : adminSource(details, { ...group.fact, groups: [] });
    if (found !== null) return { ...found, group: name };
  }
  return null;
}

/** Managed policies of an identity whose documents are not in the file: what they allow is not known. */
export function unreadPolicies(details: DetailsSeen, { attached, inline }: IdentitySeen): number {
  return (
    attached.filter(
      ({ arn }) =>
        managedPolicy(arn) === null && details.policies.get(arn)?.fact.powers.isReadable !== true,
    ).length + inline.filter(({ powers }) => !powers.isReadable).length
  );
}

/** A policy that is in use, wherever it stands. */
export interface PolicyInUse {
  readonly name: string;
  readonly arn: string | null;
  /** The identity that holds it inline. */
  readonly holder: string | null;
  readonly powers: Powers;
  readonly seen: Seen<unknown>;
}

/** Customer managed policies that are attached, and all inline policies. */
export function* policiesInUse(details: DetailsSeen): Generator<PolicyInUse> {
  for (const seen of details.policies.values()) {
    const { name, arn, attachments, powers } = seen.fact;
    if (arn.includes(":iam::aws:") || attachments === 0) continue;
    yield { name, arn, holder: null, powers, seen };
  }
  for (const list of [details.users, details.groups.values(), details.roles])
    for (const seen of list)
      for (const { name, powers } of seen.fact.inline)
        yield { name, arn: seen.fact.arn, holder: seen.fact.name, powers, seen };
}

/** Answers for a list of things of which none may be bad; what could not be read keeps it from passing. */
export function overDetails(
  { details, detailFile }: AccountFacts,
  affected: readonly Affected[],
  words: { readonly failed: Spans; readonly met: Spans },
  untold: number,
  notes: readonly Spans[] = [],
): Answer {
  const whole = detailFile === null ? [] : [detailFile];
  const isTruncated = details?.isTruncated === true;
  const all = [
    ...notes,
    ...(isTruncated
      ? [say`Pages of the answer are missing: what they hold was not looked at.`]
      : []),
    ...(untold === 0
      ? []
      : [
          say`The documents of ${counted(untold, "policy", "policies")} are not in the file or can’t be read.`,
        ]),
  ];
  if (affected.length > 0)
    return fail(words.failed, {
      affected,
      evidence: affected.flatMap(({ evidence }) => evidence).slice(0, 3),
      notes: all,
    });
  if (isTruncated || untold > 0)
    return unknown(say`Nothing that is in the files fails it, but they do not hold all.`, {
      evidence: whole,
      notes: all,
    });
  return pass(words.met, { evidence: whole, notes: all });
}

/** "2 of 14 users hold a policy": a share as a sentence. `one` and `many` go on for one and for several. */
export function share(
  n: number,
  all: number,
  noun: readonly [one: string, many: string],
  one: string,
  many: string,
): Spans {
  return say`${num(n)} of ${counted(all, ...noun)} ${text(n === 1 ? one : many)}.`;
}

/** The answer without authorization details. */
export function withoutDetails(notes: readonly Spans[] = []): Answer {
  return unknown(say`No authorization details of the account are in the case.`, { notes });
}

/** What a policy's name and holder are in a sentence. */
export function namedPolicy({ policy, group, isInline }: AdminSource): Spans {
  const kind = text(isInline ? "the inline policy" : "the policy");
  return group === null
    ? say`${kind} ${log(policy, "policy")}`
    : say`${kind} ${log(policy, "policy")} of the group ${log(group, "group")}`;
}

/** Whether the file lists such entries at all; an empty list may come from a filter. */
export function listsUsers({ details, summary }: AccountFacts): boolean {
  return (details?.users.length ?? 0) > 0 || summary?.fact.counts.get("Users") === 0;
}
