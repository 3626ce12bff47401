/** Checks that go through the rows of the credential report. */
import type { CredentialRow, KeyRow, ReportTime } from "../../snapshot/facts.ts";
import type { Spans } from "../../span.ts";
import { counted, log, num, say, text } from "../../span.ts";
import type { AccountFacts } from "../account-facts.ts";
import type { Affected, Answer, EventEvidence, Seen } from "../answer.ts";
import { fail, pass, places, unknown } from "../answer.ts";

/** Days after which a credential counts as unused, and a key as due for rotation. */
export const limitDays = 90;
const day = 86_400;

/** What is said of one row: it meets the check, it does not (why), or the report does not tell. */
export type Judged = "met" | "untold" | Spans;

/** What a check of rows needs. */
export interface RowCheck {
  /** Rows that the check is about. */
  readonly applies: (row: CredentialRow) => boolean;
  readonly judge: (row: Seen<CredentialRow>) => Judged;
  /** What rows are called: "user with a password", "users with a password". */
  readonly noun: readonly [one: string, many: string];
  /** Completes "2 of 3 users with a password …" and "1 of 1 user with a password …". */
  readonly failed: string;
  /** A sentence when all rows meet it. */
  readonly met: Spans;
  /** A sentence when the check is about nobody. */
  readonly nobody: Spans;
}

/** Answers from the report; users whom the log shows deleted since are left out. */
export function overRows(
  account: AccountFacts,
  { applies, judge, noun, failed, met, nobody }: RowCheck,
  notes: readonly Spans[] = [],
): Answer {
  const rows = presentRows(account);
  if (rows === null)
    return unknown(say`No credential report of the account is in the case.`, { notes });
  const about = rows.filter(({ fact }) => applies(fact));
  const affected: Affected[] = [];
  let untold = 0;
  for (const row of about) {
    const said = judge(row);
    if (said === "untold") untold++;
    else if (said !== "met") affected.push(affectedRow(row, said));
  }
  const all = [
    ...notes,
    ...(untold === 0 ? [] : [say`Of ${counted(untold, ...noun)} the report does not tell.`]),
  ];
  if (affected.length > 0)
    return fail(
      say`${num(affected.length)} of ${counted(about.length, ...noun)} ${text(failed)}.`,
      {
        affected,
        evidence: places(about.filter(({ fact }) => affected.some(({ arn }) => arn === fact.arn))),
        notes: all,
      },
    );
  if (untold > 0)
    return unknown(say`The report shows nobody who fails it, and does not tell of all.`, {
      evidence: places(about),
      notes: all,
    });
  return pass(about.length === 0 ? nobody : met, {
    evidence: places(about.length === 0 ? (account.credentials ?? []) : about),
    notes: all,
  });
}

/** The rows of the report without users whom the log shows deleted since; null without a report. */
export function presentRows({
  credentials,
  log: seen,
}: AccountFacts): readonly Seen<CredentialRow>[] | null {
  return (
    credentials?.filter(({ fact, from }) => !isLater(seen.deletedUsers.get(fact.user), from.at)) ??
    null
  );
}

/** A row as what does not meet the check. */
export function affectedRow({ fact, from }: Seen<CredentialRow>, why: Spans): Affected {
  return {
    type: fact.isRoot ? "root" : "user",
    name: fact.user,
    arn: fact.arn,
    why,
    evidence: [from],
  };
}

/** Whether an event came after a moment; events and moments without a time are after nothing. */
export function isLater(event: EventEvidence | undefined | null, at: number | null): boolean {
  return event?.at !== undefined && event.at !== null && at !== null && event.at > at;
}

/** Whole days between a time of the report and the moment of the report; null where one of them is not known. */
export function daysBefore(time: ReportTime, at: number | null): number | null {
  return time.kind === "at" && at !== null ? Math.max(0, Math.floor((at - time.at) / day)) : null;
}

/** A credential's last use, or else when it was made, in days before the report; never used counts from its making. */
export function idleDays(used: ReportTime, made: ReportTime, at: number | null): number | null {
  const sinceMade = daysBefore(made, at);
  const sinceUse = daysBefore(used, at);
  if (sinceUse !== null) return sinceMade === null ? sinceUse : Math.min(sinceUse, sinceMade);
  // "N/A" and "no_information" both mean that no use is on record (IAM user guide).
  return sinceMade;
}

/** ARN of the root user as the report has it: its partition is known from there only. */
export function rootArn({ credentials }: AccountFacts): string | null {
  return credentials?.find(({ fact }) => fact.isRoot)?.fact.arn ?? null;
}

/** The active keys of a row. */
export function activeKeys(row: CredentialRow): readonly KeyRow[] {
  return row.keys.filter(({ active }) => active === true);
}

/** A note when the log shows changes of keys after the report was made: they are not in it. */
export function keyNotes({ credentials, log: seen }: AccountFacts): readonly Spans[] {
  const at = credentials?.[0]?.from.at ?? null;
  const users = [...seen.keyChanges]
    .filter(([, event]) => isLater(event, at))
    .map(([user]) => user);
  if (users.length === 0) return [];
  const [first = ""] = users;
  return [
    users.length === 1
      ? say`The log shows later changes of the keys of ${log(first, "user")}; a new report would show their result.`
      : say`The log shows later changes of the keys of ${counted(users.length, "user")}, ${log(first, "user")} among them; a new report would show their result.`,
  ];
}
