import { cite, counted, log as logText, num, say } from "../../span.ts";
import type { AccountFacts } from "../account-facts.ts";
import type { Affected, Answer, PostureCheck } from "../answer.ts";
import { cis, fail, unknown } from "../answer.ts";
import { activeKeys, daysBefore, keyNotes, limitDays, overRows } from "./with-report.ts";

/** Age of active keys. */
export const keyAge: PostureCheck = {
  id: "key-age",
  title: "Access keys are rotated",
  about: "No active access key is older than 90 days.",
  topic: "key-rotation",
  reference: cis("1.14"),
  answeredBy: ["credential-report"],
  check: (account) => (account.credentials === null ? byLog(account) : byReport(account)),
};

function byReport(account: AccountFacts): Answer {
  return overRows(
    account,
    {
      applies: (row) => activeKeys(row).length > 0,
      judge: ({ fact, from }) => {
        const keys = activeKeys(fact).map((key) => ({
          key,
          age: daysBefore(key.rotated, from.at),
        }));
        const old = keys.find(({ age }) => (age ?? 0) > limitDays);
        if (old !== undefined)
          return say`Access key ${num(old.key.number)} is ${counted(old.age ?? 0, "day")} old.`;
        return keys.some(({ age }) => age === null) ? "untold" : "met";
      },
      noun: ["user with an active key", "users with an active key"],
      failed: "kept one for more than 90 days",
      met: say`No active key is older than 90 days.`,
      nobody: say`No active access key exists.`,
    },
    keyNotes(account),
  );
}

/** A key whose creation the log holds, and that is neither deactivated nor deleted more than 90 days later. */
function byLog({ log }: AccountFacts): Answer {
  const affected: Affected[] = [];
  for (const { id, user, created, isActive, isDeleted } of log.keys.values()) {
    const age =
      log.last === null || created?.at === undefined || created.at === null
        ? null
        : Math.floor((log.last - created.at) / 86_400);
    if (isDeleted || !isActive || created === null || age === null || age <= limitDays) continue;
    affected.push({
      type: "user",
      name: user,
      arn: null,
      why: say`Access key ${logText(id, "key")} was made ${counted(age, "day")} before the last event that was looked at (${cite(created.id)}), and the log shows neither its deactivation nor its deletion.`,
      evidence: [created],
    });
  }
  if (affected.length === 0)
    return unknown(
      say`No credential report of the account is in the case, and the log shows no key being made more than 90 days before its end.`,
    );
  return fail(
    say`${counted(affected.length, "access key")} was made more than 90 days ago and is still active by the log.`,
    {
      affected,
      evidence: affected.flatMap(({ evidence }) => evidence).slice(0, 3),
      notes: [say`Of keys that were made before the log begins it tells nothing.`],
    },
  );
}
