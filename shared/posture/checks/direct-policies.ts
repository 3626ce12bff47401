import { cite, counted, log, num, say } from "../../span.ts";
import type { AccountFacts } from "../account-facts.ts";
import type { Affected, Answer, PostureCheck } from "../answer.ts";
import { cis, fail, unknown } from "../answer.ts";
import { listsUsers, overDetails, share } from "./with-details.ts";
import { isLater } from "./with-report.ts";

/** Policies directly on users. */
export const directPolicies: PostureCheck = {
  id: "direct-policies",
  title: "Users get permissions through groups",
  about:
    "No policy is attached to a user directly or stands in a user: groups and roles can be reviewed, single users are forgotten.",
  topic: "least-privilege",
  reference: cis("1.15"),
  answeredBy: ["authorization-details"],
  check: (account) => {
    const { details } = account;
    if (details === null) return byLog(account);
    if (!listsUsers(account))
      return unknown(say`The file lists no user: it may have been filtered.`);
    const affected = details.users.flatMap(({ fact, from }): Affected[] => {
      if (isLater(account.log.deletedUsers.get(fact.name), from.at)) return [];
      const later = [...(account.log.direct.get(fact.name)?.values() ?? [])].filter(({ event }) =>
        isLater(event, from.at),
      );
      const gone = new Set(
        later.filter(({ isAttached }) => !isAttached).map(({ policy }) => policy),
      );
      const fresh = later.filter(({ isAttached }) => isAttached);
      const names = [
        ...fact.attached.filter(({ arn }) => !gone.has(arn)).map(({ name }) => name),
        ...fact.inline.filter(({ name }) => !gone.has(name)).map(({ name }) => name),
      ];
      const [first] = names;
      const evidence = [from, ...fresh.map(({ event }) => event).slice(0, 2)];
      const one = { type: "user", name: fact.name, arn: fact.arn, evidence } as const;
      if (first !== undefined)
        return [
          {
            ...one,
            why:
              names.length === 1
                ? say`Holds ${log(first, "policy")} directly.`
                : say`Holds ${counted(names.length, "policy", "policies")} directly, ${log(first, "policy")} among them.`,
          },
        ];
      const [call] = fresh;
      return call === undefined
        ? []
        : [
            {
              ...one,
              why: say`Got ${log(call.policy, "policy")} after the file was made (${cite(call.event.id)}).`,
            },
          ];
    });
    return overDetails(
      account,
      affected,
      {
        failed: share(
          affected.length,
          details.users.length,
          ["user", "users"],
          "holds a policy directly",
          "hold policies directly",
        ),
        met: say`None of ${counted(details.users.length, "user")} holds a policy directly.`,
      },
      0,
    );
  },
};

function byLog({ log: seen }: AccountFacts): Answer {
  const affected = [...seen.direct].flatMap(([user, policies]): Affected[] => {
    const held = [...policies.values()].filter(({ isAttached }) => isAttached);
    const [first] = held;
    if (first === undefined) return [];
    return [
      {
        type: "user",
        name: user,
        arn: null,
        why: say`Got ${log(first.policy, "policy")} directly (${cite(first.event.id)}), and the log does not show it taken away.`,
        evidence: held.map(({ event }) => event).slice(0, 5),
      },
    ];
  });
  if (affected.length === 0)
    return unknown(
      say`No authorization details of the account are in the case, and the log shows no user that got a policy directly and kept it.`,
    );
  return fail(
    say`By the log policies were put on users directly and stayed; users: ${num(affected.length)}.`,
    {
      affected,
      evidence: affected.flatMap(({ evidence }) => evidence).slice(0, 3),
      notes: [say`Of policies that users got before the log begins it tells nothing.`],
    },
  );
}
