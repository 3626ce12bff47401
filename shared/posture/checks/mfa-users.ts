import type { CredentialRow } from "../../snapshot/facts.ts";
import { rootRow } from "../../snapshot/credential-report.ts";
import type { Spans } from "../../span.ts";
import { cite, counted, log, say } from "../../span.ts";
import type { AccountFacts } from "../account-facts.ts";
import type { Affected, Answer, PostureCheck } from "../answer.ts";
import { cis, fail, unknown } from "../answer.ts";
import { isLater, overRows, presentRows } from "./with-report.ts";

/** MFA of users with a password. */
export const mfaUsers: PostureCheck = {
  id: "mfa-users",
  title: "Users with a password have a second factor",
  about: "Every IAM user who can sign in to the console has an MFA device.",
  topic: "multi-factor",
  reference: cis("1.10"),
  answeredBy: ["credential-report"],
  check: (account) => (account.credentials === null ? byLog(account) : byReport(account)),
};

/** Users who can sign in to the console. */
const applies = (row: CredentialRow): boolean => !row.isRoot && row.passwordEnabled === true;

function byReport(account: AccountFacts): Answer {
  return overRows(
    account,
    {
      applies,
      judge: ({ fact, from }) => {
        const seen = account.log.mfa.get(fact.user);
        if (seen !== undefined && isLater(seen.event, from.at))
          return seen.isOn
            ? "met"
            : say`Signed in without a second factor after the report was made (${cite(seen.event.id)}).`;
        if (fact.mfaActive === null) return "untold";
        return fact.mfaActive ? "met" : say`The report shows no MFA device.`;
      },
      noun: ["user with a password", "users with a password"],
      failed: "can sign in without a second factor",
      met: say`Every user with a password has an MFA device.`,
      nobody: say`No user has a password.`,
    },
    disagreements(account),
  );
}

/** Where a sign-in or call before the report says otherwise: the change in between is not in the evidence. */
function disagreements(account: AccountFacts): readonly Spans[] {
  return (presentRows(account) ?? []).flatMap(({ fact, from }) => {
    const seen = account.log.mfa.get(fact.user);
    if (seen === undefined || !applies(fact) || isLater(seen.event, from.at)) return [];
    if (fact.mfaActive === null || fact.mfaActive === seen.isOn) return [];
    return [
      seen.isOn
        ? say`Log and report disagree about ${log(fact.user, "user")}: the log shows a second factor (${cite(seen.event.id)}), the later report none. No call in between is in the evidence.`
        : say`${log(fact.user, "user")} signed in without a second factor before the report was made (${cite(seen.event.id)}), and has one since.`,
    ];
  });
}

/** Without a report: a sign-in without MFA proves that the user had no device then. */
function byLog({ log: seen }: AccountFacts): Answer {
  const affected: Affected[] = [...seen.mfa].flatMap(([user, one]) =>
    one.isOn || user === rootRow
      ? []
      : [
          {
            type: "user",
            name: user,
            arn: null,
            why: say`Signed in with a password and without a second factor (${cite(one.event.id)}).`,
            evidence: [one.event],
          },
        ],
  );
  if (affected.length === 0)
    return unknown(
      say`No credential report of the account is in the case, and no sign-in in the log proves it.`,
    );
  return fail(
    say`${counted(affected.length, "user")} signed in without a second factor, and the log shows none registered later.`,
    {
      affected,
      evidence: affected.flatMap(({ evidence }) => evidence).slice(0, 3),
      notes: [say`Of users who did not sign in the log tells nothing.`],
    },
  );
}
