/** Fixes of a case: planned from its state at the end of the log. */
import type { Fix, FixOffer, FixRequest, NoFix } from "../../shared/fixes/fix.ts";
import { fixesFor } from "../../shared/fixes/fixes-for.ts";
import type { Known, Used } from "../../shared/fixes/known.ts";
import { planFix } from "../../shared/fixes/plan-fix.ts";
import { readPolicyDocument } from "../../shared/iam/policy-document.ts";
import { findingById } from "../db/findings.ts";
import type { CaseDb } from "../db/open-case.ts";
import type { StateQuestions } from "../state/state-questions.ts";

/** Counts what identities called. `callers`: ARNs of users and roles. */
export type CountCalls = (callers: readonly string[]) => Used;

/** The fix for a request, or why there is none. `now`: milliseconds since 1970. */
export function planCaseFix(
  questions: StateQuestions,
  request: FixRequest,
  now: number,
  used: CountCalls,
): Fix | NoFix {
  return planFix(request, knownOf(questions, request, now, used));
}

function knownOf(
  questions: StateQuestions,
  request: FixRequest,
  now: number,
  used: CountCalls,
): Known {
  const { accounts } = questions.index;
  const [first] = accounts.keys();
  const id = request.account ?? accountOf(questions, request) ?? first ?? "";
  const { settings, root } = questions.accountAt(id, null);
  return {
    account: id === "" ? null : id,
    // AWS writes such times without parts of a second.
    at: request.at ?? new Date(now).toISOString().replace(/\.\d+Z$/, "Z"),
    entity: (key) => questions.entityAt(id, key, null).state,
    root,
    settings,
    used,
  };
}

/** The account whose events name what a fix is for; null: none does, or more than one. */
function accountOf({ index }: StateQuestions, { target }: FixRequest): string | null {
  const key = target.toLowerCase();
  const holders = [...index.accounts.values()].filter(({ entities }) => entities.has(key));
  return holders.length === 1 ? (holders[0]?.id ?? null) : null;
}

/** The key of the user (`user/NAME`) that an access key belongs to at the end of the log; null: not in it. */
export function ownerOfKey(
  { index }: StateQuestions,
  account: string | null,
  accessKeyId: string,
): string | null {
  for (const one of index.accounts.values()) {
    if (account !== null && one.id !== account) continue;
    const key = one.accessKeys.get(accessKeyId.toLowerCase());
    if (key !== undefined) return key.user;
  }
  return null;
}

/** The fixes that fit a finding; null: the case has no such finding. */
export function caseFixesFor(
  db: CaseDb,
  questions: StateQuestions,
  id: string,
): readonly FixOffer[] | null {
  const found = findingById(db, id.toUpperCase());
  if (found === null) return null;
  const { account } = found.finding;
  return fixesFor(found.finding, {
    ownerOf: (key) => ownerOfKey(questions, account, key),
    isGuardRail: (arn) => isGuardRail(questions, account, arn),
  });
}

/** Whether the default version of a policy denies something and allows nothing. */
function isGuardRail(questions: StateQuestions, account: string | null, arn: string): boolean {
  const { state } = questions.entityAt(account ?? "", `policy/${arn}`, null);
  if (state?.kind !== "policy" || !state.defaultVersion.known) return false;
  const id = state.defaultVersion.value;
  const document = state.versions.items.find(({ value }) => value.id === id)?.value.document;
  if (document?.known !== true) return false;
  const { statements } = readPolicyDocument(document.value);
  return statements.length > 0 && statements.every(({ effect }) => effect === "Deny");
}
