import { rootRow } from "../../snapshot/credential-report.ts";
import { cite, counted, num, say } from "../../span.ts";
import type { PostureCheck } from "../answer.ts";
import { cis, fail, pass, unknown } from "../answer.ts";
import { daysBefore, limitDays, rootArn } from "./with-report.ts";

/** Use of the root user. */
export const rootUse: PostureCheck = {
  id: "root-use",
  title: "The root user is not used",
  about: "The root user neither signs in nor makes calls in daily work.",
  topic: "log-review",
  reference: cis("1.7"),
  answeredBy: ["credential-report"],
  check: (account) => {
    const { credentials, log } = account;
    const row = credentials?.find(({ fact }) => fact.isRoot);
    const arn = rootArn(account);
    if (log.rootLast !== null) {
      const why = say`The log shows ${counted(log.rootCalls, "sign-in or call", "sign-ins and calls")} of the root user, the last one ${cite(log.rootLast.id)}.`;
      const evidence = [log.rootLast, ...(row === undefined ? [] : [row.from])];
      return fail(why, {
        evidence,
        affected: [{ type: "root", name: rootRow, arn, why, evidence }],
      });
    }
    if (row === undefined)
      return unknown(
        say`No credential report of the account is in the case. The log shows no IAM change and no sign-in of the root user; other calls are not looked at.`,
      );
    const { fact, from } = row;
    const used = [fact.passwordLastUsed, ...fact.keys.map(({ lastUsed }) => lastUsed)];
    const days = used.map((one) => daysBefore(one, from.at)).filter((one) => one !== null);
    const evidence = [from];
    if (from.at === null)
      return unknown(say`When the credential report was made is not known.`, { evidence });
    const least = days.length === 0 ? null : Math.min(...days);
    if (least === null)
      return pass(say`The report has no use of the root user on record.`, { evidence });
    const why = say`The root user was last used ${num(least)} days before the report was made.`;
    return least < limitDays
      ? fail(why, { evidence, affected: [{ type: "root", name: rootRow, arn, why, evidence }] })
      : pass(why, { evidence });
  },
};
